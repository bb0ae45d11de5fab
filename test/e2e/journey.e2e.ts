import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { launch, type TestedApp } from "./harness/index.ts";
import {
  account,
  createReferral,
  findItem,
  goToNextMissing,
  openPart,
  saved,
  setUpPractice,
  signIn,
  tabTo,
  typeInto,
} from "./steps.ts";

/** The main job, by keyboard alone, as a physician does it between two patients. */

async function takeHistory(page: Page): Promise<void> {
  const { keyboard } = page;
  await openPart(page, "1", /Presenting complaint/);
  await goToNextMissing(page);
  await keyboard.type("Left leg pain like an electric wire");
  await goToNextMissing(page);
  // First letters choose, Space switches a chip.
  await keyboard.press("l");
  await keyboard.press("Space");
  await goToNextMissing(page);
  await keyboard.press("l");
  await goToNextMissing(page);
  await keyboard.type("2/3/2025");
  await findItem(page, "Pain now");
  await keyboard.press("6");
}

async function examine(page: Page): Promise<void> {
  const { keyboard } = page;
  await findItem(page, "Height");
  await keyboard.type("180");
  await findItem(page, "Weight");
  await keyboard.type("84");
  await findItem(page, "Great-toe extension (L5)");
  await tabTo(page, "combobox", "Great-toe extension (L5), left");
  await keyboard.press("4");
  await keyboard.press("-");
}

async function reviewRecords(page: Page): Promise<void> {
  await findItem(page, "Missing records");
  await page.keyboard.type("Operative note of 2019, requested from the hospital");
}

async function plan(page: Page): Promise<void> {
  const { keyboard } = page;
  await findItem(page, "Answer to the question");
  await keyboard.type("Yes, an injection is the right next step.");
  await findItem(page, "Working diagnoses");
  await keyboard.press("Enter");
  await page.getByRole("textbox", { name: /^Diagnosis/ }).waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === "INPUT");
  await keyboard.type("Left L5 radiculopathy");
  await tabTo(page, "radio", /Confirmed by block/);
  await keyboard.press("m");
}

/** What nobody may sign without: one key says no or none to all that is open. */
async function screenForDanger(page: Page): Promise<void> {
  for (const [item, words] of [
    ["New bladder disturbance", "No to all that are open"],
    ["Past cancer", "No to all that are open"],
    ["Iodinated contrast", "None to all that are open"],
  ] as const) {
    await findItem(page, item);
    await page.getByRole("button", { name: words }).waitFor();
    await page.keyboard.press("Shift+N");
    await page.getByText(/^\d+ filled, not confirmed$/).waitFor();
    await page.keyboard.press("Alt+ArrowDown");
    // Moving on confirms what was seen.
    await page.getByText(/filled, not confirmed/).waitFor({ state: "detached" });
  }
  await findItem(page, "Anticoagulants and antiplatelets");
  await tabTo(page, "button", "None");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "None", pressed: true }).waitFor();
}

/** An item that stays unanswered says why, in its row. */
async function waive(page: Page): Promise<void> {
  const { keyboard } = page;
  await findItem(page, "Manner of onset");
  await keyboard.press("Alt+Enter");
  const entry = page.getByRole("menuitem", { name: "Waive…" });
  await entry.waitFor();
  for (let step = 0; step < 6; step += 1) {
    if (await entry.evaluate((element) => element === document.activeElement)) break;
    await keyboard.press("ArrowDown");
  }
  await keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Waive: Manner of onset" }).waitFor();
  await typeInto(page, /^Why it stays unanswered/, "She does not remember = unknown");
  await keyboard.press("Enter");
  await page.getByText("Waived: She does not remember = unknown").waitFor();
  await page.waitForFunction(
    () => document.activeElement?.getAttribute("aria-label") === "Answer after all: Manner of onset",
  );
}

async function sign(app: TestedApp, path: string): Promise<void> {
  const { page } = app;
  await openPart(page, "6", /Answer to your question/);
  await page.getByRole("heading", { name: /^To be answered or waived/ }).waitFor();
  expect(await page.getByRole("heading", { name: /cannot be waived/ }).count()).toBe(0);
  await tabTo(page, "button", /^Sign/);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Sign the letter" }).waitFor();
  await typeInto(page, /^Waive all \d+ open items/, "Seen as an emergency between two patients");
  await typeInto(page, /^Your password/, account.password);
  await page.keyboard.press("Enter");
  await page
    .getByText(/^\d{4}-\d{6}$/)
    .first()
    .or(page.getByText(/Letter \d{4}-\d{6}/).first())
    .first()
    .waitFor();
  await app.answerSaveDialog(path);
  await tabTo(page, "button", /^Save (the )?PDF/);
  await page.keyboard.press("Enter");
}

async function textOf(path: string): Promise<string> {
  const pdf = await getDocument({ data: new Uint8Array(await readFile(path)), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    pages.push(items.map((item) => ("str" in item ? item.str : "")).join(" "));
  }
  return pages.join("\n").replace(/\s+/g, " ");
}

test("set-up, referral, four parts, plan, preview, signature and PDF, by keyboard alone", async () => {
  const app = await launch();
  const { page } = app;
  await setUpPractice(app);
  await createReferral(app);
  await takeHistory(page);
  await screenForDanger(page);
  await waive(page);
  await examine(page);
  await reviewRecords(page);
  await plan(page);
  await saved(page);
  const path = join(app.userDataFolder, "letter.pdf");
  await sign(app, path);
  await expect
    .poll(() =>
      readFile(path).then(
        (bytes) => bytes.length,
        () => 0,
      ),
    )
    .toBeGreaterThan(1000);
  const text = await textOf(path);
  for (const words of [
    "Harlan Quillfeather",
    "14 Sep 1982",
    "Yes, an injection is the right next step.",
    "eft L5 radiculopathy",
    "Great-toe extension (L5)",
    "4-",
    "Electronically signed by Alma Verrick, MD",
    "Page 1 of",
  ]) {
    expect(text).toContain(words);
  }
  expect(text).not.toContain("DRAFT");
  expect(text).not.toContain("does not remember");
  expect(text).not.toContain("between two patients");
  expect(await page.title()).toBe("Fourfold");
});

test("what was acknowledged survives a killed backend and a killed app, and typing goes on", async () => {
  const app = await launch();
  const { page } = app;
  await setUpPractice(app);
  await createReferral(app);
  await openPart(page, "1", /Presenting complaint/);
  await goToNextMissing(page);
  await page.keyboard.type("Left leg pain");
  await saved(page);

  await app.killBackend();
  await page.getByRole("textbox", { name: "Password" }).waitFor();
  await signIn(app);
  const complaint = page.getByRole("textbox", { name: "Chief complaint" });
  await complaint.waitFor();
  expect(await complaint.inputValue()).toBe("Left leg pain");
  await complaint.focus();
  await page.keyboard.press("End");
  await page.keyboard.type(" like an electric wire");
  await saved(page);

  await app.killEverything();
  await app.startAgain();
  await signIn(app);
  // The list opens on the stage that holds the patient, with the focus on its rows.
  await app.page.getByRole("row", { name: /Quillfeather/ }).waitFor();
  await tabTo(app.page, "grid", "In evaluation");
  await app.page.keyboard.press("Enter");
  const again = app.page.getByRole("textbox", { name: "Chief complaint" });
  await again.waitFor();
  expect(await again.inputValue()).toBe("Left leg pain like an electric wire");
});
