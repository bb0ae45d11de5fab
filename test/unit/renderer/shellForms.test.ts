import { describe, expect, it } from "vitest";
import {
  checkReferral,
  emptyReferral,
  type ReferralValues,
  referralValues,
  toReferral,
} from "../../../renderer/screens/referral/referralValues.ts";
import {
  checkSetUp,
  emptySetUp,
  groupsToTypeBack,
  isSameGroup,
  toSetUp,
} from "../../../renderer/screens/setUp/setUpValues.ts";

const day = "2025-03-10";

function completeReferral(): ReferralValues {
  const values = emptyReferral(day);
  return {
    ...values,
    patient: {
      ...values.patient,
      familyName: "Quillfeather",
      givenNames: "Harlan",
      dateOfBirth: "1982-09-14",
      sexAtBirth: "male",
      mrn: "FIC-0001",
    },
    referrer: { ...values.referrer, familyName: "Brackwater", specialty: "primary care" },
    date: "2025-03-03",
    question: "Is an injection appropriate?",
  };
}

describe("checkReferral", () => {
  it("names every field that a new referral cannot do without", () => {
    const problems = checkReferral(emptyReferral(day), day);
    expect(Object.keys(problems).sort()).toEqual([
      "date",
      "patient.dateOfBirth",
      "patient.familyName",
      "patient.givenNames",
      "patient.mrn",
      "patient.sexAtBirth",
      "question",
      "referrer.familyName",
      "referrer.specialty",
    ]);
    expect(problems["patient.mrn"]).toBe("MRN must not be empty.");
    expect(problems["referrer.specialty"]).toBe("Specialty must be chosen.");
    expect(problems["patient.dateOfBirth"]).toBe("Date of birth must not be empty.");
  });

  it("has nothing against a complete one", () => {
    expect(checkReferral(completeReferral(), day)).toEqual({});
  });

  it.each<[string, (values: ReferralValues) => ReferralValues, string]>([
    ["a date that does not exist", (v) => ({ ...v, date: "2025-02-30" }), "date"],
    ["a referral before birth", (v) => ({ ...v, date: "1982-09-13" }), "date"],
    ["a visit before the referral", (v) => ({ ...v, visitDate: "2025-03-02" }), "visitDate"],
    [
      "a birth in the future",
      (v) => ({ ...v, patient: { ...v.patient, dateOfBirth: "2025-03-11" } }),
      "patient.dateOfBirth",
    ],
    [
      "an NPI with a wrong check digit",
      (v) => ({ ...v, referrer: { ...v.referrer, npi: "1234567890" } }),
      "referrer.npi",
    ],
    [
      "an address of four lines",
      (v) => ({ ...v, referrer: { ...v.referrer, address: "a\nb\nc\nd" } }),
      "referrer.address",
    ],
    [
      "another specialty without words",
      (v) => ({ ...v, referrer: { ...v.referrer, specialty: "other" } }),
      "referrer.specialtyOther",
    ],
    ["a question that is too long", (v) => ({ ...v, question: "x".repeat(1001) }), "question"],
    [
      "a primary care clinician without a name",
      (v) => ({
        ...v,
        referrer: { ...v.referrer, specialty: "neurology" },
        primaryCare: { ...v.primaryCare, practice: "Riverside" },
      }),
      "primaryCare.familyName",
    ],
  ])("names the field of %s", (_what, change, field) => {
    expect(Object.keys(checkReferral(change(completeReferral()), day))).toEqual([field]);
  });

  it("takes the days on the boundary", () => {
    const values = completeReferral();
    expect(checkReferral({ ...values, date: day }, day)).toEqual({});
    expect(
      checkReferral({ ...values, patient: { ...values.patient, dateOfBirth: "2025-03-03" } }, day),
    ).toEqual({});
    expect(checkReferral({ ...values, question: "x".repeat(1000) }, day)).toEqual({});
  });
});

describe("toReferral", () => {
  it("leaves out what was left empty", () => {
    expect(toReferral(completeReferral())).toEqual({
      patient: {
        givenNames: "Harlan",
        familyName: "Quillfeather",
        dateOfBirth: "1982-09-14",
        sexAtBirth: "male",
        mrn: "FIC-0001",
      },
      referrer: { familyName: "Brackwater", specialty: "primary care" },
      referral: { date: "2025-03-03", question: "Is an injection appropriate?", urgency: "routine" },
      visitDate: day,
    });
  });

  it("keeps the primary care clinician only where somebody else refers", () => {
    const values = completeReferral();
    const primaryCare = { ...values.primaryCare, familyName: "Osei" };
    const fromNeurology = {
      ...values,
      primaryCare,
      referrer: { ...values.referrer, specialty: "neurology" },
    };
    expect(toReferral(fromNeurology).referral.primaryCare).toEqual({
      familyName: "Osei",
      specialty: "primary care",
    });
    expect(toReferral({ ...values, primaryCare }).referral.primaryCare).toBeUndefined();
  });

  it("gives back a stored referral unchanged after editing nothing", () => {
    const stored = {
      patient: {
        givenNames: "Thị Hồng",
        familyName: "Nguyễn",
        dateOfBirth: "1960-02-29",
        sexAtBirth: "female",
        gender: "woman",
        mrn: "FIC-7",
        phone: "555 0100",
        language: "Vietnamese",
        interpreterNeeded: true,
      },
      referrer: {
        givenNames: "Ona",
        familyName: "Brackwater",
        title: "Dr",
        credentials: "MD",
        specialty: "other",
        specialtyOther: "occupational medicine",
        practice: "Riverside",
        addressLines: ["4 Mill Lane", "Portland, OR 97202"],
        phone: "555 0101",
        fax: "555 0102",
        secureAddress: "ona@direct.example",
        npi: "0000000000",
      },
      referral: {
        date: "2025-03-03",
        identifier: "REF-7",
        question: "Facet or disc?",
        urgency: "soon",
        primaryCare: { familyName: "Osei", specialty: "primary care" },
      },
      visitDate: day,
    } as const;
    expect(
      toReferral(
        referralValues({
          ...stored,
          referrer: { ...stored.referrer, addressLines: [...stored.referrer.addressLines] },
        }),
      ),
    ).toEqual(stored);
  });
});

describe("checkSetUp", () => {
  const complete = {
    ...emptySetUp,
    practiceName: "Harbor Spine and Pain",
    address: "120 Quay Street\nPortland, OR 97201",
    displayName: "Dr Iris Holloway",
    accountName: "iris",
    password: "twelve chars",
    passwordAgain: "twelve chars",
  };

  it("has nothing against what is complete, and sends it without empty fields", () => {
    expect(checkSetUp(complete)).toEqual({});
    expect(toSetUp(complete)).toEqual({
      practice: {
        name: "Harbor Spine and Pain",
        addressLines: ["120 Quay Street", "Portland, OR 97201"],
        paper: "letter",
      },
      accountName: "iris",
      password: "twelve chars",
      signer: { displayName: "Dr Iris Holloway" },
      withInventedPatients: false,
    });
  });

  it.each([
    ["practiceName", { practiceName: " " }],
    ["address", { address: "" }],
    ["address", { address: "1\n2\n3\n4" }],
    ["displayName", { displayName: "" }],
    ["npi", { npi: "12345" }],
    ["accountName", { accountName: "two words" }],
    ["accountName", { accountName: "" }],
    ["password", { password: "eleven char", passwordAgain: "eleven char" }],
    ["passwordAgain", { passwordAgain: "twelve char5" }],
  ])("names %s", (field, change) => {
    expect(Object.keys(checkSetUp({ ...complete, ...change }))).toEqual([field]);
  });
});

describe("the recovery key typed back", () => {
  it("asks for a group from the middle and for the last", () => {
    expect(groupsToTypeBack("A1-B2-C3-D4-E5-F6-G7-H8")).toEqual([3, 7]);
  });

  it("takes what a person reads for the same", () => {
    expect(isSameGroup("nr4rx", "NR4RX")).toBe(true);
    expect(isSameGroup(" o1l-i0", "01110")).toBe(true);
    expect(isSameGroup("NR4RY", "NR4RX")).toBe(false);
    expect(isSameGroup("", "NR4RX")).toBe(false);
  });
});
