import { readdirSync, readFileSync } from "node:fs";
import { allItems } from "../../../shared/checklist/index.ts";
import { parseCaseFile } from "../../../shared/evaluation/caseFile.ts";
import type { Answers, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import type { Clinician, Patient, Referral } from "../../../shared/evaluation/people.ts";
import { compose, type LetterFrame } from "../../../shared/letter/compose.ts";
import type { LetterDocument, SectionId, Sentence } from "../../../shared/letter/document.ts";
import { plainText } from "../../../shared/letter/document.ts";
import { letterAsText, sentencesOf, sentencesOfBlock } from "../../../shared/letter/plain.ts";

/** Everybody here is invented. */
export const frame: LetterFrame = {
  practice: {
    name: "Invented Spine Clinic",
    addressLines: ["1 Made-Up Way", "Nowhere, NY 10000"],
    phone: "555-0199",
    paper: "letter",
  },
  letterDate: "2025-03-11",
  status: "draft",
};

export interface Changes {
  readonly patient?: Partial<Patient>;
  readonly referrer?: Partial<Clinician>;
  readonly referral?: Partial<Referral>;
  readonly answers?: Answers;
}

export function evaluationOf({ patient, referrer, referral, answers = {} }: Changes): Evaluation {
  return {
    patient: {
      givenNames: "Tess",
      familyName: "Ample",
      dateOfBirth: "1970-02-03",
      sexAtBirth: "female",
      mrn: "T-3",
      ...patient,
    },
    referrer: {
      title: "Dr",
      givenNames: "Ona",
      familyName: "Referrer",
      specialty: "primary care",
      ...referrer,
    },
    referral: { date: "2025-03-03", question: "What hurts?", urgency: "soon", ...referral },
    visitDate: "2025-03-10",
    answers,
  };
}

/** Answers given as bare values. */
export function values(entries: Readonly<Record<string, unknown>>): Answers {
  return Object.fromEntries(Object.entries(entries).map(([id, value]) => [id, { value }])) as Answers;
}

export function letterOf(changes: Changes): LetterDocument {
  return compose(evaluationOf(changes), frame);
}

/** Text of one section of the letter from these answers, spaces made plain. */
export function sectionText(
  id: SectionId,
  entries: Readonly<Record<string, unknown>>,
  changes: Changes = {},
): string {
  return sectionOf(letterOf({ ...changes, answers: { ...values(entries), ...changes.answers } }), id);
}

export function sectionOf(letter: LetterDocument, id: SectionId): string {
  const section = letter.sections.find((candidate) => candidate.id === id);
  if (section === undefined) throw new Error(`The letter has no section ${id}`);
  return section.blocks
    .flatMap((block) =>
      block.kind === "table"
        ? block.rows.map((row) => row.map(plainText).join(" | "))
        : sentencesOfBlock(block).map(plainText),
    )
    .join("\n")
    .replaceAll("\u00A0", " ");
}

export function allText(letter: LetterDocument): string {
  return letterAsText(letter).replaceAll("\u00A0", " ");
}

const folder = new URL("../../fixtures/cases/", import.meta.url);

const jsonIn = (place: string) =>
  readdirSync(new URL(place, folder))
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => `${place}${name}`);

/** Whole cases, by their files. */
export const fixtureNames: readonly string[] = jsonIn("./").map((name) => name.slice(2));
/** Cases of a few answers each, at the edge of a rule: most of what a letter needs is not recorded in them. */
export const edgeNames: readonly string[] = jsonIn("../edge/");

export function fixture(name: string): Evaluation {
  return parseCaseFile(readFileSync(new URL(name, folder), "utf8"), "2026-12-01");
}

/** Sentences that are not cells of a table or the envelope's phrases around the text. */
export function proseOf(letter: LetterDocument): readonly Sentence[] {
  const cells = new Set(
    letter.sections.flatMap((section) =>
      section.blocks.flatMap((block) => (block.kind === "table" ? block.rows.flat() : [])),
    ),
  );
  return sentencesOf(letter).filter((sentence) => !cells.has(sentence as never));
}

export function itemsIn(letter: LetterDocument): ReadonlySet<string> {
  return new Set(
    sentencesOf(letter).flatMap(({ sources }) =>
      sources.flatMap((source) => ("item" in source ? [source.item] : [])),
    ),
  );
}

export const itemIds: readonly string[] = allItems.map((item) => item.id);
