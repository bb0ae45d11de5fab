import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { AttemptLog } from "../../electron/backend/vault/attempts.ts";
import { readKeyFile } from "../../electron/backend/vault/keyFile.ts";
import { openWithPassword } from "../../electron/backend/vault/vault.ts";
import { releasedWorkFactor } from "../../electron/backend/vault/wrap.ts";
import { expectAccessible } from "./accessible.ts";
import { launch, launchForAll, type TestedApp } from "./harness/index.ts";
import {
  account,
  createReferral,
  goToNextMissing,
  openPart,
  setUpPractice,
  signIn,
  tabTo,
  typeInto,
} from "./steps.ts";

/** Accounts, keys and the audit log as people meet them, by keyboard alone. */

const temporaryPassword = "lamp-ochre-gravel";
const desk = { name: "desk", displayName: "Ilse Quent", password: "seven slow rivers" };

async function openSection(page: Page, name: string): Promise<void> {
  await tabTo(page, "button", "Settings");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Settings" }).waitFor();
  const wanted = page.getByRole("tab", { name, exact: true });
  await tabTo(page, "tab", (await page.getByRole("tab", { selected: true }).textContent()) ?? "");
  for (let step = 0; step < 12; step += 1) {
    if ((await wanted.getAttribute("aria-selected")) === "true") break;
    await page.keyboard.press("ArrowDown");
  }
  await page.getByRole("region", { name, exact: true }).waitFor();
}

/** Adds the front desk; ends on the list of accounts. */
async function addDesk({ page }: TestedApp): Promise<void> {
  const { keyboard } = page;
  await openSection(page, "Accounts");
  await tabTo(page, "button", "New account");
  await keyboard.press("Enter");
  await page.getByRole("dialog", { name: "New account" }).waitFor();
  await typeInto(page, /^Name/, desk.displayName);
  await typeInto(page, /^Account/, desk.name);
  await typeInto(page, /^Temporary password/, temporaryPassword);
  await typeInto(page, /^Your own password/, account.password);
  await tabTo(page, "button", "Add the account");
  await keyboard.press("Enter");
  await page.getByRole("row", { name: /^desk / }).waitFor();
}

/** From the sign-in page; ends wherever that leads. */
async function signInAs({ page }: TestedApp, name: string, password: string): Promise<void> {
  await tabTo(page, "combobox", "Account");
  await page.keyboard.press("Control+A");
  await page.keyboard.type(name);
  await page.keyboard.press("Escape");
  await tabTo(page, "textbox", "Password");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
}

/** The front desk's first sign-in, with the temporary password. */
async function settleIn(app: TestedApp): Promise<void> {
  const { page } = app;
  await signInAs(app, desk.name, temporaryPassword);
  await page.getByRole("heading", { name: "Choose your password" }).waitFor();
  await typeInto(page, "Temporary password", temporaryPassword);
  await typeInto(page, "New password", desk.password);
  await typeInto(page, "New password again", desk.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Worklist" }).waitFor();
}

async function lock(page: Page): Promise<void> {
  await page.keyboard.press("Control+L");
  await page.getByRole("heading", { name: "Locked" }).waitFor();
}

/** As somebody gets it who knows the password and has read the documentation. */
async function dataKeyOf({ dataFolder, userDataFolder }: TestedApp): Promise<Buffer> {
  const keys = readKeyFile(join(dataFolder, "store", "keys.json"));
  const attempts = new AttemptLog(join(userDataFolder, "no-attempts.json"), () => new Date());
  const { name, password } = account;
  return (await openWithPassword(keys, name, password, attempts, releasedWorkFactor)).dataKey;
}

describe("two people on one workstation", () => {
  const typed = "Unmistakably her own words";
  const running = launchForAll(async (app) => {
    await app.page.setViewportSize({ width: 1366, height: 768 });
    await setUpPractice(app);
    await addDesk(app);
    await tabTo(app.page, "button", "Worklist");
    await app.page.keyboard.press("Enter");
    await createReferral(app);
  });

  test("never see each other's open work; what was typed before the lock is there again", async () => {
    const app = running();
    const { page } = app;
    await openPart(page, "1", /Presenting complaint/);
    await goToNextMissing(page);
    await page.keyboard.type(typed);
    // At once, before the last key can have been saved.
    await lock(page);
    expect(await page.content()).not.toContain(typed);
    expect(await page.content()).not.toContain("Quillfeather");

    await settleIn(app);
    expect(await page.content()).not.toContain(typed);
    expect(await page.getByText(`Signed in: ${desk.displayName}`).count()).toBe(1);
    expect(
      await page
        .getByRole("contentinfo")
        .getByText(/^Saved/)
        .count(),
    ).toBe(0);

    await lock(page);
    await signInAs(app, account.name, account.password);
    await page.getByRole("heading", { name: "Worklist" }).waitFor();
    await tabTo(page, "grid", /evaluation/i);
    await page.keyboard.press("Enter");
    await openPart(page, "1", /Presenting complaint/);
    const complaint = page.getByRole("textbox", { name: "Chief complaint" });
    await expect.poll(() => complaint.inputValue()).toBe(typed);
    await lock(page);
  });

  test("staff read an evaluation in an emergency only, and every physician is told", async () => {
    const app = running();
    const { page } = app;
    await signInAs(app, desk.name, desk.password);
    await page.getByRole("heading", { name: "Worklist" }).waitFor();
    await tabTo(page, "grid", /evaluation/i);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Physicians open evaluations" }).waitFor();
    expect(await page.content()).not.toContain(typed);
    await expectAccessible(page);
    await typeInto(page, "The emergency", "Fainted in the waiting room");
    await tabTo(page, "button", "Read it, and record why");
    await page.keyboard.press("Enter");
    await page.getByText(/^Emergency access, for reading only, until \d\d:\d\d/).waitFor();
    await page.getByText("Quillfeather").first().waitFor();
    expect(await page.getByRole("main").getByRole("textbox").count()).toBe(0);
    await expectAccessible(page);
    await lock(page);

    await signInAs(app, account.name, account.password);
    const told = page.getByRole("list", { name: "Emergency accesses to acknowledge" });
    await told.getByText(/Emergency access by Ilse Quent on .* Fainted in the waiting room/).waitFor();
    await expectAccessible(page);
    await tabTo(page, "button", "Acknowledge");
    await page.keyboard.press("Enter");
    await told.waitFor({ state: "detached" });
  });
});

describe("accounts and keys", () => {
  const running = launchForAll(async (app) => {
    await app.page.setViewportSize({ width: 1366, height: 768 });
    await setUpPractice(app);
  });

  test("an account is added, changed, given a new password, disabled and enabled", async () => {
    const app = running();
    const { page } = app;
    const { keyboard } = page;
    await openSection(page, "Accounts");
    await expectAccessible(page);
    await addDesk(app);
    await tabTo(page, "button", "Change desk");
    await keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Change the account" });
    await dialog.waitFor();
    await expectAccessible(page);
    await typeInto(page, /^Account/, "!");
    await tabTo(page, "button", "Save the account");
    await keyboard.press("Enter");
    await dialog.getByText(/may hold letters, digits/).waitFor();
    await tabTo(page, "textbox", /^Account/);
    await keyboard.press("End");
    await keyboard.press("Backspace");
    await tabTo(page, "checkbox", /^Is an administrator too/);
    await keyboard.press("Space");
    await tabTo(page, "button", "Save the account");
    await keyboard.press("Enter");
    await page.getByRole("row", { name: /^desk .*Staff, administrator/ }).waitFor();

    await tabTo(page, "button", "New password for desk");
    await keyboard.press("Enter");
    const reset = page.getByRole("dialog", { name: "New password for desk" });
    await reset.waitFor();
    await tabTo(page, "button", "Suggest one");
    await keyboard.press("Enter");
    const suggested = await reset.getByRole("textbox", { name: /^Temporary password/ }).inputValue();
    expect(suggested).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    await typeInto(page, /^Your own password/, account.password);
    await expectAccessible(page);
    await keyboard.press("Enter");
    await reset.waitFor({ state: "detached" });

    await tabTo(page, "button", "Disable desk");
    await keyboard.press("Enter");
    await page.getByRole("row", { name: /^desk .*Disabled/ }).waitFor();
    await tabTo(page, "button", "Enable desk");
    await keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Enable desk" }).waitFor();
    await typeInto(page, /^Temporary password/, temporaryPassword);
    await typeInto(page, /^Your own password/, account.password);
    await keyboard.press("Enter");
    await page.getByRole("row", { name: /^desk .*Temporary/ }).waitFor();
  });

  test("a new recovery key takes the place of the old one after it was typed back", async () => {
    const { page } = running();
    const { keyboard } = page;
    await openSection(page, "Accounts");
    await tabTo(page, "button", "New recovery key");
    await keyboard.press("Enter");
    await page.getByRole("region", { name: "New recovery key" }).waitFor();
    await expectAccessible(page);
    await typeInto(page, "Your password", account.password);
    await keyboard.press("Enter");
    const list = page.getByRole("list", { name: "Recovery key, group by group" });
    await list.waitFor();
    const groups = (await list.getByRole("listitem").allTextContents()).map((text) => text.trim().slice(-5));
    expect(groups).toHaveLength(8);
    await tabTo(page, "button", "I have it on paper");
    await keyboard.press("Enter");
    for (const group of [4, 8]) await typeInto(page, `Group ${group}`, groups[group - 1] ?? "");
    await keyboard.press("Enter");
    await page.getByText("The new key is in force").waitFor();
    expect(await page.content()).not.toContain(groups[1]);
    const reply = await page.evaluate(
      (recoveryKey) =>
        window.fourfold.call("session.recover", {
          accountName: "averrick",
          recoveryKey,
          newPassword: "four quiet harbors",
        }),
      groups.join("-"),
    );
    expect(reply.ok).toBe(true);
  });

  test("one's own password is changed, and the lock asks for the new one", async () => {
    const app = running();
    const { page } = app;
    await openSection(page, "My account");
    await expectAccessible(page);
    await typeInto(page, "Password now", account.password);
    await typeInto(page, "New password", "password1234");
    await typeInto(page, "New password again", "password1234");
    await page.keyboard.press("Enter");
    await page.getByText(/guessed first/).waitFor();
    for (const label of ["New password", "New password again"]) {
      await tabTo(page, "textbox", label);
      await page.keyboard.press("Control+A");
      await page.keyboard.type("nine amber kettles");
    }
    await page.keyboard.press("Enter");
    await page.getByText("Your password is changed").waitFor();
    await lock(page);
    await signIn(app);
    await page
      .getByRole("alert")
      .getByText(/is not right/)
      .waitFor();
    await tabTo(page, "textbox", "Password");
    await page.keyboard.type("nine amber kettles");
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "My account" }).waitFor();
  });

  test("who has lost everything is told so", async () => {
    const { page } = running();
    await lock(page);
    await tabTo(page, "button", "Password forgotten?");
    await page.keyboard.press("Enter");
    await page.getByText(/Ask an administrator of the practice/).waitFor();
    await page.getByText(/With neither a password nor the recovery key nobody can read the data/).waitFor();
    await expectAccessible(page);
  });
});

describe("the audit log", () => {
  const running = launchForAll(async (app) => {
    await app.page.setViewportSize({ width: 1366, height: 768 });
    await setUpPractice(app, { withInventedPatients: true });
    // More than a page.
    await app.page.evaluate(async () => {
      const practice = await window.fourfold.call("practice.read", {});
      if (!practice.ok) throw new Error(practice.error.message);
      for (let count = 0; count < 110; count += 1) {
        await window.fourfold.call("practice.save", practice.value);
      }
    });
  });
  const firstRow = (page: Page) => page.getByRole("table", { name: "Audit log" }).getByRole("row").nth(1);

  test("is read, filtered, paged and exported", async () => {
    const app = running();
    const { page } = app;
    await openSection(page, "Audit log");
    await page.getByText(/^All [\d,]+ entries form one unbroken chain/).waitFor();
    await page.getByText("Alma Verrick looked at the audit log").waitFor();
    await expectAccessible(page);

    const what = await tabTo(page, "combobox", "What");
    await page.keyboard.press("Enter");
    await page.getByRole("option", { name: "Sign-in and lock" }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => what.inputValue()).toBe("Sign-in and lock");
    await expect.poll(() => firstRow(page).innerText()).toContain("Alma Verrick signed in");
    await typeInto(page, "About", "no such letter");
    await page.getByText("No entry fits these filters.").waitFor();
    await expectAccessible(page);
    await tabTo(page, "button", "Clear the filters");
    await page.keyboard.press("Enter");
    await firstRow(page).waitFor();
    await tabTo(page, "region", "Entries of the audit log");
    await page.keyboard.press("]");
    await expect.poll(() => page.getByRole("button", { name: "Newer" }).isEnabled()).toBe(true);
    await page.keyboard.press("[");

    const file = join(app.userDataFolder, "exported.csv");
    await app.answerSaveDialog(file);
    await tabTo(page, "button", "Export");
    await page.keyboard.press("Enter");
    const csv = page.getByRole("menuitem", { name: /^CSV/ });
    await csv.waitFor();
    // Opened by key, the menu has the focus on its first entry.
    await expect.poll(() => csv.evaluate((entry) => entry === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await page.getByText("The audit log is exported").waitFor();
    const exported = await readFile(file, "utf8");
    expect(exported).toContain("Alma Verrick set up the practice");
    expect(exported.split("\r\n").length).toBeGreaterThan(100);
  });

  test("says in red where it was tampered with, after a restart too", async () => {
    const app = running();
    const { page: before } = app;
    await before.getByRole("region", { name: "Audit log", exact: true }).waitFor();
    await app.close();
    const sqlite = new Database(join(app.dataFolder, "store", "fourfold.db"));
    sqlite.pragma("cipher = 'sqlcipher'");
    sqlite.pragma("legacy = 4");
    sqlite.pragma(`key = "x'${(await dataKeyOf(app)).toString("hex")}'"`);
    sqlite.exec(
      "DROP TRIGGER audit_refuse_update; UPDATE audit SET action = 'session.locked' WHERE sequence = 7",
    );
    sqlite.close();
    await app.startAgain();
    await app.page.setViewportSize({ width: 1366, height: 768 });
    await signIn(app);
    await app.page.getByRole("heading", { name: "Worklist" }).waitFor();
    await openSection(app.page, "Audit log");
    const note = app.page.getByRole("alert");
    await note.getByText(/tampered with or is damaged: entry 7 was changed/).waitFor();
    await expectAccessible(app.page);
  });
});

test("no key and no password is in the page, an argument, the environment, the output, a log or another file", async () => {
  const app = await launch();
  const { page } = app;
  await setUpPractice(app);
  await addDesk(app);
  await lock(page);
  await signInAs(app, account.name, "a wrong password");
  await page.getByRole("alert").waitFor();
  await signInAs(app, account.name, account.password);
  await page
    .getByRole("heading", { name: "Worklist" })
    .or(page.getByRole("heading", { name: "Settings" }))
    .first()
    .waitFor();

  const dataKey = await dataKeyOf(app);
  const secrets = [
    ...(["hex", "base64", "latin1"] as const).map((encoding) => dataKey.toString(encoding)),
    dataKey.toString("hex").toUpperCase(),
    account.password,
    temporaryPassword,
  ];
  const places = new Map<string, string>();
  places.set("the page", await page.content());
  places.set(
    "the page's storage",
    await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])),
  );
  places.set("the output", app.output);
  for (const pid of [app.mainProcessId, await app.backendProcessId()]) {
    if (process.platform !== "linux") continue;
    for (const name of ["cmdline", "environ"]) {
      places.set(`${name} of ${pid}`, await readFile(`/proc/${pid}/${name}`, "latin1"));
    }
  }
  for (const folder of [app.userDataFolder, app.dataFolder]) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      places.set(path, await readFile(path, "latin1"));
    }
  }
  expect([...places.keys()].some((path) => path.endsWith(".log"))).toBe(true);
  for (const [place, content] of places) {
    expect(
      secrets.filter((secret) => content.includes(secret)),
      place,
    ).toEqual([]);
  }
});
