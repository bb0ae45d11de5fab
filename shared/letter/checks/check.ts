import type { Evaluation } from "../../evaluation/evaluation.ts";
import { withoutDefinitions } from "../abbreviations.ts";
import type { LetterDocument, SectionId, Sentence } from "../document.ts";
import { plainText } from "../document.ts";
import { Findings } from "../findings.ts";
import { sentencesOf, sentencesOfBlock } from "../plain.ts";

/** What became of one check. "Not recorded": the evaluation does not hold what the check asks for. */
export type CheckResult =
  | { readonly outcome: "passed" }
  | { readonly outcome: "failed" | "not recorded"; readonly detail: string };

/** One of the criteria of the clinical reference, 4.3, as far as a letter and its evaluation decide it. */
export interface LetterCheck {
  /** "L04" */
  readonly id: string;
  /** What is asked of the letter, in the words of who signs it. */
  readonly text: string;
  check(subject: CheckedLetter): CheckResult;
}

export const passed: CheckResult = { outcome: "passed" };
export const failed = (detail: string): CheckResult => ({ outcome: "failed", detail });
export const notRecorded = (detail: string): CheckResult => ({ outcome: "not recorded", detail });

/** Fails with the first fault; passes where there is none. */
export function withoutFaults(faults: readonly (string | undefined)[]): CheckResult {
  const fault = faults.find((each) => each !== undefined);
  return fault === undefined ? passed : failed(fault);
}

/** A letter beside what it was made from, and the ways in which checks read both. */
export class CheckedLetter {
  readonly letter: LetterDocument;
  readonly evaluation: Evaluation;
  readonly findings: Findings;

  constructor(letter: LetterDocument, evaluation: Evaluation) {
    this.letter = letter;
    this.evaluation = evaluation;
    this.findings = new Findings(evaluation);
  }

  sentences(id: SectionId): readonly Sentence[] {
    const section = this.letter.sections.find((candidate) => candidate.id === id);
    return section?.blocks.flatMap(sentencesOfBlock) ?? [];
  }

  /** Words of one section. */
  text(id: SectionId): string {
    return this.sentences(id).map(wordsOf).join(" ");
  }

  /** Words of the whole letter. */
  all(): string {
    return sentencesOf(this.letter).map(wordsOf).join(" ");
  }

  /** Words of the sentences that were made from an item. */
  saidOf(item: string): string {
    return sentencesOf(this.letter)
      .filter(({ sources }) => sources.some((source) => "item" in source && source.item === item))
      .map(wordsOf)
      .join(" ");
  }

  /** The section holds nothing but the words that nothing is recorded. */
  isEmpty(id: SectionId): boolean {
    return this.sentences(id).every(({ sources }) =>
      sources.every((source) => "fixed" in source && source.fixed.startsWith("none:")),
    );
  }

  /** Rows of the table of recommendations. */
  recommendations(): readonly (readonly string[])[] {
    const section = this.letter.sections.find(({ id }) => id === "recommendations");
    const table = section?.blocks.find((block) => block.kind === "table");
    return table?.kind === "table" ? table.rows.map((row) => row.map(wordsOf)) : [];
  }
}

/** As it reads, but with abbreviations as they were typed. */
export function wordsOf(said: Sentence): string {
  return withoutDefinitions(plainText(said).replaceAll("\u00A0", " "));
}

/** Whether one text holds another, whatever their capitals and spaces. */
export function holds(text: string, part: string): boolean {
  const plain = (words: string) => words.toLowerCase().replace(/\s+/g, " ").trim();
  return plain(text).includes(plain(part).replace(/[.;,]+$/, ""));
}
