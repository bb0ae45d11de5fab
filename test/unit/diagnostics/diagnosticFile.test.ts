import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { diagnosticFileName, diagnosticText } from "../../../electron/diagnostics/diagnosticFile.ts";
import { lastLogLines, mostLines } from "../../../electron/diagnostics/logLines.ts";
import { reduced } from "../../../electron/diagnostics/reduce.ts";
import { usualDataFolder, usualLogFolder } from "../../../electron/diagnostics/usualFolders.ts";
import { noPolicy, type PolicyInForce } from "../../../shared/policy/merge.ts";
import { ask, open, setUpInput, temporaryFolder } from "../backend/support.ts";

const owner = { homeFolder: "/home/jdoe", userName: "jdoe" };

/** A store full of invented patients, letters' numbers and accounts; with every word in it that names somebody. */
async function fullStore() {
  const dataFolder = temporaryFolder();
  const backend = open(dataFolder);
  await ask(backend, "store.setUp", { ...setUpInput, withInventedPatients: true });
  const names = new Set<string>();
  for (const { evaluationId } of (await ask(backend, "worklist.list", {})).rows) {
    const { patient, referrer } = await ask(backend, "evaluation.open", { evaluationId });
    for (const text of [
      patient.familyName,
      patient.givenNames,
      patient.dateOfBirth,
      patient.mrn,
      referrer.familyName,
      referrer.givenNames,
      referrer.practice,
    ]) {
      if (text !== undefined && text.length > 2) names.add(text);
    }
  }
  names.add(setUpInput.accountName).add(setUpInput.signer.displayName).add(setUpInput.practice.name);
  return { backend, dataFolder, names };
}

function reportOf(
  store: Parameters<typeof diagnosticText>[0]["store"],
  logFolder: string,
  policy: PolicyInForce = noPolicy,
) {
  return diagnosticText({
    appVersion: "1.4.0",
    runtime: { node: "24.0.0", electron: undefined },
    startedAs: "installed app",
    dataFolder: "/home/jdoe/.config/Fourfold/data",
    logFolder,
    store,
    policy,
    now: new Date("2031-05-04T10:00:00Z"),
    owner,
  });
}

describe("the diagnostic file of a store full of patients", () => {
  test("holds no name, birth, record number, referrer, account or practice, before and after sign-in", async () => {
    const { backend, dataFolder, names } = await fullStore();
    expect(names.size).toBeGreaterThan(30);
    const logFolder = temporaryFolder();
    const [anyName = ""] = names;
    writeFileSync(
      join(logFolder, "fourfold.log"),
      [...names].map((name) => `[2031-05-04 10:00:00.000] [info]  ${name} was seen`).join("\n"),
    );
    // Somebody left a file with a telling name in the data folder.
    writeFileSync(join(dataFolder, `${anyName}.pdf`), "12345");
    const open = reportOf(await ask(backend, "store.report", {}), logFolder);
    await ask(backend, "session.lock", {});
    const closed = reportOf(await ask(backend, "store.report", {}), logFolder);
    for (const text of [open, closed]) {
      for (const name of names) expect(text.toLowerCase()).not.toContain(name.toLowerCase());
      expect(text).not.toContain("jdoe");
    }
    expect(JSON.parse(open)).toMatchObject({
      store: {
        state: "open",
        accounts: 1,
        counts: { patients: expect.any(Number) },
        otherFiles: { files: 1, bytes: 5 },
      },
      folders: { data: "~/.config/Fourfold/data" },
      log: { lines: [], leftOut: names.size },
    });
    expect(JSON.parse(closed).store).toMatchObject({ state: "closed", accounts: 1 });
    expect(JSON.parse(closed).store).not.toHaveProperty("counts");
    expect(JSON.parse(closed).store).not.toHaveProperty("schema");
  });

  test("says what IT asks for first", async () => {
    const { backend } = await fullStore();
    const { store, program, system } = JSON.parse(
      reportOf(await ask(backend, "store.report", {}), temporaryFolder()),
    );
    expect(program).toEqual({ version: "1.4.0", startedAs: "installed app", runtime: { node: "24.0.0" } });
    expect(system.platform).toBe(process.platform);
    expect(store).toMatchObject({
      schema: store.programSchema,
      onNetwork: false,
      backup: { schedule: "off", folderChosen: false, overdue: false },
    });
    expect(store.freeBytes).toBeGreaterThan(0);
    expect(store.files.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(["fourfold.lock", "store/fourfold.db", "store/keys.json"]),
    );
  });
});

test("no store, and one that cannot be opened, are told as such", async () => {
  const empty = open(temporaryFolder());
  expect(await ask(empty, "store.report", {})).toMatchObject({ state: "absent", files: [] });
  const broken = temporaryFolder();
  mkdirSync(join(broken, "store"));
  writeFileSync(join(broken, "store", "fourfold.db"), "not a database");
  expect(await ask(open(broken), "store.report", {})).toMatchObject({
    state: "unusable",
    problem: "storeDamaged",
  });
});

describe("policies", () => {
  test("are told with their source, the letterhead's and the words of problems without their text", async () => {
    const policy: PolicyInForce = {
      entries: [
        { key: "letterheadName", value: "Alder Lane Spine and Pain", source: "machineFile" },
        { key: "letterheadAddress", value: ["410 Alder Lane"], source: "machineFile" },
        { key: "updatesEnabled", value: true, source: "machineRegistry" },
        { key: "updateFeed", value: "https://jdoe:secret@updates.example/x", source: "machineRegistry" },
        { key: "dataFolder", value: "/home/jdoe/store", source: "userRegistry" },
      ],
      problems: [{ source: "machineFile", key: "logo", message: "“Quillfeather” is not", action: "" }],
      sources: [{ id: "machineFile", place: "/etc/fourfold/policy.json", state: "read" }],
    };
    const store = await ask(open(temporaryFolder()), "store.report", {});
    const { policies } = JSON.parse(reportOf(store, temporaryFolder(), policy));
    expect(policies.inForce.map(({ value }: { value: unknown }) => value)).toEqual([
      "(set)",
      "(set)",
      true,
      "https://updates.example/x",
      "~/store",
    ]);
    expect(policies.problems).toEqual([{ source: "machineFile", key: "logo" }]);
  });
});

describe("the log", () => {
  const stamp = "[2031-05-04 10:00:00.000]";
  const write = (lines: readonly string[]) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "fourfold.log"), `${lines.join("\n")}\n`);
    return folder;
  };

  test.each([
    `${stamp} [info]  Fourfold 1.4.0 starts`,
    `${stamp} [warn]  session.signIn refused: wrongPassword`,
    `${stamp} [warn]  (not looked at) refused: badSender`,
    `${stamp} [warn]  backend stopped with 9; starting it again`,
    `${stamp} [warn]  page stopped: oom`,
    `${stamp} [warn]  update: badSignature`,
    `${stamp} [error] main process: TypeError ERR_INVALID_ARG_TYPE`,
    `${stamp} [error] window state: Error EACCES`,
    `${stamp} [error] start: a thrown string`,
    "    at Object.open (file:///opt/Fourfold/resources/app.asar/dist/main/main.js:12:34)",
    "    at async start (node:internal/process:1:2)",
  ])("keeps %s", (line) => {
    expect(lastLogLines(write([line]))).toEqual({ lines: [line.replace(/\] +(?=\w|\()/, "] ")], leftOut: 0 });
  });

  test.each([
    `${stamp} [info]  Quillfeather, Harlan`,
    `${stamp} [info]  evaluation.open refused: Harlan Quillfeather`,
    `${stamp} [error] main process: TypeError: cannot read Quillfeather`,
    `${stamp} [warn]  page stopped: Quillfeather Harlan`,
    `${stamp} [warn]  backend: Quillfeather`,
    "Quillfeather",
    "    at Quillfeather, Harlan",
    "   at ../Harlan Quillfeather/letter.pdf",
  ])("leaves out %s", (line) => {
    expect(lastLogLines(write([line]))).toEqual({ lines: [], leftOut: 1 });
  });

  test("keeps of a fault of the backend only what has its form", () => {
    const note = {
      reference: "0a1b2c3d",
      operation: "evaluation.saveAnswers",
      kind: "SqliteError",
      code: "SQLITE_ERROR",
      message: "Quillfeather",
      frames: ["at save (file:///x/process.js:1:2)", "at Quillfeather"],
    };
    const { lines } = lastLogLines(write([`${stamp} [warn]  backend: ${JSON.stringify(note)}`]));
    expect(lines.join()).toContain("SQLITE_ERROR");
    expect(lines.join()).toContain("process.js:1:2");
    expect(lines.join()).not.toContain("Quillfeather");
  });

  test("keeps its end alone, and a log that is not there is empty", () => {
    const folder = write([]);
    for (let line = 0; line < 5000; line += 1) {
      appendFileSync(
        join(folder, "fourfold.log"),
        `${stamp} [warn]  session.signIn refused: wrongPassword\n`,
      );
    }
    expect(lastLogLines(folder).lines).toHaveLength(mostLines);
    expect(lastLogLines(join(folder, "nowhere"))).toEqual({ lines: [], leftOut: 0 });
  });
});

test.each([
  ["/home/jdoe/.config/Fourfold", "~/.config/Fourfold"],
  ["C:\\Users\\amelia\\AppData\\Roaming\\Fourfold", "C:\\Users\\(user)\\AppData\\Roaming\\Fourfold"],
  ["/Users/amelia/Library/Logs", "/Users/(user)/Library/Logs"],
  ["\\\\server\\homes\\jdoe\\backups", "\\\\server\\homes\\(user)\\backups"],
  ["/opt/fourfold", "/opt/fourfold"],
  ["https://who:what@host/x", "https://host/x"],
])("the path %s becomes %s", (path, plain) => {
  expect(reduced(path, owner)).toBe(plain);
});

test("the usual folders are those of the installed app", () => {
  expect(usualLogFolder("darwin", {}, "/Users/a")).toBe("/Users/a/Library/Logs/Fourfold");
  expect(usualLogFolder("linux", {}, "/home/a")).toBe("/home/a/.config/Fourfold/logs");
  expect(usualDataFolder("linux", { XDG_CONFIG_HOME: "/c" }, "/home/a")).toBe("/c/Fourfold/data");
  expect(diagnosticFileName(new Date("2031-05-04T10:11:12Z"))).toBe(
    "Fourfold-diagnostics-20310504-101112.json",
  );
});
