import { join } from "node:path";
import type { Backend } from "../../../../electron/backend/index.ts";
import type { Evaluation } from "../../../../shared/evaluation/evaluation.ts";
import { completeCase, record } from "../cases.ts";
import { ask, type Practice, password, practice, save } from "../support.ts";

/** The words by which the patient of the tests can be told from everybody else; all of them are invented. */
export const wordsOfPatient = [
  "Xanthippe",
  "Zzyzxborough",
  "ZZY-777",
  "zzy777",
  "1971-02-03",
  "19710203",
  "unmistakable",
  "quillwort",
  "bezoar",
];

const person = {
  givenNames: "Xanthippe",
  familyName: "Zzyzxborough",
  dateOfBirth: "1971-02-03",
  sexAtBirth: "male",
  mrn: "ZZY-777",
} as const;

function caseOfPatient(): Evaluation {
  const evaluation = completeCase();
  return {
    ...evaluation,
    patient: person,
    referrer: { ...evaluation.referrer, specialty: "neurology" },
    referral: {
      ...evaluation.referral,
      question: "Is the bezoar of concern?",
      primaryCare: { title: "Dr", familyName: "Lindqvist", specialty: "primary care" },
    },
    answers: { ...evaluation.answers, "ENC.CONSENT": { value: "yes" } },
  };
}

export interface FilledPractice extends Practice {
  readonly patientId: string;
  readonly evaluationId: string;
  readonly letterId: string;
}

/**
 * A practice with two patients. The one of the tests has a signed letter with a copy that was printed and sent, a visit that
 * corrects it, a follow-up, a prepared letter, and every kind of row besides.
 */
export async function filledPractice(options: Parameters<typeof practice>[0] = {}): Promise<FilledPractice> {
  const made = await practice(options);
  const { backend } = made;
  await record(backend);
  const evaluationId = await record(backend, caseOfPatient());
  await save(backend, evaluationId, "HX.CC", "Quite unmistakable words");
  await ask(backend, "letter.sign", { evaluationId, kind: "interim", password, paper: "letter" });
  const { letterId } = await ask(backend, "letter.sign", { evaluationId, password, paper: "letter" });
  const { rows } = await ask(backend, "desk.list", { tab: "toPrint" });
  const dispatchIds = rows.filter((row) => row.patientName.includes("Zzyzx")).map((row) => row.dispatchId);
  await ask(backend, "desk.recordPrinted", { dispatchIds, printer: "Front desk" });
  await ask(backend, "desk.recordFailure", {
    dispatchIds,
    method: "fax",
    problem: "The quillwort fax is busy",
  });
  const followUp = await ask(backend, "evaluation.followUp", { evaluationId, visitDate: "2025-05-12" });
  await save(backend, followUp.evaluationId, "HX.CC", "Still unmistakable");
  await ask(backend, "letter.saveDraft", {
    evaluationId: followUp.evaluationId,
    kind: "interim",
    draft: { copies: [], addendum: "A quillwort of a draft" },
  });
  await ask(backend, "letter.amend", { letterId, reason: "The quillwort was wrong" });
  const { patientId } = await ask(backend, "evaluation.open", { evaluationId });
  return { ...made, patientId, evaluationId, letterId };
}

export const erase = (backend: Backend, patientId: string) =>
  ask(backend, "patientData.erase", { patientId, ground: "patientAsked", mrn: "zzy 777", password });

export const storeIn = (dataFolder: string) => join(dataFolder, "store");
