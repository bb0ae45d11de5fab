import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { atMost, percentile, type Row } from "../row.ts";
import { writeSigned } from "./letterText.ts";

const letters = 1000;
/** By then fonts are read and the shapes of the usual words are known. */
const warm = 200;
const mega = 1024 * 1024;

/** What is held after everything that nobody needs was thrown away: twice, since buffers go a turn after their owners. */
async function heldAfterCollection(collect: () => void): Promise<number> {
  for (let time = 0; time < 2; time += 1) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  collect();
  return process.memoryUsage().heapUsed;
}

export const letterBatch: Row = {
  name: "letters, 1,000 in a batch: memory held at the end against after the first 200",
  run: async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const times: number[] = [];
    let early = 0;
    let highest = 0;
    for (let count = 1; count <= letters; count += 1) {
      const start = performance.now();
      await writeSigned(`11111111-2222-4333-8444-${String(count).padStart(12, "0")}`);
      times.push(performance.now() - start);
      if (count === warm) early = await heldAfterCollection(collect);
      if (count > warm) highest = Math.max(highest, process.memoryUsage().rss);
    }
    const late = await heldAfterCollection(collect);
    const median = percentile(times, 0.5);
    const detail = `${(early / mega).toFixed(0)} MB then ${(late / mega).toFixed(0)} MB held; at most ${(highest / mega).toFixed(0)} MB resident; ${median.toFixed(0)} ms a letter`;
    return atMost(1.15, late / early, "x", detail);
  },
};
