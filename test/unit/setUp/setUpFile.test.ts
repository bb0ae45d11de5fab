import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findSetUpFile, usualSetUpFile } from "../../../electron/main/setUp/setUpFile.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { readSetUpFile, setUpJsonSchema } from "../../../shared/setUp/setUpFile.ts";
import { temporaryFolder } from "../backend/support.ts";

const full = {
  $comment: "Alder Lane, rolled out in May",
  practice: {
    name: "Alder Lane Spine and Pain",
    addressLines: ["410 Alder Lane", "Springfield, IL 62704"],
    phone: "(217) 555-0140",
    fax: "(217) 555-0141",
    paper: "a4",
    letter: { salutation: "fullName", closing: "Kind regards,", footer: "Weekdays 8 am to 5 pm" },
  },
  firstAccount: {
    displayName: "Alma Verrick",
    credentials: "MD",
    npi: "0000000000",
    accountName: "averrick",
  },
  backup: { folder: "/mnt/backups", schedule: { kind: "daily", at: "18:30" }, keep: 30 },
  retention: { years: 10, majorityAge: 18 },
};

const refusal = (content: unknown): FourfoldError => {
  try {
    readSetUpFile(typeof content === "string" ? content : JSON.stringify(content));
  } catch (error) {
    if (error instanceof FourfoldError) return error;
    throw error;
  }
  throw new Error("The file was taken.");
};

describe("a set-up file", () => {
  test.each([
    ["everything", full],
    ["nothing", {}],
    ["a name alone", { practice: { name: "Alder Lane" } }],
    ["an account's name alone", { firstAccount: { accountName: "verrick.a" } }],
  ])("may answer %s", (_title, content) => {
    expect(readSetUpFile(JSON.stringify(content))).toEqual(content);
    expect(readSetUpFile(`\uFEFF${JSON.stringify(content)}`)).toEqual(content);
  });

  test.each([
    ["password", { firstAccount: { password: "four quiet harbors" } }, "firstAccount.password"],
    ["Password of another name", { adminPassword: "x" }, "adminPassword"],
    ["passphrase", { practice: { passphrase: "x" } }, "practice.passphrase"],
    ["pwd", { pwd: "x" }, "pwd"],
    ["recovery key", { recoveryKey: "x" }, "recoveryKey"],
    ["token", { token: "x" }, "token"],
    ["secret deep inside", { practice: { letter: { clientSecret: "x" } } }, "practice.letter.clientSecret"],
    ["key in a list", { practice: { addressLines: [{ api_key: "x" }] } }, "practice.addressLines.0.api_key"],
    ["private key", { privateKeyPem: "x" }, "privateKeyPem"],
    ["PIN", { firstAccount: { pin: "1234" } }, "firstAccount.pin"],
  ])("with a %s is refused whole, and its value is not repeated", (_title, content, field) => {
    const error = refusal({ ...full, ...content });
    expect(error).toMatchObject({ code: "badInput", field });
    expect(error.message).toContain("looks like a secret");
    expect(error.message).not.toContain("harbors");
  });

  test.each([
    ["an unknown key", { ...full, logo: "a.png" }, "logo", "is not known"],
    [
      "an unknown key inside",
      { practice: { ...full.practice, colour: "red" } },
      "practice.colour",
      "is not known",
    ],
    ["a number for a name", { practice: { name: 7 } }, "practice.name", "must be a text"],
    [
      "a text for a list",
      { practice: { addressLines: "410 Alder Lane" } },
      "practice.addressLines",
      "must be a list",
    ],
    [
      "four lines of address",
      { practice: { addressLines: ["1", "2", "3", "4"] } },
      "practice.addressLines",
      "at most 3",
    ],
    ["an empty name", { practice: { name: " " } }, "practice.name", "must not be empty"],
    ["an unknown paper", { practice: { paper: "A4" } }, "practice.paper", "must be “letter” or “a4”"],
    ["a wrong NPI", { firstAccount: { npi: "1234567890" } }, "firstAccount.npi", "valid NPI"],
    [
      "an account name with a blank",
      { firstAccount: { accountName: "alma v" } },
      "firstAccount.accountName",
      "letters, digits",
    ],
    [
      "a schedule without a folder",
      { backup: { schedule: { kind: "daily", at: "18:30" }, keep: 3 } },
      "backup.folder",
      "must name a folder",
    ],
    [
      "a time that is none",
      { backup: { folder: "/b", schedule: { kind: "daily", at: "25:00" }, keep: 3 } },
      "backup.schedule.at",
      "must be a time",
    ],
    ["too few backups", { backup: { schedule: { kind: "off" }, keep: 0 } }, "backup.keep", "at least 1"],
    ["no years", { retention: { years: 0, majorityAge: 18 } }, "retention.years", "must be at least 1"],
  ])("with %s is refused by name", (_title, content, field, words) => {
    const error = refusal(content);
    expect(error).toMatchObject({ code: "badInput", field });
    expect(error.message).toContain(words);
    expect(error.action).toContain("Nothing of the file is used");
  });

  test.each([
    ["cut off", JSON.stringify(full).slice(0, 80), "not complete JSON"],
    ["empty", "", "not complete JSON"],
    ["a list", "[]", "holds no object"],
    ["a text", '"set-up"', "holds no object"],
    ["null", "null", "holds no object"],
  ])("that is %s is refused", (_title, text, words) => {
    expect(refusal(text).message).toContain(words);
  });
});

describe("the file is looked for", () => {
  const at = (path: string) => ({
    argv: ["fourfold", `--set-up-file=${path}`],
    platform: process.platform,
    environment: {},
  });

  test("where the command line says", () => {
    const file = join(temporaryFolder(), "practice.json");
    writeFileSync(file, JSON.stringify(full));
    expect(findSetUpFile(at(file))).toEqual({ place: file, file: full });
  });

  test.each<[string, (file: string) => void, string]>([
    ["is not there", () => {}, "There is no such file"],
    ["is a folder", (file) => mkdirSync(file), "is not a file"],
    ["is not UTF-8", (file) => writeFileSync(file, Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), "UTF-8"],
    ["is very large", (file) => writeFileSync(file, " ".repeat(300_000)), "is not a file of the size"],
    ["is broken", (file) => writeFileSync(file, "{"), "not complete JSON"],
  ])("and it is said where it %s", (_title, make, words) => {
    const file = join(temporaryFolder(), "practice.json");
    make(file);
    const found = findSetUpFile(at(file));
    expect(found).toEqual({
      place: file,
      problem: { message: expect.stringContaining(words), action: expect.any(String) },
    });
  });

  test.skipIf(process.getuid?.() === 0)("and it is said where this user may not read it", () => {
    const file = join(temporaryFolder(), "practice.json");
    writeFileSync(file, "{}");
    chmodSync(file, 0);
    expect(findSetUpFile(at(file)).problem?.message).toContain("may not read it");
  });

  test("beside the policy file otherwise, and none there is no problem", () => {
    expect(usualSetUpFile({ platform: "win32", environment: { ProgramData: "D:\\Data" } })).toBe(
      "D:\\Data\\Fourfold\\set-up.json",
    );
    expect(usualSetUpFile({ platform: "darwin", environment: {} })).toBe(
      "/Library/Application Support/Fourfold/set-up.json",
    );
    expect(usualSetUpFile({ platform: "linux", environment: {} })).toBe("/etc/fourfold/set-up.json");
    const nowhere = {
      argv: ["fourfold"],
      platform: "win32" as const,
      environment: { ProgramData: temporaryFolder() },
    };
    expect(findSetUpFile(nowhere)).toEqual({});
  });
});

describe("what is committed for IT", () => {
  const read = (name: string) =>
    readFileSync(new URL(`../../../build/set-up/${name}`, import.meta.url), "utf8");

  test("the JSON Schema is the program's own", () => {
    expect(JSON.parse(read("set-up.schema.json"))).toEqual(setUpJsonSchema());
  });

  test("the example is taken", () => {
    expect(readSetUpFile(read("set-up.example.json"))).toMatchObject({ practice: { paper: "letter" } });
  });
});
