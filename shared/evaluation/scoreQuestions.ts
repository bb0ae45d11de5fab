import { findItem } from "../checklist/index.ts";
import { bandOf, ndiDisagrees, ndiRawFromPercent, odiPercent } from "../instruments/index.ts";
import type { Calculation } from "./calculations/calculation.ts";
import { gad2, gad7, peg, phq2, phq4, phq9 } from "./calculations/scores.ts";
import type { Question } from "./question.ts";
import type { AnswerReader } from "./reader.ts";

/** Scores that do not fit together, and a danger that one form shows and another denies. */

/**
 * The bands of the NDI are of the raw total of 50 (fact 5). A percentage that stands alone is asked about where the same
 * number, taken for the raw total, would mean another disability (E16 of the clinical reference).
 */
function ndiUnits(answers: AnswerReader): readonly string[] {
  const { total, percent } = answers.record("INS.NDI") ?? {};
  if (typeof percent !== "number") return [];
  if (typeof total === "number") {
    return ndiDisagrees(total, percent)
      ? [`The NDI is ${total} of 50 and ${percent} %; ${total} of 50 are ${total * 2} %. Which is right?`]
      : [];
  }
  const raw = ndiRawFromPercent(percent);
  const [meant, typed] = [raw === undefined ? undefined : bandOf("NDI", raw), bandOf("NDI", percent)];
  return meant === undefined || typed === undefined || meant.band === typed.band
    ? []
    : [
        `The NDI is given as ${percent} %, which is ${raw} of 50 (${meant.band}). Or is ${percent} the raw total of 50 (${typed.band})? Writing the raw total settles it.`,
      ];
}

/** Percentages are given with or without decimals. */
const roundingOfPercent = 1;

function odiSections(answers: AnswerReader): readonly string[] {
  const { total, sum, answered } = answers.record("INS.ODI") ?? {};
  if (typeof total !== "number" || typeof sum !== "number" || typeof answered !== "number") return [];
  const percent = odiPercent(sum, answered);
  if (percent === undefined)
    return [`The ODI sections sum to ${sum}, more than ${answered} sections can give. Are both right?`];
  return Math.abs(percent - total) >= roundingOfPercent
    ? [`The ODI is ${total} %; ${sum} points in ${answered} sections are ${percent} %. Which is right?`]
    : [];
}

function startBackSubscore(answers: AnswerReader): readonly string[] {
  const { total, distress } = answers.record("INS.STARTBACK") ?? {};
  return typeof total === "number" && typeof distress === "number" && distress > total
    ? [`The STarT Back distress subscore is ${distress}; the total is only ${total}. Are both right?`]
    : [];
}

function catastrophizingSubscores(answers: AnswerReader): readonly string[] {
  const { total, rumination, magnification, helplessness } = answers.record("INS.PCS") ?? {};
  const parts = [rumination, magnification, helplessness].filter((part) => typeof part === "number");
  const sum = parts.reduce((all, part) => all + part, 0);
  return typeof total === "number" && (parts.length === 3 ? sum !== total : sum > total)
    ? [`The subscores of the PCS sum to ${sum}; the total is ${total}. Which is right?`]
    : [];
}

/** A total beside its items: the items count, so that a total that differs is worth a look. */
const totalBesideItems = (id: string, score: Calculation) => (answers: AnswerReader) => {
  const [total, counted] = [answers.number(id), score(answers)];
  if (total === undefined || counted === undefined || counted.basis.includes(id)) return [];
  const name = findItem(id)?.label ?? id;
  return counted.value === total
    ? []
    : [`${name}: the answers give ${counted.value}; the total is ${total}. Which is right?`];
};

const totals = [
  ["pegTotal", "INS.PEG.TOTAL", "Ref38", peg],
  ["phq2Total", "INS.PHQ2.TOTAL", "Ref37", phq2],
  ["phq9Total", "INS.PHQ9.TOTAL", "Ref37", phq9],
  ["gad2Total", "INS.GAD2.TOTAL", "Ref37", gad2],
  ["gad7Total", "INS.GAD7.TOTAL", "Ref37", gad7],
  ["phq4Total", "INS.PHQ4.TOTAL", "Ref37", phq4],
] as const;

/** Item 9 of the PHQ-9 counts at any total (fact 8); that the screen says no is no reason to pass over it. */
function suicidalThoughts(answers: AnswerReader): readonly string[] {
  if (answers.code("RF.SUI") !== "no") return [];
  const ninth = answers.number("INS.PHQ.9") ?? 0;
  const stated = answers.record("HX.PSY")?.suicidalThoughts;
  const found = [
    ...(ninth > 0 ? [`item 9 of the PHQ-9 is ${ninth}`] : []),
    ...(stated === "passive thoughts" || stated === "active thoughts" ? [`${stated} are recorded`] : []),
  ];
  return found.length === 0
    ? []
    : [`The red flag for suicidal thoughts is “no”; ${found.join(" and ")}. Has the risk been assessed?`];
}

export const scoreQuestions: readonly Question[] = [
  { id: "ndiUnits", items: ["INS.NDI"], source: "Ref36", ask: ndiUnits },
  { id: "odiSections", items: ["INS.ODI"], source: "Ref35, Ref54", ask: odiSections },
  { id: "startBackSubscore", items: ["INS.STARTBACK"], source: "Ref40", ask: startBackSubscore },
  { id: "catastrophizingSubscores", items: ["INS.PCS"], source: "Ref43", ask: catastrophizingSubscores },
  ...totals.map(
    ([id, item, source, score]): Question => ({
      id,
      items: [item],
      source,
      ask: totalBesideItems(item, score),
    }),
  ),
  {
    id: "suicidalThoughts",
    items: ["RF.SUI", "INS.PHQ.9", "HX.PSY"],
    source: "Ref37",
    ask: suicidalThoughts,
  },
];
