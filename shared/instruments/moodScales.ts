import { completeSum } from "./score.ts";

/**
 * PHQ and GAD: items 0 to 3 over the last two weeks, summed. With one or two items of PHQ-9 or GAD-7 missing the
 * mean of the others stands in (general knowledge); with more there is no score. The two-item forms need both.
 */

type Items = readonly (number | undefined)[];

const mostMissing = 2;

function proratedSum(items: Items): number | undefined {
  const answered = items.filter((item) => item !== undefined);
  const missing = items.length - answered.length;
  if (missing > mostMissing) return undefined;
  const sum = completeSum(answered, 3);
  return sum === undefined ? undefined : Math.round((sum / answered.length) * items.length);
}

/** Items 1 and 2 of PHQ-9. */
export function phq2Score(items: Items): number | undefined {
  return items.length === 2 ? completeSum(items, 3) : undefined;
}

export function phq9Score(items: Items): number | undefined {
  return items.length === 9 ? proratedSum(items) : undefined;
}

/** Items 1 and 2 of GAD-7. */
export function gad2Score(items: Items): number | undefined {
  return items.length === 2 ? completeSum(items, 3) : undefined;
}

export function gad7Score(items: Items): number | undefined {
  return items.length === 7 ? proratedSum(items) : undefined;
}

export function phq4Score(phq2: number | undefined, gad2: number | undefined): number | undefined {
  return phq2 === undefined || gad2 === undefined ? undefined : phq2 + gad2;
}

/** Any answer but "not at all" to the question about being better off dead calls for a safety assessment, at any total. */
export function phq9CallsForSafetyAssessment(item9: number | undefined): boolean {
  return item9 !== undefined && item9 > 0;
}
