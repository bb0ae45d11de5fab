import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lookInto, type OpenStore } from "../../electron/backend/database/open.ts";
import { type Backend, openBackend, verifyStore } from "../../electron/backend/index.ts";
import type { Answers } from "../../shared/evaluation/evaluation.ts";
import { ask } from "../unit/backend/ask.ts";
import { completeCase, record } from "../unit/backend/cases.ts";
import { keyFrom } from "../unit/backend/unlocked.ts";
import { cheapWork, password, referralInput, setUpInput } from "../unit/backend/values.ts";

/** Practices on disk to be killed, copied and restored; everybody in them is invented. */

export const opening = { accountName: setUpInput.accountName, password };

export function temporaryFolder(name: string): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), `fourfold-${name}-`));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export async function withBackend<Result>(
  dataFolder: string,
  work: (backend: Backend) => Promise<Result>,
): Promise<Result> {
  const backend = openBackend({ dataFolder, workFactor: cheapWork });
  try {
    return await work(backend);
  } finally {
    backend.close();
  }
}

export function signedIn<Result>(
  dataFolder: string,
  work: (backend: Backend) => Promise<Result>,
): Promise<Result> {
  return withBackend(dataFolder, async (backend) => {
    await ask(backend, "session.signIn", opening);
    return work(backend);
  });
}

export const databaseOf = (dataFolder: string) => join(dataFolder, "store", "fourfold.db");

export interface MadePractice {
  readonly dataFolder: string;
  readonly dataKey: Buffer;
  /** One with a few answers, to go on with. */
  readonly evaluationId: string;
  /** Complete ones, ready to be signed. */
  readonly ready: readonly string[];
}

/** Makes a practice with an evaluation that somebody works on, and as many complete ones as asked for. */
export async function makePractice(folder: string, complete: number): Promise<MadePractice> {
  const dataFolder = join(folder, "data");
  const { evaluationId, ready } = await withBackend(dataFolder, async (backend) => {
    await ask(backend, "store.setUp", setUpInput);
    const { evaluationId } = await ask(backend, "referral.create", referralInput);
    const ready: string[] = [];
    for (let count = 0; count < complete; count += 1) ready.push(await record(backend, toBeSigned()));
    return { evaluationId, ready };
  });
  return { dataFolder, dataKey: await keyFrom(dataFolder, folder), evaluationId, ready };
}

/** The complete case, with a copy for the primary care physician. */
function toBeSigned() {
  const evaluation = completeCase();
  const primaryCare = { title: "Dr", familyName: "Lindqvist", specialty: "primary care" } as const;
  return {
    ...evaluation,
    referrer: { ...evaluation.referrer, specialty: "neurology" as const },
    referral: { ...evaluation.referral, primaryCare },
    answers: { ...evaluation.answers, "ENC.CONSENT": { value: "yes" } },
  };
}

/** Leaves traces in as many tables as the window's everyday work does. */
export async function workIn({ dataFolder, ready, evaluationId }: MadePractice): Promise<void> {
  await signedIn(dataFolder, async (backend) => {
    const changes = [{ itemId: "HX.CC", answer: { value: "Left leg pain" } }];
    await ask(backend, "evaluation.saveAnswers", { evaluationId, changes });
    for (const id of ready) {
      await ask(backend, "letter.sign", { evaluationId: id, password, paper: "letter" });
    }
    const { rows } = await ask(backend, "desk.list", { tab: "toPrint" });
    await ask(backend, "desk.recordPrinted", { dispatchIds: rows.map(({ dispatchId }) => dispatchId) });
    await ask(backend, "rules.decide", { ruleId: "OP-3", decision: "confirmed" });
    await ask(backend, "backup.saveSettings", { schedule: { kind: "off" }, keep: 3 });
    // Brings up to date what the list keeps of each evaluation.
    await ask(backend, "worklist.list", {});
  });
}

/** Puts in so many more evaluations, each of a patient of its own and with the given answers. */
export function addEvaluations({ sqlite }: OpenStore, count: number, answers: Answers): void {
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
    for (let made = 1; made <= count; made += 1) {
      const [patientId, referralId, evaluationId] = [randomUUID(), randomUUID(), randomUUID()];
      const name = `Quillfeather-${made}`;
      patient.run(patientId, name, `FIC-${made}`, name.toLowerCase(), `fic${made}`, at, at);
      referral.run(referralId, patientId, referrerId, at, at);
      evaluation.run(evaluationId, referralId, owner, at);
      for (const [itemId, json] of given) answer.run(evaluationId, itemId, json, at);
    }
  })();
}

/** What a full check finds wrong with a closed store. */
export async function faultsOf(dataFolder: string): Promise<string[]> {
  const { lines } = await verifyStore({ dataFolder, password });
  return lines.filter(({ ok }) => !ok).map(({ check, detail }) => `${check}: ${detail}`);
}

export interface FoundLetter {
  readonly evaluationId: string;
  readonly letterNumber: string;
  readonly sha256: string;
  /** Whether its bytes, and those of each of its copies, hash to what is noted beside them. */
  readonly isWhole: boolean;
}

/** The signed letters of a closed store. */
export function lettersOf(dataFolder: string, dataKey: Uint8Array): FoundLetter[] {
  const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
  type Row = { id: string; evaluation: string; number: string; sha256: string; bytes: Buffer };
  return lookInto(databaseOf(dataFolder), dataKey, (sqlite) => {
    const copies = sqlite.prepare<[string], Pick<Row, "sha256" | "bytes">>(
      "SELECT sha256, bytes FROM letter_copies WHERE letter_id = ?",
    );
    return sqlite
      .prepare<[], Row>(
        "SELECT id, evaluation_id AS evaluation, letter_number AS number, sha256, bytes FROM letters",
      )
      .all()
      .map((row) => ({
        evaluationId: row.evaluation,
        letterNumber: row.number,
        sha256: row.sha256,
        isWhole: [row, ...copies.all(row.id)].every(({ bytes, sha256 }) => hash(bytes) === sha256),
      }));
  });
}
