import { toOneDecimal } from "./score.ts";

/**
 * Oswestry Disability Index in percent: sum of the sections over five times the sections answered (16 of 45 is
 * 35.5 %, as on the published form: cut to one decimal, never rounded up). At least eight sections: our own minimum,
 * the author calls fewer rare.
 */
export function odiPercent(sum: number, answered: number): number | undefined {
  if (!Number.isInteger(answered) || answered < 8 || answered > 10) return undefined;
  if (!Number.isInteger(sum) || sum < 0 || sum > 5 * answered) return undefined;
  return Math.floor((sum * 1000) / (5 * answered)) / 10;
}

/** Neck Disability Index: the raw total of 50 that a percentage stands for; the bands are of the raw total. */
export function ndiRawFromPercent(percent: number): number | undefined {
  return percent >= 0 && percent <= 100 ? toOneDecimal(percent / 2) : undefined;
}

/** With one of the ten sections missing, the mean of the other nine stands in; with more there is no score. */
export function ndiRaw(sections: readonly (number | undefined)[]): number | undefined {
  if (sections.length !== 10) return undefined;
  const answered = sections.filter((section) => section !== undefined);
  if (answered.length < 9) return undefined;
  if (answered.some((section) => !Number.isInteger(section) || section < 0 || section > 5)) return undefined;
  const sum = answered.reduce((total, section) => total + section, 0);
  return toOneDecimal(sum + (10 - answered.length) * (sum / answered.length));
}

/** A raw total and a percentage that do not belong together: one was typed into the other's field. */
export function ndiDisagrees(raw: number, percent: number): boolean {
  return Math.abs(raw * 2 - percent) > 0.5;
}
