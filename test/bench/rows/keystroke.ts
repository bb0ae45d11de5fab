import type { CDPSession, Locator, Page } from "playwright-core";
import { TestedApp } from "../../e2e/harness/app.ts";
import { completeCase, record } from "../../unit/backend/cases.ts";
import { password } from "../../unit/backend/values.ts";
import { withPractice } from "../practice.ts";
import { milliseconds, type Outcome, percentile, type Row } from "../row.ts";

/** The app as it is built in `dist/`, its processor slowed down, somebody typing into the fullest group. */

const slowdown = 4;
const rounds = 10;
const keysInRound = 12;
/** Between two keys of a quick typist. */
const pauseMilliseconds = 80;
const greatestRatio = 1.5;
const longestMilliseconds = 50;
/** The group with most fields in the page; its text field is far down in it. */
const fullest = { part: "Alt+4", group: /^Findings by level/, field: "Comment" };

declare global {
  interface Window {
    /** Milliseconds from each key to the frame that shows it. */
    keyToFrame?: number[];
  }
}

async function openFullestGroup(page: Page): Promise<Locator> {
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("row").nth(1).waitFor();
  await page.getByRole("row").nth(1).focus();
  await page.keyboard.press("Enter");
  const parts = page.getByRole("navigation", { name: "Parts of the evaluation" });
  await parts.waitFor();
  await page.keyboard.press(fullest.part);
  await parts.getByRole("button", { name: fullest.group }).click();
  const field = page.getByRole("textbox", { name: fullest.field, exact: true });
  await field.waitFor();
  return field;
}

/** Puts a bare input into the same page and notes for every key when the frame after it was drawn. */
async function prepare(page: Page): Promise<Locator> {
  await page.evaluate(() => {
    const bare = document.createElement("input");
    bare.setAttribute("aria-label", "Bare input");
    document.querySelector("main")?.prepend(bare);
    const samples: number[] = [];
    window.keyToFrame = samples;
    window.addEventListener(
      "keydown",
      (event) => {
        requestAnimationFrame(() => {
          const afterFrame = new MessageChannel();
          afterFrame.port1.onmessage = () => samples.push(performance.now() - event.timeStamp);
          afterFrame.port2.postMessage(undefined);
        });
      },
      { capture: true },
    );
  });
  return page.getByRole("textbox", { name: "Bare input" });
}

async function typeInto(page: Page, field: Locator): Promise<readonly number[]> {
  await field.focus();
  await page.evaluate(() => window.keyToFrame?.splice(0));
  for (let key = 0; key < keysInRound; key += 1) {
    await page.keyboard.press("abcdefghijkl".charAt(key % 12), { delay: pauseMilliseconds });
  }
  return page.evaluate(() => [...(window.keyToFrame ?? [])]);
}

/** In turns, so that a busy moment of the machine meets both fields. */
async function measure(page: Page, session: CDPSession): Promise<Outcome> {
  const field = await openFullestGroup(page);
  const controls = await page.locator("main :is(input, select, textarea, button)").count();
  const bare = await prepare(page);
  const [ours, theirs]: [number[], number[]] = [[], []];
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  for (let round = 0; round <= rounds; round += 1) {
    const inField = await typeInto(page, field);
    const inBare = await typeInto(page, bare);
    // The first round fills caches.
    if (round === 0) continue;
    ours.push(...inField);
    theirs.push(...inBare);
  }
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const [own, other] = [percentile(ours, 0.95), percentile(theirs, 0.95)];
  const medians = [ours, theirs].map((samples) => milliseconds(percentile(samples, 0.5)));
  return {
    value: own / other,
    bound: greatestRatio,
    unit: "x",
    ok: own / other <= greatestRatio && own <= longestMilliseconds,
    detail: `${milliseconds(own)} (at most ${longestMilliseconds}) against ${milliseconds(other)}; medians ${medians.join(" and ")}; ${controls} controls`,
  };
}

export const keystrokeRow: Row = {
  name: "key to next frame in the fullest group, 4x slower CPU, against a bare input (p95)",
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
