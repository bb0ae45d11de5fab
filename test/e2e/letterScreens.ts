import type { TestedApp } from "./harness/app.ts";
import type { Screen } from "./screens.ts";
import { openPart, saved } from "./steps.ts";

/** The Letter screen while a letter is prepared, from the letter as composed and back to it. */

const closeDialog = async ({ page }: TestedApp) => {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
};

const answer = ({ page }: TestedApp) => page.getByRole("region", { name: "Answer to your question" });

/** What the answer to the question is, as it is typed in the plan; then back to the letter. */
async function answerWith(app: TestedApp, text: string): Promise<void> {
  const { page } = app;
  await page.keyboard.press("Alt+5");
  // The part opens at the group that was last looked at.
  const parts = page.getByRole("navigation", { name: "Parts of the evaluation" });
  await parts.getByRole("button", { name: /^Answer and diagnosis/ }).click();
  const field = page.locator('[data-item="PLAN.ANSWER"]').getByRole("textbox").first();
  await field.fill(text);
  await field.press("Tab");
  await saved(page);
  await openPart(page, "6", /Answer to your question/);
}

export const draftScreens: readonly Screen[] = [
  {
    name: "letter-kinds",
    reach: async ({ page }) => {
      await page.keyboard.press("k");
      await page.getByRole("dialog", { name: "Kind of letter" }).waitFor();
    },
  },
  {
    name: "letter-edit",
    reach: async (app) => {
      await closeDialog(app);
      await answer(app).locator("[data-sentence]").first().focus();
      await app.page.keyboard.press("e");
      await app.page.getByRole("textbox", { name: /^Edit: / }).waitFor();
    },
  },
  {
    name: "letter-edited",
    reach: async (app) => {
      const { page } = app;
      await page.keyboard.press("Control+A");
      await page.keyboard.insertText(
        "Yes: one left L5 transforaminal injection is reasonable now, and I will do it within two weeks.",
      );
      await page.keyboard.press("Control+Enter");
      await answer(app).getByText("Edited", { exact: true }).waitFor();
    },
  },
  {
    name: "letter-stale",
    reach: async (app) => {
      await answerWith(app, "An injection is an option once physical therapy was tried for six weeks.");
      await app.page.getByRole("button", { name: "Keep mine", exact: true }).waitFor();
    },
  },
  {
    name: "letter-copies",
    reach: async (app) => {
      const { page } = app;
      await page.getByRole("button", { name: "Take the new", exact: true }).click();
      await page.getByRole("button", { name: "Take the new", exact: true }).waitFor({ state: "hidden" });
      await page.getByRole("button", { name: "Copies…" }).click();
      const dialog = page.getByRole("dialog", { name: "Copies of this letter" });
      await dialog.getByRole("textbox", { name: "Another copy to" }).fill("Dr Sable Tern");
      await dialog.getByRole("textbox", { name: "Address" }).fill("2 Invented Road\nNowhere, NY 10001");
      await dialog.getByRole("button", { name: "Add the copy" }).click();
      await dialog.getByRole("button", { name: "Remove Dr Sable Tern" }).waitFor();
      await dialog.getByRole("textbox", { name: "Another copy to" }).fill("Brackw");
      await dialog.getByRole("button", { name: "Use Brackwater" }).waitFor();
    },
  },
  {
    name: "letter-with-copy",
    reach: async (app) => {
      await app.page.getByRole("button", { name: "Clear the fields" }).click();
      await closeDialog(app);
      await app.page
        .getByRole("complementary", { name: "Signing" })
        .getByText("Copy to Dr Sable Tern")
        .waitFor();
    },
  },
  {
    name: "letter-discard",
    reach: async ({ page }) => {
      await page.getByRole("button", { name: "Discard draft…" }).click();
      await page.getByRole("dialog", { name: "Discard the draft" }).waitFor();
    },
  },
  { name: "letter-again", reach: closeDialog },
];

/** After the signature, each from the signed letter and back to it. */
export const signedScreens: readonly Screen[] = [
  {
    name: "letter-summary",
    reach: async ({ page }) => {
      await page.getByRole("button", { name: "One-page summary" }).click();
      await page.getByText(/^Goes with letter /).waitFor();
    },
  },
  {
    name: "letter-addendum",
    reach: async ({ page }) => {
      await page.getByRole("button", { name: "Back to the letter" }).click();
      await page.getByRole("button", { name: "Addendum", exact: true }).click();
      await page
        .getByRole("textbox", { name: /^What the addendum says/ })
        .fill("The blood tests came back normal.");
      await page.getByRole("article").getByText("The blood tests came back normal.").waitFor();
    },
  },
  {
    name: "letter-amend",
    reach: async ({ page }) => {
      await page.getByRole("button", { name: "Back to the letter" }).click();
      await page.getByRole("button", { name: "Amend…" }).click();
      await page.getByRole("dialog", { name: "Amend the letter" }).waitFor();
    },
  },
  {
    name: "letter-copy",
    reach: async (app) => {
      const { page } = app;
      await closeDialog(app);
      await page.getByRole("button", { name: "Show the copy for Dr Sable Tern" }).click();
      await page
        .getByRole("article")
        .getByText(/^Copy for Dr Sable Tern of my letter to/)
        .waitFor();
    },
  },
];
