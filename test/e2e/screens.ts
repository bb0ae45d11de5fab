import { backupScreens } from "./backupScreens.ts";
import type { TestedApp } from "./harness/app.ts";
import { draftScreens, signedScreens } from "./letterScreens.ts";
import { policyScreens } from "./policyScreens.ts";
import { account, openPart, setUpPractice, signIn, tabTo, typeInto } from "./steps.ts";
import { recordCase } from "./storedCases.ts";

/** A screen that is worth a picture, and how to come to it from the one before. */
export interface Screen {
  /** Names the file. */
  readonly name: string;
  readonly reach: (app: TestedApp) => Promise<void>;
}

/** Shows a group of the part that is open, by its entry in the list of groups. */
const showGroup = (name: RegExp) => async (app: TestedApp) => {
  const { page } = app;
  await page
    .getByRole("navigation", { name: "Parts of the evaluation" })
    .getByRole("button", { name })
    .click();
  await page.getByRole("main").getByRole("heading", { name, level: 2 }).waitFor();
};

/** Shows a page of Settings, which are open. */
const showSection =
  (name: string) =>
  async ({ page }: TestedApp) => {
    await page.getByRole("tab", { name, exact: true }).click();
    await page.getByRole("region", { name, exact: true }).waitFor();
  };

const laptop = { width: 1366, height: 768 };

/** A group with text at 200 %: half as many pixels of the page's own, and the list of groups opens from one line. */
const largeText = (key: "3" | "4", name: RegExp) => async (app: TestedApp) => {
  const { page } = app;
  await page.setViewportSize({ width: laptop.width / 2, height: laptop.height / 2 });
  await page.keyboard.press(`Alt+${key}`);
  const parts = page.getByRole("navigation", { name: "Parts of the evaluation" });
  await parts.getByRole("button", { expanded: false }).click();
  await showGroup(name)(app);
};

/** Opens it from the worklist. */
async function openCompleteCase(app: TestedApp): Promise<void> {
  const { page } = app;
  await recordCase(page, "case-f1");
  await page.getByRole("button", { name: "New referral" }).first().click();
  await page.getByRole("button", { name: "Worklist", exact: true }).click();
  await page.getByRole("tab", { name: /^Ready to sign/ }).click();
  await page.getByRole("row", { name: /Quillfeather/ }).click();
  await page.getByRole("heading", { name: "Quillfeather, Harlan" }).waitFor();
}

/** From set-up to the signature, each reached from the one before it. */
export const screens: readonly Screen[] = [
  { name: "set-up", reach: ({ page }) => page.getByRole("textbox", { name: "Practice name" }).waitFor() },
  {
    name: "worklist",
    reach: async (app) => {
      await setUpPractice(app, { withInventedPatients: true });
      await app.page.getByRole("row").nth(1).waitFor();
    },
  },
  {
    name: "shortcuts",
    reach: async ({ page }) => {
      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "new-referral",
    reach: async ({ page }) => {
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await tabTo(page, "button", "New referral");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "New referral" }).waitFor();
    },
  },
  {
    name: "referral",
    reach: async (app) => {
      await openCompleteCase(app);
      await openPart(app.page, "0", /Patient|Referral/);
    },
  },
  { name: "history", reach: ({ page }) => openPart(page, "1", /Presenting complaint/) },
  { name: "red-flags", reach: showGroup(/^Red flags: serious/) },
  { name: "body-drawing", reach: showGroup(/^Where it hurts/) },
  { name: "treatment", reach: showGroup(/^Treatment so far/) },
  { name: "allergies", reach: showGroup(/^Allergies/) },
  { name: "questionnaire", reach: showGroup(/^PHQ: depression/) },
  { name: "physical", reach: ({ page }) => openPart(page, "2", /Vital signs/) },
  { name: "provocative-tests", reach: showGroup(/^Nerve root tension/) },
  {
    name: "strength",
    reach: async (app) => {
      await openPart(app.page, "3", /Mental state/);
      await showGroup(/^Strength: legs/)(app);
    },
  },
  { name: "sensation", reach: showGroup(/^Sensation: legs/) },
  { name: "records", reach: ({ page }) => openPart(page, "4", /Records and studies/) },
  { name: "level-grid", reach: showGroup(/level/i) },
  { name: "strength-large-text", reach: largeText("3", /^Strength: legs/) },
  { name: "sensation-large-text", reach: largeText("3", /^Sensation: legs/) },
  { name: "level-grid-large-text", reach: largeText("4", /^Findings by level/) },
  {
    name: "plan",
    reach: async ({ page }) => {
      await page.setViewportSize(laptop);
      await openPart(page, "5", /Answer and diagnosis/);
    },
  },
  { name: "who-does-what", reach: showGroup(/^Who does what/) },
  {
    name: "clinical-picture",
    reach: async ({ page }) => {
      await page.keyboard.press("Alt+P");
      await page.getByRole("complementary", { name: "Clinical picture" }).waitFor();
    },
  },
  {
    name: "find-item",
    reach: async ({ page }) => {
      await page.keyboard.press("Alt+P");
      await page.getByRole("complementary", { name: "Clinical picture" }).waitFor({ state: "hidden" });
      await page.getByRole("main").getByRole("heading").first().focus();
      await page.keyboard.press("/");
      await page.getByRole("dialog").waitFor();
      await page.keyboard.type("reflex");
    },
  },
  {
    name: "letter",
    reach: async ({ page }) => {
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await openPart(page, "6", /Answer to your question/);
    },
  },
  ...draftScreens,
  {
    name: "sign",
    reach: async ({ page }) => {
      await tabTo(page, "button", /^Sign/);
      await page.keyboard.press("Enter");
      await page.getByRole("dialog", { name: "Sign the letter" }).waitFor();
    },
  },
  {
    name: "signed",
    reach: async ({ page }) => {
      await typeInto(page, /^Your password/, account.password);
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: /^Save (the )?PDF/ }).waitFor();
    },
  },
  ...signedScreens,
  {
    name: "locked",
    reach: async ({ page }) => {
      await page.keyboard.press("Control+L");
      await page.getByRole("textbox", { name: "Password" }).waitFor();
    },
  },
  {
    name: "find-anything",
    reach: async (app) => {
      await signIn(app);
      await app.page.getByRole("button", { name: "Worklist", exact: true }).waitFor();
      await app.page.keyboard.press("Control+K");
      await app.page.getByRole("dialog").waitFor();
      await app.page.keyboard.type("quill");
      await app.page.getByRole("option", { name: /Quillfeather/ }).waitFor();
    },
  },
  {
    name: "letters",
    reach: async ({ page }) => {
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await page.getByRole("button", { name: "Letters", exact: true }).click();
      // The letter and its copy.
      await page
        .getByRole("row", { name: /Quillfeather/ })
        .nth(1)
        .waitFor();
    },
  },
  {
    name: "letter-log",
    reach: async ({ page }) => {
      await page.getByRole("button", { name: "Log" }).click();
      await page.getByRole("complementary", { name: "Log of the letter" }).getByText("SHA-256").waitFor();
    },
  },
  {
    name: "print-letters",
    reach: async ({ page }) => {
      await page.getByRole("button", { name: "Print", exact: true }).click();
      await page.getByRole("dialog", { name: "Print" }).waitFor();
    },
  },
  {
    name: "referral-steps",
    reach: async ({ page }) => {
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await page.getByRole("button", { name: "Worklist", exact: true }).click();
      // The tab that was left holds nothing any more; these are the ones whose referral can go on.
      await page
        .getByRole("tab", { name: /^(Referred|In evaluation) [1-9]/ })
        .first()
        .click();
      await page.getByRole("row").nth(1).waitFor();
      await page.getByRole("button", { name: "Referral", exact: true }).click();
      await page.getByRole("dialog").getByRole("heading", { name: "History" }).waitFor();
    },
  },
  {
    name: "settings",
    reach: async ({ page }) => {
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await page.getByRole("button", { name: "Settings", exact: true }).click();
      await page.getByRole("heading", { name: "Settings" }).waitFor();
    },
  },
  { name: "rules", reach: showSection("Rules") },
  { name: "letterhead", reach: showSection("Practice and letterhead") },
  { name: "my-account", reach: showSection("My account") },
  { name: "accounts", reach: showSection("Accounts") },
  {
    name: "account",
    reach: async ({ page }) => {
      await page.getByRole("button", { name: "New account" }).click();
      await page.getByRole("dialog", { name: "New account" }).waitFor();
    },
  },
  {
    name: "patient-data",
    reach: async (app) => {
      const { page } = app;
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await showSection("Patient data")(app);
      await page.getByText("Every record is still to be kept.").waitFor();
      await typeInto(page, "Find a patient", "quill");
      await page.getByRole("button", { name: "Choose Quillfeather, Harlan" }).first().click();
      await page.getByRole("button", { name: "Erase…" }).waitFor();
    },
  },
  {
    name: "erase-patient",
    reach: async ({ page }) => {
      await page.getByRole("button", { name: "Erase…" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Erase the record" }).waitFor();
    },
  },
  {
    name: "audit-log",
    reach: async (app) => {
      await app.page.keyboard.press("Escape");
      await app.page.getByRole("dialog").waitFor({ state: "hidden" });
      await showSection("Audit log")(app);
      await app.page.getByText(/form one unbroken chain/).waitFor();
    },
  },
  ...policyScreens,
  ...backupScreens,
];
