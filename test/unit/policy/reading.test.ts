import { describe, expect, test } from "vitest";
import { policies, policyKeys } from "../../../shared/policy/policies.ts";
import { parsePolicyText, readValues } from "../../../shared/policy/reading.ts";

const readOne = (key: string, value: unknown) => readValues({ [key]: value });

describe("a value that can be used", () => {
  test.each([
    ["idleLockMinutes", 1, 1],
    ["idleLockMinutes", 60, 60],
    ["passwordMinimumLength", 12, 12],
    ["passwordMinimumLength", 64, 64],
    ["backupTime", "00:00", "00:00"],
    ["backupTime", "23:59", "23:59"],
    ["exportAllowed", false, false],
    ["letterPaper", "a4", "a4"],
    ["letterheadName", "  Cafe\u0301 Clinic ", "Café Clinic"],
    ["letterheadName", "x".repeat(120), "x".repeat(120)],
    ["letterheadAddress", ["410 Alder Lane"], ["410 Alder Lane"]],
    ["dataFolder", "C:\\Fourfold", "C:\\Fourfold"],
    ["dataFolder", "/var/lib/fourfold", "/var/lib/fourfold"],
    ["dataFolder", "%ProgramData%\\Fourfold", "%ProgramData%\\Fourfold"],
    ["dataFolder", "%ProgramFiles(x86)%/x", "%ProgramFiles(x86)%/x"],
    ["dataFolder", "~/Fourfold", "~/Fourfold"],
    ["backupFolder", "\\\\server\\share\\x", "\\\\server\\share\\x"],
    ["updateFeed", "https://updates.example", "https://updates.example"],
    ["updateFeed", "http://127.0.0.1:8080/feed", "http://127.0.0.1:8080/feed"],
    ["updateFeed", "\\\\server\\updates", "\\\\server\\updates"],
  ])("%s: %j", (key, value, expected) => {
    const { values, problems } = readOne(key, value);
    expect(problems).toEqual([]);
    expect([...values]).toEqual([[key, expected]]);
  });

  test("every example of the list", () => {
    const raw = Object.fromEntries(Object.entries(policies).map(([key, { example }]) => [key, example]));
    const { values, problems } = readValues(raw);
    expect(problems).toEqual([]);
    expect([...values.keys()]).toEqual(policyKeys);
  });
});

describe("a value that cannot be used is told and left out", () => {
  test.each([
    ["idleLockMinutes", 0, "the number 0"],
    ["idleLockMinutes", 61, "the number 61"],
    ["idleLockMinutes", 5.5, "a broken number"],
    ["idleLockMinutes", "5", "a text"],
    ["idleLockMinutes", true, "true"],
    ["idleLockMinutes", null, "null"],
    ["idleLockMinutes", [5], "a list"],
    ["idleLockMinutes", { minutes: 5 }, "an object"],
    ["passwordMinimumLength", 11, "from 12 to 64"],
    ["exportAllowed", "false", "true or false"],
    ["exportAllowed", 0, "true or false"],
    ["backupSchedule", "weekly", "“off”, “daily” or “hours”"],
    ["backupTime", "24:00", "time of day"],
    ["backupTime", "6:30", "time of day"],
    ["letterheadName", "", "an empty text"],
    ["letterheadName", "x".repeat(121), "1 to 120 characters"],
    ["letterheadName", "two\nlines", "on one line"],
    ["letterheadAddress", [], "1 to 3 lines"],
    ["letterheadAddress", ["a", "b", "c", "d"], "1 to 3 lines"],
    ["letterheadAddress", "410 Alder Lane", "a list of"],
    ["dataFolder", "Fourfold", "whole path"],
    ["dataFolder", "C:Fourfold", "whole path"],
    ["dataFolder", "%ProgramData%Fourfold", "whole path"],
    ["dataFolder", "..\\Fourfold", "whole path"],
    ["dataFolder", "/a\u0000b", "whole path"],
    ["updateFeed", "http://updates.example", "https"],
    ["updateFeed", "http://127.0.0.1.evil.example/", "https"],
    ["updateFeed", "ftp://updates.example", "https"],
    ["updateFeed", "javascript:alert(1)", "https"],
  ])("%s: %j", (key, value, words) => {
    const { values, problems, unusable } = readOne(key, value);
    expect(values.size).toBe(0);
    expect(unusable).toEqual([key]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(words);
    expect(problems[0]?.message.length).toBeLessThan(300);
  });
});

describe("a key that is no policy", () => {
  test.each([
    ["IdleLockMinutes", "“idleLockMinutes”"],
    ["idle-lock-minutes", "“idleLockMinutes”"],
    ["idleLockMinute", "“idleLockMinutes”"],
    ["exportAlowed", "“exportAllowed”"],
    ["wallpaper", "Take it out"],
    ["__proto__", "Take it out"],
    ["constructor", "Take it out"],
    ["toString", "Take it out"],
  ])("%s", (key, words) => {
    const raw = JSON.parse(`{${JSON.stringify(key)}: 5}`);
    const { values, problems } = readValues(raw);
    expect(values.size).toBe(0);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.action).toContain(words);
  });

  test("tells the beginning of a key as long as a book, and of ten thousand keys fifty", () => {
    expect(readOne("k".repeat(100_000), 1).problems[0]?.key).toHaveLength(60);
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_unused, index) => [`key${index}`, 1]));
    const { problems } = readValues({ ...many, exportAllowed: false });
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)?.message).toContain("9950 more");
  });

  test("says nothing of the keys for editors and writers", () => {
    expect(readValues({ $schema: "policy.schema.json", $comment: "ours" }).problems).toEqual([]);
  });
});

describe("the text of a policy file", () => {
  test.each([
    ["{}", {}],
    ['\uFEFF{"idleLockMinutes": 5}', { idleLockMinutes: 5 }],
    ['{"idleLockMinutes": 5, "idleLockMinutes": 7}', { idleLockMinutes: 7 }],
  ])("%j", (text, raw) => {
    expect(parsePolicyText(text)).toEqual({ raw });
  });

  test.each([
    ["", "is empty"],
    ["  \n ", "is empty"],
    ["null", "holds no object"],
    ["[]", "holds no object"],
    ['"text"', "holds no object"],
    ["5", "holds no object"],
    ['{"idleLockMinutes": 5,}', "is not JSON"],
    ['{"idleLockMinutes": 5', "is not JSON"],
    ['{\n  "idleLockMinutes": 5,\n}', "(line 3, column 1)"],
    ["{'idleLockMinutes': 5}", "is not JSON"],
    ["\u0000\u0001", "is not JSON"],
    ["[".repeat(100_000), "is not JSON"],
  ])("%j is told", (text, words) => {
    const parsed = parsePolicyText(text);
    expect("broken" in parsed && parsed.broken).toContain(words);
  });
});
