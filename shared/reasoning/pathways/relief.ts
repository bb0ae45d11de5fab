/**
 * Relief after a block (clinical reference 3.5, BLK-calc). A percentage decides whether a joint is ablated, so that it is
 * never rounded up: 79.6 % has not passed 80 %.
 */

/**
 * Relief in percent of the pain before, on one scale: (before - best after) / before x 100. Negative when the pain was
 * worse after. Undefined where there is nothing to compare: no pain before, or a number that is no pain score.
 */
export function reliefPercent(before: number, bestAfter: number): number | undefined {
  if (!Number.isFinite(before) || !Number.isFinite(bestAfter) || before <= 0 || bestAfter < 0)
    return undefined;
  return ((before - bestAfter) * 100) / before;
}

/** In words, cut after the first decimal and not rounded: 85.7 %, 71.4 %, 80.0 %. */
export function percentText(percent: number): string {
  // A number that is whole to a tenth may be stored a hair below it (83.29999...): that hair is no relief lost.
  const tenths = Math.floor(Math.round(percent * 10 * 1e6) / 1e6);
  return `${(tenths / 10).toFixed(1)} %`;
}

/** Whether the relief reaches what is asked; exactly that much is enough. */
export function passes(percent: number, required: number): boolean {
  return percent >= required - 1e-9;
}
