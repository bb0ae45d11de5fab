import type { Answer, AnswerValue } from "../../../../shared/evaluation/evaluation.ts";
import type { ProposedConcordance } from "../../../../shared/reasoning/concordance/concordance.ts";
import type { Recommendation } from "../../../../shared/reasoning/recommendations/index.ts";
import { answerWith } from "../../../state/evaluation/binding.ts";
import { isInPlan, planRows, recommendationsItem, withoutProposal, withProposal } from "./planRows.ts";

/**
 * What became of what was proposed. A proposal is accepted, edited or refused; it stays with the evaluation beside the
 * judgement, under its rule, whatever the rules propose after the next answer.
 */

/** Item that holds the proposals with their judgements. */
export const judgedItem = "PLAN.JUDGED";
/** Item that holds the physician's judgement of each abnormal finding. */
export const concordanceItem = "IM.CONC";

type Row = { readonly [field: string]: AnswerValue };

/** The two answers of the plan that a judgement changes together. */
export interface PlanAnswers {
  readonly plan: Answer | undefined;
  readonly judged: Answer | undefined;
}

export interface PlanChange {
  readonly itemId: string;
  readonly answer: Answer | null;
}

/** A row of the plan as the physician worded it. */
export interface EditedRow {
  readonly action: string;
  readonly responsible: string;
  readonly timing: string;
  readonly reason: string;
  readonly escalateIf: string;
}

export type ProposalState =
  | { readonly kind: "open" }
  | { readonly kind: "inPlan" }
  | { readonly kind: "edited"; readonly wording: string }
  /** Accepted once; its row was worded anew in the plan, or removed there. */
  | { readonly kind: "leftPlan" }
  | { readonly kind: "refused"; readonly reason: string };

function judgementOf(judged: Answer | undefined, { id }: Recommendation): Row | undefined {
  return planRows(judged).find(({ key }) => key === id);
}

export function stateOf({ plan, judged }: PlanAnswers, recommendation: Recommendation): ProposalState {
  if (isInPlan(plan, recommendation)) return { kind: "inPlan" };
  const judgement = judgementOf(judged, recommendation);
  switch (judgement?.judgement) {
    case "refused":
      return { kind: "refused", reason: String(judgement.reason ?? "") };
    case "edited": {
      const wording = String(judgement.wording ?? "");
      const stands = planRows(plan).some(({ action }) => action === wording);
      return stands ? { kind: "edited", wording } : { kind: "leftPlan" };
    }
    case "accepted":
      return { kind: "leftPlan" };
    default:
      return { kind: "open" };
  }
}

/** Rows that are refused stand apart, with why. */
export function splitProposals(
  answers: PlanAnswers,
  recommendations: readonly Recommendation[],
): { readonly standing: readonly Recommendation[]; readonly refused: readonly Recommendation[] } {
  const isRefused = (one: Recommendation) => stateOf(answers, one).kind === "refused";
  return {
    standing: recommendations.filter((one) => !isRefused(one)),
    refused: recommendations.filter(isRefused),
  };
}

export function accept(answers: PlanAnswers, recommendation: Recommendation): readonly PlanChange[] {
  return [
    changeOf(recommendationsItem, withProposal(answers.plan, recommendation)),
    changeOf(judgedItem, judgedAs(answers.judged, recommendation, { judgement: "accepted" })),
  ];
}

/** The plan takes what the physician made of it; the proposal stays beside it. */
export function acceptEdited(
  answers: PlanAnswers,
  recommendation: Recommendation,
  row: EditedRow,
): readonly PlanChange[] {
  if (row.action === recommendation.action && row.responsible === recommendation.responsible) {
    return accept(answers, { ...recommendation, ...row, responsible: recommendation.responsible });
  }
  const filled = Object.fromEntries(Object.entries(row).filter(([, words]) => words.trim() !== ""));
  const judgement = { judgement: "edited", wording: row.action };
  return [
    changeOf(recommendationsItem, answerWith([...planRows(answers.plan), filled], answers.plan?.note)),
    changeOf(judgedItem, judgedAs(answers.judged, recommendation, judgement)),
  ];
}

export function refuse(
  answers: PlanAnswers,
  recommendation: Recommendation,
  reason: string,
): readonly PlanChange[] {
  const judgement = { judgement: "refused", reason: reason.trim() };
  return [changeOf(judgedItem, judgedAs(answers.judged, recommendation, judgement))];
}

/** As if nothing had been judged: the row leaves the plan, and the judgement goes. */
export function takeBack(answers: PlanAnswers, recommendation: Recommendation): readonly PlanChange[] {
  const wording = judgementOf(answers.judged, recommendation)?.wording;
  const { plan } = answers;
  const rows = planRows(plan).filter(({ action }) => wording === undefined || action !== wording);
  const withoutEdited =
    rows.length === planRows(plan).length
      ? plan
      : (answerWith(rows.length === 0 ? undefined : [...rows], plan?.note) ?? undefined);
  const changes = [
    changeOf(
      recommendationsItem,
      withoutEdited === undefined ? null : withoutProposal(withoutEdited, recommendation),
    ),
    changeOf(judgedItem, withRows(answers.judged, othersThan(answers.judged, recommendation))),
  ];
  const before = new Map([
    [recommendationsItem, plan],
    [judgedItem, answers.judged],
  ]);
  return changes.filter(({ itemId, answer }) => answer !== null || before.get(itemId) !== undefined);
}

const changeOf = (itemId: string, answer: Answer | null): PlanChange => ({ itemId, answer });

function othersThan(judged: Answer | undefined, { id }: Recommendation): readonly Row[] {
  return planRows(judged).filter(({ key }) => key !== id);
}

function withRows(answer: Answer | undefined, rows: readonly Row[]): Answer | null {
  return answerWith(rows.length === 0 ? undefined : [...rows], answer?.note);
}

function judgedAs(judged: Answer | undefined, recommendation: Recommendation, judgement: Row): Answer | null {
  const { id, action, ruleId } = recommendation;
  return withRows(judged, [
    ...othersThan(judged, recommendation),
    { proposal: action, ...judgement, rule: ruleId, key: id },
  ]);
}

/** Words that the checklist's rows of IM.CONC want explained. */
export const needsComment: readonly string[] = ["partly concordant", "discordant"];

/**
 * The physician's judgement of a finding, beside what was proposed. A row that is there for it already is judged anew; what
 * else stands in it stays.
 */
export function judgeFinding(
  answer: Answer | undefined,
  proposed: ProposedConcordance,
  judged: { readonly concordance: string; readonly comment: string },
): Answer | null {
  const rows = planRows(answer);
  const { finding, level, side, structure, root, physician } = proposed;
  const { matchesSide, matchesDistribution, matchesDeficit, matchesTests, matchesTime } = proposed;
  const before = physician === undefined ? undefined : rows[physician.row];
  const fields = {
    finding: finding.slice(0, 200),
    level,
    side,
    structure,
    root,
    matchesSide,
    matchesDistribution,
    matchesDeficit,
    matchesTests,
    matchesTime,
    ...before,
    proposed: proposed.proposed,
    concordance: judged.concordance,
    comment: judged.comment.trim() === "" ? undefined : judged.comment.trim(),
  };
  const row = Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) => (value === undefined ? [] : [[field, value]])),
  ) as Row;
  return answerWith(
    physician === undefined
      ? [...rows, row]
      : rows.map((one, index) => (index === physician.row ? row : one)),
    answer?.note,
  );
}
