import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { PatientContents } from "../../../shared/contract.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { beforeUpgradeFolder } from "../backup/beforeUpgrade.ts";
import { backupsIn, stampOf } from "../backup/shelf.ts";
import { localDateOf, localInstantOf } from "../clock.ts";
import { foldMrn } from "../database/search.ts";
import { eraseRecord } from "../dataRights/erase.ts";
import { writeIndex } from "../dataRights/exportIndex.ts";
import { describeExportFault, freeName, requireTarget, writeExport } from "../dataRights/exportTarget.ts";
import { recordFiles } from "../dataRights/recordFiles.ts";
import { appendAudit } from "../records/audit.ts";
import { readSettings, readStoreId } from "../records/backup.ts";
import { readWholeRecord } from "../records/patientRecord.ts";
import {
  type KeptPatient,
  readKeptPatients,
  readRetentionRule,
  saveRetentionRule,
} from "../records/retention.ts";
import { requireAbsolute } from "./backup.ts";
import { auditFrame, type SignedInContext, type SignedInHandlers } from "./context.ts";
import { meetLetters } from "./desk.ts";
import { practiceInForce } from "./practiceInForce.ts";
import { notFound } from "./refusals.ts";

type Names =
  | "patientData.contents"
  | "patientData.export"
  | "patientData.exportEverything"
  | "patientData.erase"
  | "patientData.retention"
  | "patientData.saveRule";

/** Milliseconds of one stretch of a long export: the window stays quick and a lock does not wait for its end. */
const stretch = 250;

export const patientDataHandlers: Pick<SignedInHandlers, Names> = {
  "patientData.contents": async ({ patientId }, context) => {
    await meetLetters(context);
    const { read } = context.session.store;
    const kept = await keptPatient(context, patientId);
    const evaluations = await read
      .selectFrom("evaluations")
      .innerJoin("referrals", "referrals.id", "evaluations.referral_id")
      .select("evaluations.stage")
      .where("referrals.patient_id", "=", patientId)
      .where("evaluations.discarded_at", "is", null)
      .execute();
    const { unsent } = await read
      .selectFrom("dispatches")
      .innerJoin("letters", "letters.id", "dispatches.letter_id")
      .innerJoin("evaluations", "evaluations.id", "letters.evaluation_id")
      .innerJoin("referrals", "referrals.id", "evaluations.referral_id")
      .select((select) => select.fn.countAll<number>().as("unsent"))
      .where("referrals.patient_id", "=", patientId)
      .where("dispatches.state", "in", ["toPrint", "toSend"])
      .executeTakeFirstOrThrow();
    return {
      ...kept,
      evaluations: evaluations.length,
      unsigned: evaluations.filter(({ stage }) => stage === "referred" || stage === "inEvaluation").length,
      unsent,
      isKept: isKept(kept, context),
      elsewhere: await elsewhere(context),
    };
  },

  "patientData.export": async ({ patientId, folder, as }, context) => {
    requireAbsolute(folder);
    requireTarget(folder);
    const at = context.now();
    const name = `fourfold-patient-${stampOf(localInstantOf(at))}-${patientId.slice(0, 8)}`;
    const exported = await exportRecord(context, patientId, { folder, name, as, at });
    const { evaluations, letters } = exported;
    await context.session.store.write((writable) =>
      appendAudit(writable, {
        ...auditFrame(context),
        action: "patient.exported",
        subjectId: patientId,
        detail: { as, evaluations, letters },
      }),
    );
    return exported;
  },

  "patientData.exportEverything": async (input, context) => {
    requireAbsolute(input.folder);
    requireTarget(input.folder);
    const { read } = context.session.store;
    const total = await countPatients(context, 0);
    const place = input.continue ?? (await beginExport(input.folder, total, context));
    const into = join(input.folder, place.name);
    requireTarget(into);
    const until = performance.now() + stretch;
    let { after } = place;
    for (;;) {
      const next = await read
        .selectFrom("patients")
        .select(["number", "id"])
        .where("number", ">", after)
        .orderBy("number")
        .limit(1)
        .executeTakeFirst();
      if (next === undefined) {
        await guarded(async () => writeIndex(into, await readKeptPatients(read, await ruleOf(context))));
        return { savedTo: into, done: total, total };
      }
      await exportRecord(context, next.id, { folder: into, name: next.id, as: input.as, at: context.now() });
      after = next.number;
      if (performance.now() < until) continue;
      const left = await countPatients(context, after);
      return { savedTo: into, done: Math.max(0, total - left), total, next: { name: place.name, after } };
    }
  },

  "patientData.erase": async ({ patientId, ground, mrn, password }, context) => {
    const { keeper, session } = context;
    const kept = await keptPatient(context, patientId);
    if (foldMrn(mrn) !== foldMrn(kept.mrn)) {
      throw new FourfoldError({
        code: "badInput",
        field: "mrn",
        message: "mrn is not that of this patient. Nothing was erased.",
        action: "Look whether it is the right patient, then type the MRN as the record has it.",
      });
    }
    const isEarly = isKept(kept, context);
    if (ground === "retentionOver" && isEarly) {
      throw new FourfoldError({
        code: "conflict",
        field: "ground",
        message: "By the practice's rule this record is still to be kept. Nothing was erased.",
        action: "Wait until then, or give the ground on which it is erased before.",
      });
    }
    await keeper.confirmPassword(password);
    const { at } = auditFrame(context);
    const accountId = session.account.id;
    const { database } = keeper.folder.place;
    const erased = await eraseRecord(session.store, database, {
      patientId,
      ground,
      isEarly,
      at,
      accountId,
    });
    return { reference: patientId, ...erased, elsewhere: await elsewhere(context) };
  },

  "patientData.retention": async ({ limit }, context) => {
    const { store } = context.session;
    const { rule, isSet } = await readRetentionRule(store.read);
    const today = localDateOf(context.now());
    const over = (await readKeptPatients(store.read, rule))
      .filter((patient) => patient.keepUntil < today)
      .sort((left, right) => (left.keepUntil < right.keepUntil ? -1 : 1));
    await store.write((writable) =>
      appendAudit(writable, {
        ...auditFrame(context),
        action: "retention.viewed",
        detail: { patients: over.length },
      }),
    );
    return { rule, isSet, rows: over.slice(0, limit), total: over.length };
  },

  "patientData.saveRule": async (rule, context) => {
    const frame = auditFrame(context);
    await context.session.store.write(async (writable) => {
      await saveRetentionRule(writable, rule, frame.at);
      await appendAudit(writable, { ...frame, action: "retention.changed", detail: { ...rule } });
    });
    return {};
  },
};

const ruleOf = async ({ session }: SignedInContext) => (await readRetentionRule(session.store.read)).rule;

async function keptPatient(context: SignedInContext, patientId: string): Promise<KeptPatient> {
  const [kept] = await readKeptPatients(context.session.store.read, await ruleOf(context), patientId);
  if (kept === undefined) throw notFound("patient", "patientId");
  return kept;
}

function isKept({ keepUntil }: KeptPatient, { now }: SignedInContext): boolean {
  return localDateOf(now()) <= keepUntil;
}

async function countPatients({ session }: SignedInContext, after: number): Promise<number> {
  const { count } = await session.store.read
    .selectFrom("patients")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("number", ">", after)
    .executeTakeFirstOrThrow();
  return count;
}

/** Noted before the first file is written: an export that somebody breaks off has happened too. */
async function beginExport(folder: string, patients: number, context: SignedInContext) {
  const stamp = stampOf(localInstantOf(context.now()));
  const path = freeName(join(folder, `fourfold-export-${stamp}`));
  await guarded(() => mkdirSync(path, { mode: 0o700 }));
  await context.session.store.write((writable) =>
    appendAudit(writable, { ...auditFrame(context), action: "data.exported", detail: { patients } }),
  );
  return { name: basename(path), after: 0 };
}

async function guarded<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (fault) {
    throw describeExportFault(fault) ?? fault;
  }
}

async function exportRecord(
  context: SignedInContext,
  patientId: string,
  to: Parameters<typeof writeExport>[1],
) {
  const { read } = context.session.store;
  const record = await readWholeRecord(read, patientId);
  if (record === undefined) throw notFound("patient", "patientId");
  const files = recordFiles(record, await practiceInForce(context), to.at);
  return {
    savedTo: writeExport(files, to),
    evaluations: record.evaluations.length,
    letters: record.letters.length,
    files: files.length,
  };
}

/** Where else the record is. A folder for backups that is not connected is told as unknown, not as empty. */
async function elsewhere(context: SignedInContext): Promise<PatientContents["elsewhere"]> {
  const { read } = context.session.store;
  const putAside = copiesBeside(context.dataFolder);
  const folder = context.policy.values.backupFolder ?? (await readSettings(read)).folder;
  if (folder === undefined) return { backups: [], putAside };
  try {
    const storeId = await readStoreId(read);
    const own = (await backupsIn(folder)).filter(({ manifest }) => manifest.storeId === storeId);
    const backups = own.map(({ folder: path, manifest }) => ({
      name: basename(path),
      createdAt: manifest.createdAt,
    }));
    return { backups, backupFolder: folder, putAside };
  } catch {
    return { backupFolder: folder, putAside };
  }
}

/** How many copies of the store stand in the data folder itself: put aside by a restore, or made before an update. */
function copiesBeside(dataFolder: string): number {
  const namesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder) : []);
  const restored = namesIn(dataFolder).filter((name) => name.startsWith("store-before-restore-"));
  const updated = namesIn(beforeUpgradeFolder(dataFolder)).filter((name) => !name.startsWith("."));
  return restored.length + updated.length;
}
