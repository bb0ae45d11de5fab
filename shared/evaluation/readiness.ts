import { checklist, findItem } from "../checklist/index.ts";
import type { ReadinessEntry } from "../contract.ts";
import { isApplicable } from "./applicability.ts";
import { completenessOf } from "./completeness.ts";
import { dateWords } from "./dates.ts";
import type { Evaluation } from "./evaluation.ts";
import { filledCount } from "./filled.ts";
import { hasOpenField, itemsWithOpenFields } from "./openFields.ts";
import { questionsOf } from "./questions.ts";
import { checkEvaluation } from "./validate.ts";

/** Changes when the same answers are judged in another way: what was worked out before is then worked out anew. */
export const readinessVersion = "5";

/**
 * What stands between an evaluation and a signed letter, in the order in which it should be looked at. Blockers and
 * contradictions must be mended; missing items are answered or waived with a reason, which is kept; questions are only asked.
 */
export function readinessOf(evaluation: Evaluation): readonly ReadinessEntry[] {
  const missing = completenessOf(evaluation).parts.flatMap((part) => part.missing);
  const isUnwaivable = (itemId: string) => findItem(itemId)?.neverWaived === true;
  return [
    ...planBlockers(evaluation),
    ...missing.filter(isUnwaivable).map((itemId) => unwaivable(itemId, evaluation)),
    ...openRedFlags(evaluation),
    ...checkEvaluation(evaluation).map(
      (problem): ReadinessEntry => ({
        kind: "contradiction",
        itemId: problem.itemId,
        message: `${labelOf(problem.itemId)}: ${problem.message}.`,
      }),
    ),
    ...openFields(evaluation),
    ...missing
      .filter((itemId) => !isUnwaivable(itemId))
      .map(
        (itemId): ReadinessEntry => ({
          kind: "missing",
          itemId,
          message: missingWords(itemId, evaluation),
        }),
      ),
    ...notLookedAt(evaluation),
    ...questionsOf(evaluation).map(
      ({ itemId, message }): ReadinessEntry => ({ kind: "question", itemId, message }),
    ),
  ];
}

/** Whether the letter cannot be signed, or not without a waiver, as long as this is so. */
export function isObstacle(entry: ReadinessEntry): boolean {
  return entry.kind !== "question";
}

function missingWords(itemId: string, { answers }: Evaluation): string {
  const from = answers[itemId]?.carriedFrom;
  return from === undefined ? `${labelOf(itemId)} is not answered.` : `${carriedWords(itemId, from)}.`;
}

function carriedWords(itemId: string, from: string): string {
  return `${labelOf(itemId)} is carried from the visit of ${dateWords(from)} and not confirmed`;
}

function labelOf(itemId: string): string {
  return findItem(itemId)?.label ?? itemId;
}

const noDiagnosis = "A letter needs at least one working diagnosis.";

function planBlockers(evaluation: Evaluation): readonly ReadinessEntry[] {
  const diagnoses = evaluation.answers["PLAN.DX"]?.value;
  return [
    // No answer at all is among the missing; a list without rows answers other items, and not this one.
    ...(Array.isArray(diagnoses) && diagnoses.length === 0
      ? [{ kind: "blocker", itemId: "PLAN.DX", message: noDiagnosis, cannotBeWaived: true } as const]
      : []),
    ...(evaluation.referral.date > evaluation.visitDate
      ? [
          {
            kind: "blocker",
            message: "The visit lies before the referral. Correct one of the dates.",
          } as const,
        ]
      : []),
  ];
}

const unwaivableWords: Readonly<Record<string, string>> = {
  "PLAN.DX": noDiagnosis,
  "PLAN.URGENT": "An urgent red flag is present: record what was done, who was phoned and when.",
};

function unwaivable(itemId: string, { answers }: Evaluation): ReadinessEntry {
  const from = answers[itemId]?.carriedFrom;
  return {
    kind: "blocker",
    itemId,
    message:
      from === undefined
        ? (unwaivableWords[itemId] ?? `${labelOf(itemId)} is not answered and cannot be waived.`)
        : `${carriedWords(itemId, from)}; it cannot be waived.`,
    cannotBeWaived: true,
  };
}

/** Groups with findings that were filled with normal in bulk; an item that is no longer asked is not asked about. */
function notLookedAt(evaluation: Evaluation): readonly ReadinessEntry[] {
  return checklist.parts.flatMap((part) =>
    part.groups.flatMap((group): readonly ReadinessEntry[] => {
      const waiting = group.items
        .filter((item) => isApplicable(item, evaluation))
        .map((item) => ({ itemId: item.id, count: filledCount(evaluation.answers[item.id]) }))
        .filter(({ count }) => count > 0);
      const [first] = waiting;
      const count = waiting.reduce((sum, one) => sum + one.count, 0);
      if (first === undefined) return [];
      const words =
        count === 1
          ? "1 normal finding was filled in bulk and not looked at. Is it so?"
          : `${count} normal findings were filled in bulk and not looked at. Are they so?`;
      return [{ kind: "question", itemId: first.itemId, message: `${group.label}: ${words}` }];
    }),
  );
}

/** Fields of phrases that were put in and never filled. What they are called is the physician's text, and not repeated here. */
function openFields(evaluation: Evaluation): readonly ReadinessEntry[] {
  const words = "has a field of a phrase that nobody filled. Fill it, or take its braces out.";
  const inQuestion = hasOpenField(evaluation.referral.question);
  return [
    ...(inQuestion ? [{ kind: "contradiction", message: `The question to answer ${words}` } as const] : []),
    ...itemsWithOpenFields(evaluation).map(
      (itemId): ReadinessEntry => ({ kind: "contradiction", itemId, message: `${labelOf(itemId)} ${words}` }),
    ),
  ];
}

/** “Unknown” and “not asked” are no answers to a red flag (rule RF-UNK of the clinical reference). */
function openRedFlags(evaluation: Evaluation): readonly ReadinessEntry[] {
  return Object.entries(evaluation.answers).flatMap(([itemId, { value }]): readonly ReadinessEntry[] => {
    const item = findItem(itemId);
    if (item === undefined || !itemId.startsWith("RF.") || !isApplicable(item, evaluation)) return [];
    return value === "unknown" || value === "not asked"
      ? [
          {
            kind: "blocker",
            itemId,
            message: `${item.label} is answered “${value}”: a red flag needs yes or no.`,
            cannotBeWaived: true,
          },
        ]
      : [];
  });
}
