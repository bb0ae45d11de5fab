import { type LetterDraft, mostCopies } from "../../../shared/contract/letters.ts";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import type { Clinician } from "../../../shared/evaluation/people.ts";
import type { LetterAddressee } from "../../../shared/letter/document.ts";
import { Findings } from "../../../shared/letter/findings.ts";
import { addresseeOf } from "../../../shared/letter/frame.ts";

/** Whom a letter goes to, and why somebody gets no copy. */
export interface Recipients {
  /** Whether the patient agreed to copies. */
  readonly consent: "given" | "refused" | "not recorded";
  /**
   * The primary care clinician: refers the patient and gets the letter itself; is not recorded; or gets a copy unless the
   * physician leaves it out.
   */
  readonly primaryCare:
    | { readonly is: "referrer" | "not recorded" }
    | { readonly is: "other"; readonly addressee: LetterAddressee; readonly isLeftOut: boolean };
}

export function recipientsOf(evaluation: Evaluation, draft: LetterDraft): Recipients {
  const { referrer, referral } = evaluation;
  const consent = new Findings(evaluation).code("ENC.CONSENT");
  const primaryCare = (): Recipients["primaryCare"] => {
    if (referrer.specialty === "primary care") return { is: "referrer" };
    if (referral.primaryCare === undefined) return { is: "not recorded" };
    return {
      is: "other",
      addressee: addresseeOf(referral.primaryCare),
      isLeftOut: draft.withoutPrimaryCare === true,
    };
  };
  return {
    consent: consent === "yes" ? "given" : consent === "no" ? "refused" : "not recorded",
    primaryCare: primaryCare(),
  };
}

/** Why there is no copy, in a sentence; undefined where one goes out or nobody was to get one. */
export function whyNoCopies({ consent, primaryCare }: Recipients, copies: number): string | undefined {
  if (consent === "refused") return "The patient did not agree to copies, so none goes out.";
  if (consent === "not recorded")
    return "The patient’s agreement to copies is not recorded, so none goes out.";
  if (copies > 0) return undefined;
  if (primaryCare.is === "not recorded") return "No primary care clinician is recorded in the referral.";
  return primaryCare.is === "other" && primaryCare.isLeftOut
    ? "You left out the primary care clinician."
    : undefined;
}

/** Who got a copy of the letter that this one follows, and gets none of this one yet; the primary care clinician is not counted. */
export function copiesAsBefore(
  earlier: readonly LetterAddressee[],
  draft: LetterDraft,
  { primaryCare }: Recipients,
): LetterDraft["copies"] {
  const known = new Set([
    ...draft.copies.map(({ name }) => name),
    ...(primaryCare.is === "other" ? [primaryCare.addressee.name] : []),
  ]);
  return earlier
    .filter(({ name }) => !known.has(name))
    .map(({ name, lines }) => ({ name, lines: [...lines] }))
    .slice(0, mostCopies - draft.copies.length);
}

const longestLine = 160;
const mostLines = 4;

export interface CopyValues {
  readonly name: string;
  /** A line of the address each. */
  readonly address: string;
}

export const emptyCopy: CopyValues = { name: "", address: "" };

/** What to look for in the directory: it knows names without titles. */
export function nameToFind(typed: string): string {
  return typed.replace(/^\s*(?:(?:dr|prof|professor|mr|mrs|ms|mx|miss)\b\.?\s*)+/i, "");
}

/** An entry of the directory as the fields hold it. */
export function copyValuesOf(clinician: Clinician): CopyValues {
  const { name, lines } = addresseeOf(clinician);
  return { name, address: lines.join("\n") };
}

export function linesOf(address: string): readonly string[] {
  return address
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "");
}

/** What is wrong with an address as typed, at its field. */
export function checkCopy(
  { name, address }: CopyValues,
  others: readonly LetterAddressee[],
): { readonly name?: string; readonly address?: string } {
  const typed = name.replace(/\s+/g, " ").trim();
  const lines = linesOf(address);
  const nameProblem =
    typed === ""
      ? "Who gets the copy? Name and title, as on the envelope."
      : typed.length > longestLine
        ? `At most ${longestLine} characters.`
        : others.some((other) => other.name.toLowerCase() === typed.toLowerCase())
          ? "Gets a copy already."
          : undefined;
  const addressProblem =
    lines.length === 0
      ? "A copy needs an address for its envelope."
      : lines.length > mostLines
        ? `An address takes at most ${mostLines} lines beside the name.`
        : lines.some((line) => line.length > longestLine)
          ? `At most ${longestLine} characters in a line.`
          : undefined;
  return {
    ...(nameProblem === undefined ? {} : { name: nameProblem }),
    ...(addressProblem === undefined ? {} : { address: addressProblem }),
  };
}

export function toAddressee({ name, address }: CopyValues): LetterDraft["copies"][number] {
  return { name: name.replace(/\s+/g, " ").trim(), lines: [...linesOf(address)] };
}
