import { pictureOf } from "../../../shared/reasoning/picture.ts";
import { completeCase } from "../practice.ts";
import { atMost, inTurns, milliseconds, percentile, type Row } from "../row.ts";

const rounds = 200;
const longestMilliseconds = 5;

/** Timing, red flags, roots, generators, concordance, pathways, cautions and proposals, all anew. */
export const clinicalPicture: Row = {
  name: "the whole clinical picture of a complete evaluation (p95)",
  run: async () => {
    const evaluation = completeCase();
    const [samples = []] = await inTurns(rounds, 20, [() => pictureOf(evaluation)]);
    const [slow, usual] = [percentile(samples, 0.95), percentile(samples, 0.5)];
    return atMost(longestMilliseconds, slow, "ms", `median ${milliseconds(usual)}`);
  },
};
