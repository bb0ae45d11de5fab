import type { AnswerReader } from "./reader.ts";

/** Answers that rarely go together, and what is asked about them (questions.ts). */
export interface Question {
  readonly id: string;
  /** The items that take part; the first is where the question is shown. */
  readonly items: readonly [string, ...string[]];
  readonly source: string;
  /** One sentence or two for each pair of answers that rarely go together. */
  readonly ask: (answers: AnswerReader) => readonly string[];
}
