import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TestedApp } from "./harness/app.ts";
import type { Screen } from "./screens.ts";
import { account, signIn, typeInto } from "./steps.ts";

/** The screens of backups and of what happens when data is at risk, reached one from the other at the end of the list. */

const shelfOf = (app: TestedApp) => join(app.userDataFolder, "..", "backups");

export async function answerFolderDialog(app: TestedApp, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, folder);
}

export async function openBackupSettings({ page }: TestedApp): Promise<void> {
  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await page.getByRole("tab", { name: "Backup and restore" }).click();
  await page.getByRole("heading", { name: "Check of the data" }).waitFor();
}

/** Chooses the folder and keeps the settings; the first backup of a schedule is made at once. */
export async function backUp(app: TestedApp, shelf: string): Promise<void> {
  const { page } = app;
  await mkdir(shelf, { recursive: true });
  await answerFolderDialog(app, shelf);
  await openBackupSettings(app);
  await page.getByRole("button", { name: "Choose…" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("The settings for backups are saved").waitFor();
  await page.getByRole("button", { name: "Close this message" }).click();
  await page.getByText(/^Last backup .*opened and checked\. One is kept\. Next /).waitFor();
}

/** Ends the app as a power cut would, damages the first pages of the database, and opens it again. */
export async function damageStore(app: TestedApp): Promise<Buffer> {
  await app.killEverything();
  const database = join(app.dataFolder, "store/fourfold.db");
  await rm(`${database}-wal`, { force: true });
  await writeFile(database, (await readFile(database)).fill(0x21, 0, 8192));
  await app.startAgain();
  return readFile(database);
}

export const backupScreens: readonly Screen[] = [
  {
    name: "backup",
    reach: async (app) => {
      await backUp(app, shelfOf(app));
      await app.page.getByRole("button", { name: "Check everything now" }).click();
      await app.page.getByText(/everything intact/).waitFor();
    },
  },
  {
    name: "restore",
    reach: async ({ page }) => {
      const backups = page.getByRole("table", { name: "Backups" });
      await backups.getByRole("button", { name: "Restore…" }).first().click();
      await typeInto(page, "Password", account.password);
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Restore this backup" }).waitFor();
    },
  },
  {
    name: "backup-failed",
    reach: async (app) => {
      const { page } = app;
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await rename(shelfOf(app), `${shelfOf(app)}-away`);
      await page.getByRole("button", { name: "Back up now" }).click();
      await page.getByText(/^The backup of .* failed/).waitFor();
      await rename(`${shelfOf(app)}-away`, shelfOf(app));
      await page.getByRole("button", { name: "Worklist", exact: true }).click();
      await page
        .getByRole("alert")
        .getByText(/is not connected/)
        .waitFor();
    },
  },
  {
    name: "damaged",
    reach: async (app) => {
      const size = app.page.viewportSize();
      await damageStore(app);
      if (size) await app.page.setViewportSize(size);
      await signIn(app);
      await app.page.getByRole("heading", { name: "The data store cannot be opened" }).waitFor();
      await answerFolderDialog(app, shelfOf(app));
      await app.page.getByRole("button", { name: "Choose a backup…" }).click();
      await app.page.getByRole("table", { name: "Backups" }).waitFor();
    },
  },
];
