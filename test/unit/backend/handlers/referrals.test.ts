import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { OperationInput } from "../../../../shared/contract.ts";
import {
  ask,
  newEvaluation,
  open,
  patient,
  practice,
  referralInput,
  referrer,
  refusal,
  save,
  setUpInput,
  temporaryFolder,
} from "../support.ts";

const everybody = { text: "", limit: 200 };

function update(evaluationId: string, changed: Partial<OperationInput<"referral.update">> = {}) {
  const { referral, visitDate } = referralInput;
  return { evaluationId, patient, referrer, referral, visitDate, ...changed };
}

describe("a referral", () => {
  test("keeps everything that it was given", async () => {
    const { backend } = await practice();
    const full: OperationInput<"referral.create"> = {
      patient: {
        new: { ...patient, gender: "man", phone: "555-0101", language: "English", interpreterNeeded: false },
      },
      referrer: {
        new: {
          ...referrer,
          credentials: "MD",
          addressLines: ["1 Street", "Town"],
          phone: "1",
          fax: "2",
          secureAddress: "ona@direct.invalid",
          npi: "0000000000",
        },
      },
      referral: {
        ...referralInput.referral,
        identifier: "REF-1",
        primaryCare: { familyName: "Other", specialty: "other", specialtyOther: "sports medicine" },
      },
      visitDate: "2025-03-10",
    };
    const evaluationId = await newEvaluation(backend, full);
    const opened = await ask(backend, "evaluation.open", { evaluationId });
    expect(opened.patient).toEqual("new" in full.patient ? full.patient.new : undefined);
    expect(opened.referrer).toEqual("new" in full.referrer ? full.referrer.new : undefined);
    expect(opened.referral).toEqual(full.referral);
  });

  test("uses the patient and the referrer that are known", async () => {
    const { backend } = await practice();
    await newEvaluation(backend);
    const { patients } = await ask(backend, "patients.search", everybody);
    const { referrers } = await ask(backend, "referrers.search", everybody);
    await newEvaluation(backend, {
      ...referralInput,
      patient: { existingId: patients[0]?.id ?? "" },
      referrer: { existingId: referrers[0]?.id ?? "" },
    });
    await newEvaluation(backend, { ...referralInput, patient: { existingId: patients[0]?.id ?? "" } });
    expect((await ask(backend, "patients.search", everybody)).patients).toHaveLength(1);
    expect((await ask(backend, "referrers.search", everybody)).referrers).toHaveLength(1);
    expect((await ask(backend, "worklist.list", {})).rows).toHaveLength(3);
  });

  test.each(["patient", "referrer"])("with a %s that is not there stores nothing", async (who) => {
    const { backend } = await practice();
    const input = { ...referralInput, [who]: { existingId: randomUUID() } };
    const error = await refusal(backend, "referral.create", input, "notFound");
    expect(error.field).toBe(`${who}.existingId`);
    expect((await ask(backend, "patients.search", everybody)).patients).toEqual([]);
  });
});

describe("a changed referral", () => {
  test("is as it was given, and found under the new name", async () => {
    const { backend } = await practice();
    const evaluationId = await newEvaluation(backend);
    const changed = update(evaluationId, {
      patient: { ...patient, familyName: "Featherquill", phone: "555-0199" },
      referral: { ...referralInput.referral, question: "And surgery?" },
      visitDate: "2025-03-11",
    });
    await ask(backend, "referral.update", changed);
    const opened = await ask(backend, "evaluation.open", { evaluationId });
    expect(opened).toMatchObject({
      patient: { familyName: "Featherquill", phone: "555-0199" },
      referral: { question: "And surgery?" },
      visitDate: "2025-03-11",
      revision: 1,
    });
    const found = await ask(backend, "patients.search", { text: "featherq", limit: 5 });
    expect(found.patients).toHaveLength(1);
    expect((await ask(backend, "worklist.list", {})).rows[0]?.stage).toBe("referred");
  });

  test("of one referral does not readdress the letters of another", async () => {
    const { backend } = await practice();
    const [first, second] = [await newEvaluation(backend), await newEvaluation(backend)];
    const other = { title: "Dr", familyName: "Somebody", specialty: "neurology" } as const;
    await ask(backend, "referral.update", update(first, { referrer: other }));
    const open = async (evaluationId: string) => ask(backend, "evaluation.open", { evaluationId });
    expect((await open(first)).referrer).toEqual(other);
    expect((await open(second)).referrer.familyName).toBe("Brackwater");
  });

  test("corrects the directory where it is surely the same referrer", async () => {
    const { backend } = await practice();
    const [first, second] = [await newEvaluation(backend), await newEvaluation(backend)];
    await ask(backend, "referral.update", update(first, { referrer: { ...referrer, fax: "555-0130" } }));
    const opened = await ask(backend, "evaluation.open", { evaluationId: second });
    expect(opened.referrer.fax).toBe("555-0130");
    expect((await ask(backend, "referrers.search", everybody)).referrers).toHaveLength(1);
  });

  test("changes the only referral's referrer in place", async () => {
    const { backend } = await practice();
    const evaluationId = await newEvaluation(backend);
    const corrected = { ...referrer, familyName: "Brackwaiter" };
    await ask(backend, "referral.update", update(evaluationId, { referrer: corrected }));
    const { referrers } = await ask(backend, "referrers.search", everybody);
    expect(referrers.map((row) => row.referrer.familyName)).toEqual(["Brackwaiter"]);
  });

  test("with impossible dates, or of no evaluation, is refused", async () => {
    const { backend } = await practice();
    const evaluationId = await newEvaluation(backend);
    const unborn = update(evaluationId, { patient: { ...patient, dateOfBirth: "2025-03-09" } });
    expect((await refusal(backend, "referral.update", unborn, "badInput")).field).toBe("referral.date");
    await refusal(backend, "referral.update", update(randomUUID()), "notFound");
    const opened = await ask(backend, "evaluation.open", { evaluationId });
    expect(opened.patient.dateOfBirth).toBe("1982-09-14");
  });
});

describe("likely duplicates", () => {
  const wanted = { familyName: "", givenNames: "", dateOfBirth: "", mrn: "" };
  const likely = async (over: Partial<typeof wanted>) => {
    const { backend } = await practice();
    await newEvaluation(backend);
    const { patients } = await ask(backend, "patients.likely", { ...wanted, ...over });
    return patients.length === 1;
  };
  const born = { dateOfBirth: "1982-09-14" };
  test.each<[string, Partial<typeof wanted>, boolean]>([
    ["the same MRN", { mrn: "FIC-0001" }, true],
    ["the same MRN written otherwise", { mrn: "fic 0001" }, true],
    ["another MRN", { mrn: "FIC-0002" }, false],
    ["the same name and birth", { ...born, familyName: "Quillfeather", givenNames: "Harlan" }, true],
    ["names exchanged", { ...born, familyName: "Harlan", givenNames: "Quillfeather" }, true],
    ["a slip in the name", { ...born, familyName: "Quilfeather", givenNames: "Harlan" }, true],
    ["two slips", { ...born, familyName: "Quilfaether", givenNames: "Harlan" }, false],
    ["an initial", { ...born, familyName: "Quillfeather", givenNames: "H." }, true],
    ["a middle name more", { ...born, familyName: "Quillfeather", givenNames: "Harlan James" }, true],
    ["accents", { ...born, familyName: "Quíllfeather", givenNames: "Hárlan" }, true],
    ["another given name (twins)", { ...born, familyName: "Quillfeather", givenNames: "Rosalind" }, false],
    ["the same name born another day", { familyName: "Quillfeather", givenNames: "Harlan" }, false],
    ["nothing", {}, false],
  ])("%s", async (_what, over, expected) => {
    expect(await likely(over)).toBe(expected);
  });
});

describe("the directory of referrers", () => {
  test.each([
    ["brack", 1],
    ["ona brack", 1],
    ["family med", 1],
    ["BRACKWATER", 1],
    ["water", 0],
    ["%", 1],
    ["", 1],
  ])("“%s” finds %i", async (text, count) => {
    const { backend } = await practice();
    await newEvaluation(backend);
    expect((await ask(backend, "referrers.search", { text, limit: 10 })).referrers).toHaveLength(count);
  });
});

describe("the practice", () => {
  test("is as it was set up, and as it was changed", async () => {
    const { backend } = await practice();
    expect(await ask(backend, "practice.read", {})).toEqual(setUpInput.practice);
    const changed = { ...setUpInput.practice, name: "Renamed Clinic", paper: "a4" } as const;
    await ask(backend, "practice.save", changed);
    expect(await ask(backend, "practice.read", {})).toEqual(changed);
  });
});

describe("a practice to try out", () => {
  test("has invented patients in it, at different stages, seen about today", async () => {
    const trial = open(temporaryFolder(), { now: () => new Date("2026-07-01T12:00:00Z") });
    await ask(trial, "store.setUp", { ...setUpInput, withInventedPatients: true });
    const { rows } = await ask(trial, "worklist.list", {});
    expect(rows.length).toBeGreaterThanOrEqual(4);
    expect(new Set(rows.map((row) => row.stage))).toEqual(new Set(["referred", "inEvaluation"]));
    expect(rows.some((row) => row.redFlag)).toBe(true);
    for (const row of rows) {
      expect(row.visitDate >= "2026-06-20" && row.visitDate <= "2026-07-20").toBe(true);
      expect(row.mrn).toMatch(/^TRY-/);
    }
    await save(trial, rows[0]?.evaluationId ?? "", "HX.NRS.NOW", 3);
  });
});
