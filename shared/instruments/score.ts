import type { EvidenceTag } from "../checklist/kinds.ts";

/** What a score means, as published; how sure that is says the tag. */
export interface Band {
  /** "moderate", "high risk". */
  readonly band: string;
  /** What it stands for, where the band's name does not say it. */
  readonly meaning?: string;
  readonly tag: EvidenceTag;
}

/** Sum of items that must all be there and be whole numbers from 0 to `most`; undefined otherwise. */
export function completeSum(items: readonly (number | undefined)[], most: number): number | undefined {
  let sum = 0;
  for (const item of items) {
    if (item === undefined || !Number.isInteger(item) || item < 0 || item > most) return undefined;
    sum += item;
  }
  return sum;
}

/** To one decimal, halves up. */
export function toOneDecimal(value: number): number {
  return Math.round((value + Number.EPSILON) * 10) / 10;
}
