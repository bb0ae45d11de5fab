import { readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answerFolderDialog, backUp, damageStore, openBackupSettings } from "./backupScreens.ts";
import { launch, type TestedApp } from "./harness/index.ts";
import {
  account,
  createReferral,
  goToNextMissing,
  openPart,
  saved,
  setUpPractice,
  signIn,
  tabTo,
  typeInto,
} from "./steps.ts";

/** Backups, a backup disk that is missing, a restore, and a store that is damaged, as they are seen in the window. */

async function showWorklist({ page }: TestedApp): Promise<void> {
  await page.getByRole("button", { name: "Worklist", exact: true }).click();
  await page.getByRole("heading", { name: "Worklist" }).waitFor();
}

async function writeComplaint(app: TestedApp, text: string): Promise<void> {
  const { page } = app;
  await openPart(page, "1", /Presenting complaint/);
  await goToNextMissing(page);
  await page.keyboard.type(text);
  await saved(page);
}

test("a backup is made, a missing disk is told on the worklist until it works again, and a restore brings it back", async () => {
  const app = await launch();
  const { page } = app;
  const shelf = join(app.userDataFolder, "..", "backups");
  await setUpPractice(app);
  await page.getByText("No backups are made yet.").waitFor();
  await createReferral(app);
  await writeComplaint(app, "Left leg pain");
  await backUp(app, shelf);
  expect(await readdir(shelf)).toHaveLength(1);
  await showWorklist(app);
  expect(await page.getByText("No backups are made yet.").count()).toBe(0);

  await rename(shelf, `${shelf}-away`);
  await openBackupSettings(app);
  await page.getByRole("button", { name: "Back up now" }).click();
  await page.getByText(/^The backup of .* failed/).waitFor();
  await showWorklist(app);
  await page
    .getByRole("alert")
    .getByText(/is not connected/)
    .waitFor();
  await rename(`${shelf}-away`, shelf);
  await tabTo(page, "button", "Back up now");
  await page.keyboard.press("Enter");
  await page.getByText(/is not connected/).waitFor({ state: "detached" });

  // After the backup, work goes on; the restore takes it back.
  await tabTo(page, "grid", "In evaluation");
  await page.keyboard.press("Enter");
  const complaint = page.getByRole("textbox", { name: "Chief complaint" });
  await complaint.waitFor();
  await complaint.focus();
  await page.keyboard.press("End");
  await page.keyboard.type(" and right");
  await saved(page);
  await openBackupSettings(app);
  await page
    .getByRole("table", { name: "Backups" })
    .getByRole("button", { name: "Restore…" })
    .first()
    .click();
  await page.getByRole("dialog").waitFor();
  await typeInto(page, "Password", account.password);
  await page.keyboard.press("Enter");
  const comparison = page.getByRole("dialog").getByRole("table");
  await comparison.getByRole("row", { name: /^Patients 1 1$/ }).waitFor();
  await page.getByRole("button", { name: "Restore this backup" }).click();
  await page.getByRole("dialog", { name: "The backup is restored" }).waitFor();
  await page.getByRole("button", { name: "Go to sign-in" }).click();
  await signIn(app);
  await page.getByRole("row", { name: /Quillfeather/ }).waitFor();
  await tabTo(page, "grid", "In evaluation");
  await page.keyboard.press("Enter");
  await complaint.waitFor();
  expect(await complaint.inputValue()).toBe("Left leg pain");
  const kept = (await readdir(app.dataFolder)).filter((name) => name.startsWith("store-before-restore-"));
  expect(kept).toHaveLength(1);
});

test("on a new computer a practice is brought from its backup, in place of setting one up", async () => {
  const before = await launch();
  const shelf = join(before.userDataFolder, "..", "backups");
  await setUpPractice(before);
  await createReferral(before);
  await backUp(before, shelf);

  const app = await launch();
  const { page } = app;
  await answerFolderDialog(app, shelf);
  await page.getByRole("button", { name: "Restore a backup instead…" }).click();
  await page.getByRole("button", { name: "Choose a backup…" }).click();
  await page.getByRole("button", { name: "Restore…", exact: true }).click();
  await typeInto(page, "Account", account.name);
  await typeInto(page, "Password", account.password);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Restore this backup" }).click();
  await page.getByRole("button", { name: "Go to sign-in" }).click();
  await signIn(app);
  await page.getByRole("row", { name: /Quillfeather/ }).waitFor();
});

test("a damaged store is left as it is; the window offers a backup, which takes its place", async () => {
  const app = await launch();
  const shelf = join(app.userDataFolder, "..", "backups");
  await setUpPractice(app);
  await createReferral(app);
  await backUp(app, shelf);
  const database = join(app.dataFolder, "store/fourfold.db");
  const damaged = await damageStore(app);
  const { page } = app;
  await signIn(app);
  await page.getByRole("heading", { name: "The data store cannot be opened" }).waitFor();
  expect(await readFile(database)).toEqual(damaged);
  await answerFolderDialog(app, shelf);
  await page.getByRole("button", { name: "Choose a backup…" }).click();
  await page.getByRole("button", { name: "Restore…" }).click();
  await typeInto(page, "Account", account.name);
  await typeInto(page, "Password", account.password);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Restore this backup" }).click();
  await page.getByRole("button", { name: "Go to sign-in" }).click();
  await signIn(app);
  await page.getByRole("row", { name: /Quillfeather/ }).waitFor();
  const [kept] = (await readdir(app.dataFolder)).filter((name) => name.startsWith("store-before-restore-"));
  expect(await readFile(join(app.dataFolder, kept ?? "", "fourfold.db"))).toEqual(damaged);
});

test("what is typed while the part that keeps the data is dead is saved after signing in again", async () => {
  const app = await launch();
  const { page } = app;
  await setUpPractice(app);
  await createReferral(app);
  await writeComplaint(app, "Left leg pain");
  // At once after the last key: it was handed over to nobody yet.
  await page.keyboard.type(" like an electric wire");
  await app.killBackend();
  await page.getByRole("textbox", { name: "Password" }).waitFor();
  await signIn(app);
  await saved(page);
  const complaint = page.getByRole("textbox", { name: "Chief complaint" });
  await complaint.waitFor();
  const shown = "Left leg pain like an electric wire";
  expect(await complaint.inputValue()).toBe(shown);
  await app.killEverything();
  await app.startAgain();
  await signIn(app);
  await app.page.getByRole("row", { name: /Quillfeather/ }).waitFor();
  await tabTo(app.page, "grid", "In evaluation");
  await app.page.keyboard.press("Enter");
  const again = app.page.getByRole("textbox", { name: "Chief complaint" });
  await again.waitFor();
  expect(await again.inputValue()).toBe(shown);
});

test("a page that dies comes back by itself, and with it everything that was saved", async () => {
  const app = await launch();
  const { page } = app;
  await setUpPractice(app);
  await createReferral(app);
  await writeComplaint(app, "Left leg pain");
  await page.evaluate(() => document.documentElement.setAttribute("data-before", "true"));
  // What the system tells the app when the process of a page is gone.
  await app.evaluate(({ BrowserWindow }) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      webContents.emit("render-process-gone", {}, { reason: "crashed", exitCode: 1 });
    }
  });
  await page.locator("html[data-ready=true]:not([data-before])").waitFor({ state: "attached" });
  await page.getByRole("heading", { name: "Worklist" }).waitFor();
  await page.getByRole("row", { name: /Quillfeather/ }).waitFor();
  await tabTo(page, "grid", "In evaluation");
  await page.keyboard.press("Enter");
  const complaint = page.getByRole("textbox", { name: "Chief complaint" });
  await complaint.waitFor();
  expect(await complaint.inputValue()).toBe("Left leg pain");
});

test("sleep in the middle of typing: what was typed is saved, and the session is closed", async () => {
  const app = await launch();
  const { page } = app;
  await setUpPractice(app);
  await createReferral(app);
  await openPart(page, "1", /Presenting complaint/);
  await goToNextMissing(page);
  await page.keyboard.type("Left leg pain");
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.emit("suspend");
  });
  await page.getByRole("heading", { name: "Locked" }).waitFor();
  await app.killEverything();
  await app.startAgain();
  await signIn(app);
  await app.page.getByRole("row", { name: /Quillfeather/ }).waitFor();
  await tabTo(app.page, "grid", "In evaluation");
  await app.page.keyboard.press("Enter");
  const complaint = app.page.getByRole("textbox", { name: "Chief complaint" });
  await complaint.waitFor();
  expect(await complaint.inputValue()).toBe("Left leg pain");
});
