import type { Page } from "playwright-core";
import type { TestedApp } from "./harness/index.ts";

/** What a person does with the keyboard alone, in steps that several specs share. Nothing here touches the mouse. */

export const account = { name: "averrick", password: "four quiet harbors" } as const;

/** Moves with Tab until the control has the focus; fails when it cannot be reached that way. */
export async function tabTo(page: Page, role: Parameters<Page["getByRole"]>[0], name: string | RegExp) {
  const target = page.getByRole(role, { name, exact: typeof name === "string" }).first();
  await target.waitFor();
  for (let step = 0; step < 80; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return target;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${role} “${String(name)}” cannot be reached with Tab.`);
}

/** Types into a field that Tab reaches. */
export async function typeInto(page: Page, name: string | RegExp, text: string) {
  await tabTo(page, "textbox", name);
  await page.keyboard.type(text);
}

/** Sets up a practice; ends on the empty worklist, or on one with invented patients. */
export async function setUpPractice(app: TestedApp, { withInventedPatients = false } = {}): Promise<void> {
  const { page } = app;
  await typeInto(page, "Practice name", "Halden Spine and Pain Clinic");
  await typeInto(page, "Address, at most three lines", "12 Harbor Street");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Halden, NY 10001");
  await tabTo(page, "button", "Next");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Your account" }).waitFor();
  await typeInto(page, "Name", "Alma Verrick");
  await typeInto(page, "Credentials", "MD");
  await typeInto(page, "Account", account.name);
  await typeInto(page, "Password", account.password);
  await typeInto(page, "Password again", account.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Your data" }).waitFor();
  if (withInventedPatients) {
    await tabTo(page, "radio", "An empty practice");
    await page.keyboard.press("ArrowDown");
  }
  await tabTo(page, "button", "Set up the practice");
  await page.keyboard.press("Enter");
  const list = page.getByRole("list", { name: "Recovery key, group by group" });
  await list.waitFor();
  // Each entry is the number of the group and its five symbols.
  const recoveryKey = (await list.getByRole("listitem").allTextContents()).map((entry) =>
    entry.trim().slice(-5),
  );
  await tabTo(page, "button", "I have it on paper");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Recovery key, typed back" }).waitFor();
  for (const group of await page.getByRole("textbox", { name: /^Group \d$/ }).all()) {
    const label = await group.evaluate(
      (element) => (element as HTMLInputElement).labels?.[0]?.textContent ?? "",
    );
    await typeInto(
      page,
      new RegExp(`^Group ${/\d/.exec(label)?.[0]}$`),
      recoveryKey[Number(/\d/.exec(label)?.[0]) - 1] ?? "",
    );
  }
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Worklist" }).waitFor();
}

export async function signIn(app: TestedApp): Promise<void> {
  const { page } = app;
  await tabTo(page, "textbox", "Password");
  await page.keyboard.type(account.password);
  await page.keyboard.press("Enter");
}

/** An invented referral; ends in its evaluation. */
export async function createReferral(app: TestedApp): Promise<void> {
  const { page } = app;
  const { keyboard } = page;
  await tabTo(page, "button", "New referral");
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "New referral" }).waitFor();
  await typeInto(page, /^Family name/, "Quillfeather");
  await typeInto(page, /^Given names/, "Harlan");
  await typeInto(page, /^Date of birth/, "9/14/1982");
  await tabTo(page, "combobox", /^Sex at birth/);
  await keyboard.type("Male");
  await typeInto(page, /^MRN/, "FIC-0001");
  // The clinician's fields bear the names of the patient's: they come after them.
  await tabTo(page, "checkbox", "Needs an interpreter");
  await keyboard.press("Tab");
  await keyboard.type("Brackwater");
  await keyboard.press("Tab");
  await keyboard.type("Ona");
  await keyboard.press("Tab");
  await keyboard.type("Dr");
  await tabTo(page, "combobox", /^Specialty/);
  await keyboard.type("Primary");
  await typeInto(page, /^Practice/, "Made-Up Family Medicine");
  await typeInto(page, /^Date of referral/, "3/3/2025");
  await tabTo(page, "textbox", /^Visit date/);
  await keyboard.press("Control+A");
  await keyboard.type("3/10/2025");
  await typeInto(page, /^The question to answer/, "Left sciatica not settling; is an injection appropriate?");
  await tabTo(page, "button", "Create and begin the evaluation");
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "Quillfeather, Harlan" }).waitFor();
}

/** Ctrl+Enter: resolves with the accessible name of the row of the missing item that now has the focus. */
export async function goToNextMissing(page: Page): Promise<void> {
  const before = await page.evaluateHandle(() => document.activeElement);
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction((element) => document.activeElement !== element, before);
}

/** Opens a part by its key and waits until its first group has the focus. */
export async function openPart(page: Page, key: "0" | "1" | "2" | "3" | "4" | "5" | "6", heading: RegExp) {
  await page.keyboard.press(`Alt+${key}`);
  await page.getByRole("heading", { name: heading }).first().waitFor();
}

/** Finds an item by name with `/` and puts the focus on its first control. */
export async function findItem(page: Page, name: string) {
  await page.getByRole("main").getByRole("heading").first().focus();
  await page.keyboard.press("/");
  const box = page
    .getByRole("dialog")
    .getByRole("textbox")
    .or(page.getByRole("dialog").getByRole("combobox"))
    .first();
  await box.waitFor();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
}

/** Resolves when everything typed so far was acknowledged by the store. */
export async function saved(page: Page) {
  await page
    .getByRole("contentinfo")
    .getByText(/^Saved \d/)
    .waitFor();
}

/** Walks the tabs of a list with `[` and `]`, one after another, to the one of this name. */
export async function openTab(page: Page, name: RegExp): Promise<void> {
  const tabs = page.getByRole("tab");
  await tabs.filter({ hasText: name }).waitFor();
  for (;;) {
    const all = await tabs.evaluateAll((elements) =>
      elements.map((element) => ({
        text: element.textContent,
        isSelected: element.ariaSelected === "true",
      })),
    );
    const at = all.findIndex(({ isSelected }) => isSelected);
    const to = all.findIndex(({ text }) => name.test(text));
    if (at === to) return;
    const next = at < to ? at + 1 : at - 1;
    await page.keyboard.press(at < to ? "]" : "[");
    await tabs
      .nth(next)
      .and(page.getByRole("tab", { selected: true }))
      .waitFor();
  }
}

/** From anywhere to the worklist, read anew, and from there into the first row of a tab. */
export async function openFromWorklist(page: Page, tab: RegExp, row: RegExp): Promise<void> {
  await tabTo(page, "button", "New referral");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "New referral" }).waitFor();
  await tabTo(page, "button", "Worklist");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Worklist" }).waitFor();
  await openTab(page, tab);
  await page.getByRole("row", { name: row }).waitFor();
  await tabTo(page, "grid", tab);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: row, level: 1 }).waitFor();
}
