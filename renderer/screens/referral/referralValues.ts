import { daysBetween } from "../../../shared/evaluation/dates.ts";
import {
  type Clinician,
  calendarDate,
  clinicianSchema,
  isCalendarDate,
  type Patient,
  patientSchema,
  type Referral,
  referralSchema,
} from "../../../shared/evaluation/people.ts";
import {
  type FieldProblems,
  linesOf,
  orAbsent,
  problemsOf,
  withoutAbsent,
} from "../../components/common/formCheck.ts";

/** The referral as it is typed: every field is text, empty where nothing was entered. */
export interface PatientValues {
  familyName: string;
  givenNames: string;
  dateOfBirth: string;
  sexAtBirth: string;
  gender: string;
  mrn: string;
  phone: string;
  language: string;
  interpreterNeeded: boolean;
}

export interface ClinicianValues {
  title: string;
  givenNames: string;
  familyName: string;
  credentials: string;
  specialty: string;
  specialtyOther: string;
  practice: string;
  /** One line of the address a line of text. */
  address: string;
  phone: string;
  fax: string;
  secureAddress: string;
  npi: string;
}

export interface ReferralValues {
  /** The patient's record where it was found in the practice; empty for a new patient. */
  patientId: string;
  /** Somebody has looked at the likely duplicates and says that this is another person. */
  isAnotherPatient: boolean;
  patient: PatientValues;
  /** The directory's entry where it was found; empty for a new one. */
  referrerId: string;
  referrer: ClinicianValues;
  primaryCare: ClinicianValues;
  date: string;
  urgency: string;
  question: string;
  identifier: string;
  visitDate: string;
}

export const emptyPatient: PatientValues = {
  familyName: "",
  givenNames: "",
  dateOfBirth: "",
  sexAtBirth: "",
  gender: "",
  mrn: "",
  phone: "",
  language: "",
  interpreterNeeded: false,
};

export const emptyClinician: ClinicianValues = {
  title: "",
  givenNames: "",
  familyName: "",
  credentials: "",
  specialty: "",
  specialtyOther: "",
  practice: "",
  address: "",
  phone: "",
  fax: "",
  secureAddress: "",
  npi: "",
};

/** A new referral; the visit is taken to be today until somebody says otherwise. */
export function emptyReferral(today: string): ReferralValues {
  return {
    patientId: "",
    isAnotherPatient: false,
    patient: emptyPatient,
    referrerId: "",
    referrer: emptyClinician,
    primaryCare: emptyClinician,
    date: "",
    urgency: "routine",
    question: "",
    identifier: "",
    visitDate: today,
  };
}

export function patientValues(patient: Patient): PatientValues {
  return {
    familyName: patient.familyName,
    givenNames: patient.givenNames,
    dateOfBirth: patient.dateOfBirth,
    sexAtBirth: patient.sexAtBirth,
    gender: patient.gender ?? "",
    mrn: patient.mrn,
    phone: patient.phone ?? "",
    language: patient.language ?? "",
    interpreterNeeded: patient.interpreterNeeded ?? false,
  };
}

export function clinicianValues(clinician: Clinician | undefined): ClinicianValues {
  if (clinician === undefined) return emptyClinician;
  return {
    title: clinician.title ?? "",
    givenNames: clinician.givenNames ?? "",
    familyName: clinician.familyName,
    credentials: clinician.credentials ?? "",
    specialty: clinician.specialty,
    specialtyOther: clinician.specialtyOther ?? "",
    practice: clinician.practice ?? "",
    address: (clinician.addressLines ?? []).join("\n"),
    phone: clinician.phone ?? "",
    fax: clinician.fax ?? "",
    secureAddress: clinician.secureAddress ?? "",
    npi: clinician.npi ?? "",
  };
}

/** The typed referral as a stored one; `existing` as `evaluation.open` gives it. */
export function referralValues(existing: {
  readonly patient: Patient;
  readonly referrer: Clinician;
  readonly referral: Referral;
  readonly visitDate: string;
}): ReferralValues {
  const { patient, referrer, referral, visitDate } = existing;
  return {
    patientId: "",
    isAnotherPatient: false,
    patient: patientValues(patient),
    referrerId: "",
    referrer: clinicianValues(referrer),
    primaryCare: clinicianValues(referral.primaryCare),
    date: referral.date,
    urgency: referral.urgency,
    question: referral.question,
    identifier: referral.identifier ?? "",
    visitDate,
  };
}

function patientInput(values: PatientValues): unknown {
  return withoutAbsent({
    givenNames: values.givenNames,
    familyName: values.familyName,
    dateOfBirth: values.dateOfBirth,
    sexAtBirth: orAbsent(values.sexAtBirth),
    gender: orAbsent(values.gender),
    mrn: values.mrn,
    phone: orAbsent(values.phone),
    language: orAbsent(values.language),
    interpreterNeeded: values.interpreterNeeded ? true : undefined,
  });
}

function clinicianInput(values: ClinicianValues): unknown {
  const addressLines = linesOf(values.address);
  return withoutAbsent({
    givenNames: orAbsent(values.givenNames),
    familyName: values.familyName,
    title: orAbsent(values.title),
    credentials: orAbsent(values.credentials),
    specialty: orAbsent(values.specialty),
    specialtyOther: values.specialty === "other" ? orAbsent(values.specialtyOther) : undefined,
    practice: orAbsent(values.practice),
    addressLines: addressLines.length > 0 ? addressLines : undefined,
    phone: orAbsent(values.phone),
    fax: orAbsent(values.fax),
    secureAddress: orAbsent(values.secureAddress),
    npi: orAbsent(values.npi.replace(/[\s-]/g, "")),
  });
}

/** A primary care clinician is asked for only where somebody else refers, and only a name makes one. */
function hasPrimaryCare(values: ReferralValues): boolean {
  const { specialty: _specialty, ...typed } = values.primaryCare;
  return (
    values.referrer.specialty !== "primary care" && Object.values(typed).some((text) => text.trim() !== "")
  );
}

function referralInput(values: ReferralValues): unknown {
  return withoutAbsent({
    date: values.date,
    identifier: orAbsent(values.identifier),
    question: values.question,
    urgency: orAbsent(values.urgency),
    primaryCare: hasPrimaryCare(values)
      ? clinicianInput({ ...values.primaryCare, specialty: "primary care", specialtyOther: "" })
      : undefined,
  });
}

const clinicianLabels = {
  title: "Title",
  givenNames: "Given names",
  familyName: "Family name",
  credentials: "Credentials",
  specialty: "Specialty",
  specialtyOther: "Specialty in words",
  practice: "Practice",
  addressLines: "Address",
  phone: "Phone",
  fax: "Fax",
  secureAddress: "Secure address",
  npi: "NPI",
};

function under(prefix: string, labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([key, label]) => [`${prefix}.${key}`, label]));
}

const patientLabels = under("patient", {
  familyName: "Family name",
  givenNames: "Given names",
  dateOfBirth: "Date of birth",
  sexAtBirth: "Sex at birth",
  gender: "Gender",
  mrn: "MRN",
  phone: "Phone",
  language: "Language",
});

/** The form calls the lines of an address one field. */
function addressAsOneField(problems: FieldProblems): FieldProblems {
  return Object.fromEntries(
    Object.entries(problems).map(([path, message]) => [path.replace("addressLines", "address"), message]),
  );
}

/** Everything that keeps the referral from being stored, by field. Empty when it can be stored. */
export function checkReferral(values: ReferralValues, today: string): FieldProblems {
  const problems: Record<string, string> = {
    ...problemsOf(patientSchema, patientInput(values.patient), patientLabels, "patient"),
    ...addressAsOneField(
      problemsOf(
        clinicianSchema,
        clinicianInput(values.referrer),
        under("referrer", clinicianLabels),
        "referrer",
      ),
    ),
    ...problemsOf(referralSchema.omit({ primaryCare: true }), omitPrimaryCare(referralInput(values)), {
      date: "Date of referral",
      question: "The question",
      urgency: "Urgency",
      identifier: "Referral number",
    }),
    ...problemsOf(calendarDate, values.visitDate, { visitDate: "Visit date" }, "visitDate"),
  };
  if (hasPrimaryCare(values)) {
    const primaryCare = clinicianInput({
      ...values.primaryCare,
      specialty: "primary care",
      specialtyOther: "",
    });
    Object.assign(
      problems,
      addressAsOneField(
        problemsOf(clinicianSchema, primaryCare, under("primaryCare", clinicianLabels), "primaryCare"),
      ),
    );
  }
  if (values.referrer.specialty === "other" && values.referrer.specialtyOther.trim() === "") {
    problems["referrer.specialtyOther"] = "Specialty in words must not be empty.";
  }
  const dates = [
    ["patient.dateOfBirth", "Date of birth", values.patient.dateOfBirth],
    ["date", "Date of referral", values.date],
    ["visitDate", "Visit date", values.visitDate],
  ] as const;
  for (const [path, label, date] of dates) {
    if (date.trim() === "") problems[path] = `${label} must not be empty.`;
  }
  const birth = values.patient.dateOfBirth;
  if (isCalendarDate(birth) && birth > today) {
    problems["patient.dateOfBirth"] = "Date of birth lies in the future.";
  }
  if (isCalendarDate(values.date)) {
    if (isCalendarDate(birth) && birth <= today && values.date < birth) {
      problems.date = "Date of referral lies before the date of birth.";
    } else if (isCalendarDate(values.visitDate) && daysBetween(values.date, values.visitDate) < 0) {
      problems.visitDate = "Visit date lies before the date of referral.";
    }
  }
  return problems;
}

function omitPrimaryCare(input: unknown): unknown {
  const { primaryCare: _primaryCare, ...rest } = input as Record<string, unknown>;
  return rest;
}

export interface CheckedReferral {
  readonly patient: Patient;
  readonly referrer: Clinician;
  readonly referral: Referral;
  readonly visitDate: string;
}

/** The stored form of values that `checkReferral` has nothing against; throws otherwise. */
export function toReferral(values: ReferralValues): CheckedReferral {
  return {
    patient: patientSchema.parse(patientInput(values.patient)),
    referrer: clinicianSchema.parse(clinicianInput(values.referrer)),
    referral: referralSchema.parse(referralInput(values)),
    visitDate: calendarDate.parse(values.visitDate),
  };
}
