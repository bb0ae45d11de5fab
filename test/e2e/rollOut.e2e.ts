import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { launch, type TestedApp } from "./harness/index.ts";
import { account, setUpPractice, tabTo, typeInto } from "./steps.ts";

/** What IT meets when Fourfold is rolled out: the prepared first run, where updates stand, the diagnostic file. Keyboard alone. */

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), "fourfold-roll-out-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function fileWith(content: unknown, name = "set-up.json"): string {
  const file = join(folderOfTest(), name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

const typedIn = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true }).inputValue();

describe("a first run that IT prepared", () => {
  test("is filled in, says from where, and asks the person for the password alone", async () => {
    const backups = folderOfTest();
    const file = fileWith({
      practice: {
        name: "Alder Lane Spine and Pain",
        addressLines: ["410 Alder Lane", "Springfield, IL 62704"],
        fax: "(217) 555-0141",
        paper: "a4",
        letter: { closing: "Kind regards," },
      },
      firstAccount: { displayName: "Alma Verrick", credentials: "MD", accountName: account.name },
      backup: { folder: backups, schedule: { kind: "daily", at: "18:30" }, keep: 21 },
      retention: { years: 12, majorityAge: 18 },
    });
    const { page } = await launch({ moreArguments: [`--set-up-file=${file}`] });
    const { keyboard } = page;
    await page.getByText(`Filled in from what IT prepared, in ${file}.`).waitFor();
    expect(await typedIn(page, "Practice name")).toBe("Alder Lane Spine and Pain");
    expect(await typedIn(page, "Address, at most three lines")).toBe("410 Alder Lane\nSpringfield, IL 62704");
    await tabTo(page, "button", "Next");
    await keyboard.press("Enter");
    await page.getByRole("heading", { name: "Your account" }).waitFor();
    expect(await typedIn(page, "Account")).toBe(account.name);
    expect(await typedIn(page, "Password")).toBe("");
    await typeInto(page, "Password", account.password);
    await typeInto(page, "Password again", account.password);
    await keyboard.press("Enter");
    await page.getByRole("heading", { name: "Your data" }).waitFor();
    await tabTo(page, "button", "Set up the practice");
    await keyboard.press("Enter");
    await page.getByRole("list", { name: "Recovery key, group by group" }).waitFor();
    const kept = await page.evaluate(async () => ({
      practice: await window.fourfold.call("practice.read", {}),
      upkeep: await window.fourfold.call("upkeep.status", {}),
      retention: await window.fourfold.call("patientData.retention", { limit: 1 }),
    }));
    expect(kept).toMatchObject({
      practice: { value: { paper: "a4", fax: "(217) 555-0141", letter: { closing: "Kind regards," } } },
      upkeep: {
        value: { settings: { folder: backups, schedule: { kind: "daily", at: "18:30" }, keep: 21 } },
      },
      retention: { value: { rule: { years: 12, majorityAge: 18 }, isSet: true } },
    });
  });

  test("is not filled in from a file that holds a secret, and says which", async () => {
    const file = fileWith({
      practice: { name: "Alder Lane" },
      firstAccount: { password: "open sesame open" },
    });
    const { page } = await launch({ moreArguments: [`--set-up-file=${file}`] });
    const note = page.getByRole("alert").filter({ hasText: "looks like a secret" });
    await note.waitFor();
    expect(await note.textContent()).toContain("firstAccount.password");
    expect(await note.textContent()).toContain(file);
    expect(await note.textContent()).not.toContain("sesame");
    expect(await typedIn(page, "Practice name")).toBe("");
  });
});

async function openAbout(app: TestedApp) {
  await app.chooseMenu("about");
  const dialog = app.page.getByRole("dialog", { name: "About Fourfold" });
  await dialog.waitFor();
  return dialog;
}

describe("updates", () => {
  test("are off, and About says so", async () => {
    const app = await launch();
    await setUpPractice(app);
    const dialog = await openAbout(app);
    await dialog
      .getByText("Updates are off: Fourfold looks for nothing and reaches for no network.")
      .waitFor();
    expect(await dialog.getByRole("button", { name: "Look now" }).count()).toBe(0);
  });

  test("are on by policy, and About says why none can be taken here", async () => {
    const app = await launch({
      policy: { updatesEnabled: true, updateFeed: "http://127.0.0.1:9/fourfold" },
    });
    await setUpPractice(app);
    const dialog = await openAbout(app);
    await dialog.getByText("This Fourfold was not installed but runs from a folder").waitFor();
    const state = await app.page.evaluate(() => window.fourfold.call("window.lookForUpdate", {}));
    expect(state).toMatchObject({ ok: true, value: { state: "refused" } });
    const now = await app.page.evaluate(() =>
      window.fourfold.call("window.installUpdate", { evaluationOpen: false, allSaved: true }),
    );
    expect(now).toMatchObject({ ok: false, error: { code: "conflict" } });
  });
});

describe("the diagnostic file", () => {
  test("is saved from About by keyboard, and holds no patient, referrer or account", async () => {
    const app = await launch();
    await setUpPractice(app, { withInventedPatients: true });
    const { page } = app;
    const out = join(folderOfTest(), "diagnostics.json");
    await app.answerSaveDialog(out);
    const dialog = await openAbout(app);
    await tabTo(page, "button", "Save diagnostic file…");
    await page.keyboard.press("Enter");
    await dialog.getByText(`Saved as ${out}`).waitFor();
    const text = readFileSync(out, "utf8");
    expect(JSON.parse(text)).toMatchObject({
      format: "fourfold-diagnostics/1",
      store: { state: "open", accounts: 1, onNetwork: false },
      program: { updates: "off" },
    });
    const rows = await page.evaluate(() => window.fourfold.call("worklist.list", {}));
    expect(rows).toMatchObject({ ok: true });
    const { rows: patients } = rows.ok ? rows.value : { rows: [] };
    expect(patients.length).toBeGreaterThan(3);
    const words = patients.flatMap(({ patientName, mrn, dateOfBirth, referrerName }) => [
      patientName,
      mrn,
      dateOfBirth,
      referrerName,
    ]);
    for (const word of [...words, account.name, "Halden"]) expect(text).not.toContain(word);
  });
});
