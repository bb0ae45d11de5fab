import type { LetterAddressee, LetterDocument, Sentence } from "./document.ts";

/** The same letter as it goes to somebody who gets a copy: their address in the window, and a line that says so. */
export function copyFor(letter: LetterDocument, recipient: LetterAddressee): LetterDocument {
  const line: Sentence = {
    runs: [
      {
        text: `Copy for ${recipient.name} of my letter to ${letter.addressee.name}.`,
        style: "strong",
      },
    ],
    sources: [{ header: "referrer" }, { item: "ENC.CONSENT" }],
  };
  // After the line that names the patient, which stays the first.
  return { ...letter, addressee: recipient, reference: letter.reference.toSpliced(1, 0, line) };
}
