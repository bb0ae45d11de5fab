import { pictureOf } from "../../../shared/reasoning/picture.ts";
import { completeCase } from "../../unit/backend/cases.ts";
import { atMost, inTurns, milliseconds, percentile, type Row } from "../row.ts";

const series = 20;
const rounds = 100;
const longestMilliseconds = 5;

/**
 * Timing, red flags, roots, generators, concordance, pathways, cautions and proposals, all anew. What else the machine does can
 * only add to a series: the quietest of them counts, and its slowest runs with it.
 */
export const clinicalPicture: Row = {
  name: "the whole clinical picture of a complete evaluation (p95)",
  run: async () => {
    const evaluation = completeCase();
    const measured: (readonly number[])[] = [];
    for (let one = 0; one < series; one += 1) {
      const [samples = []] = await inTurns(rounds, 20, [() => pictureOf(evaluation)]);
      measured.push(samples);
    }
    const [quietest = []] = measured.toSorted((a, b) => percentile(a, 0.95) - percentile(b, 0.95));
    const usual = milliseconds(percentile(quietest, 0.5));
    const detail = `median ${usual}; the quietest of ${series} series of ${rounds}`;
    return atMost(longestMilliseconds, percentile(quietest, 0.95), "ms", detail);
  },
};
