import { accountHandlers } from "./accounts.ts";
import { auditHandlers } from "./audit.ts";
import { backupHandlers, backupList } from "./backup.ts";
import type { AnybodyHandlers, SignedInHandlers } from "./context.ts";
import { deskHandlers } from "./desk.ts";
import { deskRecordHandlers } from "./deskRecords.ts";
import { diagnosticHandlers } from "./diagnostics.ts";
import { directoryHandlers } from "./directory.ts";
import { emergencyHandlers } from "./emergency.ts";
import { evaluationHandlers } from "./evaluations.ts";
import { followUpHandlers } from "./followUps.ts";
import { imageHandlers } from "./images.ts";
import { letterAmendmentHandlers } from "./letterAmendments.ts";
import { letterDraftHandlers } from "./letterDrafts.ts";
import { letterHandlers } from "./letters.ts";
import { patientDataHandlers } from "./patientData.ts";
import { phraseHandlers } from "./phrases.ts";
import { policyHandlers } from "./policy.ts";
import { recordHandlers } from "./record.ts";
import { referralLoopHandlers } from "./referralLoops.ts";
import { referralHandlers } from "./referrals.ts";
import { restoreHandlers } from "./restore.ts";
import { ruleHandlers } from "./rules.ts";
import { sessionHandlers } from "./session.ts";
import { worklistHandlers } from "./worklist.ts";

/** What is answered before anybody has signed in. */
export const anybodyHandlers: AnybodyHandlers = {
  ...sessionHandlers,
  ...policyHandlers,
  ...backupList,
  ...restoreHandlers,
  ...diagnosticHandlers,
};

/** The compiler refuses this table when an operation of the contract has no handler. */
export const signedInHandlers: SignedInHandlers = {
  ...directoryHandlers,
  ...referralHandlers,
  ...evaluationHandlers,
  ...recordHandlers,
  ...followUpHandlers,
  ...letterHandlers,
  ...letterDraftHandlers,
  ...letterAmendmentHandlers,
  ...deskHandlers,
  ...deskRecordHandlers,
  ...referralLoopHandlers,
  ...worklistHandlers,
  ...imageHandlers,
  ...phraseHandlers,
  ...ruleHandlers,
  ...accountHandlers,
  ...emergencyHandlers,
  ...auditHandlers,
  ...backupHandlers,
  ...patientDataHandlers,
};
