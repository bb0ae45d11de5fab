import type { Evaluation } from "../../evaluation/evaluation.ts";
import { type AnswerReader, readAnswers } from "../../evaluation/reader.ts";
import type { GeneratorEntry } from "../generators/generators.ts";
import { medicineRows, psychologyRows, therapyRow } from "./careRows.ts";
import { generalCareRows, otherOptionRows, surgicalRows } from "./otherRows.ts";
import { procedureRows } from "./procedureRows.ts";
import { proposal, type Recommendation, type RecommendationBasis } from "./recommendation.ts";
import { opioidRows, safetyRows } from "./safetyRows.ts";
import { handoverRows, urgentRows } from "./urgent.ts";

export type { Recommendation, RecommendationBasis } from "./recommendation.ts";
export { recommendationRules } from "./rules.ts";

/**
 * Proposed rows of who does what by when, most pressing first. An emergency leaves only itself and what the receiving
 * team must know: nothing elective stands beside it.
 */
export function recommendationsOf(
  source: Evaluation | AnswerReader,
  picture: RecommendationBasis,
  { isOn = () => true }: { readonly isOn?: (ruleId: string) => boolean } = {},
): readonly Recommendation[] {
  const answers = "answers" in source ? readAnswers(source) : source;
  return proposed(answers, picture).filter(({ ruleId }) => isOn(ruleId));
}

function proposed(answers: AnswerReader, picture: RecommendationBasis): readonly Recommendation[] {
  const { redFlags, generators, pathways, cautions } = picture;
  const urgent = urgentRows(redFlags);
  if (redFlags.suppressesElective) {
    const pressing = urgent.filter(({ kind }) => kind === "emergency");
    return [
      ...pressing,
      ...handoverRows(redFlags, cautions),
      ...urgent.filter(({ kind }) => kind === "red flag"),
    ];
  }
  const likely = likeliest(generators.ranking);
  const timing = timingOfProcedures(picture);
  const procedures = likely.flatMap((entry) => procedureRows(entry, { answers, pathways, timing }));
  const hasProcedure = procedures.some(({ procedure }) => procedure !== undefined);
  return [
    ...urgent,
    ...safetyRows(answers, cautions, procedures),
    ...unique(procedures),
    ...therapyRow(answers, likely, hasProcedure),
    ...medicineRows(answers, likely, generators.overlays),
    ...opioidRows(answers),
    ...psychologyRows(answers),
    ...surgicalRows(answers, redFlags, likely),
    ...otherOptionRows(likely),
    ...generalCareRows(answers),
    ...oneModality(answers),
  ];
}

/** Everything most likely; where nothing is, the first two that are possible. */
function likeliest(ranking: readonly GeneratorEntry[]): readonly GeneratorEntry[] {
  const likely = ranking.filter(({ band }) => band === "most likely");
  return likely.length > 0 ? likely : ranking.filter(({ band }) => band === "possible").slice(0, 2);
}

/** An injection waits until an urgent red flag is settled; thoughts of suicide do not bear on it. */
function timingOfProcedures({ redFlags }: RecommendationBasis): string {
  const flag = redFlags.flags.find(
    ({ level, ruleId }) => (level === "E" || level === "U") && ruleId !== "RF-SUI",
  );
  return flag === undefined
    ? "as soon as it can be arranged"
    : `only after the red flag is settled (${flag.ruleId})`;
}

/** Two generators may lead to the same procedure. */
function unique(rows: readonly Recommendation[]): readonly Recommendation[] {
  return rows.filter((row, index) => rows.findIndex(({ id }) => id === row.id) === index);
}

/** */
function oneModality(answers: AnswerReader): readonly Recommendation[] {
  const chosen = answers.codes("PLAN.MOD");
  if (chosen.length !== 1 || chosen[0] === "none-watchful waiting") return [];
  return [
    proposal("R-1", {
      id: "second-modality",
      kind: "other care",
      action: "Add a second kind of treatment to the plan, or say why one is enough",
      responsible: "pain clinic",
      timing: "before the letter",
      reason: `only ${answers.phrases("PLAN.MOD").join("")} is planned`,
      items: ["PLAN.MOD"],
    }),
  ];
}
