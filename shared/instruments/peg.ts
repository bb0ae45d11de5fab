import { completeSum, toOneDecimal } from "./score.ts";

/**
 * PEG: mean of pain, enjoyment of life and general activity, each 0 to 10 over the past week, to one decimal
 * (Krebs 2009). All three are needed. There are no official severity bands.
 */
export function pegScore(
  pain: number | undefined,
  enjoyment: number | undefined,
  generalActivity: number | undefined,
): number | undefined {
  const sum = completeSum([pain, enjoyment, generalActivity], 10);
  return sum === undefined ? undefined : toOneDecimal(sum / 3);
}

/** A fall of 30 % or more is a meaningful improvement. Undefined where the earlier score was 0. */
export function isMeaningfulPegImprovement(before: number, after: number): boolean | undefined {
  return before > 0 ? (before - after) / before >= 0.3 - 1e-9 : undefined;
}
