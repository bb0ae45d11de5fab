import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { hasElectron, launch, launchForAll, projectFolder, type TestedApp } from "./harness/index.ts";
import { mainCommand } from "./harness/mainCommand.ts";

/** The life of the app around its screens: window, menu, locks, the backend's death, the end. */

const password = "four quiet harbors";

/** Sets up a store with invented patients, past the screens: those have specs of their own. */
async function setUp({ page }: TestedApp): Promise<void> {
  const reply = await page.evaluate(
    (secret) =>
      window.fourfold.call("store.setUp", {
        practice: {
          name: "Halden Spine and Pain Clinic",
          addressLines: ["12 Harbor Street"],
          paper: "letter",
        },
        accountName: "averrick",
        password: secret,
        signer: { displayName: "Alma Verrick, MD" },
        withInventedPatients: true,
      }),
    password,
  );
  expect(reply).toMatchObject({ ok: true });
}

async function firstEvaluation({ page }: TestedApp): Promise<string> {
  const reply = await page.evaluate(() => window.fourfold.call("worklist.list", {}));
  const row = reply.ok ? reply.value.rows[0] : undefined;
  if (row === undefined) throw new Error("The worklist is empty.");
  return row.evaluationId;
}

const session = ({ page }: TestedApp) => page.evaluate(() => window.fourfold.call("session.current", {}));

/** Collects an event of the app until it is asked for. */
async function listen(
  app: TestedApp,
  name: "session.locked" | "menu.command",
): Promise<() => Promise<unknown>> {
  const heard = await app.page.evaluateHandle((event) => {
    const box: { detail: Promise<unknown> } = {
      detail: new Promise((resolve) => window.fourfold.on(event, resolve)),
    };
    return box;
  }, name);
  return () => heard.evaluate(({ detail }) => detail);
}

describe("the window", () => {
  test("opens on set-up where there is no store yet, and closes without complaint", async () => {
    const app = await launch();
    expect(await app.page.title()).toBe("Fourfold");
    await app.page.getByRole("textbox", { name: "Practice name" }).waitFor();
    const output = app.output;
    await app.close();
    expect(app.complaints).toEqual([]);
    if (!hasElectron()) expect(output).toBe("");
  });

  test("is in the same place after a restart", async () => {
    const app = await launch();
    const bounds = { x: 40, y: 30, width: 1200, height: 700 };
    await app.evaluate(({ BrowserWindow }, wanted) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(wanted);
    }, bounds);
    await app.restart();
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(
      bounds,
    );
  });

  test("has a title without a patient's name, whatever is open", async () => {
    const app = await launch();
    await setUp(app);
    await app.page.reload();
    await app.page.locator("html[data-ready=true]").waitFor({ state: "attached" });
    await app.page.getByRole("heading", { name: "Worklist" }).waitFor();
    expect(await app.page.title()).toBe("Fourfold");
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())).toBe(
      "Fourfold",
    );
  });

  test("hears the menu", async () => {
    const app = await launch();
    const command = await listen(app, "menu.command");
    await app.chooseMenu("showShortcuts");
    expect(await command()).toEqual({ command: "showShortcuts" });
  });
});

describe("the session", () => {
  test("is closed when the system locks", async () => {
    const app = await launch();
    await setUp(app);
    const locked = await listen(app, "session.locked");
    await app.evaluate(({ powerMonitor }) => {
      powerMonitor.emit("lock-screen");
    });
    expect(await locked()).toEqual({ reason: "system" });
    expect(await session(app)).toEqual({ ok: true, value: {} });
  });

  test("is closed when nobody has touched the computer for too long", async () => {
    const app = await launch();
    await setUp(app);
    const locked = await listen(app, "session.locked");
    await app.evaluate(({ powerMonitor }) => {
      powerMonitor.getSystemIdleTime = () => 3600;
    });
    expect(await locked()).toEqual({ reason: "idle" });
    expect(await session(app)).toEqual({ ok: true, value: {} });
  });

  test("is over after the backend was killed, and the next call finds a new one", async () => {
    const app = await launch();
    await setUp(app);
    const before = await app.backendProcessId();
    await app.killBackend();
    expect(await app.backendProcessId()).not.toBe(before);
    expect(await session(app)).toEqual({ ok: true, value: {} });
    const status = await app.page.evaluate(() => window.fourfold.call("store.status", {}));
    expect(status).toMatchObject({ ok: true, value: { state: "closed", accountNames: ["averrick"] } });
  });
});

describe("saving a letter", () => {
  const running = launchForAll(setUp);

  test("writes the whole PDF where the person said", async () => {
    const app = running();
    const file = join(app.userDataFolder, "letter.pdf");
    await app.answerSaveDialog(file);
    const reply = await app.page.evaluate(
      (draftOf) => window.fourfold.call("window.saveLetter", { draftOf, paper: "a4" }),
      await firstEvaluation(app),
    );
    expect(reply).toEqual({ ok: true, value: { savedTo: file } });
    const bytes = await readFile(file);
    expect(bytes.subarray(0, 5).toString("latin1")).toBe("%PDF-");
    expect(bytes.subarray(-6).toString("latin1")).toContain("%%EOF");
  });

  test("writes nothing when the person cancels", async () => {
    const app = running();
    await app.answerSaveDialog(undefined);
    const reply = await app.page.evaluate(
      (draftOf) => window.fourfold.call("window.saveLetter", { draftOf, paper: "a4" }),
      await firstEvaluation(app),
    );
    expect(reply).toEqual({ ok: true, value: {} });
  });

  test("says what to do when the place cannot be written", async () => {
    const app = running();
    await app.answerSaveDialog(join(app.userDataFolder, "no such folder", "letter.pdf"));
    const reply = await app.page.evaluate(
      (draftOf) => window.fourfold.call("window.saveLetter", { draftOf, paper: "a4" }),
      await firstEvaluation(app),
    );
    expect(reply).toMatchObject({
      ok: false,
      error: { code: "folderNotWritable", action: expect.stringContaining("another folder") },
    });
  });

  test("is refused to who has signed out, without asking for a place", async () => {
    const app = running();
    const evaluationId = await firstEvaluation(app);
    const file = join(app.userDataFolder, "refused.pdf");
    await app.answerSaveDialog(file);
    await app.page.evaluate(() => window.fourfold.call("session.lock", {}));
    const reply = await app.page.evaluate(
      (draftOf) => window.fourfold.call("window.saveLetter", { draftOf, paper: "a4" }),
      evaluationId,
    );
    expect(reply).toMatchObject({ ok: false, error: { code: "notSignedIn" } });
    await expect(readFile(file)).rejects.toMatchObject({ code: "ENOENT" });
  });
});

test("closing the window loses nothing that was typed just before", async () => {
  const app = await launch();
  await setUp(app);
  await app.page.reload();
  const { page } = app;
  await page.getByRole("heading", { name: "Worklist" }).waitFor();
  await page.getByRole("row").nth(1).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: "Parts of the evaluation" }).waitFor();
  await page.keyboard.press("Alt+1");
  await page.getByRole("textbox", { name: "Chief complaint" }).focus();
  await page.keyboard.type("Cannot turn in bed");
  // At once: by itself the answer would be saved only a while after the last key.
  await app.restart();
  const answers = await app.page.evaluate(async (secret) => {
    await window.fourfold.call("session.signIn", { accountName: "averrick", password: secret });
    const list = await window.fourfold.call("worklist.list", {});
    const ids = list.ok ? list.value.rows.map((row) => row.evaluationId) : [];
    return Promise.all(ids.map((evaluationId) => window.fourfold.call("evaluation.open", { evaluationId })));
  }, password);
  expect(JSON.stringify(answers)).toContain("Cannot turn in bed");
});

test("the log tells IT what happened and nothing of patients", async () => {
  const app = await launch();
  await setUp(app);
  const rows = await app.page.evaluate(() => window.fourfold.call("worklist.list", {}));
  await app.page.evaluate(() =>
    window.fourfold.call("session.signIn", { accountName: "averrick", password: "wrong" }),
  );
  await app.killBackend();
  await app.close();
  const log = await readFile(join(app.userDataFolder, "logs/fourfold.log"), "utf8");
  expect(log).toContain("Fourfold 0.1.0 starts");
  expect(log).toContain("session.signIn refused: wrongPassword");
  expect(log).toContain("backend stopped");
  for (const { patientName, mrn } of rows.ok ? rows.value.rows : []) {
    expect(log).not.toContain(patientName);
    expect(log).not.toContain(mrn);
  }
  expect(log).not.toContain(password);
});

test("a second start hands over to the first and ends", async () => {
  const app = await launch();
  const focused = app.evaluate(
    ({ BrowserWindow, app: running }) =>
      new Promise<boolean>((resolve) => {
        running.once("second-instance", () => resolve(BrowserWindow.getAllWindows().length === 1));
      }),
  );
  await runMain([`--user-data-dir=${app.userDataFolder}`, `--data-folder=${app.dataFolder}`]);
  expect(await focused).toBe(true);
});

test("the app answers the command line without a window", async () => {
  const { stdout } = await runMain(["checklist", "--json"]);
  expect(JSON.parse(stdout)).toHaveProperty("parts");
  await expect(runMain(["letter", "--case", "missing.json"])).rejects.toMatchObject({ code: 2 });
});

/** Runs the app's main process by itself; rejects with its exit code when that is not 0. */
async function runMain(args: readonly string[]): Promise<{ stdout: string }> {
  const { command, leading } = mainCommand();
  return promisify(execFile)(command, [...leading, ...args], {
    cwd: projectFolder,
    maxBuffer: 64 * 1024 * 1024,
  });
}
