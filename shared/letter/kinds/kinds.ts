/** The letters that may follow a visit, in the order in which they are offered. */
export const letterKinds = [
  "consultation",
  "summary",
  "interim",
  "urgent",
  "procedureFollowUp",
  "addendum",
  "amended",
] as const;
export type LetterKind = (typeof letterKinds)[number];

/** What a letter of this kind is called, on screen and as the title of its file. */
export const kindNames: Readonly<Record<LetterKind, string>> = {
  consultation: "Consultation letter",
  summary: "One-page summary",
  interim: "Interim letter",
  urgent: "Urgent letter",
  procedureFollowUp: "Letter after a procedure",
  addendum: "Addendum",
  amended: "Amended letter",
};

/** Answers the referral in full. With it the evaluation is closed; any other letter leaves it as it is. */
const finalKinds = ["consultation", "procedureFollowUp", "amended"] as const;
export type FinalKind = (typeof finalKinds)[number];

export function isFinal(kind: LetterKind): kind is FinalKind {
  return (finalKinds as readonly LetterKind[]).includes(kind);
}

/** Goes out beside a letter that is signed already, and cites it. */
export function followsSigned(kind: LetterKind): boolean {
  return kind === "summary" || kind === "addendum";
}

/** Goes out while the evaluation is still being made. */
export function isEarly(kind: LetterKind): boolean {
  return kind === "interim" || kind === "urgent";
}
