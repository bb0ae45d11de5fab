import type { CDPSession, Page } from "playwright-core";
import { findItem } from "../../e2e/steps.ts";
import { withOpenCase } from "../openCase.ts";
import { atMost, type Row } from "../row.ts";

/** An hour of a quick typist in one evaluation: the window must not keep what it no longer shows. */

const keysInHour = 12_000;
const greatestRatio = 1.25;
const words = "sharp and worse on standing up from a chair in the morning ";
/** What is gone through again and again: texts, choices, scales and tables of all parts. */
const places: readonly { readonly item: string; readonly keys: readonly string[] }[] = [
  { item: "Chief complaint", keys: textKeys() },
  { item: "Pain now", keys: [..."34567"] },
  { item: "Manner of onset", keys: [..."sgs"] },
  { item: "Height", keys: ["Control+A", ..."181", "Control+A", ..."180"] },
  { item: "Great-toe extension (L5)", keys: [..."545454", "ArrowRight", ..."4-4-4-"] },
  { item: "Patellar", keys: [..."12121", "ArrowRight", ..."21212"] },
  { item: "Findings by level", keys: ["b", "ArrowRight", "ArrowDown", "e", "ArrowUp", "ArrowLeft", "n"] },
  { item: "Missing records", keys: textKeys() },
  { item: "Answer to the question", keys: textKeys() },
  { item: "Prognosis", keys: textKeys() },
];

function textKeys(): readonly string[] {
  return ["Control+A", ...words.repeat(3)];
}

/** Goes through all places once; resolves with the number of keys. */
async function goThrough(page: Page): Promise<number> {
  let pressed = 0;
  for (const { item, keys } of places) {
    await findItem(page, item);
    for (const key of keys) await page.keyboard.press(key === " " ? "Space" : key);
    pressed += keys.length + item.length + 2;
  }
  return pressed;
}

async function megabytesInUse(session: CDPSession): Promise<number> {
  // What the first collection frees may hold on to more.
  for (let round = 0; round < 3; round += 1) await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize / 1e6;
}

export const memoryRow: Row = {
  name: "memory of the window after an hour's typing, against before",
  run: () =>
    withOpenCase(async ({ page }) => {
      const session = await page.context().newCDPSession(page);
      await session.send("HeapProfiler.enable");
      // Code, caches and as many steps of undo as are ever kept.
      for (let round = 0; round < 4; round += 1) await goThrough(page);
      const before = await megabytesInUse(session);
      let keys = 0;
      while (keys < keysInHour) keys += await goThrough(page);
      const after = await megabytesInUse(session);
      const detail = `${after.toFixed(1)} MB after ${keys} keys against ${before.toFixed(1)} MB`;
      return atMost(greatestRatio, after / before, "x", detail);
    }),
};
