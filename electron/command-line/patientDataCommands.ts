import { resolve } from "node:path";
import { erasureGrounds } from "../../shared/dataRights/erasure.ts";
import { foldMrn } from "../backend/database/search.ts";
import { retentionCsv } from "../backend/dataRights/exportIndex.ts";
import type { Backend } from "../backend/index.ts";
import { type Given, readArguments } from "./arguments.ts";
import { ask, withStore } from "./backendOfRun.ts";
import { badArgument, exitCodes } from "./failures.ts";
import { type Surroundings, write, writeLine } from "./surroundings.ts";

/** A patient's record handed out or erased, and whose time is over, without a window. */

const common = {
  "data-dir": { type: "string", required: true },
  account: { type: "string" },
} as const;

/**
 * Who is meant: by the record's own id, or by the MRN in a variable of the environment. An MRN is never an argument, where others
 * on the computer could read it.
 */
async function patientOf(backend: Backend, given: Given, { environment }: Surroundings) {
  const asked = given.text("patient");
  const mrn = environment.FOURFOLD_MRN;
  if (asked !== undefined) {
    const { mrn: own } = await ask(backend, "patientData.contents", { patientId: asked });
    return { patientId: asked, mrn: own };
  }
  if (!mrn) throw badArgument("--patient", "is needed, or the patient's MRN in the variable FOURFOLD_MRN");
  const { patients } = await ask(backend, "patients.search", { text: mrn.slice(0, 200), limit: 200 });
  const same = patients.filter(({ patient }) => foldMrn(patient.mrn) === foldMrn(mrn));
  const [only] = same;
  if (only === undefined) throw badArgument("FOURFOLD_MRN", "is that of no patient of this practice");
  if (same.length > 1)
    throw badArgument("--patient", `is needed, since ${same.length} patients have this MRN`);
  return { patientId: only.id, mrn };
}

export async function runExport(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const given = readArguments("export", argv, {
    ...common,
    to: { type: "string", required: true },
    patient: { type: "string" },
    everything: { type: "boolean" },
    zip: { type: "boolean" },
  });
  const folder = resolve(given.required("to"));
  const as = given.has("zip") ? "zip" : "folder";
  if (given.has("everything") && given.text("patient") !== undefined)
    throw badArgument("--everything", "cannot stand beside --patient");
  const savedTo = await withStore(given, surroundings, async (backend) => {
    if (!given.has("everything")) {
      const { patientId } = await patientOf(backend, given, surroundings);
      return (await ask(backend, "patientData.export", { patientId, folder, as })).savedTo;
    }
    let reply = await ask(backend, "patientData.exportEverything", { folder, as });
    while (reply.next !== undefined) {
      reply = await ask(backend, "patientData.exportEverything", { folder, as, continue: reply.next });
    }
    return reply.savedTo;
  });
  await writeLine(surroundings.output, savedTo);
  return exitCodes.done;
}

export async function runErase(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const given = readArguments("erase", argv, {
    ...common,
    patient: { type: "string" },
    ground: { type: "string", required: true, oneOf: erasureGrounds },
    yes: { type: "boolean" },
  });
  const ground = erasureGrounds.find((each) => each === given.required("ground"));
  if (ground === undefined) throw badArgument("--ground", `must be ${erasureGrounds.join(" or ")}`);
  const erased = await withStore(given, surroundings, async (backend, password) => {
    const { patientId, mrn } = await patientOf(backend, given, surroundings);
    const { evaluations, letters } = await ask(backend, "patientData.contents", { patientId });
    if (!given.has("yes")) {
      throw badArgument(
        "--yes",
        `is needed: ${evaluations} evaluations and ${letters} signed letters would be erased for good`,
      );
    }
    return ask(backend, "patientData.erase", { patientId, ground, mrn, password });
  });
  const { reference, evaluations, letters, elsewhere } = erased;
  const { backups, backupFolder, putAside } = elsewhere;
  const lines = [
    `erased    record ${reference}: ${evaluations} evaluations, ${letters} letters`,
    ...(backups ?? []).map(({ name }) => `holds it  the backup ${name}, until it is removed`),
    ...(backups === undefined ? [`unknown   what the folder for backups holds: ${backupFolder}`] : []),
    ...(putAside === 0
      ? []
      : [`may hold  ${putAside} copies of the store in the data folder, from before a restore or an update`]),
  ];
  await write(surroundings.output, `${lines.join("\n")}\n`);
  return exitCodes.done;
}

/** Prints as a table whose record need not be kept any longer. */
export async function runRetention(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const given = readArguments("retention", argv, common);
  const { rows, total } = await withStore(given, surroundings, (backend) =>
    ask(backend, "patientData.retention", { limit: 1000 }),
  );
  await write(surroundings.output, retentionCsv(rows));
  if (total > rows.length)
    await writeLine(surroundings.errors, `These are the first ${rows.length} of ${total}.`);
  return exitCodes.done;
}
