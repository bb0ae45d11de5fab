import type { ReadinessEntry } from "../../contract/letters.ts";
import type { Evaluation } from "../../evaluation/evaluation.ts";
import { hasOpenField } from "../../evaluation/openFields.ts";
import { readinessOf } from "../../evaluation/readiness.ts";
import { checkEvaluation } from "../../evaluation/validate.ts";
import { Findings } from "../findings.ts";
import type { LetterFrame } from "../frame.ts";
import { followsSigned, isEarly, type LetterKind } from "./kinds.ts";
import { type LetterSituation, whyNot } from "./offers.ts";

/**
 * What stands between the evaluation and a letter of this kind. A full letter needs a complete evaluation; an interim or urgent
 * one goes out before that and says what is open; a letter after a procedure needs the result, the plan and what makes
 * treatment unsafe; what follows a signed letter needs that letter.
 */
export function gateOf(
  kind: LetterKind,
  situation: LetterSituation,
  frame: Pick<LetterFrame, "addendum">,
): readonly ReadinessEntry[] {
  const { evaluation } = situation;
  const because = whyNot(kind, situation);
  const refused: readonly ReadinessEntry[] =
    because === undefined ? [] : [{ kind: "blocker", message: because }];
  if (kind === "addendum") return [...refused, ...addendumEntries(frame.addendum ?? "")];
  if (followsSigned(kind)) return refused;
  const entries = readinessOf(evaluation);
  if (isEarly(kind)) return [...refused, ...earlyEntries(kind, evaluation, entries)];
  if (kind === "procedureFollowUp") {
    return [
      ...refused,
      ...entries.filter((entry) => entry.kind !== "missing" || isOfProcedure(entry.itemId)),
    ];
  }
  return [...refused, ...entries];
}

/** What a letter after a procedure cannot leave out; the rest of the evaluation stands in the letter before. */
function isOfProcedure(itemId: string | undefined): boolean {
  return itemId === undefined || /^(?:PLAN|BLK|HX\.INT)\./.test(itemId);
}

/**
 * An early letter is stopped by what is wrong, not by what is missing. Only the action taken on an urgent red flag must be there,
 * with who was phoned and when.
 */
function earlyEntries(
  kind: LetterKind,
  evaluation: Evaluation,
  entries: readonly ReadinessEntry[],
): readonly ReadinessEntry[] {
  const begun = new Set(
    checkEvaluation(evaluation)
      .filter(({ incomplete }) => incomplete === true)
      .map(({ itemId }) => itemId),
  );
  const kept = entries.filter((entry) => {
    if (entry.kind === "blocker") return entry.itemId === undefined || entry.itemId === "PLAN.URGENT";
    if (entry.kind === "contradiction") return entry.itemId === undefined || !begun.has(entry.itemId);
    return entry.kind === "question";
  });
  return [
    ...kept,
    ...(Object.keys(evaluation.answers).length === 0
      ? [{ kind: "blocker", message: "Nothing is recorded yet that a letter could tell." } as const]
      : []),
    ...(kind === "urgent" ? callEntries(evaluation) : []),
  ];
}

function callEntries(evaluation: Evaluation): readonly ReadinessEntry[] {
  const row = new Findings(evaluation).record("PLAN.URGENT");
  if (row === undefined) return [];
  return row.words("phonedPerson") === undefined || row.words("phonedAt") === undefined
    ? [
        {
          kind: "blocker",
          itemId: "PLAN.URGENT",
          message: "An urgent letter says who was phoned and when: record both.",
          cannotBeWaived: true,
        },
      ]
    : [];
}

function addendumEntries(text: string): readonly ReadinessEntry[] {
  if (text.trim() === "")
    return [{ kind: "blocker", message: "The addendum says nothing yet.", part: "addendum" }];
  return hasOpenField(text)
    ? [
        {
          kind: "contradiction",
          message:
            "The addendum has a field of a phrase that nobody filled. Fill it, or take its braces out.",
          part: "addendum",
        },
      ]
    : [];
}

/** A letter answers a referral that came before it, about a visit that took place. */
export function dateEntries(
  kind: LetterKind,
  evaluation: Pick<Evaluation, "referral" | "visitDate">,
  letterDate: string,
): readonly ReadinessEntry[] {
  const { referral, visitDate } = evaluation;
  const blocker = (message: string): ReadinessEntry => ({ kind: "blocker", message });
  return [
    ...(letterDate < referral.date
      ? [
          blocker(
            `The letter would be dated ${letterDate}, before the referral of ${referral.date}. Correct the date of the referral.`,
          ),
        ]
      : []),
    ...(letterDate < visitDate
      ? [
          blocker(
            `The letter would be dated ${letterDate}, before the visit of ${visitDate}. Correct the date of the visit.`,
          ),
        ]
      : []),
    ...(kind === "urgent" && letterDate > visitDate
      ? [
          {
            kind: "question",
            message: `An urgent letter goes out on the day of the visit, which was ${visitDate}. Was the call made that day?`,
          } as const,
        ]
      : []),
  ];
}

/** Copies go out only where the patient agreed. */
export function copyEntries(
  evaluation: Evaluation,
  { copies = [], withoutPrimaryCare = false }: Pick<LetterFrame, "copies" | "withoutPrimaryCare">,
): readonly ReadinessEntry[] {
  const { referrer, referral } = evaluation;
  const consent = new Findings(evaluation).code("ENC.CONSENT");
  if (consent === "yes") return [];
  const why = consent === "no" ? "The patient did not agree" : "The patient’s agreement is not recorded";
  if (copies.length > 0) {
    return [
      {
        kind: "contradiction",
        itemId: "ENC.CONSENT",
        message: `${why} to copies of this letter: take the copies out, or record the agreement.`,
        part: "copies",
      },
    ];
  }
  const copiesPrimaryCare =
    !withoutPrimaryCare && referral.primaryCare !== undefined && referrer.specialty !== "primary care";
  return copiesPrimaryCare
    ? [
        {
          kind: "question",
          itemId: "ENC.CONSENT",
          message: `${why} to copies, so that none goes to the primary care clinician.`,
          part: "copies",
        },
      ]
    : [];
}
