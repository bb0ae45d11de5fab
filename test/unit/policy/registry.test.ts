import { writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { readRegistryKey } from "../../../electron/policy/registry.ts";
import { parseRegistryExport } from "../../../electron/policy/registryExport.ts";
import { registryKeys } from "../../../electron/policy/sources.ts";
import type { RunTool } from "../../../electron/policy/surroundings.ts";
import { surroundings } from "./surroundings.ts";

const head = "Windows Registry Editor Version 5.00\r\n\r\n";
const section = "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Fourfold]\r\n";
const bytes = (text: string) =>
  [...Buffer.from(`${text}\0`, "utf16le")].map((one) => one.toString(16).padStart(2, "0")).join(",");

describe("the export of a key", () => {
  test.each<[string, unknown]>([
    ['"idleLockMinutes"=dword:0000000a', 10],
    ['"letterheadName"="Alder Lane"', "Alder Lane"],
    ['"letterheadName"="Ånsgård “Klinik”"', "Ånsgård “Klinik”"],
    ['"dataFolder"="C:\\\\Data \\"x\\""', 'C:\\Data "x"'],
    [`"dataFolder"=hex(2):${bytes("%ProgramData%\\Fourfold")}`, "%ProgramData%\\Fourfold"],
    ['"letterheadAddress"=hex(7):61,00,00,00,62,\\\r\n  00,00,00,00,00', ["a", "b"]],
    ['"backupHours"=hex(b):04,00,00,00,00,00,00,00', 4],
    ['"letterFooter"="one\r\ntwo"', "one\ntwo"],
    ['"other"=hex:01,02', { binary: true }],
    ['"empty"=""', ""],
  ])("%s", (line, value) => {
    const text = `\uFEFF${head}${section}${line}\r\n"after"=dword:00000001\r\n\r\n`;
    const values = parseRegistryExport(text, registryKeys.machine);
    expect([...values.values()]).toEqual([value, 1]);
  });

  test("passes over its default value and the keys below it", () => {
    const below = `[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Fourfold\\Below]\r\n"exportAllowed"=dword:00000000\r\n`;
    const text = `${head}${section}@="default"\r\n"backupHours"=dword:00000004\r\n\r\n${below}`;
    expect([...parseRegistryExport(text, registryKeys.machine)]).toEqual([["backupHours", 4]]);
  });

  test("refuses what is no export", () => {
    expect(() => parseRegistryExport("ERROR: Access is denied.", registryKeys.machine)).toThrow();
  });
});

describe("a key of the registry", () => {
  const registry =
    (keys: Readonly<Record<string, string>>, ran: string[] = []): RunTool =>
    async (file, [command = "", key = "", target = ""]) => {
      ran.push(file);
      const text = keys[key];
      if (text === undefined) return { exitCode: 1, output: "" };
      if (command === "export") await writeFile(target, `\uFEFF${text}`, "utf16le");
      return { exitCode: 0, output: text };
    };
  const windows = { ...surroundings, platform: "win32" as const, environment: { SystemRoot: "D:\\Win" } };

  test("becomes policies: names without regard to capitals, 0 and 1 as truth values", async () => {
    const ran: string[] = [];
    const text = `${head}${section}"EXPORTALLOWED"=dword:00000000\r\n"idleLockMinutes"=dword:00000001\r\n"printingAllowed"=dword:00000002\r\n"wallpaper"="x"\r\n`;
    const runTool = registry({ [registryKeys.machine]: text }, ran);
    expect(await readRegistryKey(registryKeys.machine, { ...windows, runTool })).toEqual({
      kind: "read",
      raw: { exportAllowed: false, idleLockMinutes: 1, printingAllowed: 2, wallpaper: "x" },
    });
    expect(ran).toEqual(["D:\\Win\\System32\\reg.exe"]);
  });

  const absent: Readonly<Record<string, string>>[] = [
    { "HKLM\\SOFTWARE\\Policies": "\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\r\n" },
    { "HKLM\\SOFTWARE\\Policies": "\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\NotFourfold\r\n" },
    { "HKLM\\SOFTWARE": "\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\r\n" },
  ];
  test.each(absent)("is absent where the key above does not list it: %j", async (keys) => {
    const outcome = await readRegistryKey(registryKeys.machine, { ...windows, runTool: registry(keys) });
    expect(outcome.kind).toBe("absent");
  });

  const unreadable: Readonly<Record<string, string>>[] = [
    {},
    { "HKLM\\SOFTWARE\\Policies": "\r\nHKEY_LOCAL_MACHINE\\Software\\Policies\\FOURFOLD\r\n" },
    { [registryKeys.machine]: "ERROR" },
  ];
  test.each(unreadable)("cannot be read: %j", async (keys) => {
    const outcome = await readRegistryKey(registryKeys.machine, { ...windows, runTool: registry(keys) });
    expect(outcome).toMatchObject({ kind: "unreadable", action: expect.stringContaining("policy file") });
  });

  test("cannot be read where the tool cannot be started", async () => {
    const runTool: RunTool = async () => ({ exitCode: undefined, output: "" });
    expect((await readRegistryKey(registryKeys.machine, { ...windows, runTool })).kind).toBe("unreadable");
  });
});
