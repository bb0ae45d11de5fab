import { evidenceSections } from "../evaluation/letterSettings.ts";
import type { Clinician, Practice } from "../evaluation/people.ts";
import type { LetterDocument, Section, SectionId } from "./document.ts";

/** The letter as its practice wants it: salutation, close, footer and the order of the evidence. What is said stays as it is. */
export function inStyleOf(practice: Practice, referrer: Clinician, letter: LetterDocument): LetterDocument {
  const { salutation, closing, footer, confidentiality, evidenceOrder } = practice.letter ?? {};
  return {
    ...letter,
    ...(salutation === "fullName" && referrer.givenNames
      ? { salutation: saying(letter.salutation, `Dear ${referrer.givenNames} ${referrer.familyName},`) }
      : {}),
    ...(closing === undefined ? {} : { closing: withClose(letter.closing, closing) }),
    sections: evidenceOrder === undefined ? letter.sections : ordered(letter.sections, evidenceOrder),
    footer: {
      ...letter.footer,
      ...(confidentiality === undefined ? {} : { confidentiality }),
      ...(footer === undefined ? {} : { practice: footer }),
    },
  };
}

function saying<Said extends LetterDocument["salutation"]>(sentence: Said, text: string): Said {
  return { ...sentence, runs: [{ text }] };
}

/** The close is the last of the closing's sentences; a comma belongs to it. */
function withClose(closing: LetterDocument["closing"], words: string): LetterDocument["closing"] {
  const close = closing.at(-1);
  if (close === undefined) return closing;
  return [...closing.slice(0, -1), saying(close, /[,.!]$/.test(words) ? words : `${words},`)];
}

/** The sections of the evidence change places among themselves; every other stays where it is. */
function ordered(sections: readonly Section[], order: readonly SectionId[]): readonly Section[] {
  const isEvidence = ({ id }: Section) => evidenceSections.some((each) => each === id);
  const evidence = order.flatMap((id) =>
    sections.filter((section) => section.id === id && isEvidence(section)),
  );
  return sections.map((section) => (isEvidence(section) ? (evidence.shift() ?? section) : section));
}

/** The sections as they would stand without a practice's order: what differs from the fixed order still does. */
export function inFixedOrder(ids: readonly SectionId[]): readonly SectionId[] {
  const order: readonly SectionId[] = evidenceSections;
  const rank = (id: SectionId) => order.indexOf(id);
  const evidence = ids.filter((id) => rank(id) >= 0).toSorted((one, other) => rank(one) - rank(other));
  return ids.map((id) => (rank(id) >= 0 ? (evidence.shift() ?? id) : id));
}
