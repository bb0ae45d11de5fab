import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, sep } from "node:path";
import type { Bundle, FhirResource } from "fhir/r4";
import { describe, expect, test } from "vitest";
import { parseCaseFile } from "../../../../shared/evaluation/caseFile.ts";
import { schemaFaults } from "../../interchange/support.ts";
import { addAccountTo } from "../accounts.ts";
import { record } from "../cases.ts";
import { ask, filesIn, open, password, practice, refusal, temporaryFolder } from "../support.ts";
import { readZip } from "./readZip.ts";
import { filledPractice, wordsOfPatient } from "./support.ts";

/** A patient's record as files, and everybody's. */

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const textOf = (files: Map<string, Buffer>, name: string) => files.get(name)?.toString("utf8") ?? "";

async function exported() {
  const made = await filledPractice();
  const folder = temporaryFolder();
  const { patientId } = made;
  const reply = await ask(made.backend, "patientData.export", { patientId, folder, as: "folder" });
  return { ...made, folder, reply, files: filesIn(reply.savedTo) };
}

describe("one patient's record", () => {
  test("holds the signed letters byte for byte, with the hashes that were noted when they were signed", async () => {
    const { backend, files, reply, patientId } = await exported();
    expect(reply).toMatchObject({ evaluations: 3, letters: 2 });
    const { letters } = await ask(backend, "letter.list", {});
    const manifest = JSON.parse(textOf(files, "manifest.json"));
    expect(manifest.reference).toBe(patientId);
    for (const { letterNumber, sha256: signed, copies } of letters) {
      const names = [
        `letter-${letterNumber}`,
        ...copies.map((_copy, index) => `letter-${letterNumber}-copy-${index + 1}`),
      ];
      for (const [index, name] of names.entries()) {
        const bytes = files.get(join("letters", `${name}.pdf`));
        expect(bytes && sha256(bytes)).toBe(index === 0 ? signed : copies[index - 1]?.sha256);
        expect(manifest.files).toContainEqual(
          expect.objectContaining({ name: `letters/${name}.pdf`, signedSha256: bytes && sha256(bytes) }),
        );
      }
    }
    expect(letters.some(({ copies }) => copies.length > 0)).toBe(true);
    for (const { name, bytes, sha256: hash } of manifest.files) {
      expect(files.get(join(...name.split("/")))?.length).toBe(bytes);
      expect(sha256(files.get(join(...name.split("/"))) ?? new Uint8Array())).toBe(hash);
    }
    expect(manifest.files).toHaveLength(files.size - 1);
  });

  test("holds every evaluation as a case file that Fourfold reads again", async () => {
    const { files } = await exported();
    const names = [...files.keys()].filter((name) => name.startsWith("evaluations"));
    expect(names).toHaveLength(3);
    const [first] = names.map((name) => parseCaseFile(textOf(files, name), "2026-11-01"));
    expect(first?.patient.familyName).toBe("Zzyzxborough");
    expect(first?.answers["HX.CC"]?.value).toBe("Quite unmistakable words");
  });

  test("is a sound FHIR R4 bundle with the patient once, each letter's PDF, and the visit that is not signed", async () => {
    const { files } = await exported();
    const bundle = JSON.parse(textOf(files, "record.fhir.json")) as Bundle;
    expect(schemaFaults(bundle)).toEqual([]);
    expect(bundle.type).toBe("collection");
    const resources = (bundle.entry ?? []).map(({ resource }) => resource as FhirResource);
    const ofType = (type: string) => resources.filter(({ resourceType }) => resourceType === type);
    expect(ofType("Patient")).toHaveLength(1);
    expect(ofType("Organization")).toHaveLength(1);
    expect(ofType("Composition")).toHaveLength(2);
    const documents = ofType("DocumentReference") as Extract<
      FhirResource,
      { resourceType: "DocumentReference" }
    >[];
    const pdfs = documents.map((document) =>
      Buffer.from(document.content[0]?.attachment.data ?? "", "base64"),
    );
    const letters = [...files]
      .filter(([name]) => /letter-\d{4}-\d{6}\.pdf$/.test(name))
      .map(([, bytes]) => bytes);
    expect(pdfs.map((bytes) => sha256(bytes)).sort()).toEqual(letters.map((bytes) => sha256(bytes)).sort());
    const responses = ofType("QuestionnaireResponse");
    expect(responses.filter((one) => "status" in one && one.status === "in-progress")).toHaveLength(2);
    const ids = (bundle.entry ?? []).map(({ fullUrl }) => fullUrl);
    expect(new Set(ids).size).toBe(ids.length);
    const text = textOf(files, "record.fhir.json");
    const references = [...text.matchAll(/"reference": "(urn:uuid:[^"]+)"/g)].map((match) => match[1]);
    expect(references.filter((reference) => !ids.includes(reference))).toEqual([]);
  });

  test("says to whom the letters went, and of nobody else anything", async () => {
    const { files } = await exported();
    const summary = JSON.parse(textOf(files, "record.json"));
    expect(summary.sent).toContainEqual(expect.objectContaining({ event: "printed" }));
    expect(summary.sent).toContainEqual(expect.objectContaining({ event: "failed", method: "fax" }));
    expect(summary.evaluations[0].steps.length).toBeGreaterThan(0);
    for (const [name, bytes] of files) {
      if (name.endsWith(".json")) expect(bytes.toString("utf8")).not.toContain("Quillfeather");
    }
  });

  test("bears no patient data in the names of its files, and only its owner may read it", async () => {
    const { reply, files, folder } = await exported();
    for (const name of [basename(reply.savedTo), ...files.keys()]) {
      for (const word of wordsOfPatient) expect(name.toLowerCase()).not.toContain(word.toLowerCase());
    }
    if (process.platform !== "win32") expect(statSync(reply.savedTo).mode & 0o077).toBe(0);
    expect(readdirSync(folder)).toEqual([basename(reply.savedTo)]);
  });

  test("is the same as a ZIP file", async () => {
    const { backend, patientId, files, folder } = await exported();
    const { savedTo, files: count } = await ask(backend, "patientData.export", {
      patientId,
      folder,
      as: "zip",
    });
    expect(savedTo).toMatch(/\.zip$/);
    expect(count).toBe(files.size);
    const zipped = readZip(readFileSync(savedTo));
    const own = `${basename(savedTo, ".zip")}/`;
    expect([...zipped.keys()].every((name) => name.startsWith(own))).toBe(true);
    for (const [name, bytes] of files) {
      // When it was exported is in them.
      if (name === "manifest.json" || name === "record.fhir.json") continue;
      expect(zipped.get(`${own}${name.replaceAll(sep, "/")}`)?.equals(bytes), name).toBe(true);
    }
  });

  test("is noted in the audit, and leaves nothing where it could not be written", async () => {
    const { backend, patientId, folder } = await exported();
    const { rows } = await ask(backend, "audit.list", { filter: { subject: "ZZY-777" }, limit: 50 });
    expect(rows.map(({ words }) => words)).toContain(
      "Dr Wilhelmina Brack exported a patient's record: 3 evaluations, 2 letters",
    );
    const input = { patientId, as: "folder" };
    await refusal(backend, "patientData.export", { ...input, folder: join(folder, "absent") }, "notFound");
    await refusal(backend, "patientData.export", { ...input, folder: "relative" }, "badInput");
    const nobody = "11111111-2222-4333-8444-555555555555";
    await refusal(backend, "patientData.export", { ...input, folder, patientId: nobody }, "notFound");
    if (process.platform !== "win32" && process.getuid?.() !== 0) {
      const closed = join(folder, "closed");
      mkdirSync(closed);
      chmodSync(closed, 0o500);
      await refusal(backend, "patientData.export", { ...input, folder: closed }, "folderNotWritable");
      expect(readdirSync(closed)).toEqual([]);
    }
    expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test("is handed out by a physician too, but not by staff", async () => {
    const { backend, dataFolder, patientId } = await filledPractice();
    backend.close();
    for (const role of ["physician", "staff"] as const) await addAccountTo(dataFolder, role, role);
    const folder = temporaryFolder();
    const input = { patientId, folder, as: "folder" } as const;
    for (const accountName of ["physician", "staff"]) {
      const theirs = open(dataFolder);
      await ask(theirs, "session.signIn", { accountName, password: "another long password" });
      if (accountName === "physician") await ask(theirs, "patientData.export", input);
      else await refusal(theirs, "patientData.export", input, "notAllowed");
      await refusal(theirs, "patientData.exportEverything", { folder, as: "folder" }, "notAllowed");
      theirs.close();
    }
  });
});

describe("everything", () => {
  test("is each patient's record and an index, in stretches that end", async () => {
    const { backend, patientId } = await filledPractice();
    const folder = temporaryFolder();
    let stretches = 1;
    let reply = await ask(backend, "patientData.exportEverything", { folder, as: "folder" });
    while (reply.next !== undefined) {
      reply = await ask(backend, "patientData.exportEverything", {
        folder,
        as: "folder",
        continue: reply.next,
      });
      stretches += 1;
    }
    expect(stretches).toBeLessThanOrEqual(3);
    expect(reply).toMatchObject({ done: 2, total: 2 });
    const files = filesIn(reply.savedTo);
    expect(textOf(files, "index.csv")).toContain(
      `${patientId},"Zzyzxborough, Xanthippe",1971-02-03,ZZY-777,2,`,
    );
    expect(files.has(join(patientId, "manifest.json"))).toBe(true);
    expect([...files.keys()].filter((name) => name.endsWith("manifest.json"))).toHaveLength(2);
    const { rows } = await ask(backend, "audit.list", { filter: { group: "other" }, limit: 50 });
    expect(rows.map(({ words }) => words)).toContain(
      "Dr Wilhelmina Brack exported everything: the records of 2 patients",
    );
  });

  test("goes on only where an export was begun", async () => {
    const { backend } = await practice();
    const folder = temporaryFolder();
    for (const name of ["../elsewhere", "fourfold-export-1", "fourfold-export-20250310-164207/../.."]) {
      const input = { folder, as: "folder", continue: { name, after: 0 } };
      await refusal(backend, "patientData.exportEverything", input, "badInput");
    }
    const absent = { name: "fourfold-export-20250310-164207", after: 0 };
    await refusal(
      backend,
      "patientData.exportEverything",
      { folder, as: "folder", continue: absent },
      "notFound",
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("the retention report", () => {
  const years = (count: number) => ({ years: count, majorityAge: 18 });

  test("names whose last contact is longer ago than the rule of the practice says, and nobody whose is not", async () => {
    const { backend } = await practice({ now: () => new Date("2032-03-11T12:00:00Z") });
    await record(backend);
    const first = await ask(backend, "patientData.retention", { limit: 10 });
    expect(first).toMatchObject({ rule: { years: 10, majorityAge: 18 }, isSet: false, total: 0 });
    await ask(backend, "patientData.saveRule", years(8));
    expect((await ask(backend, "patientData.retention", { limit: 10 })).total).toBe(0);
    await ask(backend, "patientData.saveRule", years(6));
    const report = await ask(backend, "patientData.retention", { limit: 10 });
    expect(report).toMatchObject({ isSet: true, total: 1 });
    expect(report.rows[0]).toMatchObject({ mrn: "FIC-0001", letters: 0 });
    const { rows } = await ask(backend, "audit.list", { filter: { group: "other" }, limit: 50 });
    expect(rows.map(({ words }) => words)).toContain(
      "Dr Wilhelmina Brack changed how long records are kept: 6 years, of minors from 18 on",
    );
  });

  test("leads to an erasure on the ground that the time is over", async () => {
    const { backend } = await practice({ now: () => new Date("2045-03-11T12:00:00Z") });
    await record(backend);
    const { rows } = await ask(backend, "patientData.retention", { limit: 10 });
    const { patientId = "", mrn = "" } = rows[0] ?? {};
    const contents = await ask(backend, "patientData.contents", { patientId });
    expect(contents).toMatchObject({ isKept: false, evaluations: 1, unsigned: 1, letters: 0, unsent: 0 });
    await ask(backend, "patientData.erase", { patientId, ground: "retentionOver", mrn, password });
    expect((await ask(backend, "patientData.retention", { limit: 10 })).total).toBe(0);
    await refusal(backend, "patientData.contents", { patientId }, "notFound");
  });
});

test("backups of before are told about, since no erasure reaches them", async () => {
  const { backend, dataFolder, patientId } = await filledPractice();
  const shelf = temporaryFolder();
  await ask(backend, "backup.saveSettings", { folder: shelf, schedule: { kind: "off" }, keep: 3 });
  await ask(backend, "backup.start", {});
  await expect
    .poll(async () => (await ask(backend, "upkeep.status", {})).backup.running, { timeout: 30_000 })
    .toBeUndefined();
  // What a restore and an update leave in the data folder.
  mkdirSync(join(dataFolder, "store-before-restore-20250310-164207"));
  mkdirSync(join(dataFolder, "before-update", "fourfold-backup-20250310-164207-1a2b3c4d"), {
    recursive: true,
  });
  const input = { patientId, ground: "legalOrder", mrn: "ZZY-777", password } as const;
  const { elsewhere } = await ask(backend, "patientData.erase", input);
  expect(elsewhere.backupFolder).toBe(shelf);
  expect(elsewhere.putAside).toBe(2);
  expect(elsewhere.backups?.map(({ name }) => name)).toEqual(readdirSync(shelf));
  expect(readFileSync(join(shelf, elsewhere.backups?.[0]?.name ?? "", "manifest.json"), "utf8")).toBeTruthy();
});
