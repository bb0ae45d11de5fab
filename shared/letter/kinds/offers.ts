import type { LetterOffer } from "../../contract/letters.ts";
import type { Evaluation } from "../../evaluation/evaluation.ts";
import { Findings } from "../findings.ts";
import { personOf } from "../person.ts";
import { urgentSentences } from "../sections/urgent.ts";
import { isFinal, type LetterKind, letterKinds } from "./kinds.ts";

/** What decides which letters an evaluation may have. */
export interface LetterSituation {
  readonly evaluation: Evaluation;
  /** The kind of the letter that closed the evaluation; absent while it is open. */
  readonly signed?: LetterKind;
  /** It corrects a signed letter. */
  readonly amends: boolean;
  /** Kinds of its signed letters, the final one among them. */
  readonly sent: readonly LetterKind[];
}

/** Whether something was done since the visit before that a letter can report on. */
export function hasProcedureResult(evaluation: Evaluation): boolean {
  const findings = new Findings(evaluation);
  return findings.rows("HX.INT.PROC").length > 0 || findings.rows("BLK.DIARY").length > 0;
}

export function isUrgent(evaluation: Evaluation): boolean {
  const findings = new Findings(evaluation);
  return urgentSentences({ evaluation, findings, person: personOf(evaluation.patient) }).length > 0;
}

/** Why there can be no letter of this kind now; undefined where there can. */
export function whyNot(kind: LetterKind, situation: LetterSituation): string | undefined {
  const { signed, amends, evaluation } = situation;
  if (kind === "summary" || kind === "addendum") {
    return signed === undefined ? "The full letter is not signed yet." : undefined;
  }
  if (kind === signed) return undefined;
  if (signed !== undefined) return "The evaluation is closed: its full letter is signed.";
  if (kind === "amended")
    return amends ? undefined : "It corrects a signed letter: open that one, and amend it.";
  if (amends) return "This evaluation corrects a signed letter: its letter is an amended one.";
  if (kind === "urgent" && !isUrgent(evaluation)) {
    return "No red flag of this evaluation is an emergency or urgent.";
  }
  if (kind === "procedureFollowUp" && !hasProcedureResult(evaluation)) {
    return "No result of a procedure is recorded.";
  }
  return undefined;
}

/** What the evaluation calls for now. */
export function suggestedKind(situation: LetterSituation): LetterKind {
  const { evaluation, signed, amends, sent } = situation;
  if (signed !== undefined) return signed;
  if (amends) return "amended";
  if (isUrgent(evaluation) && !sent.includes("urgent")) return "urgent";
  const isAfterProcedure = evaluation.followUpOf !== undefined && hasProcedureResult(evaluation);
  return isAfterProcedure ? "procedureFollowUp" : "consultation";
}

/** What is shown where nobody has chosen: the full letter. */
export function fullKind({ signed, amends }: Pick<LetterSituation, "signed" | "amends">): LetterKind {
  return signed ?? (amends ? "amended" : "consultation");
}

export function offersOf(
  situation: LetterSituation,
  drafts: ReadonlySet<LetterKind>,
): readonly LetterOffer[] {
  const suggested = suggestedKind(situation);
  return letterKinds.map((kind) => {
    const because = whyNot(kind, situation);
    return {
      kind,
      isPossible: because === undefined,
      ...(because === undefined ? {} : { because }),
      isSuggested: kind === suggested,
      hasDraft: drafts.has(kind) && !(isFinal(kind) && kind === situation.signed),
    };
  });
}
