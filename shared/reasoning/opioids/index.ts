import { peg } from "../../evaluation/calculations/scores.ts";
import { ageOn, dateWords, onDateWords } from "../../evaluation/dates.ts";
import type { Evaluation } from "../../evaluation/evaluation.ts";
import { type AnswerReader, readAnswers } from "../../evaluation/reader.ts";
import type { Caution } from "../caution.ts";
import { patientItem } from "../context.ts";
import { opioidFactorOf } from "../morphineEquivalents.ts";
import { number, text, texts } from "../pathways/blocks.ts";
import { monthsHavePassed } from "../pathways/calendar.ts";
import { type DailyDose, dailyDose } from "./doses.ts";
import { opioidRules } from "./rules.ts";

export { type DailyDose, dailyDose } from "./doses.ts";
export { opioidRules } from "./rules.ts";

/** Cautions with opioids and other controlled drugs, OP-1 to OP-7 (clinical reference 3.8). */
export function opioidCautions(source: Evaluation | AnswerReader): readonly Caution[] {
  const answers = "answers" in source ? readAnswers(source) : source;
  const dose = dailyDose(answers);
  return [
    ...(dose === undefined
      ? []
      : [...dosage(dose), ...naloxone(answers, dose), ...withBenzodiazepine(answers, dose)]),
    ...monitoring(answers, dose),
    ...newOpioid(answers),
    ...misuse(answers, dose),
  ];
}

const tagOf = new Map(opioidRules.map(({ id, tag }) => [id, tag]));

function caution(
  ruleId: string,
  level: Caution["level"],
  sentence: string,
  items: readonly string[],
  missing: readonly string[] = [],
  kind: Caution["kind"] = "opioid",
): Caution {
  return {
    ruleId,
    kind,
    level,
    tag: tagOf.get(ruleId) ?? "GK",
    text: sentence,
    items: [...new Set(items)],
    missing: [...new Set(missing)],
  };
}

/** MME a day from which the guideline asks to weigh again (Ref10). */
const cautionFrom = 50;
/** The 2016 text's number, which is no threshold any more. */
const formerLimit = 90;

/** OP-1 and OP-7. */
function dosage(dose: DailyDose): readonly Caution[] {
  const { reported, scheduled, notCounted, complete, items } = dose;
  const range =
    scheduled === reported ? `${reported}` : `${reported} as taken, ${scheduled} as prescribed at most`;
  const rest = notCounted.length === 0 ? "" : `; ${notCounted.join(", ")} not counted`;
  const missing = complete ? [] : ["HX.MED.OPI"];
  const highest = Math.max(reported, scheduled);
  if (highest < cautionFrom) {
    const known = highest > 0 ? `At least ${range} MME a day${rest}` : "MME a day cannot be worked out";
    const sentence = complete
      ? `${range} MME a day${rest}: below ${cautionFrom}.`
      : `${known}: the dose of every opioid is needed.`;
    return [caution("OP-1", "note", sentence, items, missing)];
  }
  const least = complete ? "" : "At least ";
  return [
    caution(
      "OP-1",
      "warning",
      `${least}${range} MME a day${rest}: weigh benefit and risk again and offer naloxone. Not for converting between opioids.`,
      items,
      missing,
    ),
    ...(highest >= formerLimit
      ? [
          caution(
            "OP-7",
            "note",
            `${formerLimit} MME a day is no limit of the 2022 guideline: no abrupt change because of the number.`,
            items,
          ),
        ]
      : []),
  ];
}

/** Age from which naloxone is offered with any opioid (Ref10). */
const olderFrom = 65;

/** OP-2. */
function naloxone(answers: AnswerReader, dose: DailyDose): readonly Caution[] {
  const { patient, visitDate } = answers.evaluation;
  const age = ageOn(patient.dateOfBirth, visitDate);
  const conditions = texts(answers.record("HX.PMH.BLEED")?.conditions);
  const use = answers.record("HX.SUB")?.useDisorder;
  const triggers: readonly (readonly [boolean, string, readonly string[]])[] = [
    [Math.max(dose.reported, dose.scheduled) >= cautionFrom, `${cautionFrom} MME a day or more`, dose.items],
    [takesBenzodiazepine(answers), "a benzodiazepine", benzodiazepineItems(answers)],
    [use === "past" || use === "current", `a use disorder (${String(use)})`, ["HX.SUB"]],
    [answers.codes("HX.PMH.CV").includes("OSA/CPAP"), "sleep apnoea", ["HX.PMH.CV"]],
    [age >= olderFrom, `age ${age}`, [patientItem]],
    [conditions.includes("kidney disease"), "kidney disease", ["HX.PMH.BLEED"]],
    [conditions.includes("liver disease"), "liver disease", ["HX.PMH.BLEED"]],
  ];
  const met = triggers.filter(([holds]) => holds);
  const missing = [
    ...(dose.complete ? [] : ["HX.MED.OPI"]),
    ...["HX.MED.BZD", "HX.SUB", "HX.PMH.CV", "HX.PMH.BLEED"].filter((id) => !answers.isAnswered(id)),
  ];
  if (met.length === 0) {
    if (missing.length === 0) return [];
    const sentence = "Whether naloxone should be offered cannot be said yet.";
    return [caution("OP-2", "note", sentence, dose.items, missing)];
  }
  const reasons = met.map(([, words]) => words).join(", ");
  const items = [...dose.items, ...met.flatMap(([, , from]) => from)];
  const atHome = answers.code("HX.MED.NALOX");
  if (atHome === "yes") {
    const sentence = `Naloxone is at home, as it should be: ${reasons}. Check its date and who knows how to use it.`;
    return [caution("OP-2", "note", sentence, [...items, "HX.MED.NALOX"])];
  }
  return [
    caution(
      "OP-2",
      "warning",
      `Offer naloxone: ${reasons}.`,
      [...items, ...(atHome === undefined ? [] : ["HX.MED.NALOX"])],
      atHome === "no" ? [] : ["HX.MED.NALOX"],
    ),
  ];
}

function takesBenzodiazepine(answers: AnswerReader): boolean {
  return benzodiazepineItems(answers).length > 0;
}

function benzodiazepineItems(answers: AnswerReader): readonly string[] {
  const row = answers
    .rows("HX.MED")
    .some(({ drugClass, status }) => drugClass === "benzodiazepine" && status !== "stopped");
  return [
    ...(answers.codes("HX.MED.BZD").includes("benzodiazepine") ? ["HX.MED.BZD"] : []),
    ...(row ? ["HX.MED"] : []),
  ];
}

/** OP-4. */
function withBenzodiazepine(answers: AnswerReader, dose: DailyDose): readonly Caution[] {
  const items = benzodiazepineItems(answers);
  if (items.length === 0) return [];
  return [
    caution(
      "OP-4",
      "warning",
      "Opioid with a benzodiazepine: talk about the risk with the patient and both prescribers; no abrupt taper of either.",
      [...dose.items, ...items],
    ),
  ];
}

const scheduledClasses = [
  "opioid",
  "benzodiazepine",
  "sleep medicine",
  "barbiturate",
  "stimulant",
  "other controlled drug",
];

/** OP-3: three months after the last check another one is due. */
function monitoring(answers: AnswerReader, dose: DailyDose | undefined): readonly Caution[] {
  const rows = answers
    .rows("HX.MED")
    .filter(({ drugClass, status }) => scheduledClasses.includes(String(drugClass)) && status !== "stopped");
  const sedatives = answers
    .codes("HX.MED.BZD")
    .filter((code) => ["benzodiazepine", "sleep medicine", "barbiturate"].includes(code));
  if (dose === undefined && rows.length === 0 && sedatives.length === 0) return [];
  const drugs = [
    ...(dose?.items ?? []),
    ...(rows.length > 0 ? ["HX.MED"] : []),
    ...(sedatives.length > 0 ? ["HX.MED.BZD"] : []),
  ];
  const record = answers.record("HX.PDMP");
  const checked = text(record?.checkedOn);
  const say = (
    level: Caution["level"],
    sentence: string,
    items: readonly string[],
    missing: readonly string[] = [],
  ) => [caution("OP-3", level, sentence, [...drugs, ...items], missing, "controlled drug")];
  if (checked === undefined) {
    return say("warning", "Controlled drug: check the prescription monitoring programme.", [], ["HX.PDMP"]);
  }
  if (record?.consistent === "no") {
    return say(
      "warning",
      `Prescription monitoring of ${dateWords(checked)} does not agree: talk with the patient and the prescribers.`,
      ["HX.PDMP"],
    );
  }
  if (monthsHavePassed(checked, 3, answers.evaluation.visitDate) !== "no") {
    return say(
      "warning",
      `Prescription monitoring was last checked ${onDateWords(checked)}: at least every 3 months.`,
      ["HX.PDMP"],
      ["HX.PDMP"],
    );
  }
  return say("note", `Prescription monitoring checked ${onDateWords(checked)}; state law may ask for more.`, [
    "HX.PDMP",
  ]);
}

/** OP-5. */
function newOpioid(answers: AnswerReader): readonly Caution[] {
  const proposed = answers
    .rows("PLAN.MEDCHG")
    .filter(({ medicine, change }) => change === "new" && opioidFactorOf(String(medicine)) !== undefined);
  const [first] = proposed;
  if (first === undefined) return [];
  const score = peg(answers);
  return [
    caution(
      "OP-5",
      "warning",
      `${String(first.medicine)} is new: nonopioid treatment first in subacute and chronic pain, goals agreed, function measured (30 % on the PEG is a meaningful gain${score === undefined ? "; no PEG recorded" : `; now ${score.text}`}).`,
      ["PLAN.MEDCHG", ...(score?.basis ?? [])],
      score === undefined ? ["INS.PEG.P", "INS.PEG.E", "INS.PEG.G"] : [],
    ),
  ];
}

/** From these totals a score is high (Ref41, GK). */
const highFrom = { "INS.ORT": 8, "INS.ORTOUD": 3, "INS.SOAPPR": 18 } as const;
const scoreNames = { "INS.ORT": "ORT", "INS.ORTOUD": "ORT-OUD", "INS.SOAPPR": "SOAPP-R" } as const;

/** OP-6. */
function misuse(answers: AnswerReader, dose: DailyDose | undefined): readonly Caution[] {
  const proposed = answers
    .rows("PLAN.MEDCHG")
    .some(({ medicine, change }) => change === "new" && opioidFactorOf(String(medicine)) !== undefined);
  if (dose === undefined && !proposed) return [];
  const high = (Object.keys(highFrom) as (keyof typeof highFrom)[]).flatMap((id) => {
    const total = number(answers.record(id)?.total);
    return total === undefined || total < highFrom[id] ? [] : [{ id, words: `${scoreNames[id]} ${total}` }];
  });
  const use = answers.record("HX.SUB")?.useDisorder;
  const disorder = use === "past" || use === "current";
  if (high.length === 0 && !disorder) return [];
  const reasons = [...high.map(({ words }) => words), ...(disorder ? [`a use disorder (${use})`] : [])].join(
    ", ",
  );
  return [
    caution(
      "OP-6",
      "warning",
      `${reasons.charAt(0).toUpperCase()}${reasons.slice(1)}: closer monitoring, urine testing, addiction support; no denial of care.`,
      [...(dose?.items ?? ["PLAN.MEDCHG"]), ...high.map(({ id }) => id), ...(disorder ? ["HX.SUB"] : [])],
    ),
  ];
}
