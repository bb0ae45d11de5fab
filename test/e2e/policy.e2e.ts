import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { expectAccessible } from "./accessible.ts";
import { hasElectron, launch } from "./harness/index.ts";
import { mainCommand } from "./harness/mainCommand.ts";
import { appArguments, cleanEnvironment } from "./harness/runtime.ts";
import { decide } from "./policyScreens.ts";
import { setUpPractice, signIn, tabTo } from "./steps.ts";

/** What IT has decided: shown as managed and locked, obeyed, and seen when it changes. */

const policy = {
  idleLockMinutes: 5,
  backupSchedule: "daily",
  backupTime: "06:15",
  backupsToKeep: 30,
  exportAllowed: false,
  letterFooter: "Weekdays 8 am to 5 pm",
  lettersCarryFindings: false,
  passwordMinimumLength: 14,
};
const managed = "Managed by a policy and locked";

test("is shown as managed and locked, is obeyed, and its changes are seen while the window is open", async () => {
  const app = await launch({ policy });
  const { page } = app;
  await page.getByRole("textbox", { name: "Practice name" }).waitFor();
  await setUpPractice(app);
  await page.getByRole("button", { name: "Settings", exact: true }).click();

  await page.getByRole("tab", { name: "Policies", exact: true }).click();
  const row = (key: string) => page.getByRole("row").filter({ hasText: key });
  await row("idleLockMinutes").getByRole("cell", { name: "5", exact: true }).waitFor();
  await row("exportAllowed").getByRole("cell", { name: "No", exact: true }).waitFor();
  await row("letterFooter").getByRole("cell", { name: "Policy file of this computer" }).waitFor();
  await row("letterFooter").getByRole("img", { name: "Locked" }).waitFor();
  await page.getByText(app.policyFile).waitFor();

  await page.getByRole("tab", { name: "Practice and letterhead" }).click();
  const footer = page.getByRole("textbox", { name: "Footer" });
  await footer.waitFor();
  expect(await footer.inputValue()).toBe(policy.letterFooter);
  expect(await footer.isEditable(), "the footer cannot be typed into").toBe(false);
  expect(await describedBy(footer)).toContain(managed);
  const findings = page.getByRole("switch", { name: /^Send the findings/ });
  expect(await findings.isChecked()).toBe(false);
  await findings.click({ force: true });
  expect(await findings.isChecked(), "the switch does not move").toBe(false);
  expect(await describedBy(findings)).toContain(managed);
  expect(await page.getByRole("textbox", { name: "Close", exact: true }).isEditable()).toBe(true);
  // What is not governed is saved as ever.
  await page.getByRole("textbox", { name: "Close", exact: true }).fill("With kind regards");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("The practice is saved").waitFor();

  await page.getByRole("tab", { name: "Backup and restore" }).click();
  const keep = page.getByRole("textbox", { name: "Backups to keep" });
  await keep.waitFor();
  expect(await keep.inputValue()).toBe("30");
  expect(await keep.isEditable()).toBe(false);
  expect(await describedBy(keep)).toContain(managed);

  // The part that keeps the data refuses it as well, whatever a page asks for.
  const refused = await page.evaluate(async () => {
    const settings = { schedule: { kind: "off" as const }, keep: 1 };
    const reply = await window.fourfold.call("backup.saveSettings", settings);
    return reply.ok ? "allowed" : `${reply.error.code}: ${reply.error.message}`;
  });
  expect(refused).toContain("notAllowed");
  const exported = await page.evaluate(async () => {
    const reply = await window.fourfold.call("window.exportWorklist", {});
    return reply.ok ? "allowed" : reply.error.message;
  });
  expect(exported).toContain("switched off on this computer by a policy");

  // Its button says so before anybody tries, to the keyboard as well.
  await page.getByRole("button", { name: "Worklist", exact: true }).click();
  const exporting = page.getByRole("button", { name: "Export", exact: true });
  await exporting.waitFor();
  expect(await exporting.isDisabled()).toBe(true);
  await tabTo(page, "button", "Export");
  await page
    .getByRole("tooltip", {
      name: "Saving patient data as files is switched off on this computer by a policy.",
    })
    .waitFor();
  await expectAccessible(page, "an export that a policy switched off");

  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await page.getByRole("tab", { name: "Policies", exact: true }).click();
  await row("idleLockMinutes").waitFor();
  await decide(app, { ...policy, idleLockMinutes: 7 });
  await row("idleLockMinutes").getByRole("cell", { name: "7", exact: true }).waitFor();
  await expectAccessible(page);

  await writeFile(app.policyFile, '{"idleLockMinutes": 7,');
  await page.getByRole("alert").filter({ hasText: "is not JSON" }).waitFor();
  await row("idleLockMinutes").getByText("What was last known").waitFor();

  // What was last known outlives the app.
  await app.restart();
  await unlock(app);
  await app.page.getByRole("button", { name: "Settings", exact: true }).click();
  await app.page.getByRole("tab", { name: "Policies", exact: true }).click();
  const again = app.page.getByRole("row").filter({ hasText: "idleLockMinutes" });
  await again.getByText("What was last known").waitFor();

  await decide(app, { idleLockMinuts: 9, backupsToKeep: "many", letterPaper: "a4" });
  await app.page.getByRole("alert").filter({ hasText: "Is “idleLockMinutes” meant?" }).waitFor();
  await app.page.getByRole("alert").filter({ hasText: "a whole number from 1 to 365" }).waitFor();
  await app.page.getByRole("row").filter({ hasText: "letterPaper" }).waitFor();

  await rm(app.policyFile);
  await app.page.getByText("No policies are in force on this computer").waitFor();
  await app.page.getByRole("tab", { name: "Practice and letterhead" }).click();
  const freed = app.page.getByRole("textbox", { name: "Footer" });
  await freed.waitFor();
  expect(await freed.isEditable()).toBe(true);
  expect(await freed.inputValue(), "the practice's own came back").toBe("");
  const log = await readFile(join(app.userDataFolder, "logs", "fourfold.log"), "utf8");
  expect(log).toMatch(/policy: 8 in force, 0 problems/);
  expect(log).not.toContain("Weekdays");
});

test("a letterhead that a policy sets stands in the set-up, locked", async () => {
  const app = await launch({ policy: { letterheadName: "Alder Lane Spine and Pain" } });
  const name = app.page.getByRole("textbox", { name: "Practice name" });
  await name.waitFor();
  expect(await name.inputValue()).toBe("Alder Lane Spine and Pain");
  expect(await name.isEditable()).toBe(false);
  expect(await describedBy(name)).toContain(managed);
});

// Electron's own error box waits for somebody to close it.
test.skipIf(hasElectron())("live data on a share stop the start, with words and exit code 3", async () => {
  const home = await mkdtemp(join(tmpdir(), "fourfold-test-"));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const options = {
    userDataFolder: join(home, "user-data"),
    dataFolder: join(home, "data"),
    policyFile: join(home, "policy.json"),
  };
  await writeFile(options.policyFile, JSON.stringify({ dataFolder: "\\\\server\\share\\fourfold" }));
  const { command, leading } = mainCommand();
  const child = spawn(command, [...leading, ...appArguments(options)], { env: cleanEnvironment(options) });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  let words = "";
  child.stderr.on("data", (data) => {
    words += data;
  });
  const exitCode = await new Promise((resolve) => child.once("exit", resolve));
  expect(exitCode).toBe(3);
  expect(words).toContain("names a network share");
  expect(words).toContain(options.policyFile);
});

async function describedBy(field: ReturnType<Awaited<ReturnType<typeof launch>>["page"]["locator"]>) {
  return field.evaluate((element) =>
    (element.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent ?? "")
      .join(" "),
  );
}

async function unlock(app: Awaited<ReturnType<typeof launch>>): Promise<void> {
  await signIn(app);
  await app.page.getByRole("heading", { name: "Worklist" }).waitFor();
}
