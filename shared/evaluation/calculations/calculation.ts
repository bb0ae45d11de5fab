import type { AnswerReader } from "../reader.ts";

/** What an item that is worked out shows. */
export interface Computed {
  readonly value: number | string;
  /** The value in words, with its unit, as on screen and in the letter. */
  readonly text: string;
  /** Items that it was worked out from, all of them answered. */
  readonly basis: readonly string[];
}

/** Undefined while too little is answered: a missing answer is never taken for a negative one. */
export type Calculation = (answers: AnswerReader) => Computed | undefined;
