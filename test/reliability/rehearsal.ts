import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { makeBackup } from "../../electron/backend/backup/makeBackup.ts";
import { openBackup } from "../../electron/backend/backup/openBackup.ts";
import { rehearseRestore } from "../../electron/backend/backup/rehearse.ts";
import { restoreBackup } from "../../electron/backend/backup/restore.ts";
import { lookInto, type OpenStore } from "../../electron/backend/database/open.ts";
import { StoreFolder } from "../../electron/backend/folder/storeFolder.ts";
import { StoreKeeper } from "../../electron/backend/keeper.ts";
import { completeCase } from "../bench/practice.ts";
import { cheapWork, password, setUpInput } from "../unit/backend/values.ts";

/**
 * Backs up and restores a practice of a given size, and compares what came back with what was there, row by row. Prints how long
 * each step takes. `node test/reliability/rehearsal.ts --evaluations 10000`.
 */

export interface RehearsalOutcome {
  readonly lines: readonly string[];
  /** Tables of which a row differs. */
  readonly differing: readonly string[];
}

/** Every evaluation is the complete invented case, each of a patient of its own. */
function fill({ sqlite }: OpenStore, evaluations: number): void {
  const { answers } = completeCase();
  const owner = sqlite.prepare<[], string>("SELECT id FROM accounts").pluck().get() ?? "";
  const at = "2025-03-10T12:00:00.000Z";
  const referrerId = randomUUID();
  sqlite
    .prepare(
      "INSERT INTO referrers (id, family_name, specialty, search_key, created_at, changed_at) VALUES (?, 'Brackwater', 'primary care', 'brackwater', ?, ?)",
    )
    .run(referrerId, at, at);
  const patient = sqlite.prepare(
    `INSERT INTO patients (id, given_names, family_name, date_of_birth, sex_at_birth, mrn, name_key, mrn_key, created_at, changed_at)
     VALUES (?, 'Harlan', ?, '1982-09-14', 'male', ?, ?, ?, ?, ?)`,
  );
  const referral = sqlite.prepare(
    `INSERT INTO referrals (id, patient_id, referrer_id, date, question, urgency, created_at, changed_at)
     VALUES (?, ?, ?, '2025-03-03', 'Is an injection appropriate?', 'soon', ?, ?)`,
  );
  const evaluation = sqlite.prepare(
    `INSERT INTO evaluations (id, referral_id, visit_date, owner_account_id, stage, revision, is_ready, has_red_flag, created_at)
     VALUES (?, ?, '2025-03-10', ?, 'inEvaluation', 1, 0, 0, ?)`,
  );
  const answer = sqlite.prepare("INSERT INTO answers VALUES (?, ?, ?, ?)");
  const given = Object.entries(answers).map(([itemId, value]) => [itemId, JSON.stringify(value)] as const);
  sqlite.transaction(() => {
    for (let count = 1; count <= evaluations; count += 1) {
      const [patientId, referralId, evaluationId] = [randomUUID(), randomUUID(), randomUUID()];
      const name = `Quillfeather-${count}`;
      patient.run(patientId, name, `FIC-${count}`, name.toLowerCase(), `fic${count}`, at, at);
      referral.run(referralId, patientId, referrerId, at, at);
      evaluation.run(evaluationId, referralId, owner, at);
      for (const [itemId, json] of given) answer.run(evaluationId, itemId, json, at);
    }
  })();
}

/** Table -> hash of all its rows. */
function rowHashes(database: string, dataKey: Uint8Array): Map<string, string> {
  return lookInto(database, dataKey, (sqlite) => {
    const tables = sqlite
      .prepare<[], string>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
      )
      .pluck()
      .all();
    return new Map(
      tables
        // The audit and its counter go on with the entry about the restore.
        .filter((table) => !["audit", "sqlite_sequence"].includes(table))
        .map((table) => {
          const hash = createHash("sha256");
          for (const row of sqlite.prepare(`SELECT * FROM ${table}`).raw().iterate())
            hash.update(JSON.stringify(row));
          return [table, hash.digest("hex")];
        }),
    );
  });
}

export async function runRehearsal(evaluations: number): Promise<RehearsalOutcome> {
  const folder = mkdtempSync(join(tmpdir(), "fourfold-rehearsal-"));
  const lines: string[] = [];
  const timed = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    const began = performance.now();
    const result = await work();
    lines.push(`${what.padEnd(28)} ${((performance.now() - began) / 1000).toFixed(1)} s`);
    return result;
  };
  const now = () => new Date();
  const dataFolder = join(folder, "data");
  const shelf = join(folder, "shelf");
  const keeper = new StoreKeeper({ dataFolder, now, newId: randomUUID, workFactor: cheapWork });
  const restored = new StoreFolder(join(folder, "restored"));
  try {
    await keeper.setUp(setUpInput, async ({ store }) => fill(store, evaluations));
    mkdirSync(shelf);
    const source = keeper.copyForUpkeep();
    const made = await timed("backup", () =>
      makeBackup({ ...source, folder: shelf, keep: 1, appVersion: "", now }),
    );
    keeper.close();
    lines.unshift(
      `${evaluations} evaluations, ${(statSync(source.database).size / 1024 / 1024).toFixed(0)} MB`,
    );
    const opening = { accountName: setUpInput.accountName, password };
    const trial = { opening, attemptsFolder: folder, now, workFactor: cheapWork };
    const rehearsal = await timed("rehearsal of the restore", () =>
      rehearseRestore(made.folder, folder, trial),
    );
    for (const line of rehearsal.lines) {
      lines.push(
        `  ${line.ok ? "ok    " : "FAILED"} ${line.step.padEnd(8)} ${(line.milliseconds / 1000).toFixed(1)} s  ${line.detail}`,
      );
    }
    const opened = await openBackup(made.folder, trial);
    await timed("restore", () => restoreBackup(opened, restored, { now, closeStore: () => {} }));
    const before = rowHashes(source.database, source.dataKey);
    const after = rowHashes(restored.place.database, source.dataKey);
    const differing = [...before]
      .filter(([table, hash]) => after.get(table) !== hash)
      .map(([table]) => table);
    if (!rehearsal.ok) differing.push("(the rehearsal failed)");
    return { lines, differing };
  } finally {
    restored.release();
    keeper.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { evaluations: { type: "string", default: "10000" } } });
  const { lines, differing } = await runRehearsal(Number(values.evaluations));
  for (const line of lines) console.log(line);
  console.log(
    differing.length === 0 ? "every row came back as it was" : `differing: ${differing.join(", ")}`,
  );
  process.exitCode = differing.length === 0 ? 0 : 1;
}
