import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "./accessible.ts";
import { launchForAll } from "./harness/index.ts";
import {
  account,
  findItem,
  openFromWorklist,
  openPart,
  openTab,
  saved,
  setUpPractice,
  signIn,
  tabTo,
  typeInto,
} from "./steps.ts";
import { recordCase, storedCase } from "./storedCases.ts";

/** Letters of every kind, edited, discarded, signed and corrected, by keyboard alone. */

/** Moves through the letter with the arrow keys until a sentence that says this has the focus. */
async function goToSentence(page: Page, words: string): Promise<void> {
  const sheet = page.getByRole("article", { name: /^The letter/ });
  await sheet.getByText(words).first().waitFor();
  await sheet.locator("[data-sentence][tabindex='0']").first().focus();
  await page.keyboard.press("Home");
  for (let step = 0; step < 400; step += 1) {
    const text = await page.evaluate(() => document.activeElement?.textContent ?? "");
    if (text.includes(words)) return;
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`No sentence says “${words}”.`);
}

const aside = (page: Page) => page.getByRole("complementary", { name: "Signing" });
const editor = (page: Page) => page.getByRole("textbox", { name: /^Edit: / });

async function chooseKind(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, "button", /^Kind of letter: /);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Kind of letter" });
  const entry = dialog.getByRole("button", { name });
  await entry.waitFor();
  await expect.poll(() => dialog.evaluate((one) => one.contains(document.activeElement))).toBe(true);
  await page.keyboard.press("Home");
  for (let step = 0; step < 7; step += 1) await page.keyboard.press("ArrowUp");
  for (let step = 0; step < 7; step += 1) {
    if (await entry.evaluate((one) => one === document.activeElement)) break;
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
}

async function sign(page: Page): Promise<void> {
  await tabTo(page, "button", "Sign…");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Sign the letter" });
  await dialog.waitFor();
  await tabTo(page, "textbox", /^Your password/);
  await page.keyboard.type(account.password);
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
}

/** The tests go on where the one before them ended. */
const opened = launchForAll(async (app) => {
  await setUpPractice(app);
  await recordCase(app.page, "case-f1");
  await openFromWorklist(app.page, /^Ready to sign/, /Quillfeather/);
  await openPart(app.page, "6", /Answer to your question/);
});

const answerIn = (page: Page) => page.getByRole("region", { name: "Answer to your question" });

test("kinds are chosen, and those that cannot be chosen now say why", async () => {
  const { page } = opened();
  const { keyboard } = page;
  // Which kinds there are, and why some are not for now.
  await tabTo(page, "button", "Kind of letter: Consultation letter");
  await keyboard.press("Enter");
  const kinds = page.getByRole("dialog", { name: "Kind of letter" });
  await kinds.getByText("Not now. The full letter is not signed yet.").first().waitFor();
  await expectAccessible(page, "kinds of letter");
  await keyboard.press("Escape");
  await kinds.waitFor({ state: "hidden" });

  // The preview follows the kind, and comes back.
  await chooseKind(page, /^Interim letter/);
  await page.getByRole("button", { name: "Kind of letter: Interim letter" }).waitFor();
  await page.getByRole("heading", { name: "Still open" }).waitFor();
  await chooseKind(page, /^Consultation letter/);
  await page.getByRole("button", { name: "Kind of letter: Consultation letter" }).waitFor();
});

test("a sentence is edited where it stands, refused in words, kept over a lock, and marked", async () => {
  const app = opened();
  const { page } = app;
  const { keyboard } = page;
  const answer = answerIn(page);
  const first = (await answer.locator("[data-sentence]").first().textContent()) ?? "";
  await goToSentence(page, first);
  await keyboard.press("e");
  await editor(page).waitFor();
  await expect.poll(() => editor(page).evaluate((one) => one === document.activeElement)).toBe(true);
  await keyboard.press("Control+A");
  await keyboard.press("Delete");
  await keyboard.press("Control+Enter");
  await page.getByText(/^Nothing is written\./).waitFor();
  await keyboard.insertText("A word \u{E000} that cannot be printed.");
  await keyboard.press("Control+Enter");
  await page.getByText(/fonts have no character “.” \(U\+E000\)/).waitFor();
  await expectAccessible(page, "an edit that is refused");

  // Nothing of it is lost over the lock, and the keys are back in it.
  await keyboard.press("Control+L");
  await signIn(app);
  await editor(page).waitFor();
  await expect.poll(() => editor(page).inputValue()).toContain("that cannot be printed");
  await expect.poll(() => editor(page).evaluate((one) => one === document.activeElement)).toBe(true);
  await keyboard.press("Control+A");
  await keyboard.insertText("An injection at this level is reasonable.");
  await keyboard.press("Control+Enter");
  await editor(page).waitFor({ state: "hidden" });
  await answer.getByText("Edited", { exact: true }).waitFor();
  await aside(page).getByText("Edited passages").waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toBe("An injection at this level is reasonable.");
  // It keeps its sources, and says what had been composed.
  await aside(page).getByText("Your words, in place of:").waitFor();
  await expectAccessible(page, "an edited passage");
});

test("an edited passage goes stale with its finding, is put back or taken out, and the draft is discarded", async () => {
  const { page } = opened();
  const { keyboard } = page;
  const answer = answerIn(page);
  // A finding changes afterwards.
  await openPart(page, "5", /Answer and diagnosis/);
  await findItem(page, "Answer to the question");
  await keyboard.press("Control+A");
  await keyboard.type("A transforaminal injection is the next step.");
  await keyboard.press("Tab");
  await saved(page);
  await openPart(page, "6", /Answer to your question/);
  const stale = page.getByRole("region", { name: "A finding changed after you edited this passage" });
  await stale.getByText("A transforaminal injection is the next step.").waitFor();
  await expectAccessible(page, "a stale passage");
  // What stands in the way leads to the passage.
  await tabTo(page, "button", /a finding changed after you edited this passage/);
  await keyboard.press("Enter");
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toBe("An injection at this level is reasonable.");
  await tabTo(page, "button", "Keep mine");
  await keyboard.press("Enter");
  await stale.waitFor({ state: "hidden" });
  await tabTo(page, "button", "Put back");
  await keyboard.press("Enter");
  await answer.getByText("A transforaminal injection is the next step.").waitFor();
  await aside(page).getByText("Edited passages").waitFor({ state: "hidden" });

  // Taken out and put back from the list.
  await goToSentence(page, "A transforaminal injection is the next step.");
  await keyboard.press("e");
  await editor(page).waitFor();
  await tabTo(page, "button", "Take out");
  await keyboard.press("Enter");
  await aside(page).getByText("Taken out").waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Put back");

  // The draft is discarded: nothing of it is left.
  await tabTo(page, "button", "Discard draft…");
  await keyboard.press("Enter");
  const discard = page.getByRole("dialog", { name: "Discard the draft" });
  await discard.waitFor();
  await expectAccessible(page, "discarding a draft");
  await tabTo(page, "button", "Discard the draft");
  await keyboard.press("Enter");
  await discard.waitFor({ state: "hidden" });
  await answer.getByText("A transforaminal injection is the next step.").waitFor();
  expect(await aside(page).getByText("Letters of this visit").count()).toBe(0);
});

test("a letter is signed, and a summary and an addendum follow it", async () => {
  const { page } = opened();
  const { keyboard } = page;
  await sign(page);
  await aside(page).getByRole("button", { name: "Save PDF", exact: true }).waitFor();
  await tabTo(page, "button", "One-page summary");
  await keyboard.press("Enter");
  await page.getByText(/^Goes with letter \d{4}-000001, which is signed\.$/).waitFor();
  await expectAccessible(page, "a summary");
  await sign(page);
  await page.getByText(/^Letter \d{4}-000002, one-page summary, as it was signed\.$/).waitFor();
  await tabTo(page, "button", "Back to the letter");
  await keyboard.press("Enter");
  const list = page.getByRole("region", { name: "Letters of this visit" });
  expect(await list.getByRole("button").count()).toBe(2);

  // An addendum in own words, stored as it is typed.
  await tabTo(page, "button", "Addendum");
  await keyboard.press("Enter");
  await tabTo(page, "textbox", /^What the addendum says/);
  await keyboard.type("The blood tests came back normal.");
  await page.getByRole("article").getByText("The blood tests came back normal.").waitFor();
  await expectAccessible(page, "an addendum");
  await sign(page);
  await page.getByText(/^Letter \d{4}-000003, addendum, as it was signed\.$/).waitFor();
  await tabTo(page, "button", "Back to the letter");
  await keyboard.press("Enter");
});

test("a signed letter is amended: both are there, and the first goes nowhere any more", async () => {
  const app = opened();
  const { page } = app;
  const { keyboard } = page;
  const list = page.getByRole("region", { name: "Letters of this visit" });
  // The correction begins with a reason.
  await tabTo(page, "button", "Amend…");
  await keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Amend the letter" }).waitFor();
  await tabTo(page, "textbox", /^What is corrected, and why/);
  await keyboard.press("Tab");
  await tabTo(page, "button", "Begin the correction");
  await keyboard.press("Enter");
  await page.getByText("Give a reason of at least 3 characters.").waitFor();
  await expectAccessible(page, "amending a letter");
  await tabTo(page, "textbox", /^What is corrected, and why/);
  await keyboard.type("The answer named the wrong injection");
  await tabTo(page, "button", "Begin the correction");
  await keyboard.press("Enter");
  await page.getByText(/^Corrects letter \d{4}-000001 of /).waitFor();
  await page
    .getByRole("article")
    .getByText(/^This letter replaces my earlier letter/)
    .waitFor();
  await expectAccessible(page, "a correction");
  await sign(page);
  await aside(page).getByRole("button", { name: "Save PDF", exact: true }).waitFor();
  await list
    .getByText(/void, corrected by \d{4}-000004/)
    .first()
    .waitFor();

  // The earlier letter is there as it was signed, and says what took its place.
  await tabTo(page, "button", /^\d{4}-000001 Consultation letter/);
  await keyboard.press("Enter");
  await page.getByText(/^Letter \d{4}-000004 of .* took the place of this one\.$/).waitFor();
  await expectAccessible(page, "a letter that was corrected");

  // At the desk the first letter and its summary are void, the others wait to be printed.
  await tabTo(page, "button", "Letters");
  await keyboard.press("Enter");
  await page.getByRole("grid", { name: "To print" }).waitFor();
  await page.getByRole("row", { name: /000004 .*Amended letter/ }).waitFor();
  await page.getByRole("row", { name: /000003 .*Addendum/ }).waitFor();
  await openTab(page, /^Void/);
  await page.getByRole("row", { name: /000001 .*corrected by \d{4}-000004/ }).waitFor();
  await page.getByRole("row", { name: /000002 .*corrected by \d{4}-000004/ }).waitFor();
  expect(app.complaints).toEqual([]);
});

test("copies: whom they go to, why there is none, and each as it was signed", async () => {
  const { page } = opened();
  const { keyboard } = page;
  const { referrer, referral } = storedCase("case-f2");
  await recordCase(page, "case-f2", {
    referrer: { ...referrer, specialty: "neurology" },
    referral: {
      ...referral,
      primaryCare: {
        familyName: "Ferncliff",
        givenNames: "Ida",
        title: "Dr",
        specialty: "primary care",
        practice: "Made-Up Family Medicine",
      },
    },
  });
  await openFromWorklist(page, /^Ready to sign/, /Embervale/);
  await openPart(page, "6", /Answer to your question/);
  await aside(page).getByText("Copy to Dr Ida Ferncliff").waitFor();

  // Another copy, refused without an address, then added.
  await tabTo(page, "button", "Copies…");
  await keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Copies of this letter" });
  await dialog.waitFor();
  await tabTo(page, "textbox", /^Another copy to/);
  await keyboard.type("Dr Sable Tern");
  await keyboard.press("Enter");
  await dialog.getByText("A copy needs an address for its envelope.").waitFor();
  await tabTo(page, "button", "Done");
  await keyboard.press("Enter");
  await dialog.getByText("This copy is not added yet: add it, or clear the fields.").waitFor();
  await expectAccessible(page, "a copy that is refused");
  await tabTo(page, "textbox", /^Address/);
  await keyboard.type("2 Invented Road");
  await tabTo(page, "button", "Add the copy");
  await keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Remove Dr Sable Tern" }).waitFor();

  // Whoever has referred before is in the directory.
  await typeInto(page, /^Another copy to/, "Dr Brackw");
  await dialog.getByRole("button", { name: "Use Brackwater" }).waitFor();
  await expectAccessible(page, "an entry of the directory");
  await tabTo(page, "button", "Use Brackwater");
  await keyboard.press("Enter");
  const another = dialog.getByRole("textbox", { name: /^Another copy to/ });
  await expect.poll(() => another.inputValue()).toBe("Dr Ona Brackwater");
  expect(await dialog.getByRole("textbox", { name: /^Address/ }).inputValue()).toBe(
    "Made-Up Family Medicine",
  );
  await tabTo(page, "button", "Clear the fields");
  await keyboard.press("Enter");
  await tabTo(page, "button", "Done");
  await keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("article").getByText("cc: Dr Sable Tern, 2 Invented Road").waitFor();

  // Without the patient's agreement none goes out, and what stands in the way leads to the copies.
  await openPart(page, "0", /Visit/);
  await findItem(page, "Patient agrees that the letter goes");
  await keyboard.press("n");
  await saved(page);
  await openPart(page, "6", /Answer to your question/);
  await aside(page).getByText("The patient did not agree to copies, so none goes out.").waitFor();
  await tabTo(page, "button", /^The patient did not agree to copies of this letter: take the copies out/);
  await keyboard.press("Enter");
  await dialog.waitFor();
  await tabTo(page, "button", "Go to the patient’s agreement");
  await keyboard.press("Enter");
  await page.locator('[data-item="ENC.CONSENT"]').waitFor();
  await findItem(page, "Patient agrees that the letter goes");
  await keyboard.press("y");
  await saved(page);
  await openPart(page, "6", /Answer to your question/);
  await aside(page).getByText("Copy to Dr Sable Tern").waitFor();

  await sign(page);
  await tabTo(page, "button", "Show the copy for Dr Sable Tern");
  await keyboard.press("Enter");
  await page
    .getByRole("article")
    .getByText(/^Copy for Dr Sable Tern of my letter to/)
    .waitFor();
});
