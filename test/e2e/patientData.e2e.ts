import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { verifyStore } from "../../electron/backend/index.ts";
import { expectAccessible } from "./accessible.ts";
import { answerFolderDialog } from "./backupScreens.ts";
import { launch, type TestedApp } from "./harness/index.ts";
import {
  account,
  createReferral,
  goToNextMissing,
  openPart,
  saved,
  setUpPractice,
  tabTo,
  typeInto,
} from "./steps.ts";

/** A patient's record handed out and erased, by keyboard alone. */

async function press(page: Page, role: Parameters<Page["getByRole"]>[0], name: string | RegExp) {
  await tabTo(page, role, name);
  await page.keyboard.press("Enter");
}

async function openPatientData({ page }: TestedApp): Promise<void> {
  await press(page, "button", "Settings");
  await page.getByRole("heading", { name: "Settings" }).waitFor();
  await page.getByRole("tab", { name: "Patient data" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Patient data" }).waitFor();
  await page.getByText("Every record is still to be kept.").waitFor();
}

async function choosePatient(page: Page): Promise<void> {
  await typeInto(page, "Find a patient", "quill");
  await page.getByRole("button", { name: "Choose Quillfeather, Harlan" }).waitFor();
  await press(page, "button", "Choose Quillfeather, Harlan");
  await page.getByText(/^1 evaluation \(1 not signed\) and 0 signed letters$/).waitFor();
}

test("a record is exported into a folder and as a ZIP file, then erased for good", async () => {
  const app = await launch();
  const { page } = app;
  const target = join(app.userDataFolder, "..", "handed-out");
  await mkdir(target);
  await setUpPractice(app);
  await createReferral(app);
  await openPart(page, "1", /Presenting complaint/);
  await goToNextMissing(page);
  await page.keyboard.type("Left leg pain");
  await saved(page);

  await openPatientData(app);
  await choosePatient(page);
  await answerFolderDialog(app, target);
  await press(page, "button", "Export into a folder…");
  await page.getByText(/^Saved \d+ files: /).waitFor();
  const [folder = ""] = await readdir(target);
  expect(folder).toMatch(/^fourfold-patient-\d{8}-\d{6}-[0-9a-f]{8}$/);
  const [caseFile = ""] = await readdir(join(target, folder, "evaluations"));
  expect(await readFile(join(target, folder, "evaluations", caseFile), "utf8")).toContain("Left leg pain");
  await press(page, "button", "Export as a ZIP file…");
  await expect
    .poll(async () => (await readdir(target)).filter((name) => name.endsWith(".zip")).length)
    .toBe(1);

  await press(page, "button", "Erase…");
  const dialog = page.getByRole("dialog", { name: "Erase a patient's record" });
  await dialog.getByText(/1 evaluation \(1 not signed\) and 0 signed letters are erased for good/).waitFor();
  await expectAccessible(page);
  await expect
    .poll(() =>
      dialog.getByRole("combobox", { name: /^Ground/ }).evaluate((field) => field === document.activeElement),
    )
    .toBe(true);
  await page.keyboard.type("The patient");
  await typeInto(page, /^MRN of the patient/, "FIC-0002");
  await typeInto(page, /^Your password/, account.password);
  await page.keyboard.press("Enter");
  await page.getByText("This is not the MRN of the patient.").waitFor();
  await tabTo(page, "textbox", /^MRN of the patient/);
  await page.keyboard.press("Control+A");
  await page.keyboard.type("FIC-0001");
  await typeInto(page, /^Your password/, account.password);
  await page.keyboard.press("Enter");
  await page.getByText(/^Erased: 1 evaluation, 0 signed letters/).waitFor();
  await expectAccessible(page);
  await press(page, "button", "Close");
  await page.getByRole("dialog").waitFor({ state: "hidden" });

  await tabTo(page, "textbox", "Find a patient");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("quill");
  await page.getByText("No patient of the practice fits.").waitFor();
  await press(page, "button", "Worklist");
  await page.getByRole("heading", { name: "Worklist" }).waitFor();
  expect(await page.getByText(/Quillfeather/).count()).toBe(0);
  await app.killEverything();
  const { ok, lines } = await verifyStore({ dataFolder: app.dataFolder, password: account.password });
  expect(ok, JSON.stringify(lines)).toBe(true);
});

test("the rule of the practice is set, and everything is exported with an index", async () => {
  const app = await launch();
  const { page } = app;
  const target = join(app.userDataFolder, "..", "handed-out");
  await mkdir(target);
  await setUpPractice(app, { withInventedPatients: true });
  await openPatientData(app);
  await tabTo(page, "textbox", "Years to keep");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("0");
  await page.getByText("Must be a whole number from 1 to 100.").waitFor();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await page.getByText(/^The practice's rule: 7 years after the last contact/).waitFor();

  await answerFolderDialog(app, target);
  await press(page, "button", "Export everything into folders…");
  await page.getByText(/^Saved the records of \d+ patients: /).waitFor();
  const [folder = ""] = await readdir(target);
  const names = await readdir(join(target, folder));
  const index = await readFile(join(target, folder, "index.csv"), "utf8");
  expect(index.trim().split("\r\n")).toHaveLength(names.length - 1);
  await expectAccessible(page);
});
