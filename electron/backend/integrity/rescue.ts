import { createHash } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { FourfoldError } from "../../../shared/errors.ts";
import { describeBackupFault } from "../backup/faults.ts";
import { isFolder } from "../backup/shelf.ts";
import { writeFileAtomically } from "../folder/atomicFile.ts";

/**
 * Saves what a damaged database still gives: signed letters whose bytes are those that were signed, and evaluations as JSON. Row by
 * row, so that one page that cannot be read costs what is on it and nothing else. The database is only read.
 */

export interface Rescued {
  readonly folder: string;
  readonly letters: number;
  readonly evaluations: number;
  /** In words, without patient data. */
  readonly missing: readonly string[];
}

const about = `What Fourfold could still read of a damaged database. These files are not encrypted and hold patient data:
keep them where only those who may see them can, and delete them when the practice's data is restored.

letters/      signed letters, byte for byte as they were signed
evaluations/  each evaluation with its patient, referral and answers, as JSON
`;

/** @param stamp names the new folder inside \`target\`, such as "20251112-183000". */
export function rescue(sqlite: Database, target: string, stamp: string): Rescued {
  if (!isFolder(target)) {
    throw new FourfoldError({
      code: "notFound",
      field: "folder",
      message: "The folder to save into is not there.",
      action: "Choose a folder that exists.",
    });
  }
  const folder = freeFolder(join(target, `fourfold-saved-${stamp}`));
  try {
    for (const each of [folder, join(folder, "letters"), join(folder, "evaluations")])
      mkdirSync(each, { mode: 0o700 });
    writeFileAtomically(join(folder, "README.txt"), about);
    const missing: string[] = [];
    const letters = saveLetters(sqlite, join(folder, "letters"), missing);
    const evaluations = saveEvaluations(sqlite, join(folder, "evaluations"), missing);
    return { folder, letters, evaluations, missing };
  } catch (fault) {
    throw describeBackupFault(fault) ?? fault;
  }
}

function saveLetters(sqlite: Database, folder: string, missing: string[]): number {
  let saved = 0;
  const ids = idsOf(sqlite, "letters");
  if (!ids.complete) missing.push("some letters: the list of letters cannot be read to its end");
  for (const id of ids.found) {
    const letter = attempt(() =>
      sqlite
        .prepare<[string], { letter_number: string; sha256: string; bytes: Buffer }>(
          "SELECT letter_number, sha256, bytes FROM letters WHERE +id = ?",
        )
        .get(id),
    );
    if (letter === undefined) {
      missing.push(`a letter (${id}): it cannot be read`);
    } else if (createHash("sha256").update(letter.bytes).digest("hex") !== letter.sha256) {
      missing.push(`letter ${letter.letter_number}: its bytes are not those that were signed`);
    } else {
      writeFileAtomically(join(folder, `letter-${fileSafe(letter.letter_number)}.pdf`), letter.bytes);
      saved += 1;
    }
  }
  return saved;
}

function saveEvaluations(sqlite: Database, folder: string, missing: string[]): number {
  let saved = 0;
  const ids = idsOf(sqlite, "evaluations");
  if (!ids.complete) missing.push("some evaluations: the list of evaluations cannot be read to its end");
  for (const id of ids.found) {
    const evaluation = attempt(() => row(sqlite, "evaluations", id));
    if (evaluation === undefined) {
      missing.push(`an evaluation (${id}): it cannot be read`);
      continue;
    }
    const referral = attempt(() => row(sqlite, "referrals", String(evaluation.referral_id)));
    const patient = referral && attempt(() => row(sqlite, "patients", String(referral.patient_id)));
    const referrer = referral && attempt(() => row(sqlite, "referrers", String(referral.referrer_id)));
    const answers = answersOf(sqlite, id);
    const lost = [
      ...(referral ? [] : ["its referral"]),
      ...(patient ? [] : ["its patient"]),
      ...(referrer ? [] : ["its referrer"]),
      ...(answers.complete ? [] : ["some of its answers"]),
    ];
    if (lost.length > 0) missing.push(`of an evaluation (${id}): ${lost.join(", ")}`);
    const content = { evaluation, patient, referral, referrer, answers: answers.found, couldNotBeRead: lost };
    writeFileAtomically(join(folder, `evaluation-${id}.json`), `${JSON.stringify(content, null, 2)}\n`);
    saved += 1;
  }
  return saved;
}

function row(sqlite: Database, table: string, id: string): Record<string, unknown> | undefined {
  return (
    attempt(() =>
      sqlite.prepare<[string], Record<string, unknown>>(`SELECT * FROM ${table} WHERE id = ?`).get(id),
    ) ??
    // By the table itself, where its index cannot be read.
    sqlite.prepare<[string], Record<string, unknown>>(`SELECT * FROM ${table} WHERE +id = ?`).get(id)
  );
}

interface Found<Value> {
  readonly found: Value;
  readonly complete: boolean;
}

function answersOf(sqlite: Database, evaluationId: string): Found<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  let complete = true;
  // From both ends: what lies behind a page that cannot be read is reached from the other side.
  for (const order of ["ASC", "DESC"]) {
    try {
      const rows = sqlite.prepare<[string], { item_id: string; answer_json: string }>(
        `SELECT item_id, answer_json FROM answers WHERE evaluation_id = ? ORDER BY item_id ${order}`,
      );
      for (const answer of rows.iterate(evaluationId)) found[answer.item_id] = JSON.parse(answer.answer_json);
      return { found, complete: true };
    } catch {
      complete = false;
    }
  }
  return { found, complete };
}

/** By the index, then by the table from either end. */
function idsOf(sqlite: Database, table: string): Found<ReadonlySet<string>> {
  const found = new Set<string>();
  let complete = false;
  for (const query of [
    `SELECT id FROM ${table} ORDER BY id`,
    `SELECT id FROM ${table} ORDER BY id DESC`,
    `SELECT id FROM ${table} ORDER BY rowid`,
    `SELECT id FROM ${table} ORDER BY rowid DESC`,
  ]) {
    if (complete) break;
    complete =
      attempt(() => {
        for (const id of sqlite.prepare<[], string>(query).pluck().iterate()) found.add(id);
        return true;
      }) ?? false;
  }
  return { found, complete };
}

/** Undefined where the database does not give it. */
function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function fileSafe(text: string): string {
  return text.replace(/[^\w-]/g, "_");
}

function freeFolder(path: string): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? path : `${path}-${number}`;
    if (!existsSync(candidate)) return candidate;
  }
}
