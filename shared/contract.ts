import type { z } from "zod";
import { accountOperations } from "./contract/accounts.ts";
import { auditOperations } from "./contract/audit.ts";
import { backupOperations } from "./contract/backup.ts";
import { deskOperations } from "./contract/desk.ts";
import { diagnosticOperations } from "./contract/diagnostics.ts";
import { emergencyOperations } from "./contract/emergency.ts";
import { evaluationOperations } from "./contract/evaluations.ts";
import { imageOperations } from "./contract/images.ts";
import { letterOperations } from "./contract/letters.ts";
import { patientDataOperations } from "./contract/patientData.ts";
import { policyOperations } from "./contract/policy.ts";
import { practiceOperations } from "./contract/practice.ts";
import { printingOperations } from "./contract/printing.ts";
import { referralOperations } from "./contract/referrals.ts";
import { ruleOperations } from "./contract/rules.ts";
import { setUpOperations } from "./contract/setUp.ts";
import { storeOperations } from "./contract/store.ts";
import { updateOperations } from "./contract/updates.ts";
import { windowOperations } from "./contract/window.ts";

export { type AccountRow, accountEntry } from "./contract/accounts.ts";
export { answerSchema } from "./contract/answers.ts";
export {
  type AuditChainState,
  type AuditFilter,
  type AuditListRow,
  auditFormats,
} from "./contract/audit.ts";
export type {
  BackupRow,
  BackupSchedule,
  BackupSettings,
  Opening,
  RestorePreview,
  StoreContents,
  UpkeepStatus,
} from "./contract/backup.ts";
export type { DeskEntry, DeskRow, LoopEvent } from "./contract/desk.ts";
export type { EmergencyRow } from "./contract/emergency.ts";
export type { OpenEvaluation } from "./contract/evaluations.ts";
export type { LetterRow, ReadinessEntry } from "./contract/letters.ts";
export { newPassword } from "./contract/operation.ts";
export type { ExportForm, PatientContents, RetentionRow } from "./contract/patientData.ts";
export type { PhraseRow } from "./contract/practice.ts";
export type { PrinterRow, PrintResult } from "./contract/printing.ts";
export { type WorklistRow, worklistStages } from "./contract/referrals.ts";
export type { Account, StoreStatus } from "./contract/store.ts";
export type { UpdateState } from "./contract/updates.ts";

/**
 * Every operation that the window may ask for: what goes in, what comes out, who may call it and who answers it. One file
 * a subject in `contract/`; here they become one map. The compiler checks both ends against it; the backend checks every
 * call against it at run time.
 */
export const contract = {
  ...storeOperations,
  ...practiceOperations,
  ...policyOperations,
  ...referralOperations,
  ...evaluationOperations,
  ...letterOperations,
  ...imageOperations,
  ...deskOperations,
  ...ruleOperations,
  ...accountOperations,
  ...emergencyOperations,
  ...auditOperations,
  ...backupOperations,
  ...patientDataOperations,
  ...printingOperations,
  ...windowOperations,
  ...setUpOperations,
  ...updateOperations,
  ...diagnosticOperations,
} as const;

export type Contract = typeof contract;
export type OperationName = keyof Contract;
export type OperationInput<Name extends OperationName> = z.input<Contract[Name]["input"]>;
/** What a handler receives: parsed, trimmed and normalised. */
export type ParsedInput<Name extends OperationName> = z.output<Contract[Name]["input"]>;
export type OperationOutput<Name extends OperationName> = z.output<Contract[Name]["output"]>;

export const operationNames = Object.keys(contract) as OperationName[];

/** What comes back over the bridge; a rejected promise would lose the error's fields. */
export type Reply<Name extends OperationName> =
  | { readonly ok: true; readonly value: OperationOutput<Name> }
  | { readonly ok: false; readonly error: import("./errors.ts").ErrorReport };

/** What the window is told without asking. */
export interface EventMap {
  /** The backend had to be started again; nobody is signed in any more, nothing acknowledged is lost. */
  readonly "backend.restarted": Record<string, never>;
  /** Idle time, Ctrl+L or the system's lock closed the session. */
  readonly "session.locked": { readonly reason: "idle" | "system" | "asked" };
  /** The window was asked to close and waits, for a moment, until "window.readyToClose" is called. */
  readonly "window.closing": Record<string, never>;
  /** How far a print job is. */
  readonly "print.progress": {
    readonly done: number;
    readonly total: number;
    readonly letterNumber: string;
  };
  /** Administrators have decided something else for this computer. */
  readonly "policy.changed": Record<string, never>;
  /** A menu command for the page. */
  readonly "menu.command": {
    readonly command: "newReferral" | "findAnything" | "lock" | "showShortcuts" | "about";
  };
}
export type EventName = keyof EventMap;

/** What the preload exposes as `window.fourfold`. */
export interface FourfoldBridge {
  call<Name extends OperationName>(name: Name, input: OperationInput<Name>): Promise<Reply<Name>>;
  /** Returns the function that stops listening. */
  on<Name extends EventName>(name: Name, listener: (detail: EventMap[Name]) => void): () => void;
}
