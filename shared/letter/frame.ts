import { checklist } from "../checklist/index.ts";
import { ageOn } from "../evaluation/dates.ts";
import type { Evaluation } from "../evaluation/evaluation.ts";
import type { Clinician, Practice, Signer } from "../evaluation/people.ts";
import { rulesVersion } from "../reasoning/registry.ts";
import type { LetterAddressee, LetterDocument, LetterSignature, Sentence } from "./document.ts";
import type { Edit } from "./edits.ts";
import type { Findings } from "./findings.ts";
import { clean, dateText, withFullStop } from "./grammar.ts";
import type { LetterKind } from "./kinds/kinds.ts";
import { envelopeName, type Person, salutationName } from "./person.ts";
import { from, fromItem, phrase, sentence, standing, words } from "./phrase.ts";

/** What surrounds the findings: whose letter it is, of what day, and whether it is signed. */
export interface LetterFrame {
  readonly practice: Practice;
  /** Calendar date of the letter, "2025-03-10". */
  readonly letterDate: string;
  readonly letterNumber?: string;
  readonly signer?: Signer;
  /** "10 Mar 2025 at 16:42 (UTC-05:00)"; given with the signature. */
  readonly signedAt?: string;
  readonly status: "draft" | "signed";
  /** Rules of the clinical picture with the practice's settings of them; the program's own where absent. */
  readonly rulesVersion?: string;
  /** The consultation letter where absent. */
  readonly kind?: LetterKind;
  /** The signed letter that this one sums up, adds to or corrects. */
  readonly cites?: CitedLetter;
  /** Who gets a copy beside the primary care clinician. */
  readonly copies?: readonly LetterAddressee[];
  /** The physician sends the primary care clinician no copy. */
  readonly withoutPrimaryCare?: boolean;
  /** What an addendum says. */
  readonly addendum?: string;
  /** What the physician wrote over what is composed. */
  readonly edits?: readonly Edit[];
}

export interface CitedLetter {
  readonly letterNumber: string;
  /** Calendar date. */
  readonly letterDate: string;
  /** Why it is corrected. */
  readonly reason?: string;
}

/** What a section is composed from. */
export interface LetterContext {
  readonly evaluation: Evaluation;
  readonly findings: Findings;
  readonly person: Person;
  /** One page must hold it: what was asked and not found is said in sum. */
  readonly isBrief?: boolean;
}

const specialtyWords: Readonly<Record<Clinician["specialty"], string>> = {
  "primary care": "primary care",
  "spine/back surgery": "spine surgery",
  "orthopaedic surgery": "orthopedic surgery",
  neurology: "neurology",
  rheumatology: "rheumatology",
  other: "",
};

export function specialtyOf(clinician: Clinician): string {
  return specialtyWords[clinician.specialty] || clean(clinician.specialtyOther ?? "");
}

/** The Re: line and the question, as asked. */
export function referenceOf({ evaluation, person }: LetterContext): readonly Sentence[] {
  const { patient, referral, referrer, visitDate } = evaluation;
  const urgency =
    referral.urgency === "urgent" || referral.urgency === "emergency" ? `${referral.urgency} ` : "";
  const identifier = referral.identifier ? ` ${referral.identifier}` : "";
  const specialty = specialtyOf(referrer);
  return [
    sentence(
      phrase(`Re: ${person.fullName}, born ${dateText(patient.dateOfBirth)}, MRN ${patient.mrn}`, {
        header: "patient",
      }),
    ),
    sentence(phrase(`Seen ${dateText(visitDate)}`, { header: "visit" })),
    sentence(
      phrase(
        `Your ${urgency}referral${identifier} of ${dateText(referral.date)}${specialty ? `, from ${specialty}` : ""}`,
        { header: "referral" },
        { header: "referrer" },
      ),
    ),
    {
      runs: [{ text: `You asked: “${withFullStop(clean(referral.question))}”`, style: "emphasis" }],
      sources: [{ header: "referral" }],
    },
  ];
}

export function salutationOf({ evaluation }: LetterContext): Sentence {
  return {
    runs: [{ text: `Dear ${salutationName(evaluation.referrer)},` }],
    sources: [{ header: "referrer" }],
  };
}

export function openingOf({ evaluation, findings, person }: LetterContext): readonly Sentence[] {
  const mode =
    findings.code("ENC.MODE") === "telehealth" ? from("by telehealth", "ENC.MODE") : from("", "ENC.MODE");
  const age = ageOn(evaluation.patient.dateOfBirth, evaluation.visitDate);
  if (evaluation.followUpOf !== undefined) {
    const again = words`I saw ${person.name}, aged ${age}, again ${
      findings.has("ENC.MODE") ? mode : undefined
    } on ${dateText(evaluation.visitDate)}, after the visit of ${dateText(evaluation.followUpOf.visitDate)}`;
    return [sentence(again, { header: "patient" }, { header: "visit" })];
  }
  const seen = words`Thank you for referring ${person.name}, aged ${age}, whom I saw ${
    findings.has("ENC.MODE") ? mode : undefined
  } on ${dateText(evaluation.visitDate)}`;
  return [sentence(seen, { header: "patient" }, { header: "visit" })];
}

/** Consent to share is said, since copies depend on it; then the close. */
export function closingOf({ findings, person }: LetterContext): readonly Sentence[] {
  const consent = findings.code("ENC.CONSENT");
  const said =
    consent === "yes"
      ? `${person.He} ${person.verb("agree")} to this letter going to the recipients named here`
      : consent === "no"
        ? `${person.He} did not agree to copies of this letter`
        : consent === undefined
          ? undefined
          : `${person.His} agreement to copies of this letter has yet to be asked`;
  return [
    ...(said === undefined ? [] : [sentence(phrase(said, fromItem("ENC.CONSENT")))]),
    { runs: [{ text: "Sincerely," }], sources: [standing("close")] },
  ];
}

export function addresseeOf(clinician: Clinician): LetterAddressee {
  return {
    name: envelopeName(clinician),
    lines: [clinician.practice, ...(clinician.addressLines ?? [])].filter(
      (line): line is string => line !== undefined && line !== "",
    ),
  };
}

/**
 * Who gets a copy, and only when the patient agreed: the primary care clinician when somebody else referred, then those
 * whom the physician named.
 */
export function copiesOf(
  { evaluation, findings }: LetterContext,
  { copies = [], withoutPrimaryCare = false }: Pick<LetterFrame, "copies" | "withoutPrimaryCare"> = {},
): readonly LetterAddressee[] {
  if (findings.code("ENC.CONSENT") !== "yes") return [];
  const { referrer, referral } = evaluation;
  const primaryCare =
    withoutPrimaryCare || referrer.specialty === "primary care" || referral.primaryCare === undefined
      ? []
      : [addresseeOf(referral.primaryCare)];
  const already = new Set(primaryCare.map(({ name }) => name));
  return [...primaryCare, ...copies.filter(({ name }) => !already.has(name))];
}

export function letterheadOf(practice: Practice): LetterDocument["letterhead"] {
  const numbers = [
    practice.phone === undefined ? "" : `Phone ${practice.phone}`,
    practice.fax === undefined ? "" : `Fax ${practice.fax}`,
  ].filter((line) => line !== "");
  return {
    name: practice.name,
    lines: [...practice.addressLines, ...(numbers.length === 0 ? [] : [numbers.join(", ")])],
  };
}

export function signatureOf(frame: LetterFrame): LetterSignature | undefined {
  if (frame.status !== "signed" || frame.signer === undefined || frame.signedAt === undefined)
    return undefined;
  const { displayName, credentials, npi } = frame.signer;
  return {
    name: displayName,
    ...(credentials === undefined ? {} : { credentials }),
    ...(npi === undefined ? {} : { npi }),
    signedAt: frame.signedAt,
  };
}

/** The rules that spoke on screen and the checklist that was asked have versions of their own. */
export function footerOf(frame: Pick<LetterFrame, "rulesVersion">): LetterDocument["footer"] {
  return {
    confidentiality:
      "Confidential medical information for the named recipients only. If it reached you in error, please tell the practice and destroy it.",
    disclaimer:
      "Composed from the physician’s recorded findings with decision-support software. The signing physician answers for its content. " +
      "It informs clinicians, is not advice to patients, and does not replace professional judgment.",
    rulesVersion: `${frame.rulesVersion ?? rulesVersion}; checklist version ${checklist.version}`,
  };
}
