/** One line of the table: a number measured in this run, and the bound that it must hold. */
export interface Row {
  readonly name: string;
  run(): Promise<Outcome>;
}

export interface Outcome {
  readonly value: number;
  readonly bound: number;
  /** "x" is a ratio of two things measured in turns in this run. */
  readonly unit: "x" | "ms" | "keys";
  readonly ok: boolean;
  /** What was measured, in a line. */
  readonly detail: string;
}

export function atMost(bound: number, value: number, unit: Outcome["unit"], detail: string): Outcome {
  return { value, bound, unit, ok: value <= bound, detail };
}

export function atLeast(bound: number, value: number, unit: Outcome["unit"], detail: string): Outcome {
  return { value, bound, unit, ok: value >= bound, detail };
}

/** The value below which the given share of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Milliseconds that the work took. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * Measures several things in turns, so that a busy moment of the machine meets all of them.
 * @returns milliseconds of each, without the first rounds, in which caches fill.
 */
export async function inTurns(
  rounds: number,
  warmUp: number,
  works: readonly ((round: number) => unknown)[],
): Promise<number[][]> {
  const samples: number[][] = works.map(() => []);
  for (let round = 0; round < rounds + warmUp; round += 1) {
    for (const [index, work] of works.entries()) {
      const milliseconds = await timed(() => work(round));
      if (round >= warmUp) samples[index]?.push(milliseconds);
    }
  }
  return samples;
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}
