import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { expect, test } from "vitest";
import { keyFrom, openUnlocked } from "../unit/backend/unlocked.ts";
import { openBackupSettings } from "./backupScreens.ts";
import { launch, type TestedApp } from "./harness/index.ts";
import { account, createReferral, setUpPractice, signIn } from "./steps.ts";

/** What the worklist says of data that somebody changed from outside, or that its check found wrong. */

/** Closes the app, changes its database behind its back, and opens it again. */
async function tamper(app: TestedApp, change: (sqlite: Database) => void): Promise<void> {
  await app.close();
  const key = await keyFrom(app.dataFolder, app.userDataFolder, account.password);
  const sqlite = openUnlocked(join(app.dataFolder, "store", "fourfold.db"), key);
  change(sqlite);
  sqlite.close();
  await app.startAgain();
  await signIn(app);
  await app.page.getByRole("row", { name: /Quillfeather/ }).waitFor();
}

test("an audit log that somebody changed is told on the worklist, with the place, and leads there", async () => {
  const app = await launch();
  await setUpPractice(app);
  await createReferral(app);
  await tamper(app, (sqlite) =>
    sqlite.exec(
      "DROP TRIGGER audit_refuse_update; UPDATE audit SET at = '2020' || substr(at, 5) WHERE sequence = 2",
    ),
  );
  const { page } = app;
  const warning = page.getByRole("alert").filter({ hasText: "The audit log is not as it was written" });
  await warning.waitFor();
  expect(await warning.textContent()).toContain("entry 2 was changed");
  await warning.getByRole("button", { name: "Audit log" }).click();
  await page.getByText(/The log was tampered with or is damaged: entry 2 was changed/).waitFor();
});

test("a full check that found faults is told on the worklist until one finds none", async () => {
  const app = await launch();
  await setUpPractice(app);
  await createReferral(app);
  // A row that points to nothing: every page is sound, and the app opens as ever.
  await tamper(app, (sqlite) => {
    sqlite.pragma("foreign_keys = OFF");
    sqlite.exec("INSERT INTO answers VALUES ('no evaluation', 'HX.CC', '{}', '')");
  });
  await openBackupSettings(app);
  await app.page.getByRole("button", { name: "Check everything now" }).click();
  await app.page.getByText(/rows point to nothing/).waitFor();
  await app.page.getByRole("button", { name: "Worklist", exact: true }).click();
  await app.page
    .getByRole("alert")
    .getByText(/found faults in the practice's data/)
    .waitFor();

  await tamper(app, (sqlite) => sqlite.exec("DELETE FROM answers WHERE evaluation_id = 'no evaluation'"));
  await app.page
    .getByRole("alert")
    .getByText(/found faults in the practice's data/)
    .waitFor();
  await openBackupSettings(app);
  await app.page.getByRole("button", { name: "Check everything now" }).click();
  await app.page.getByText(/everything intact/).waitFor();
  await app.page.getByRole("button", { name: "Worklist", exact: true }).click();
  await app.page.getByRole("row", { name: /Quillfeather/ }).waitFor();
  await app.page
    .getByRole("alert")
    .getByText(/found faults/)
    .waitFor({ state: "detached" });
});
