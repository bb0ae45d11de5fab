import type { Evaluation } from "../../evaluation/evaluation.ts";
import { type AnswerReader, readAnswers } from "../../evaluation/reader.ts";
import { antithromboticRules } from "../antithrombotics/rules.ts";
import type { Caution } from "../caution.ts";
import { cautionsOf } from "../cautions.ts";
import { injectionSafetyRules } from "../injectionSafety/rules.ts";
import { dailyDose, opioidRules } from "../opioids/index.ts";
import { primaryCare } from "./careRows.ts";
import { proposal, type Recommendation, type Responsible } from "./recommendation.ts";

/** Cautions that somebody has to act on, as rows. */

type Row = (
  caution: Caution,
  answers: AnswerReader,
) => Pick<Recommendation, "action" | "responsible" | "timing"> | undefined;

const act =
  (responsible: Responsible | "primary care", timing: string, action?: string): Row =>
  (caution, answers) => ({
    action: action ?? caution.text,
    responsible: responsible === "primary care" ? primaryCare(answers) : responsible,
    timing,
  });

const unlessNote =
  (row: Row): Row =>
  (caution, answers) =>
    caution.level === "note" ? undefined : row(caution, answers);

const rowByRule: Readonly<Record<string, Row>> = {
  "ATC-2": unlessNote(act("pain clinic", "before the procedure is booked")),
  "ATC-3": unlessNote(act("pain clinic", "before the procedure is booked")),
  "ST-1": unlessNote(act("referring clinician", "for a week from the injection")),
  "ST-3": unlessNote(act("pain clinic", "before the procedure")),
  "ST-4": unlessNote(act("pain clinic", "before the procedure")),
  "CO-1": unlessNote(act("pain clinic", "before the procedure")),
  "PR-1": act("pain clinic", "before the procedure", "Pregnancy test"),
  "PR-2": act("pain clinic", "before any procedure"),
  "DV-1": unlessNote(act("pain clinic", "before the procedure is booked")),
  "DV-2": act("pain clinic", "before the MRI"),
  "LA-1": act("pain clinic", "before the procedure"),
  "OP-2": unlessNote(act("primary care", "now", "Offer naloxone and show how to use it")),
  "OP-3": unlessNote(act("pain clinic", "today", "Check the prescription monitoring programme")),
  "OP-4": act(
    "primary care",
    "at the next visit",
    "Talk about the risk of an opioid with a benzodiazepine; no abrupt taper of either",
  ),
  "OP-6": act(
    "primary care",
    "from now on",
    "Closer monitoring, urine testing and addiction support; no denial of care",
  ),
};

/**
 * Rows of the cautions. Where no procedure is planned yet, the proposed ones are looked at as if they were, so that a
 * pregnancy test or a call to a prescriber is proposed with them.
 */
export function safetyRows(
  answers: AnswerReader,
  cautions: readonly Caution[],
  proposed: readonly Recommendation[],
): readonly Recommendation[] {
  const planned = answers.rows("PLAN.PROC").length > 0;
  const all = planned
    ? cautions
    : [...cautions, ...cautionsOfProposed(answers.evaluation, proposed, cautions)];
  const rows = all.flatMap((caution, index) => {
    const found = rowByRule[caution.ruleId]?.(caution, answers);
    if (found === undefined) return [];
    const { items, missing, ruleId, text } = caution;
    const id = `safety-${ruleId}-${subjectOf(caution) ?? earlierOf(all, index, ruleId) + 1}`;
    // The caution itself may be what is to be done: its rule's title says why.
    const reason = found.action === text ? (titles.get(ruleId) ?? "") : text;
    return [
      proposal(ruleId, { id, kind: "safety", ...found, ...escalationOf(caution), reason, items, missing }),
    ];
  });
  return rows;
}

/** The drug that a caution is about, so that its row stays the same when another drug is added. */
const subjectOf = (caution: Caution) =>
  "drug" in caution && typeof caution.drug === "string" ? caution.drug.toLowerCase() : undefined;

const earlierOf = (all: readonly Caution[], index: number, ruleId: string) =>
  all.slice(0, index).filter((earlier) => earlier.ruleId === ruleId).length;

const titles = new Map(
  [...antithromboticRules, ...injectionSafetyRules, ...opioidRules].map(({ id, title }) => [id, title]),
);

const escalationOf = ({ kind }: Caution) =>
  kind === "opioid" || kind === "controlled drug"
    ? { escalateIf: "drowsiness, confusion or slow breathing: emergency services" }
    : {};

function cautionsOfProposed(
  evaluation: Evaluation,
  proposed: readonly Recommendation[],
  known: readonly Caution[],
): readonly Caution[] {
  const rows = proposed.flatMap(({ procedure }) => procedure ?? []);
  if (rows.length === 0) return [];
  const asPlanned = {
    ...evaluation,
    answers: { ...evaluation.answers, "PLAN.PROC": { value: rows } },
  };
  const said = new Set(known.map(({ ruleId, text }) => `${ruleId} ${text}`));
  return (
    cautionsOf(readAnswers(asPlanned))
      .filter(({ items }) => items.includes("PLAN.PROC"))
      .filter(({ ruleId, text }) => !said.has(`${ruleId} ${text}`))
      // The plan is not an answer yet: the caution rests on the others.
      .map((caution) => ({ ...caution, items: caution.items.filter((id) => id !== "PLAN.PROC") }))
  );
}

/** An opioid taken: less of it as the pain falls. */
export function opioidRows(answers: AnswerReader): readonly Recommendation[] {
  const dose = dailyDose(answers);
  if (dose === undefined) return [];
  return [
    proposal("R-CARE", {
      id: "opioid-less",
      kind: "medication",
      action: "Reduce the opioid step by step as the pain falls, never abruptly",
      responsible: "referring clinician",
      timing: "from the first relief on",
      reason: dose.complete ? `${dose.reported} MME a day` : "an opioid is taken",
      escalateIf: "withdrawal, or pain that rises",
      items: dose.items,
      missing: dose.complete ? [] : ["HX.MED.OPI"],
    }),
  ];
}
