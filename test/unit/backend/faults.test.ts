import { describe, expect, test } from "vitest";
import { describeFault, noteFault } from "../../../electron/backend/faults.ts";
import { FourfoldError } from "../../../shared/errors.ts";

const systemFault = (code: string) => Object.assign(new Error("of the system"), { code });

describe("what the system says becomes words", () => {
  test.each([
    ["SQLITE_FULL", "diskFull"],
    ["ENOSPC", "diskFull"],
    ["EDQUOT", "diskFull"],
    ["SQLITE_READONLY", "folderNotWritable"],
    ["SQLITE_READONLY_DIRECTORY", "folderNotWritable"],
    ["SQLITE_CANTOPEN", "folderNotWritable"],
    ["EACCES", "folderNotWritable"],
    ["EPERM", "folderNotWritable"],
    ["EROFS", "folderNotWritable"],
    ["ENOTDIR", "folderNotWritable"],
    ["SQLITE_NOTADB", "storeUnreadable"],
    ["SQLITE_CORRUPT", "storeDamaged"],
    ["SQLITE_CORRUPT_VTAB", "storeDamaged"],
  ])("%s: %s", (code, expected) => {
    const described = describeFault(systemFault(code));
    expect(described?.code).toBe(expected);
    expect(described?.message).not.toContain("of the system");
    expect(described?.action).toBeTruthy();
  });

  test.each([systemFault("SQLITE_CONSTRAINT"), systemFault("EMFILE"), new TypeError("x"), "text", undefined])(
    "%s has no words: it is a fault of the program",
    (fault) => {
      expect(describeFault(fault)).toBeUndefined();
    },
  );

  test("what has words already keeps them", () => {
    const known = new FourfoldError({ code: "conflict", message: "Words." });
    expect(describeFault(known)).toBe(known);
  });
});

describe("the note for the log", () => {
  test("holds places in the program and no message, not even one of several lines", () => {
    const fault = new RangeError("Quillfeather\n  Harlan, born 1982-09-14\nat home");
    const note = noteFault(fault, "referral.create", "0123abcd");
    expect(note).toMatchObject({ kind: "RangeError", operation: "referral.create", reference: "0123abcd" });
    expect(note.frames.length).toBeGreaterThan(0);
    expect(JSON.stringify(note)).not.toMatch(/Quillfeather|Harlan|at home/);
  });

  test.each(["thrown text", 17, null])("can be made of anything: %s", (fault) => {
    expect(noteFault(fault, "x", "y").frames).toEqual([]);
  });
});
