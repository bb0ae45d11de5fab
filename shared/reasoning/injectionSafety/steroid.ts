import { dateWords } from "../../evaluation/dates.ts";
import type { AnswerReader } from "../../evaluation/reader.ts";
import type { Caution } from "../caution.ts";
import { interventionsOf, number, text } from "../pathways/blocks.ts";
import { isWithinMonths } from "../pathways/calendar.ts";
import { caution, newestResult, type PlannedProcedure, weeksSince, wordsOf } from "./planned.ts";

/** Steroid injections and infection: ST-1 to ST-5 (clinical reference 3.7). */

export function steroidCautions(
  answers: AnswerReader,
  procedures: readonly PlannedProcedure[],
): readonly Caution[] {
  const withSteroid = procedures.filter(({ steroid }) => steroid);
  return [
    ...diabetes(answers, procedures, withSteroid),
    ...repeated(answers, withSteroid),
    ...interaction(answers, procedures, withSteroid),
    ...infection(answers, procedures),
    ...otherConditions(answers, withSteroid),
  ];
}

/** Above these the steroid is better deferred: perhaps, and surely (GK). */
const hba1cLimits = [8, 9] as const;
const glucoseLimits = [200, 250] as const;

/** ST-1. */
function diabetes(
  answers: AnswerReader,
  procedures: readonly PlannedProcedure[],
  withSteroid: readonly PlannedProcedure[],
): readonly Caution[] {
  const record = answers.record("HX.PMH.DM");
  if (record === undefined)
    return withSteroid.length === 0 ? [] : notRecorded("ST-1", "diabetes", withSteroid);
  if (record.type === "none" || procedures.length === 0) return [];
  const [first] = procedures;
  if (withSteroid.length === 0 && first !== undefined) {
    const sentence = `Diabetes, and ${wordsOf(procedures)} planned without a steroid: if one is added, plan glucose checks and tell the clinician who treats the diabetes.`;
    return [
      caution("ST-1", {
        kind: "steroid",
        level: "note",
        tag: "V",
        text: sentence,
        items: ["HX.PMH.DM", "PLAN.PROC"],
      }),
    ];
  }
  const measured = newestResult(answers, "HbA1c")?.value;
  const hba1c = measured ?? number(record.hba1c);
  const glucose = newestResult(answers, "glucose")?.value;
  const reasons = [
    ...over("HbA1c", hba1c, hba1cLimits, "%"),
    ...over("glucose", glucose, glucoseLimits, "mg/dL"),
  ];
  const defer =
    reasons.length === 0
      ? ""
      : ` ${reasons.join(" and ")}: ${reasons.some((words) => words.includes("well")) ? "defer the steroid" : "consider deferring the steroid"}.`;
  const items = [
    "HX.PMH.DM",
    "PLAN.PROC",
    ...(measured !== undefined || glucose !== undefined ? ["IM.LAB"] : []),
  ];
  return [
    caution("ST-1", {
      kind: "steroid",
      level: "warning",
      tag: "V",
      text: `Diabetes and a steroid in ${wordsOf(withSteroid)}: glucose rises for about 2 to 7 days; plan glucose checks, tell the clinician who treats the diabetes, use the lowest dose.${defer}`,
      items,
      missing: hba1c === undefined ? ["IM.LAB"] : [],
    }),
  ];
}

const itemOf = { "ST-1": "HX.PMH.DM", "ST-4": "HX.PMH.INF" } as const;

/** A planned injection and no answer: nothing is taken to be absent. */
function notRecorded(
  ruleId: keyof typeof itemOf,
  what: string,
  planned: readonly PlannedProcedure[],
): readonly Caution[] {
  return [
    caution(ruleId, {
      kind: ruleId === "ST-1" ? "steroid" : "infection",
      level: "note",
      tag: "DESIGN",
      text: `${capital(wordsOf(planned))} is planned and ${what} is not recorded.`,
      items: ["PLAN.PROC"],
      missing: [itemOf[ruleId]],
    }),
  ];
}

function over(
  name: string,
  value: number | undefined,
  [perhaps, surely]: readonly [number, number],
  unit: string,
): readonly string[] {
  if (value === undefined || value <= perhaps) return [];
  return [
    `${name} ${value} ${unit} is ${value > surely ? "well " : ""}above ${value > surely ? surely : perhaps}`,
  ];
}

/** Cortisol may stay low for so long after a depot steroid. */
const suppressedWeeks = 12;

/** ST-2. */
function repeated(answers: AnswerReader, withSteroid: readonly PlannedProcedure[]): readonly Caution[] {
  if (withSteroid.length === 0) return [];
  const { visitDate } = answers.evaluation;
  const record = answers.record("HX.MED.STER");
  const given = interventionsOf(answers, [
    "ESI",
    "ESI IL",
    "ESI TF",
    "ESI caudal",
    "facet IA",
    "SIJ",
    "trigger point",
    "other",
  ]).filter(
    ({ steroid, date, type }) =>
      (type.startsWith("ESI") || (steroid !== undefined && steroid !== "none")) &&
      date !== undefined &&
      isWithinMonths(date, 12, visitDate) !== "no",
  );
  const dates = [...given.map(({ date }) => date), text(record?.last)].filter((date) => date !== undefined);
  const lastDate = dates.sort().at(-1);
  const told = number(record?.injections) ?? 0;
  const count = Math.max(told, given.length);
  const open = record === undefined || (record.taken !== "yes" && record.taken !== "no");
  if (count === 0 && record?.taken !== "yes") {
    if (!open) return [];
    const sentence = "Steroids of the last 12 months are not recorded; a further dose adds to them.";
    return [
      caution("ST-2", {
        kind: "steroid",
        level: "note",
        tag: "V",
        text: sentence,
        items: ["PLAN.PROC"],
        missing: ["HX.MED.STER"],
      }),
    ];
  }
  const recent = lastDate !== undefined && weeksSince(answers, lastDate) <= suppressedWeeks;
  const since = recent
    ? ` The last one (${dateWords(lastDate)}) is within ${suppressedWeeks} weeks: cortisol may still be low.`
    : "";
  const sum = text(record?.cumulative);
  return [
    caution("ST-2", {
      kind: "steroid",
      level: recent ? "warning" : "note",
      tag: "V",
      text: `Steroid planned after ${count === 0 ? "systemic steroid" : `${count} steroid ${count === 1 ? "injection" : "injections"}`} in 12 months${sum === undefined ? "" : ` (${sum})`}: log the cumulative dose of all routes and space the injections.${since}`,
      items: [
        "PLAN.PROC",
        ...(record === undefined ? [] : ["HX.MED.STER"]),
        ...(given.length > 0 ? ["HX.INTV"] : []),
      ],
      missing: sum === undefined ? ["HX.MED.STER"] : [],
    }),
  ];
}

/** ST-3. */
function interaction(
  answers: AnswerReader,
  procedures: readonly PlannedProcedure[],
  withSteroid: readonly PlannedProcedure[],
): readonly Caution[] {
  const codes = answers.codes("HX.MED.IMM");
  const booster = codes.includes("HIV booster (ritonavir, cobicistat)");
  if (!booster && !codes.includes("CYP3A4 inhibitor")) return [];
  if (procedures.length === 0) return [];
  const chosen = withSteroid.some(({ steroidName }) =>
    ["triamcinolone", "methylprednisolone"].includes(String(steroidName)),
  );
  const who = booster ? "the HIV prescriber" : "the prescriber of the inhibitor";
  return [
    caution("ST-3", {
      kind: "steroid",
      level: chosen ? "blocker" : withSteroid.length > 0 ? "warning" : "note",
      text: `${booster ? "An HIV booster" : "A CYP3A4 inhibitor"} is taken: avoid triamcinolone and methylprednisolone, which would build up (Cushing's syndrome, adrenal failure); call ${who} before any steroid.`,
      items: ["HX.MED.IMM", "PLAN.PROC"],
    }),
  ];
}

const infections: Readonly<Record<string, string>> = {
  "current infection": "a current infection",
  "recent bacteraemia": "recent bacteraemia",
  "spinal/epidural infection": "a spinal infection",
  fever: "fever",
};

/** ST-4. */
function infection(answers: AnswerReader, procedures: readonly PlannedProcedure[]): readonly Caution[] {
  if (procedures.length === 0) return [];
  if (!answers.isAnswered("HX.PMH.INF") && !answers.isAnswered("RF.INF.FEVER")) {
    return notRecorded("ST-4", "infection", procedures);
  }
  const found = answers.codes("HX.PMH.INF").flatMap((code) => infections[code] ?? []);
  const skin = answers.code("PE.SKIN.SITE");
  const flag = answers.code("RF.INF.FEVER") === "yes";
  const words = [
    ...found,
    ...(flag && found.length === 0 ? ["fever or a recent infection"] : []),
    ...(skin === "infected" ? ["infected skin at the site"] : []),
    ...(skin === "rash" ? ["a rash at the site"] : []),
  ];
  if (words.length === 0) return [];
  return [
    caution("ST-4", {
      kind: "infection",
      level: "blocker",
      text: `${capital(words.join(", "))}: no elective steroid or neuraxial procedure until it has cleared.`,
      items: [
        "PLAN.PROC",
        ...(found.length > 0 ? ["HX.PMH.INF"] : []),
        ...(flag ? ["RF.INF.FEVER"] : []),
        ...(skin === "infected" || skin === "rash" ? ["PE.SKIN.SITE"] : []),
      ],
    }),
  ];
}

const conditions: Readonly<Record<string, string>> = {
  glaucoma: "glaucoma",
  ulcers: "peptic ulcer",
  "heart disease": "heart disease (fluid)",
};
const suppression: Readonly<Record<string, string>> = {
  immunosuppressant: "an immunosuppressant",
  biologic: "a biologic",
};

/** ST-5. */
function otherConditions(
  answers: AnswerReader,
  withSteroid: readonly PlannedProcedure[],
): readonly Caution[] {
  if (withSteroid.length === 0) return [];
  const ill = answers.codes("HX.PMH.CV").flatMap((code) => conditions[code] ?? []);
  const low = answers.codes("HX.MED.IMM").flatMap((code) => suppression[code] ?? []);
  if (ill.length + low.length === 0) return [];
  return [
    caution("ST-5", {
      kind: "steroid",
      level: "warning",
      text: `Steroid planned with ${[...ill, ...low].join(", ")}: weigh the dose, and tell whoever treats it. Ask about live vaccines and earlier psychosis.`,
      items: [
        "PLAN.PROC",
        ...(ill.length > 0 ? ["HX.PMH.CV"] : []),
        ...(low.length > 0 ? ["HX.MED.IMM"] : []),
      ],
    }),
  ];
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
