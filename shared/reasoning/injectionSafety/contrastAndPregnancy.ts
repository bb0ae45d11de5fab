import { isApplicable } from "../../evaluation/applicability.ts";
import { daysBetween, latestDay } from "../../evaluation/dates.ts";
import type { AnswerReader } from "../../evaluation/reader.ts";
import { kidneyFunction } from "../antithrombotics/patientFactors.ts";
import type { Caution } from "../caution.ts";
import { text } from "../pathways/blocks.ts";
import { caution, type PlannedProcedure, wordsOf } from "./planned.ts";

/** Contrast, kidneys and pregnancy: CO-1 to CO-3, PR-1 to PR-3 (clinical reference 3.7). */

/** What the allergy items say of an agent: nothing while it is not answered. */
export function allergyTo(answers: AnswerReader, item: string): "none" | "some" | "severe" | undefined {
  const code = answers.code(item);
  if (code === undefined) return undefined;
  if (code === "none") return "none";
  return code === "severe-anaphylaxis" ? "severe" : "some";
}

export function contrastCautions(
  answers: AnswerReader,
  procedures: readonly PlannedProcedure[],
): readonly Caution[] {
  return [
    ...allergy(answers, procedures),
    ...gadolinium(answers, procedures),
    ...kidneys(answers, procedures),
  ];
}

/** CO-1. */
function allergy(answers: AnswerReader, procedures: readonly PlannedProcedure[]): readonly Caution[] {
  const found = allergyTo(answers, "HX.ALG.CONTRAST");
  const concerned = procedures.filter(({ contrast, row }) => contrast || row.contrast === "contraindicated");
  if (procedures.length > 0 && found === undefined && concerned.length > 0) {
    return [
      caution("CO-1", {
        kind: "contrast",
        level: "blocker",
        text: `Contrast is usual in ${wordsOf(concerned)} and allergy to it is not recorded.`,
        items: ["PLAN.PROC"],
        missing: ["HX.ALG.CONTRAST"],
      }),
    ];
  }
  if (found === undefined || found === "none") return [];
  const sacroiliac = procedures.some(({ type }) => type === "sacroiliac joint injection");
  const ultrasound = sacroiliac ? " For the sacroiliac joint ultrasound guidance is the alternative." : "";
  const severe = found === "severe";
  const advice = severe
    ? "avoid it; whether to inject without contrast is for the specialist to decide"
    : "plan premedication or an alternative";
  const where = concerned.length > 0 ? ` before ${wordsOf(concerned)}` : "";
  return [
    caution("CO-1", {
      kind: "contrast",
      level: concerned.length === 0 ? "note" : severe ? "blocker" : "warning",
      text: `${severe ? "Severe allergy" : "Allergy"} to iodinated contrast${where}: ${advice}.${ultrasound}`,
      items: ["HX.ALG.CONTRAST", ...(procedures.length > 0 ? ["PLAN.PROC"] : [])],
    }),
  ];
}

/** CO-2: where iodinated contrast cannot be used near the neuraxis, or gadolinium is named. */
function gadolinium(answers: AnswerReader, procedures: readonly PlannedProcedure[]): readonly Caution[] {
  const iodinated = allergyTo(answers, "HX.ALG.CONTRAST");
  const own = allergyTo(answers, "HX.ALG.GADOLINIUM");
  const barred = iodinated === "some" || iodinated === "severe";
  const named = procedures.filter(({ row }) => /gadolinium/i.test(String(row.detail ?? "")));
  const tempting = named.length > 0 ? named : barred ? procedures.filter(({ neuraxial }) => neuraxial) : [];
  if (tempting.length === 0) return [];
  const also = own === "some" || own === "severe" ? " An allergy to gadolinium is recorded as well." : "";
  return [
    caution("CO-2", {
      kind: "contrast",
      level: "warning",
      text: `Do not assume that gadolinium is a safe substitute in ${wordsOf(tempting)}: in the thecal sac it can be neurotoxic.${also}`,
      items: [
        "PLAN.PROC",
        ...(barred ? ["HX.ALG.CONTRAST"] : []),
        ...(also === "" ? [] : ["HX.ALG.GADOLINIUM"]),
      ],
    }),
  ];
}

/** Below this eGFR contrast volume and the gadolinium group matter; mL/min (GK). */
const poorKidneys = 30;

/** CO-3. */
function kidneys(answers: AnswerReader, procedures: readonly PlannedProcedure[]): readonly Caution[] {
  const { egfr, item } = kidneyFunction(answers);
  if (egfr === undefined || egfr >= poorKidneys) return [];
  const planned = procedures.filter(({ contrast }) => contrast);
  const study = answers
    .rows("IM.STUDY")
    .some(({ source, gadolinium: given }) => source === "requested not received" && given === "yes");
  if (planned.length === 0 && !study) return [];
  return [
    caution("CO-3", {
      kind: "contrast",
      level: "warning",
      text: `eGFR ${egfr} mL/min: mind the volume of iodinated contrast and the group of any gadolinium agent.`,
      items: [item, ...(planned.length > 0 ? ["PLAN.PROC"] : []), ...(study ? ["IM.STUDY"] : [])],
    }),
  ];
}

/** A cycle is late after so many days (GK). */
const usualCycle = 28;

export function pregnancyCautions(
  answers: AnswerReader,
  procedures: readonly PlannedProcedure[],
): readonly Caution[] {
  const byXray = procedures.filter(({ xray }) => xray);
  const record = answers.record("HX.PMH.PREG");
  if (record === undefined) return byXray.length > 0 ? notRecorded(answers, byXray) : [];
  if (record.status === "not applicable") return [];
  if (record.status === "yes" || record.testResult === "positive") return pregnant(procedures, byXray);
  return [...testFirst(answers, byXray), ...breastfeeding(record.breastfeeding, procedures)];
}

function notRecorded(answers: AnswerReader, byXray: readonly PlannedProcedure[]): readonly Caution[] {
  // Asked only of those who could be pregnant: of nobody else is anything missing.
  if (!isApplicable(answers.item("HX.PMH.PREG"), answers.evaluation)) return [];
  return [
    caution("PR-1", {
      kind: "pregnancy",
      level: "blocker",
      text: `Pregnancy is not recorded and ${wordsOf(byXray)} uses X-rays: it is settled before.`,
      items: ["PLAN.PROC"],
      missing: ["HX.PMH.PREG"],
    }),
  ];
}

/** PR-1: could be pregnant, X-rays planned, and no negative test. */
function testFirst(answers: AnswerReader, byXray: readonly PlannedProcedure[]): readonly Caution[] {
  const record = answers.record("HX.PMH.PREG");
  if (record === undefined || byXray.length === 0 || record.testResult === "negative") return [];
  const period = text(record.lastPeriod);
  const days =
    period === undefined ? undefined : daysBetween(latestDay(period), answers.evaluation.visitDate);
  const reason =
    record.status === "possible"
      ? "pregnancy is possible"
      : days === undefined
        ? "the last period is not known"
        : days > usualCycle
          ? `the last period was ${days} days ago`
          : undefined;
  if (reason === undefined) return [];
  return [
    caution("PR-1", {
      kind: "pregnancy",
      level: "blocker",
      text: `A pregnancy test is required before ${wordsOf(byXray)}, which uses X-rays: ${reason}.`,
      items: ["HX.PMH.PREG", "PLAN.PROC"],
      missing: ["HX.PMH.PREG"],
    }),
  ];
}

/** PR-2. */
function pregnant(
  procedures: readonly PlannedProcedure[],
  byXray: readonly PlannedProcedure[],
): readonly Caution[] {
  const planned =
    byXray.length > 0 ? ` ${capital(wordsOf(byXray))} uses X-rays; ultrasound may be an option.` : "";
  return [
    caution("PR-2", {
      kind: "pregnancy",
      level: byXray.length > 0 ? "blocker" : "warning",
      text: `Pregnant: no elective fluoroscopy or CT; liaise with obstetrics; avoid NSAIDs from 20 weeks.${planned}`,
      items: ["HX.PMH.PREG", ...(procedures.length > 0 ? ["PLAN.PROC"] : [])],
    }),
  ];
}

/** PR-3. */
function breastfeeding(value: unknown, procedures: readonly PlannedProcedure[]): readonly Caution[] {
  if (value !== "yes" || procedures.length === 0) return [];
  return [
    caution("PR-3", {
      kind: "pregnancy",
      level: "note",
      text: "Breastfeeding: the usual local anaesthetic, steroid and contrast are acceptable after discussion; record it.",
      items: ["HX.PMH.PREG", "PLAN.PROC"],
    }),
  ];
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
