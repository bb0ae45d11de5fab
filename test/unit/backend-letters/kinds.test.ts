import { describe, expect, it } from "vitest";
import { characterBlockers } from "../../../electron/backend/letters/checkCharacters.ts";
import { writeLetterPdf } from "../../../electron/backend/letters/pdf.ts";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { compose } from "../../../shared/letter/compose.ts";
import { copyFor } from "../../../shared/letter/copies.ts";
import type { LetterDocument } from "../../../shared/letter/document.ts";
import { gateOf } from "../../../shared/letter/kinds/gate.ts";
import { type LetterKind, letterKinds } from "../../../shared/letter/kinds/kinds.ts";
import { evaluationOf, fixture, frame, values } from "../letter/support.ts";
import { readPdf } from "./readPdf.ts";

/** Letters of every kind from what nobody hopes to meet: nothing overflows, nothing is cut without a word. */

const createdAt = new Date("2025-03-10T21:42:00Z");
const cites = { letterNumber: "2025-000001", letterDate: "2025-03-10", reason: "The side was wrong" };
const name = "Quillfeather-Saltonstone ".repeat(5).slice(0, 120).trim();
const sentence =
  "The pain runs from the low back through the buttock to the foot and is worse when sitting. ";

const strange: readonly (readonly [string, Evaluation])[] = [
  [
    "a name of 120 characters",
    evaluationOf({ patient: { familyName: name }, answers: fixture("case-f1.json").answers }),
  ],
  [
    "forty diagnoses",
    evaluationOf({
      answers: {
        ...fixture("case-f1.json").answers,
        ...values({
          "PLAN.DX": Array.from({ length: 40 }, (_, index) => ({
            diagnosis: `Invented diagnosis number ${index + 1}`,
            certainty: "possible",
          })),
        }),
      },
    }),
  ],
  ["no imaging", evaluationOf({ answers: values({ "HX.CC": "Back pain", "PLAN.ANSWER": "Rest." }) })],
  [
    "texts at their longest",
    evaluationOf({
      referral: { question: sentence.repeat(11).slice(0, 990) },
      answers: {
        ...fixture("case-f1.json").answers,
        ...values({
          "PLAN.ANSWER": sentence.repeat(10),
          "PLAN.PROG": sentence.repeat(10),
          "HX.CC": sentence.repeat(5),
        }),
      },
    }),
  ],
  [
    "several scripts",
    evaluationOf({
      patient: { givenNames: "Thị Hương", familyName: "Łukasiewicz-Пětrová" },
      referrer: { familyName: "Αθανασίου" },
      answers: values({ "HX.CC": "Schmerzen im Rücken, боль в спине", "PLAN.ANSWER": "Ναι." }),
    }),
  ],
];

function letterOf(evaluation: Evaluation, kind: LetterKind): LetterDocument {
  const addendum = `${sentence.repeat(80)}\n\nAnd that is all.`;
  return compose(evaluation, { ...frame, kind, cites, addendum, letterDate: "2025-03-11" });
}

const squeezed = (text: string) => text.replace(/\s+/g, "");

describe.each(strange)("%s", (_, evaluation) => {
  it.each(letterKinds)(
    "in a letter of the kind %s is printed whole, on every page with the patient's name",
    async (kind) => {
      const letter = letterOf(evaluation, kind);
      expect(characterBlockers(letter)).toEqual([]);
      const pdf = await readPdf(await writeLetterPdf(letter, { paper: "letter", createdAt }));
      const printed = squeezed(pdf.pages.map(({ text }) => text).join(" "));
      const [, ...words] = letter.running.patientName.split(/[\s-]+/);
      for (const page of pdf.pages) for (const word of words) expect(squeezed(page.text)).toContain(word);
      for (const { blocks } of letter.sections) {
        const last = blocks.at(-1);
        const said = last?.kind === "paragraph" ? (last.sentences.at(-1)?.runs.at(-1)?.text ?? "") : "";
        expect(printed).toContain(squeezed(said).slice(-25));
      }
    },
  );
});

describe("a copy", () => {
  it("names whom it is for, and keeps the line on the patient first", async () => {
    const letter = letterOf(fixture("case-f2.json"), "consultation");
    const copy = copyFor(letter, { name: "Dr Sable Tern", lines: ["2 Invented Road", "Nowhere, NY 10001"] });
    const [first] = (await readPdf(await writeLetterPdf(copy, { paper: "letter", createdAt }))).pages;
    expect(first?.text).toContain("DR SABLE TERN");
    expect(squeezed(first?.text ?? "")).toMatch(/Re:CorisandeEmbervale.*CopyforDrSableTernofmyletterto/);
  });
});

describe("what cannot be told", () => {
  it("an addendum with a field of a phrase that nobody filled is refused", () => {
    const situation = {
      evaluation: fixture("case-f1.json"),
      signed: "consultation",
      amends: false,
      sent: [],
    } as const;
    const entries = gateOf("addendum", situation, { addendum: "Pain on the {side: left | right}." });
    expect(entries).toEqual([expect.objectContaining({ kind: "contradiction", part: "addendum" })]);
  });
});
