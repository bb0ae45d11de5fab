import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible } from "./accessible.ts";
import { launch, launchForAll, type TestedApp } from "./harness/index.ts";
import {
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

/** Phrases, by keyboard alone: kept in Settings, called and filled in the evaluation. */

const legRaise = "Leg raise {side: left | right} at {degrees} degrees hurts.";

async function openSettings(page: Page): Promise<void> {
  await tabTo(page, "button", "Settings");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Settings" }).waitFor();
}

async function addPhrase(page: Page, abbreviation: string, text: string, isShared = false): Promise<void> {
  const { keyboard } = page;
  await tabTo(page, "button", "New phrase");
  await keyboard.press("Enter");
  await page.getByRole("dialog", { name: "New phrase" }).waitFor();
  await typeInto(page, /^Abbreviation/, abbreviation);
  await typeInto(page, /^Text/, text);
  if (isShared) {
    // The next control: for whom it is.
    await keyboard.press("Tab");
    await keyboard.press("ArrowRight");
  }
  await tabTo(page, "button", "Save the phrase");
  await keyboard.press("Enter");
  await page.getByRole("row", { name: new RegExp(`^;${abbreviation} `, "i") }).waitFor();
}

/** The answer as the store has it. */
async function stored(page: Page, itemId: string) {
  return page.evaluate(async (id) => {
    const list = await window.fourfold.call("worklist.list", {});
    const evaluationId = list.ok ? (list.value.rows[0]?.evaluationId ?? "") : "";
    const opened = await window.fourfold.call("evaluation.open", { evaluationId });
    return opened.ok ? opened.value.answers[id] : undefined;
  }, itemId);
}

const marked = (field: Locator) =>
  field.evaluate((element) => {
    const { value, selectionStart, selectionEnd } = element as HTMLInputElement;
    return value.slice(selectionStart ?? 0, selectionEnd ?? 0);
  });

const activeOption = (field: Locator) =>
  field.evaluate((element) => {
    const id = element.getAttribute("aria-activedescendant");
    return id === null ? null : (document.getElementById(id)?.textContent ?? "");
  });

const focusedName = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));

test("a shared phrase with fields, from Settings into the chief complaint, saved", async () => {
  const app = await launch();
  const { page } = app;
  const { keyboard } = page;
  await setUpPractice(app);
  await openSettings(page);
  await page.getByText("There are no phrases yet").waitFor();
  await addPhrase(page, "slr", legRaise, true);
  expect(await page.getByRole("row", { name: /^;slr / }).innerText()).toContain("Practice");

  await createReferral(app);
  await openPart(page, "1", /Presenting complaint/);
  await goToNextMissing(page);
  const complaint = page.getByRole("textbox", { name: "Chief complaint" });
  await keyboard.type("Pain; worse at night. ;sl");
  expect(await activeOption(complaint)).toContain("slr");
  await keyboard.type("r ");
  expect(await complaint.inputValue()).toBe(`Pain; worse at night. ${legRaise}`);
  expect(await marked(complaint)).toBe("{side: left | right}");

  await keyboard.press("ArrowDown");
  expect(await activeOption(complaint)).toBe("right");
  await keyboard.press("Enter");
  expect(await marked(complaint)).toBe("{degrees}");
  await keyboard.type("40");
  // Back to the side, which is filled by now, and forth again.
  await keyboard.press("Shift+Tab");
  expect(await marked(complaint)).toBe("right");
  await keyboard.type("l");
  await keyboard.press("Tab");
  expect(await marked(complaint)).toBe("40");
  await keyboard.press("Tab");
  await keyboard.type(" Less when seated.");
  const text = "Pain; worse at night. Leg raise left at 40 degrees hurts. Less when seated.";
  expect(await complaint.inputValue()).toBe(text);
  await saved(page);
  expect(await stored(page, "HX.CC")).toEqual({ value: text });
  // Nothing is left to fill: Tab goes on to the next control.
  await keyboard.press("Tab");
  expect(await focusedName(page)).not.toBe("Chief complaint");
});

describe("while typing", () => {
  const running = launchForAll(async (app) => {
    const { page } = app;
    await page.setViewportSize({ width: 1366, height: 768 });
    await setUpPractice(app);
    await openSettings(page);
    await addPhrase(page, "slr", legRaise);
    await addPhrase(page, "slump", "Slump test negative.");
    await createReferral(app);
  });

  /** The chief complaint, empty. */
  async function emptyComplaint({ page }: TestedApp): Promise<Locator> {
    await openPart(page, "1", /Presenting complaint/);
    const complaint = page.getByRole("textbox", { name: "Chief complaint" });
    await complaint.focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");
    return complaint;
  }

  test("arrows choose, Escape leaves what is typed, and Space then is a space", async () => {
    const { page } = running();
    const { keyboard } = page;
    const complaint = await emptyComplaint(running());
    await keyboard.type(";s");
    const list = page.getByRole("listbox", { name: "Phrases" });
    expect(await list.getByRole("option").count()).toBe(2);
    await expectAccessible(page);
    await keyboard.press("ArrowDown");
    expect(await activeOption(complaint)).toContain("slump");
    await keyboard.press("ArrowDown");
    expect(await activeOption(complaint)).toContain("slr");
    await keyboard.press("ArrowUp");
    await keyboard.press("Escape");
    await list.waitFor({ state: "detached" });
    expect(await activeOption(complaint)).toBeNull();
    await keyboard.type("lump ");
    expect(await complaint.inputValue()).toBe(";slump ");
    await keyboard.type(";slump more ; x");
    expect(await complaint.inputValue()).toBe(";slump Slump test negative. more ; x");
  });

  test("the field's own undo takes a phrase back, and what is shown is what is stored", async () => {
    const { page } = running();
    const { keyboard } = page;
    const complaint = await emptyComplaint(running());
    await keyboard.type("Sitting hurts. ;slump");
    await keyboard.press("Tab");
    expect(await complaint.inputValue()).toBe("Sitting hurts. Slump test negative.");
    await keyboard.press("Control+z");
    expect(await complaint.inputValue()).toBe("Sitting hurts. ;slump");
    await expect.poll(() => stored(page, "HX.CC")).toEqual({ value: "Sitting hurts. ;slump" });
    await keyboard.press("Control+Shift+z");
    expect(await complaint.inputValue()).toBe("Sitting hurts. Slump test negative.");
    await expect.poll(() => stored(page, "HX.CC")).toEqual({ value: "Sitting hurts. Slump test negative." });
  });

  test("a field that was left unfilled is found again with Tab, and Tab leaves in the end", async () => {
    const { page } = running();
    const { keyboard } = page;
    const complaint = await emptyComplaint(running());
    await keyboard.type(";slr ");
    await keyboard.press("Escape");
    for (const next of ["{degrees}", ""]) {
      await keyboard.press("Tab");
      expect(await marked(complaint)).toBe(next);
    }
    await keyboard.press("Tab");
    expect(await focusedName(page)).not.toBe("Chief complaint");
    await keyboard.press("Shift+Tab");
    expect(await focusedName(page)).toBe("Chief complaint");
    await keyboard.press("Tab");
    expect(await marked(complaint)).toBe("{side: left | right}");
    await keyboard.type("both");
    await keyboard.press("Tab");
    expect(await marked(complaint)).toBe("{degrees}");
    await keyboard.press("Tab");
    expect(await focusedName(page)).not.toBe("Chief complaint");
    await expect
      .poll(() => stored(page, "HX.CC"))
      .toEqual({ value: "Leg raise both at {degrees} degrees hurts." });
  });

  test("notes and long texts take phrases too", async () => {
    const { page } = running();
    const { keyboard } = page;
    await findItem(page, "Missing records");
    // Enter accepts here; the second semicolon ends a word and is one.
    await keyboard.type("MRI disc\n;slump\n;sl");
    const records = page.getByRole("textbox", { name: "Missing records" });
    expect(await records.inputValue()).toBe("MRI disc\nSlump test negative.;sl");
    await keyboard.press("Alt+Enter");
    await page.getByRole("menuitem", { name: /note/i }).first().press("Enter");
    const note = page.getByRole("textbox", { name: /^Note on / });
    await note.waitFor();
    await expect.poll(() => focusedName(page)).toMatch(/^Note on /);
    await keyboard.type(";slump ");
    expect(await note.inputValue()).toBe("Slump test negative. ");
  });
});

describe("settings", () => {
  const running = launchForAll(async (app) => {
    await app.page.setViewportSize({ width: 1366, height: 768 });
    await setUpPractice(app);
    await openSettings(app.page);
  });

  const abbreviations = (page: Page) => page.getByRole("rowheader").allInnerTexts();

  test("the examples can be added, searched, removed and put back", async () => {
    const { page } = running();
    const { keyboard } = page;
    await page.getByText("There are no phrases yet").waitFor();
    await expectAccessible(page);
    await tabTo(page, "button", "Add ;slr");
    await keyboard.press("Enter");
    await page.getByRole("row", { name: /^;slr / }).waitFor();
    expect(await focusedName(page)).toBe("Search the phrases");
    await addPhrase(page, "Mbb", "Medial branch block explained.", true);
    expect(await abbreviations(page)).toEqual([";mbb", ";slr"]);
    await expectAccessible(page);

    await tabTo(page, "textbox", "Search the phrases");
    await keyboard.type("branch");
    await expect.poll(() => abbreviations(page)).toEqual([";mbb"]);
    await keyboard.press("Escape");
    await expect.poll(() => abbreviations(page)).toEqual([";mbb", ";slr"]);

    await tabTo(page, "button", "Remove ;mbb");
    await keyboard.press("Enter");
    await expect.poll(() => abbreviations(page)).toEqual([";slr"]);
    await page.getByText(";mbb is removed.").waitFor();
    await keyboard.press("Enter");
    await expect.poll(() => abbreviations(page)).toEqual([";mbb", ";slr"]);
  });

  test("what cannot be saved says why, and what was typed outlives cancel and lock", async () => {
    const app = running();
    const { page } = app;
    const { keyboard } = page;
    await tabTo(page, "button", "New phrase");
    await keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "New phrase" });
    await dialog.waitFor();
    await typeInto(page, /^Abbreviation/, "slr");
    await typeInto(page, /^Text/, "On the {side: left}");
    await tabTo(page, "button", "Save the phrase");
    await keyboard.press("Enter");
    await dialog.getByText("You have a phrase with this abbreviation already.").waitFor();
    await dialog.getByText(/^Text has a field with fewer than two choices/).waitFor();
    await expectAccessible(page);

    await keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await tabTo(page, "button", "Go on with it");
    await keyboard.press("Enter");
    await dialog.waitFor();
    await keyboard.press("Control+L");
    await signIn(app);
    await dialog.waitFor();
    await tabTo(page, "textbox", /^Abbreviation/);
    await keyboard.press("Control+A");
    await keyboard.type("slr2");
    await tabTo(page, "textbox", /^Text/);
    await keyboard.press("Control+A");
    await keyboard.type("On the {side: left | right}");
    await dialog.getByText("To fill: side (left, right).").waitFor();
    await tabTo(page, "button", "Save the phrase");
    await keyboard.press("Enter");
    await expect.poll(() => abbreviations(page)).toEqual([";mbb", ";slr", ";slr2"]);
  });

  test("the letterhead is changed, and put back while it is not saved", async () => {
    const { page } = running();
    const { keyboard } = page;
    await tabTo(page, "tab", "Phrases");
    await keyboard.press("ArrowDown");
    await typeInto(page, "Phone", "555-0100");
    await tabTo(page, "button", "Put back what is saved");
    await keyboard.press("Enter");
    const phone = page.getByRole("textbox", { name: "Phone" });
    await expect.poll(() => phone.inputValue()).toBe("");
    await tabTo(page, "textbox", "Fax");
    await keyboard.type("555-0199");
    await keyboard.press("Enter");
    await page.getByText("The practice is saved").waitFor();
    await expectAccessible(page);
    const reply = await page.evaluate(() => window.fourfold.call("practice.read", {}));
    expect(reply).toMatchObject({ ok: true, value: { fax: "555-0199", paper: "letter" } });
  });

  test("About says what runs here and what it is not", async () => {
    const { page } = running();
    await tabTo(page, "tab", "Practice and letterhead");
    const names = await page.getByRole("tab").allTextContents();
    for (const name of names.slice(names.indexOf("Practice and letterhead") + 1)) {
      await page.keyboard.press("ArrowDown");
      await page.getByRole("tab", { name, exact: true, selected: true }).waitFor();
    }
    const about = page.getByRole("region", { name: "About" });
    await about.getByText(/no substitute for clinical judgement/).waitFor();
    await about
      .getByText(/^\d+\.\d+\.\d+/)
      .first()
      .waitFor();
    await expectAccessible(page);
  });
});
