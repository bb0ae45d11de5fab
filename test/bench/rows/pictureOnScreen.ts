import type { CDPSession, Page } from "playwright-core";
import { TestedApp } from "../../e2e/harness/app.ts";
import { findItem } from "../../e2e/steps.ts";
import { completeCase, record } from "../../unit/backend/cases.ts";
import { password } from "../../unit/backend/values.ts";
import { withPractice } from "../practice.ts";
import { milliseconds, type Outcome, percentile, type Row } from "../row.ts";

/** The clinical picture beside the items, the processor slowed down, somebody choosing answers that change it. */

const slowdown = 4;
const rounds = 12;
const longestMilliseconds = 50;
/** As long as a choice may go on having effects. */
const watchedMilliseconds = 700;
/** A question of the red-flag screen that is urgent and no emergency, and one that bears on many sources. */
const choices = [
  { item: "Unremitting night or rest pain", keys: ["y", "n"] },
  { item: "Trauma", keys: ["y", "n"] },
] as const;

declare global {
  interface Window {
    /** Milliseconds between two frames, since the watch began. */
    frameGaps?: number[];
    longTasks?: number[];
  }
}

async function openCase(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1600, height: 900 });
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("row").nth(1).waitFor();
  await page.getByRole("row").nth(1).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: "Parts of the evaluation" }).waitFor();
  await page.keyboard.press("Alt+1");
  await page.getByRole("complementary", { name: "Clinical picture" }).waitFor();
}

async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    window.longTasks = tasks;
    new PerformanceObserver((list) => {
      tasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: "longtask" });
  });
}

/** The longest time between two frames after the key. */
async function longestFrameAfter(page: Page, key: string): Promise<number> {
  await page.evaluate((most) => {
    const gaps: number[] = [];
    window.frameGaps = gaps;
    window.addEventListener(
      "keydown",
      ({ timeStamp }) => {
        let last = timeStamp;
        const look = (now: number) => {
          gaps.push(performance.now() - last);
          last = performance.now();
          if (now - timeStamp < most) requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      },
      { capture: true, once: true },
    );
  }, watchedMilliseconds);
  await page.keyboard.press(key);
  const gaps = await page.evaluate(
    (most) =>
      new Promise<number[]>((resolve) => {
        const began = performance.now();
        const look = () => {
          if (performance.now() - began > most + 100) resolve([...(window.frameGaps ?? [])]);
          else requestAnimationFrame(look);
        };
        look();
      }),
    watchedMilliseconds,
  );
  return Math.max(...gaps);
}

async function measure(page: Page, session: CDPSession): Promise<Outcome> {
  await openCase(page);
  await watch(page);
  const samples: number[] = [];
  for (const { item, keys } of choices) {
    await findItem(page, item);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    for (let round = 0; round <= rounds; round += 1) {
      for (const key of keys) {
        const longest = await longestFrameAfter(page, key);
        // The first round fills caches.
        if (round > 0) samples.push(longest);
      }
      if (round === 0) await page.evaluate(() => window.longTasks?.splice(0));
    }
    await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  }
  const tasks = await page.evaluate(() => [...(window.longTasks ?? [])]);
  const slow = percentile(samples, 0.95);
  return {
    value: slow,
    bound: longestMilliseconds,
    unit: "ms",
    ok: slow <= longestMilliseconds,
    detail: `median ${milliseconds(percentile(samples, 0.5))}, longest ${milliseconds(Math.max(...samples))}; ${tasks.length} tasks over 50 ms in ${samples.length} choices${tasks.length === 0 ? "" : `, the longest ${milliseconds(Math.max(...tasks))}`}`,
  };
}

export const pictureOnScreen: Row = {
  name: "longest frame after a choice with the clinical picture, 4x slower CPU (p95)",
  run: () =>
    withPractice(async (backend, dataFolder) => {
      await record(backend, completeCase());
      backend.close();
      const app = await TestedApp.start({ dataFolder });
      try {
        const session = await app.page.context().newCDPSession(app.page);
        return await measure(app.page, session);
      } finally {
        await app.dispose();
      }
    }),
};
