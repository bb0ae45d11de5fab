import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "./accessible.ts";
import { launch } from "./harness/index.ts";
import { account, findItem, openFromWorklist, openPart, saved, setUpPractice, tabTo } from "./steps.ts";
import { recordCase } from "./storedCases.ts";

/** The second visit of a patient, by keyboard: what was stable is confirmed, what changed is seen. */

async function signLetter(page: Page, evaluationId: string): Promise<void> {
  const reply = await page.evaluate((given) => window.fourfold.call("letter.sign", given), {
    evaluationId,
    password: account.password,
    paper: "letter",
  } as const);
  if (!reply.ok) throw new Error(reply.error.message);
}

/** The same patient, referred once more. */
async function recordAgain(page: Page, evaluationId: string): Promise<string> {
  const opened = await page.evaluate((given) => window.fourfold.call("evaluation.open", given), {
    evaluationId,
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const { patientId, referrer, referral } = opened.value;
  const reply = await page.evaluate((given) => window.fourfold.call("evaluation.record", given), {
    patient: { existingId: patientId },
    referrer,
    referral: { ...referral, date: "2025-08-01", question: "Back again: what next?" },
    visitDate: "2025-08-20",
    answers: {},
  });
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value.evaluationId;
}

async function answersOf(page: Page, evaluationId: string) {
  const reply = await page.evaluate((given) => window.fourfold.call("evaluation.open", given), {
    evaluationId,
  });
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value.answers;
}

const rowOf = (page: Page, itemId: string) => page.locator(`[data-item="${itemId}"]`);

test("a follow-up by keyboard: allergies confirmed, changes seen, nothing mixed with another patient", async () => {
  const app = await launch();
  const { page } = app;
  const { keyboard } = page;
  await setUpPractice(app);
  const first = await recordCase(page, "case-f1");
  await signLetter(page, first);
  const other = await recordCase(page, "case-f2");
  await tabTo(page, "button", "New referral");
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "New referral" }).waitFor();
  await openFromWorklist(page, /^Letter to send/, /Quillfeather/);
  await page.getByRole("heading", { name: "Quillfeather, Harlan" }).waitFor();

  await openPart(page, "6", /Answer to your question/);
  await tabTo(page, "button", "Follow-up visit…");
  await keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Follow-up visit" }).waitFor();
  await tabTo(page, "textbox", /^Visit date/);
  // Before the last visit is refused in words, at the field.
  await keyboard.press("Control+A");
  await expectAccessible(page);
  await keyboard.type("3/9/2025");
  await keyboard.press("Enter");
  await page.getByText("Visit date lies before the last visit, 10 Mar 2025.").waitFor();
  await keyboard.press("Control+A");
  await keyboard.type("5/12/2025");
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "Interval history", level: 2 }).waitFor();
  await page.getByText("12 May 2025").first().waitFor();

  // What was known of allergies is there, marked, and counts for nothing yet.
  await findItem(page, "Latex");
  const latex = rowOf(page, "HX.ALG.LATEX");
  await latex.getByText("From 10 Mar 2025, to confirm").waitFor();
  await page.getByText("Allergies: Antibiotics (penicillin: rash); to confirm").waitFor();
  await expectAccessible(page);
  // Moving on by key confirms the row that is left, and no other.
  await keyboard.press("Tab");
  await latex.getByText("From 10 Mar 2025, to confirm").waitFor({ state: "detached" });
  expect(await rowOf(page, "HX.ALG.CONTRAST").getByText("to confirm").count()).toBeGreaterThan(0);
  await keyboard.press("Alt+C");
  await rowOf(page, "HX.ALG.CONTRAST").getByText("to confirm").first().waitFor({ state: "detached" });
  await page.getByText("Allergies: Antibiotics (penicillin: rash)", { exact: true }).waitFor();
  expect(await page.getByRole("main").getByText("to confirm").count()).toBe(0);
  await saved(page);

  // Today's pain, and what it was.
  await findItem(page, "Average, last 7 days");
  await keyboard.press("3");
  await rowOf(page, "HX.NRS.AVG")
    .getByText(/^was: \d of 10$/)
    .waitFor();
  await page
    .getByRole("img", { name: /^Average pain: \d of 10 on 10 Mar 2025, 3 of 10 on 12 May 2025$/ })
    .waitFor();
  await saved(page);

  await expectAccessible(page);

  // Another patient in between.
  await openFromWorklist(page, /^Ready to sign/, /Embervale/);
  await page.getByRole("heading", { name: /^Embervale/ }).waitFor();
  await findItem(page, "Average, last 7 days");
  await keyboard.press("8");
  expect(await rowOf(page, "HX.NRS.AVG").getByText(/^was:/).count()).toBe(0);
  await saved(page);

  await openFromWorklist(page, /^In evaluation/, /Quillfeather/);
  await page.getByRole("heading", { name: "Quillfeather, Harlan" }).waitFor();
  await findItem(page, "Average, last 7 days");
  await rowOf(page, "HX.NRS.AVG")
    .getByText(/^was: \d of 10$/)
    .waitFor();
  expect((await answersOf(page, other))["HX.NRS.AVG"]).toEqual({ value: 8 });

  // The previous plan on request, to be confirmed as well.
  await openPart(page, "5", /Answer and diagnosis/);
  await tabTo(page, "button", "Copy the plan of 10 Mar 2025");
  await keyboard.press("Enter");
  await rowOf(page, "PLAN.DX").getByText("From 10 Mar 2025, to confirm").waitFor();
  await saved(page);
});

test("another referral of a patient who was seen before takes over what is stable, on request", async () => {
  const app = await launch();
  const { page } = app;
  await setUpPractice(app);
  const first = await recordCase(page, "case-f1");
  await signLetter(page, first);
  const again = await recordAgain(page, first);
  await tabTo(page, "button", "New referral");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "New referral" }).waitFor();
  await openFromWorklist(page, /^Referred/, /Quillfeather/);
  await page.getByRole("heading", { name: "Quillfeather, Harlan" }).waitFor();
  await openPart(page, "0", /Visit/);
  await tabTo(page, "button", "Carry forward from the visit of 10 Mar 2025");
  await page.keyboard.press("Enter");
  await page.getByText(/^\d+ answers are taken over and wait for confirmation\.$/).waitFor();
  await saved(page);
  await findItem(page, "Latex");
  await rowOf(page, "HX.ALG.LATEX").getByText("From 10 Mar 2025, to confirm").waitFor();
  const answers = await answersOf(page, again);
  expect(answers["HX.ALG.LATEX"]).toEqual({ value: "none", carriedFrom: "2025-03-10" });
  expect(answers["HX.NRS.AVG"]).toBeUndefined();
});

test("the diary of a block, by keyboard: its relief is worked out, shown at once and never rounded up", async () => {
  const app = await launch();
  const { page } = app;
  const { keyboard } = page;
  await page.setViewportSize({ width: 1600, height: 900 });
  await setUpPractice(app);
  await signLetter(page, await recordCase(page, "case-f2"));
  await tabTo(page, "button", "New referral");
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "New referral" }).waitFor();
  await openFromWorklist(page, /^Letter to send/, /Embervale/);
  await page.getByRole("heading", { name: /^Embervale/ }).waitFor();
  await openPart(page, "6", /Answer to your question/);
  await tabTo(page, "button", "Follow-up visit…");
  await keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Follow-up visit" }).waitFor();
  await tabTo(page, "textbox", /^Visit date/);
  await keyboard.press("Control+A");
  await keyboard.type("6/2/2025");
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "Interval history", level: 2 }).waitFor();

  await findItem(page, "Responses to diagnostic blocks");
  await keyboard.press("Enter");
  const block = page.getByRole("group", { name: "Block 1" });
  const date = block.getByRole("textbox", { name: "Date" });
  await expect.poll(() => date.evaluate((field) => field === document.activeElement)).toBe(true);
  // Date, block, joints, side, agent; pain before and at 30 min, 1 h, 2 h and 4 h.
  const typed: readonly (readonly string[])[] = [
    [..."5/12/2025"],
    ["f"],
    ["l", "l", "l", "l", "Space"],
    [],
    ["r"],
    ["l"],
    [],
    [],
    ["9"],
    ["2"],
    ["3"],
    ["4"],
    ["6"],
  ];
  for (const keys of typed) {
    for (const key of keys) await keyboard.press(key);
    await keyboard.press("Tab");
  }
  await keyboard.press("Escape");
  const pathways = page.getByRole("complementary", { name: "Clinical picture" });
  // 7 of 9 is 77.77… %.
  await pathways.getByText("MBB 1, right on 12 May 2025: 77.7 %").waitFor();
  await pathways.getByText("MBB1 negative").waitFor();
  expect(await pathways.getByText(/77\.8|78 %/).count()).toBe(0);

  await tabTo(page, "button", "Add block");
  await keyboard.press("Shift+Tab");
  await keyboard.press("Shift+Tab");
  await keyboard.press("Enter");
  await expect.poll(() => date.evaluate((field) => field === document.activeElement)).toBe(true);
  for (let field = 0; field < 8; field += 1) await keyboard.press("Tab");
  await keyboard.press("1");
  await keyboard.press("0");
  await keyboard.press("Escape");
  // 8 of 10 is exactly what is asked.
  await pathways.getByText("MBB 1, right on 12 May 2025: 80.0 %").waitFor();
  await pathways.getByText("MBB2 needed").waitFor();
  await saved(page);
});
