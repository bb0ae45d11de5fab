import type { Generated } from "kysely";
import type { worklistStages } from "../../../shared/contract.ts";
import type { ErasureGround } from "../../../shared/dataRights/erasure.ts";
import type { Clinician, Patient, Referral, Role } from "../../../shared/evaluation/people.ts";
import type { LetterKind } from "../../../shared/letter/kinds/kinds.ts";
import type { DeskState, DispatchEvent, SendingMethod } from "../../../shared/referrals/desk.ts";
import type { LoopState } from "../../../shared/referrals/loop.ts";

/** The tables as queries see them. `*_json` columns hold JSON text; instants and dates are text as in clock.ts. */

export type RuleDecisionKind = "confirmed" | "withdrawn" | "switchedOff" | "switchedOn";

export type Stage = (typeof worklistStages)[number];

export interface Tables {
  meta: { key: string; value: string };
  practice: { id: 1; practice_json: string; changed_at: string };
  accounts: {
    id: string;
    account_name: string;
    role: Role;
    signer_json: string;
    created_at: string;
    /** Beside the role; always set where the role is administrator. */
    is_administrator: Generated<0 | 1>;
    /** Instant; null while the account may sign in. */
    disabled_at: Generated<string | null>;
    /** The password was given by an administrator and is good for choosing another one only. */
    must_change_password: Generated<0 | 1>;
  };
  /** Somebody who is not clinical looked into an evaluation, for a reason. */
  emergency_accesses: {
    id: string;
    account_id: string;
    evaluation_id: string;
    at: string;
    /** Instant (UTC) at which the access ends. */
    until: string;
    reason: string;
    acknowledged_at: string | null;
    acknowledged_by: string | null;
  };
  patients: {
    /** Row number that the search index points to. */
    number: Generated<number>;
    id: string;
    given_names: string;
    family_name: string;
    date_of_birth: string;
    sex_at_birth: Patient["sexAtBirth"];
    gender: Exclude<Patient["gender"], undefined> | null;
    mrn: string;
    phone: string | null;
    language: string | null;
    interpreter_needed: 0 | 1 | null;
    /** Folded "family given", for order and prefix search; see search.ts. */
    name_key: string;
    mrn_key: string;
    created_at: string;
    changed_at: string;
  };
  /** Full-text index over `patients.number`; it stores no text of its own. */
  patient_search: { rowid: number; terms: string };
  referrers: {
    id: string;
    given_names: string | null;
    family_name: string;
    title: string | null;
    credentials: string | null;
    specialty: Clinician["specialty"];
    specialty_other: string | null;
    practice: string | null;
    address_lines_json: string | null;
    phone: string | null;
    fax: string | null;
    secure_address: string | null;
    npi: string | null;
    /** Folded name and practice, words in order, for search. */
    search_key: string;
    created_at: string;
    changed_at: string;
  };
  referrals: {
    id: string;
    patient_id: string;
    referrer_id: string;
    date: string;
    identifier: string | null;
    question: string;
    urgency: Referral["urgency"];
    primary_care_json: string | null;
    created_at: string;
    changed_at: string;
  };
  evaluations: {
    id: string;
    referral_id: string;
    /** The signed evaluation of the same referral that this one follows. */
    follows_evaluation_id: string | null;
    /** The kind of letter that was chosen last; null until one was. */
    letter_kind: LetterKind | null;
    /** The signed letter that this evaluation corrects, and why. */
    amends_letter_id: string | null;
    amends_reason: string | null;
    /** Taken back before it was signed; shown nowhere. */
    discarded_at: string | null;
    visit_date: string;
    owner_account_id: string;
    /** Stage as far as it is known without looking at the answers; readiness is in `is_ready`. */
    stage: Exclude<Stage, "readyToSign">;
    /** Counts the changes of the evaluation and its header. */
    revision: number;
    saved_at: string | null;
    /** What the worklist shows, worked out from the answers at `summary_revision` with `summary_version` of checklist and judgement. */
    is_ready: 0 | 1;
    has_red_flag: 0 | 1;
    summary_revision: number | null;
    summary_version: string | null;
    created_at: string;
  };
  answers: { evaluation_id: string; item_id: string; answer_json: string; changed_at: string };
  letters: {
    id: string;
    letter_number: string;
    evaluation_id: string;
    /** Instant with the offset at which it was signed. */
    signed_at: string;
    account_id: string;
    signer_json: string;
    paper: "letter" | "a4";
    incomplete_reason: string | null;
    checklist_version: string;
    /** Rules and the practice's settings of them; null in letters from before these were kept. */
    rules_version: string | null;
    sha256: string;
    byte_length: number;
    evaluation_json: string;
    document_json: string;
    bytes: Uint8Array;
    kind: Generated<LetterKind>;
    /** The earlier letter that an addendum, an amended letter or a summary belongs to. */
    cited_letter_id: string | null;
    /** Why the cited letter was corrected. */
    cited_reason: string | null;
    /** What the physician wrote over what was composed; null where nothing was. */
    edits_json: string | null;
  };
  letter_copies: {
    id: string;
    letter_id: string;
    /** From 1, in the order in which the letter names them. */
    position: number;
    recipient_json: string;
    sha256: string;
    byte_length: number;
    bytes: Uint8Array;
  };
  /** What is prepared for a letter of this kind; gone once it is signed or discarded. */
  letter_drafts: {
    evaluation_id: string;
    kind: LetterKind;
    draft_json: string;
    revision: number;
    changed_at: string;
    changed_by: string;
  };
  phrases: {
    id: string;
    /** Whose it is; null for the practice's. */
    account_id: string | null;
    /** Folded; one text for each owner. */
    abbreviation: string;
    text: string;
    created_at: string;
    changed_at: string;
    changed_by: string;
  };
  images: {
    id: string;
    purpose: "logo" | "signature";
    /** Whose signature it is; null for the practice's logo. */
    account_id: string | null;
    media_type: "image/png" | "image/jpeg";
    /** In pixels. */
    width: number;
    height: number;
    bytes: Uint8Array;
    changed_at: string;
    changed_by: string;
  };
  /** Only ever added to. */
  rule_decisions: {
    number: Generated<number>;
    rule_id: string;
    decision: RuleDecisionKind;
    reason: string | null;
    /** Of the rule's words when it was decided. */
    rule_fingerprint: string;
    /** Instant with the offset at which it was decided. */
    decided_at: string;
    decided_by: string;
    decided_by_name: string;
  };
  backup_settings: { id: 1; settings_json: string; changed_at: string };
  upkeep_runs: {
    id: string;
    kind: "backup" | "check";
    scheduled: 0 | 1;
    began_at: string;
    ended_at: string;
    ok: 0 | 1;
    /** Of a backup its place and size, of a check its lines, of either what went wrong. No patient data. */
    detail_json: string;
  };
  /** Where the loop of a visit stands, and how it came there. Only ever added to; the first is made with the evaluation. */
  referral_events: {
    number: Generated<number>;
    referral_id: string;
    evaluation_id: string;
    state: LoopState;
    /** The calendar date that it is about: of the referral, the appointment, the visit. */
    on_date: string | null;
    reason: string | null;
    letter_id: string | null;
    account_id: string | null;
    /** Instant with the offset at which it was recorded. */
    at: string;
  };
  /** A letter and one person whom it goes to; what its events amount to. */
  dispatches: {
    id: string;
    letter_id: string;
    /** Null for the letter itself. */
    copy_id: string | null;
    kind: LetterKind;
    /** Which of the letters of its evaluation it is, from 1. */
    version: number;
    sha256: string;
    recipient: string;
    /** Folded, for search. */
    recipient_key: string;
    is_carbon_copy: 0 | 1;
    state: DeskState;
    /** Calendar date by which the letter is to be sent, or its receipt asked after. */
    due_on: string | null;
    method: SendingMethod | null;
    printed_at: string | null;
    sent_at: string | null;
    acknowledged_at: string | null;
    /** How often it was tried to send. */
    attempts: number;
    /** Why the last try failed; null once one succeeded. */
    problem: string | null;
    created_at: string;
  };
  /** The send log. Only ever added to. */
  dispatch_events: {
    number: Generated<number>;
    dispatch_id: string;
    event: DispatchEvent;
    /** When it happened, as somebody said; with offset. */
    happened_at: string;
    method: SendingMethod | null;
    /** Who did it, or who acknowledged. */
    person: string | null;
    words: string | null;
    attempt: number;
    sha256: string;
    account_id: string;
    at: string;
  };
  retention_rule: { id: 1; rule_json: string; changed_at: string };
  /** What is left of a patient's record that was erased. Only ever added to. */
  erasures: {
    /** The random id that the record had; nothing else leads to the person. */
    patient_id: string;
    /** Instant with the local offset. */
    at: string;
    account_id: string;
    ground: ErasureGround;
    /** How many there were. */
    evaluations: number;
    letters: number;
  };
  /** Numbers of letters that are gone with their record. Only ever added to. */
  erased_letters: { letter_number: string; letter_id: string; patient_id: string };
  audit: {
    sequence: Generated<number>;
    /** Instant with the offset at which it happened. */
    at: string;
    account_id: string | null;
    action: string;
    subject_id: string | null;
    detail_json: string;
    previous_hash: string;
    hash: string;
  };
}
