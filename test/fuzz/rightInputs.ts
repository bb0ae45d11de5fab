import type { OperationInput, OperationName } from "../../shared/contract.ts";
import { password, referralInput, setUpInput } from "../unit/backend/values.ts";

/** What messages can hit in the practice that is fuzzed. */
export interface Known {
  readonly patientId: string;
  /** One that somebody works on, one that is complete, one whose letter is signed. */
  readonly open: string;
  readonly ready: string;
  readonly signed: string;
  readonly letterId: string;
  readonly dispatchIds: readonly string[];
  readonly phraseId: string;
  /** An account that no session of the fuzzer uses. */
  readonly spareAccountId: string;
  /** An emergency access that nobody has acknowledged. */
  readonly emergencyId: string;
  readonly recoveryKey: string;
  /** A folder that exists, and a backup of the practice in it. */
  readonly folder: string;
  readonly backup: string;
}

/** The smallest picture that is one: PNG, 1 by 1, grey. */
const picture = Uint8Array.from(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==",
    "base64",
  ),
);

type Inputs = { readonly [Name in OperationName]?: OperationInput<Name> };

/** An input for each operation that it takes, from somebody who may ask, as long as nothing has changed. */
export function rightInputs(known: Known): Inputs {
  const { open, ready, signed, letterId, folder, patientId } = known;
  const dispatchIds = [...known.dispatchIds];
  const [dispatchId = ""] = dispatchIds;
  const at = "2025-03-10T10:00:00Z";
  const opening = { accountName: setUpInput.accountName, password };
  return {
    "store.status": {},
    "store.setUp": setUpInput,
    "session.current": {},
    "session.signIn": opening,
    "session.recover": { accountName: "brack", recoveryKey: known.recoveryKey, newPassword: password },
    "session.changePassword": { password, newPassword: password },
    "session.lock": {},
    "practice.read": {},
    "practice.save": setUpInput.practice,
    "upkeep.status": {},
    "backup.list": { folder },
    "backup.start": { folder },
    "backup.saveSettings": { folder, schedule: { kind: "off" }, keep: 7 },
    "integrity.start": {},
    "restore.preview": { folder: known.backup, opening },
    "restore.run": { folder: known.backup, opening },
    "rescue.export": { folder, opening },
    "patients.search": { text: "quill 1982-09-14", limit: 5 },
    "patients.likely": { familyName: "Q", givenNames: "H", dateOfBirth: "1982-09-14", mrn: "FIC-0001" },
    "referrers.search": { text: "brack", limit: 5 },
    "referral.create": referralInput,
    "referral.update": {
      evaluationId: open,
      patient: "new" in referralInput.patient ? referralInput.patient.new : failed(),
      referrer: "new" in referralInput.referrer ? referralInput.referrer.new : failed(),
      referral: referralInput.referral,
      visitDate: "2025-03-10",
    },
    "referral.loop": { evaluationId: open },
    "referral.recordStep": { evaluationId: open, step: "scheduled", onDate: "2025-03-10", reason: "" },
    "worklist.list": {},
    "worklist.export": {},
    "evaluation.open": { evaluationId: open },
    "evaluation.saveAnswers": {
      evaluationId: open,
      changes: [{ itemId: "HX.CC", answer: { value: "text" } }],
    },
    "evaluation.followUp": { evaluationId: signed, visitDate: "2025-05-12" },
    "evaluation.earlier": { evaluationId: open },
    "letter.preview": { evaluationId: open },
    "letter.draft": { evaluationId: open, paper: "a4" },
    "letter.sign": { evaluationId: ready, password, paper: "letter" },
    "letter.list": {},
    "letter.kinds": { evaluationId: open },
    "letter.chooseKind": { evaluationId: open, kind: "interim" },
    "letter.saveDraft": {
      evaluationId: open,
      kind: "interim",
      draft: { copies: [{ name: "Dr Tern", lines: ["1 Made-Up Way"] }], addendum: "text" },
    },
    "letter.edit": {
      evaluationId: open,
      kind: "interim",
      passageKey: "opening/paragraph/patient",
      change: { write: "I saw the patient." },
    },
    "letter.discardDraft": { evaluationId: open, kind: "interim" },
    "letter.show": { letterId },
    "letter.amend": { letterId, reason: "a reason" },
    "letter.discardAmendment": { evaluationId: signed },
    "letter.read": { letterId },
    "desk.list": { tab: "toPrint", find: "2025-000001 quill" },
    "desk.log": { letterId },
    "desk.file": { dispatchId },
    "desk.copyCover": { dispatchId },
    "desk.envelopes": { dispatchIds, format: "labels", firstLabel: 4 },
    "desk.recordPrinted": { dispatchIds, printer: "Front desk" },
    "desk.reprint": { dispatchIds, printer: "Front desk", withCover: true },
    "desk.recordSent": { dispatchIds, method: "fax", at, by: "Ida" },
    "desk.recordAcknowledged": { dispatchIds, at, by: "Ida" },
    "desk.recordFailure": { dispatchIds, method: "fax", problem: "Line busy" },
    "desk.void": { letterId, reason: "Wrong patient" },
    "images.read": { purpose: "logo" },
    "images.save": { purpose: "signature", bytes: picture },
    "images.remove": { purpose: "logo" },
    "rules.read": {},
    "rules.decide": { ruleId: "OP-3", decision: "switchedOff", reason: "Ours is another interval." },
    "phrases.list": {},
    "phrases.save": {
      abbreviation: "ktp",
      text: "Kemp test {side: left | right}",
      shared: true,
    },
    "phrases.remove": { id: known.phraseId },
    "accounts.list": {},
    "accounts.add": {
      accountName: "newcomer",
      role: "staff",
      isAdministrator: false,
      signer: setUpInput.signer,
      temporaryPassword: "a temporary password",
      password,
    },
    "accounts.change": {
      accountId: known.spareAccountId,
      accountName: "spare",
      role: "staff",
      isAdministrator: false,
      signer: setUpInput.signer,
    },
    "accounts.resetPassword": {
      accountId: known.spareAccountId,
      temporaryPassword: "another temporary one",
      password,
    },
    "accounts.disable": { accountId: known.spareAccountId },
    "recoveryKey.prepare": { password },
    "recoveryKey.replace": {},
    "session.emergencyAccess": { evaluationId: open, reason: "Unconscious in the waiting room" },
    "emergency.read": { evaluationId: open },
    "emergency.list": {},
    "emergency.acknowledge": { id: known.emergencyId },
    "audit.list": { filter: { group: "letters", subject: "FIC-0001", from: "2025-03-10" }, limit: 50 },
    "audit.people": {},
    "audit.chain": { again: true },
    "audit.export": { filter: { to: "2025-03-10" }, format: "csv", after: 3 },
    "patientData.contents": { patientId },
    "patientData.export": { patientId, folder, as: "zip" },
    "patientData.exportEverything": { folder, as: "folder" },
    "patientData.erase": { patientId, ground: "patientAsked", mrn: "FIC-0001", password },
    "patientData.retention": { limit: 10 },
    "patientData.saveRule": { years: 7, majorityAge: 18 },
  };
}

function failed(): never {
  throw new Error("The tests' referral brings a new patient and a new referrer.");
}
