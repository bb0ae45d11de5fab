import { mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { folderOfPolicy } from "../../../electron/policy/folders.ts";
import { onThisComputer } from "../../../electron/policy/onThisComputer.ts";
import { readManagedPreferences } from "../../../electron/policy/preferences.ts";
import { PolicyReader } from "../../../electron/policy/readPolicies.ts";
import { policyFileVariable, policySources } from "../../../electron/policy/sources.ts";
import { usualSettingsFolder } from "../../../electron/policy/surroundings.ts";
import { mergePolicies, valuesOf } from "../../../shared/policy/merge.ts";
import { namesShare } from "../../../shared/policy/shares.ts";
import { surroundings } from "./surroundings.ts";

describe("the places of each system", () => {
  const places = (given: Partial<typeof surroundings>) =>
    policySources({ ...surroundings, ...given }).map(({ source }) => [source.id, source.place]);

  test("Linux", () => {
    expect(places({ platform: "linux" })).toEqual([["machineFile", "/etc/fourfold/policy.json"]]);
  });
  test("Windows", () => {
    expect(places({ platform: "win32", environment: { ProgramData: "D:\\Shared" } })).toEqual([
      ["machineRegistry", "HKLM\\SOFTWARE\\Policies\\Fourfold"],
      ["machineFile", "D:\\Shared\\Fourfold\\policy.json"],
      ["userRegistry", "HKCU\\SOFTWARE\\Policies\\Fourfold"],
    ]);
  });
  test("macOS", () => {
    expect(places({ platform: "darwin" })).toEqual([
      ["machinePreferences", "/Library/Managed Preferences/app.fourfold.desktop.plist"],
      ["machineFile", "/Library/Application Support/Fourfold/policy.json"],
      ["userPreferences", "/Library/Managed Preferences/anna/app.fourfold.desktop.plist"],
    ]);
  });

  test("a file named by the environment stands in their place, but never in a packaged app", () => {
    const environment = { [policyFileVariable]: "/tmp/policy.json" };
    expect(places({ isPackaged: false, environment })).toEqual([["machineFile", "/tmp/policy.json"]]);
    expect(places({ isPackaged: true, environment })).toEqual([["machineFile", "/etc/fourfold/policy.json"]]);
  });

  test("the settings of a user", () => {
    expect(usualSettingsFolder("linux", {}, "/home/anna")).toBe("/home/anna/.config/Fourfold");
    expect(usualSettingsFolder("linux", { XDG_CONFIG_HOME: "/x" }, "/home/anna")).toBe("/x/Fourfold");
    expect(usualSettingsFolder("darwin", {}, "/h")).toBe("/h/Library/Application Support/Fourfold");
    expect(usualSettingsFolder("win32", { APPDATA: "/roaming" }, "/h")).toBe("/roaming/Fourfold");
  });
});

describe("a folder of a policy on this computer", () => {
  const windows = {
    ...surroundings,
    platform: "win32" as const,
    homeFolder: "C:\\Users\\anna",
    environment: {
      PROGRAMDATA: "C:\\ProgramData",
      "ProgramFiles(x86)": "C:\\Program Files (x86)",
      EMPTY: "",
    },
  };
  test.each([
    ["C:\\Fourfold\\Data", "C:\\Fourfold\\Data"],
    ["%ProgramData%\\Fourfold", "C:\\ProgramData\\Fourfold"],
    ["%programdata%/Fourfold", "C:\\ProgramData\\Fourfold"],
    ["%ProgramFiles(x86)%\\x", "C:\\Program Files (x86)\\x"],
    ["%ProgramData%\\%UserName%", "C:\\ProgramData\\anna"],
    ["~\\Fourfold", "C:\\Users\\anna\\Fourfold"],
    ["\\\\server\\share\\x", "\\\\server\\share\\x"],
    ["%Nowhere%\\x", undefined],
    ["%EMPTY%\\x", undefined],
    ["%UserName%\\x", undefined],
  ])("Windows: %s", (text, folder) => {
    expect(folderOfPolicy(text, windows)).toBe(folder);
  });
  test.each([
    ["/var/lib/fourfold", "/var/lib/fourfold"],
    ["~/Fourfold", "/home/anna/Fourfold"],
    ["~", "/home/anna"],
    ["/mnt/%UserName%/x", "/mnt/anna/x"],
    ["/mnt/a/../b", "/mnt/b"],
    ["C:\\Fourfold", undefined],
    ["\\\\server\\share", undefined],
    ["%ProgramData%\\Fourfold", undefined],
  ])("Linux: %s", (text, folder) => {
    expect(folderOfPolicy(text, surroundings)).toBe(folder);
  });
});

describe("managed preferences of a Mac", () => {
  const there = import.meta.filename;
  test("are read by the system's own tool", async () => {
    const ran: unknown[] = [];
    const runTool: typeof surroundings.runTool = async (...given) => {
      ran.push(given);
      return { exitCode: 0, output: '{"idleLockMinutes":5,"PayloadUUID":"x"}' };
    };
    expect(await readManagedPreferences(there, { ...surroundings, runTool })).toEqual({
      kind: "read",
      raw: { idleLockMinutes: 5 },
    });
    expect(ran).toEqual([["/usr/bin/plutil", ["-convert", "json", "-o", "-", there]]]);
  });
  test("are absent where there is no file", async () => {
    expect(await readManagedPreferences("/nowhere/x.plist", surroundings)).toEqual({ kind: "absent" });
  });
  test.each([
    [1, "", "property list"],
    [undefined, "", "property list"],
    [0, "not JSON", "is not JSON"],
  ])("cannot be read: %s %j", async (exitCode, output, why) => {
    const runTool = async () => ({ exitCode, output });
    const outcome = await readManagedPreferences(there, { ...surroundings, runTool });
    expect(outcome.kind === "unreadable" && outcome.why).toContain(why);
  });
});

describe("from start to start", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fourfold-policy-test-"));
    file = join(folder, "policy.json");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const kept = () => join(folder, "settings", "last-known-policy.json");
  const readNow = async (keeps = true) => {
    const own = {
      ...surroundings,
      isPackaged: false,
      environment: { [policyFileVariable]: file },
      settingsFolder: join(folder, "settings"),
    };
    const inForce = await new PolicyReader(own, { keeps }).read();
    return { values: valuesOf(inForce.entries), problems: inForce.problems };
  };

  test("a file that broke keeps what it said at the last start, until it can be read again or is gone", async () => {
    writeFileSync(file, '{"idleLockMinutes": 5}');
    expect((await readNow()).values).toEqual({ idleLockMinutes: 5 });
    writeFileSync(file, '{"idleLockMinutes": ');
    const broken = await readNow();
    expect(broken.values).toEqual({ idleLockMinutes: 5 });
    expect(broken.problems).toHaveLength(1);
    expect((await readNow()).values, "a second start with it").toEqual({ idleLockMinutes: 5 });
    unlinkSync(file);
    expect(await readNow()).toEqual({ values: {}, problems: [] });
    writeFileSync(file, "broken once more");
    expect((await readNow()).values).toEqual({});
  });

  test("a command reads what was kept and keeps nothing itself", async () => {
    writeFileSync(file, '{"idleLockMinutes": 5}');
    await readNow();
    writeFileSync(file, '{"idleLockMinutes": 7}');
    expect((await readNow(false)).values).toEqual({ idleLockMinutes: 7 });
    expect(JSON.parse(readFileSync(kept(), "utf8"))).toEqual({ machineFile: { idleLockMinutes: 5 } });
  });

  test("without policies nothing is written", async () => {
    expect((await readNow()).values).toEqual({});
    expect(() => readFileSync(kept())).toThrow();
  });

  test.each(["", "[]", "null", '{"machineFile": []}', '{"machineFile": {"idleLockMinutes": 900}}'])(
    "what was kept and cannot be used is forgotten: %j",
    async (text) => {
      writeFileSync(file, '{"idleLockMinutes": 5}');
      await readNow();
      writeFileSync(kept(), text);
      writeFileSync(file, "broken");
      const { values, problems } = await readNow();
      expect(values).toEqual({});
      expect(problems[0]?.message).toContain("governs nothing");
    },
  );
});

describe("policies with folders, here", () => {
  const here = (raw: Record<string, unknown>) => {
    const source = { id: "machineFile", place: "p" } as const;
    const { inForce } = mergePolicies([{ source, outcome: { kind: "read", raw } }]);
    return onThisComputer(inForce, surroundings);
  };

  test("mean this computer and this user", () => {
    const { entries, problems } = here({
      dataFolder: "/mnt/%UserName%",
      backupFolder: "~/b",
      updateFeed: "~/u",
    });
    expect(valuesOf(entries)).toEqual({
      dataFolder: "/mnt/anna",
      backupFolder: "/home/anna/b",
      updateFeed: "/home/anna/u",
    });
    expect(problems).toEqual([]);
  });

  test("an address stays as it is", () => {
    expect(valuesOf(here({ updateFeed: "https://updates.example/%20x" }).entries)).toEqual({
      updateFeed: "https://updates.example/%20x",
    });
  });

  test("one of another system governs nothing, and is told", () => {
    const { entries, problems } = here({ backupFolder: "D:\\Backups", idleLockMinutes: 5 });
    expect(valuesOf(entries)).toEqual({ idleLockMinutes: 5 });
    expect(problems[0]).toMatchObject({ key: "backupFolder", source: "machineFile" });
  });

  test("live data on a share are told and stay for the start to refuse; backups may go there", () => {
    const { entries, problems } = here({ dataFolder: "\\\\server\\share" });
    expect(valuesOf(entries)).toEqual({ dataFolder: "\\\\server\\share" });
    expect(problems[0]?.message).toContain("does not start");
    expect(here({ backupFolder: "//server/share" }).problems).toEqual([]);
  });

  test.each([
    ["\\\\server\\share", true],
    ["//server/share", true],
    ["\\\\?\\UNC\\server\\share", true],
    ["\\\\?\\C:\\Data", false],
    ["\\\\.\\C:\\Data", false],
    ["C:\\Data", false],
    ["/var/lib", false],
  ])("%s is a share: %s", (path, isShare) => {
    expect(namesShare(path)).toBe(isShare);
  });
});
