import { createHash } from "node:crypto";
import type { Database } from "better-sqlite3";
import { FourfoldError } from "../../shared/errors.ts";
import { currentVersion, versionOf } from "./database/migrations/index.ts";
import { lookInto } from "./database/open.ts";
import { describeFault, inWords } from "./faults.ts";
import { StoreFolder } from "./folder/storeFolder.ts";
import { type AuditRow, checkAuditChain } from "./records/audit.ts";
import { AttemptLog } from "./vault/attempts.ts";
import { readKeyFile } from "./vault/keyFile.ts";
import { openWithPassword } from "./vault/vault.ts";
import { releasedWorkFactor } from "./vault/wrap.ts";

/** One thing that was looked at. */
export interface VerifyLine {
  readonly check: "key" | "integrity" | "foreign keys" | "migrations" | "letters" | "audit";
  readonly ok: boolean;
  /** One line without patient data. */
  readonly detail: string;
}

export interface VerifyReport {
  readonly ok: boolean;
  readonly lines: readonly VerifyLine[];
}

export interface VerifyOptions {
  readonly dataFolder: string;
  readonly password: string;
  /** The first account where absent. */
  readonly accountName?: string;
}

type Finding = Pick<VerifyLine, "ok" | "detail">;

const checks: readonly { readonly check: VerifyLine["check"]; run(sqlite: Database): Finding }[] = [
  { check: "integrity", run: checkIntegrity },
  { check: "foreign keys", run: checkForeignKeys },
  { check: "migrations", run: checkMigrations },
  { check: "letters", run: checkLetters },
  { check: "audit", run: checkAudit },
];

/**
 * Checks a whole store without changing it. The first line says whether the key opens it; the others are missing when it
 * does not. What is wrong with the store is in the report and never thrown.
 */
export async function verifyStore(options: VerifyOptions): Promise<VerifyReport> {
  const folder = new StoreFolder(options.dataFolder);
  try {
    const dataKey = await openKey(folder, options);
    const lines = lookInto(folder.place.database, dataKey, (sqlite) => {
      sqlite.prepare("SELECT count(*) FROM sqlite_schema").get();
      return checks.map(({ check, run }) => ({ check, ...guarded(() => run(sqlite)) }));
    });
    dataKey.fill(0);
    const all: VerifyLine[] = [
      { check: "key", ok: true, detail: "the password opens the database" },
      ...lines,
    ];
    return { ok: all.every((line) => line.ok), lines: all };
  } catch (fault) {
    const described = describeFault(fault);
    if (described === undefined) throw fault;
    return { ok: false, lines: [{ check: "key", ok: false, detail: described.message }] };
  } finally {
    folder.release();
  }
}

async function openKey(folder: StoreFolder, options: VerifyOptions): Promise<Buffer> {
  if (inWords(() => folder.find()) === "absent") {
    throw new FourfoldError({
      code: "storeAbsent",
      message: "This data folder holds no practice.",
      action: "Name the data folder that holds yours.",
    });
  }
  const keys = inWords(() => readKeyFile(folder.place.keyFile));
  const accountName = options.accountName ?? keys.accounts[0]?.accountName ?? "";
  const attempts = new AttemptLog(folder.place.attempts, () => new Date());
  const opened = await openWithPassword(keys, accountName, options.password, attempts, releasedWorkFactor);
  return opened.dataKey;
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

interface LetterToCheck {
  readonly letter_number: string;
  readonly sha256: string;
  readonly byte_length: number;
  readonly bytes: Buffer;
  readonly audited: string | null;
}

/** Bytes against their hash, and the hash against the one that the audit noted when the letter was signed. */
function checkLetters(sqlite: Database): Finding {
  const letters = sqlite.prepare<[], LetterToCheck>(
    `SELECT letter_number, sha256, byte_length, bytes,
       (SELECT detail_json ->> 'sha256' FROM audit WHERE action = 'letter.signed' AND subject_id = letters.id) AS audited
     FROM letters ORDER BY letter_number`,
  );
  let count = 0;
  for (const letter of letters.iterate()) {
    count += 1;
    const hash = createHash("sha256").update(letter.bytes).digest("hex");
    if (hash !== letter.sha256 || letter.bytes.length !== letter.byte_length || hash !== letter.audited) {
      return { ok: false, detail: `letter ${letter.letter_number} is not as it was signed` };
    }
  }
  const signed = sqlite
    .prepare<[], number>("SELECT count(*) FROM audit WHERE action = 'letter.signed'")
    .pluck()
    .get();
  if (signed !== count) return { ok: false, detail: `${signed} letters were signed, ${count} are there` };
  return { ok: true, detail: `${count} letters are as they were signed` };
}

function checkAudit(sqlite: Database): Finding {
  const issued =
    sqlite.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'audit'").pluck().get() ?? 0;
  const rows = sqlite.prepare<[], AuditRow>("SELECT * FROM audit ORDER BY sequence").iterate();
  const { entries, problem } = checkAuditChain(rows, issued);
  return problem === undefined
    ? { ok: true, detail: `${entries} entries form one chain` }
    : { ok: false, detail: problem };
}
