import { createHash } from "node:crypto";
import type { Database } from "better-sqlite3";
import { currentVersion, versionOf } from "../database/migrations/index.ts";
import { describeFault } from "../faults.ts";
import { type AuditRow, checkAuditChain, readDetail } from "../records/audit.ts";
import { type Columns, sealOf } from "../records/letterSeal.ts";

/** The full check of a database that is open for reading: every page, every letter, every entry of the audit. */

export type CheckName = "integrity" | "foreign keys" | "migrations" | "letters" | "audit";

/** One thing that was looked at. */
export interface CheckLine {
  readonly check: CheckName;
  readonly ok: boolean;
  /** One line without patient data. */
  readonly detail: string;
}

type Finding = Pick<CheckLine, "ok" | "detail">;

/** Told how far a check is: `done` of `total`, both counted in what the check looks at (pages, letters, entries). */
export type OnProgress = (check: CheckName, done: number, total: number) => void;

const checks: readonly {
  readonly check: CheckName;
  run(sqlite: Database, onProgress: (done: number, total: number) => void): Finding;
}[] = [
  { check: "integrity", run: checkIntegrity },
  { check: "foreign keys", run: checkForeignKeys },
  { check: "migrations", run: checkMigrations },
  { check: "letters", run: checkLetters },
  { check: "audit", run: checkAudit },
];

/** What is wrong is in the lines and never thrown. */
export function runChecks(sqlite: Database, onProgress: OnProgress = () => {}): CheckLine[] {
  return checks.map(({ check, run }) => {
    onProgress(check, 0, 1);
    return { check, ...guarded(() => run(sqlite, (done, total) => onProgress(check, done, total))) };
  });
}

/** A damaged page makes a check fail with an error of SQLite: that is a finding too. */
function guarded(run: () => Finding): Finding {
  try {
    return run();
  } catch (fault) {
    const described = describeFault(fault);
    if (described === undefined) throw fault;
    return { ok: false, detail: described.message };
  }
}

/** Also checks each page's authentication code, since every page is read. */
function checkIntegrity(sqlite: Database): Finding {
  const found = sqlite.prepare<[], string>("PRAGMA integrity_check").pluck().all();
  const ok = found.length === 1 && found[0] === "ok";
  return { ok, detail: ok ? "every page is sound" : `${found.length} faults in the database file` };
}

function checkForeignKeys(sqlite: Database): Finding {
  const broken = sqlite.prepare("PRAGMA foreign_key_check").all().length;
  return {
    ok: broken === 0,
    detail: broken === 0 ? "no row points to nothing" : `${broken} rows point to nothing`,
  };
}

function checkMigrations(sqlite: Database): Finding {
  const version = versionOf(sqlite);
  return {
    ok: version <= currentVersion,
    detail: `schema ${version}; this program knows ${currentVersion}`,
  };
}

/** How many letters or entries are looked at between two words about progress. */
const stride = 500;

interface LetterToCheck extends Columns {
  readonly letter_number: string;
  readonly sha256: string;
  readonly byte_length: number;
  readonly bytes: Buffer;
}

/** Bytes against their hash, and the hash and the seal against those that the audit noted when the letter was signed. */
function checkLetters(sqlite: Database, onProgress: (done: number, total: number) => void): Finding {
  const ids = sqlite.prepare<[], string>("SELECT id FROM letters ORDER BY letter_number").pluck().all();
  const letterOf = sqlite.prepare<[string], LetterToCheck>("SELECT * FROM letters WHERE id = ?");
  const copiesOf = copiesReader(sqlite);
  const audited = sqlite
    .prepare<[string], string>(
      "SELECT detail_json FROM audit WHERE action = 'letter.signed' AND subject_id = ?",
    )
    .pluck();
  const erased = erasedLetters(sqlite);
  const back = ids.filter((id) => erased.has(id));
  if (back.length > 0) return { ok: false, detail: `${back.length} letters are there that were erased` };
  for (const [index, id] of ids.entries()) {
    const letter = letterOf.get(id);
    const noted = readDetail(audited.get(id) ?? "");
    const hash = letter && createHash("sha256").update(letter.bytes).digest("hex");
    const isAsSigned =
      letter !== undefined &&
      hash === letter.sha256 &&
      hash === noted.sha256 &&
      letter.bytes.length === letter.byte_length &&
      // Letters that were signed before there were seals have none.
      (noted.seal === undefined || noted.seal === sealOf(letter, copiesOf(id)));
    if (!isAsSigned) {
      return { ok: false, detail: `letter ${letter?.letter_number ?? id} is not as it was signed` };
    }
    if ((index + 1) % stride === 0) onProgress(index + 1, ids.length);
  }
  const signed = countOf(sqlite, "SELECT count(*) FROM audit WHERE action = 'letter.signed'");
  if (signed !== ids.length + erased.size) {
    const gone = erased.size === 0 ? "" : `, ${erased.size} were erased with their patient's record`;
    return { ok: false, detail: `${signed} letters were signed, ${ids.length} are there${gone}` };
  }
  const without = erased.size === 0 ? "" : `; ${erased.size} were erased with their patient's record`;
  return { ok: true, detail: `${ids.length} letters are as they were signed${without}` };
}

/** The ids of the letters that the audit says were erased with their patient's record. */
function erasedLetters(sqlite: Database): ReadonlySet<string> {
  const details = sqlite
    .prepare<[], string>("SELECT detail_json FROM audit WHERE action = 'patient.erased'")
    .pluck()
    .all();
  return new Set(
    details.flatMap((json) => {
      const { letters } = readDetail(json);
      return Array.isArray(letters) ? letters.map(String) : [];
    }),
  );
}

/** A backup of an earlier version may hold no copies yet. */
function copiesReader(sqlite: Database): (letterId: string) => Columns[] {
  const table = sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'letter_copies'").get();
  if (table === undefined) return () => [];
  const statement = sqlite.prepare<[string], Columns>(
    "SELECT * FROM letter_copies WHERE letter_id = ? ORDER BY position",
  );
  return (letterId) => statement.all(letterId);
}

function checkAudit(sqlite: Database, onProgress: (done: number, total: number) => void): Finding {
  const issued = countOf(sqlite, "SELECT seq FROM sqlite_sequence WHERE name = 'audit'");
  const rows = sqlite.prepare<[], AuditRow>("SELECT * FROM audit ORDER BY sequence").iterate();
  const { entries, problem } = checkAuditChain(counted(rows, issued, onProgress), issued);
  return problem === undefined
    ? { ok: true, detail: `${entries} entries form one chain` }
    : { ok: false, detail: problem };
}

function* counted<Row>(
  rows: Iterable<Row>,
  total: number,
  onProgress: (done: number, total: number) => void,
): Generator<Row> {
  let done = 0;
  for (const row of rows) {
    yield row;
    done += 1;
    if (done % stride === 0) onProgress(done, total);
  }
}

function countOf(sqlite: Database, query: string): number {
  return sqlite.prepare<[], number>(query).pluck().get() ?? 0;
}
