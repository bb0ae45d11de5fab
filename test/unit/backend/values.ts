import type { OperationInput } from "../../../shared/contract.ts";

/** What the tests put in; everybody is invented. */

/** The cheapest that a key file may hold: tests make many keys. */
export const cheapWork = { N: 2 ** 10, p: 1 };

export const password = "correct horse battery";

export const setUpInput: OperationInput<"store.setUp"> = {
  practice: { name: "Made-Up Pain Clinic", addressLines: ["1 Nowhere Road", "Inventon"], paper: "letter" },
  accountName: "brack",
  password,
  signer: { displayName: "Dr Wilhelmina Brack", credentials: "MD" },
  withInventedPatients: false,
};

export const patient = {
  givenNames: "Harlan",
  familyName: "Quillfeather",
  dateOfBirth: "1982-09-14",
  sexAtBirth: "male",
  mrn: "FIC-0001",
} as const;

export const referrer = {
  title: "Dr",
  givenNames: "Ona",
  familyName: "Brackwater",
  specialty: "primary care",
  practice: "Made-Up Family Medicine",
} as const;

export const referralInput: OperationInput<"referral.create"> = {
  patient: { new: patient },
  referrer: { new: referrer },
  referral: { date: "2025-03-03", question: "Is an injection appropriate?", urgency: "soon" },
  visitDate: "2025-03-10",
};
