import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createDatabase, type OpenStore } from "../../../../electron/backend/database/open.ts";
import { foldMrn, foldName, searchWords } from "../../../../electron/backend/database/search.ts";
import { addPatient, changePatient, searchPatients } from "../../../../electron/backend/records/patients.ts";
import type { Patient } from "../../../../shared/evaluation/people.ts";
import { afterwards, temporaryFolder } from "../support.ts";

describe("folding", () => {
  test.each([
    ["Nguyễn Thị Hương", "nguyen thi huong"],
    ["Đặng", "dang"],
    ["MÜLLER-Lüdenscheidt", "muller ludenscheidt"],
    ["Łukasz Żółć", "lukasz zolc"],
    ["O'Brien", "obrien"],
    ["O’Brien", "obrien"],
    ["Straße", "strasse"],
    ["Ødegård", "odegard"],
    ["Παπαδόπουλος", "παπαδοπουλοσ"],
    ["ΠΑΠΑΔΟΠΟΥΛΟΣ", "παπαδοπουλοσ"],
    ["Ёлкина", "елкина"],
    ["İpek Işık", "ipek isik"],
    ["Jose\u0301", "jose"],
    ["  two   spaces ", "two spaces"],
    ["王", "王"],
    ["---", ""],
  ])("%s becomes %s", (name, folded) => {
    expect(foldName(name)).toBe(folded);
  });

  test.each([
    ["FIC-0001", "fic0001"],
    ["fic 0001", "fic0001"],
    ["00/12.3", "00123"],
  ])("MRN %s becomes %s", (mrn, folded) => {
    expect(foldMrn(mrn)).toBe(folded);
  });
});

describe("what is looked for", () => {
  test.each([
    ["1982-09-14", ["19820914"]],
    ["9/14/1982", ["19820914"]],
    ["09-14-1982", ["19820914"]],
    ["14.09.1982", ["19820914"]],
    ["14 Sep 1982", ["19820914"]],
    ["14 september 1982", ["19820914"]],
    ["Sep. 14, 1982", ["19820914"]],
    ["1982-09", ["198209"]],
    ["quill 9/14/1982", ["quill", "19820914"]],
    ["13/14/1982", ["13", "14", "1982"]],
    ["FIC-0001", ["fic", "0001"]],
    ['" OR 1=1 --', ["or", "1", "1"]],
    ["", []],
  ])("in “%s”", (typed, words) => {
    expect(searchWords(typed)).toEqual(words);
  });
});

describe("finding patients", () => {
  const people: readonly [string, string, string, string][] = [
    ["Harlan", "Quillfeather", "1982-09-14", "FIC-0001"],
    ["Harriet", "Quill", "1990-01-02", "FIC-0002"],
    ["Seán", "O'Brien", "1950-12-31", "MRN 77/1"],
    ["Thị Hương", "Nguyễn", "1975-05-05", "VN-9"],
    ["Anne-Marie", "Smith-Jones", "1975-05-06", "A1"],
    ["Quilla", "Zebra", "1975-05-07", "A2"],
  ];

  async function filled(): Promise<{ store: OpenStore; ids: Map<string, string> }> {
    const store = createDatabase(join(temporaryFolder(), "fourfold.db"), randomBytes(32));
    afterwards(() => store.close());
    const ids = new Map<string, string>();
    await store.write(async (writable) => {
      for (const [givenNames, familyName, dateOfBirth, mrn] of people) {
        const id = randomUUID();
        ids.set(familyName, id);
        const patient: Patient = { givenNames, familyName, dateOfBirth, mrn, sexAtBirth: "unknown" };
        await addPatient(writable, id, patient, "2025-01-01T00:00:00.000Z");
      }
    });
    return { store, ids };
  }

  const found = async (store: OpenStore, typed: string, limit = 20) =>
    (await searchPatients(store.read, typed, limit)).map(({ patient }) => patient.familyName);

  test.each([
    ["quill", ["Quill", "Quillfeather", "Zebra"]],
    ["QUILLF", ["Quillfeather"]],
    ["quill har", ["Quill", "Quillfeather"]],
    ["har quill", ["Quill", "Quillfeather"]],
    ["harlan", ["Quillfeather"]],
    ["obrien", ["O'Brien"]],
    ["o'brien", ["O'Brien"]],
    ["brien sean", ["O'Brien"]],
    ["nguyen huong", ["Nguyễn"]],
    ["Nguyễn", ["Nguyễn"]],
    ["jones", ["Smith-Jones"]],
    ["annemarie", ["Smith-Jones"]],
    ["smith-jones anne", ["Smith-Jones"]],
    ["FIC-0001", ["Quillfeather"]],
    ["fic0001", ["Quillfeather"]],
    ["fic", ["Quill", "Quillfeather"]],
    ["77/1", ["O'Brien"]],
    ["1982-09-14", ["Quillfeather"]],
    ["1975-05", ["Nguyễn", "Smith-Jones", "Zebra"]],
    ["5/6/1975", ["Smith-Jones"]],
    ["zebra 1975-05-07", ["Zebra"]],
    ["nobody", []],
    ["quill nobody", []],
    ['"', ["Nguyễn", "O'Brien", "Quill", "Quillfeather", "Smith-Jones", "Zebra"]],
  ])("“%s” finds %j", async (typed, expected) => {
    const { store } = await filled();
    expect(await found(store, typed)).toEqual(expected);
  });

  test("gives no more than asked for, those whose family name fits first", async () => {
    const { store } = await filled();
    expect(await found(store, "quill", 2)).toEqual(["Quill", "Quillfeather"]);
  });

  test("follows a change of name, and forgets the old one", async () => {
    const { store, ids } = await filled();
    const changed: Patient = {
      givenNames: "Harlan",
      familyName: "Featherquill",
      dateOfBirth: "1982-09-15",
      mrn: "FIC-0003",
      sexAtBirth: "male",
    };
    await store.write((writable) =>
      changePatient(writable, ids.get("Quillfeather") ?? "", changed, "2025-01-02T00:00:00.000Z"),
    );
    expect(await found(store, "quillfeather")).toEqual([]);
    expect(await found(store, "FIC-0001")).toEqual([]);
    expect(await found(store, "1982-09-14")).toEqual([]);
    expect(await found(store, "featherq")).toEqual(["Featherquill"]);
    expect(await found(store, "1982-09-15")).toEqual(["Featherquill"]);
  });
});
