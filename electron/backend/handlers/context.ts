import type { OperationName, OperationOutput, ParsedInput } from "../../../shared/contract.ts";
import { localInstantOf } from "../clock.ts";
import type { Gate } from "../gate.ts";
import type { Session, StoreKeeper } from "../keeper.ts";
import type { ObeyedPolicy } from "../policyInForce.ts";
import type { AuditEvent } from "../records/audit.ts";
import type { Upkeep } from "../upkeep/upkeep.ts";
import type { WorkFactor } from "../vault/wrap.ts";

/** What the operations of the backend are given beside their input. */
export interface Context {
  readonly keeper: StoreKeeper;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly dataFolder: string;
  readonly workFactor: WorkFactor;
  /** What administrators have decided for this computer. */
  readonly policy: ObeyedPolicy;
  /** Backups and checks, beside the work. */
  readonly upkeep: Upkeep;
  /** Letters are signed one after the other, so that each has its number before it is written. */
  readonly signing: Gate;
}

export interface SignedInContext extends Context {
  readonly session: Session;
}

/** Operations of the window process; the others are the backend's. */
type MainOperation = Extract<OperationName, `window.${string}`>;
export type BackendOperation = Exclude<OperationName, MainOperation>;
/** Answered before anybody has signed in. */
export type AnybodyOperation =
  | "store.status"
  | "store.setUp"
  | "session.signIn"
  | "session.recover"
  | "session.current"
  | "session.lock"
  | "policy.status"
  | "backup.list"
  | "restore.preview"
  | "restore.run"
  | "rescue.export"
  | "store.report";
export type SignedInOperation = Exclude<BackendOperation, AnybodyOperation>;

type Answer<Name extends OperationName> = OperationOutput<Name> | Promise<OperationOutput<Name>>;

export type AnybodyHandlers = {
  readonly [Name in AnybodyOperation]: (input: ParsedInput<Name>, context: Context) => Answer<Name>;
};
export type SignedInHandlers = {
  readonly [Name in SignedInOperation]: (input: ParsedInput<Name>, context: SignedInContext) => Answer<Name>;
};

/** The frame of an audit event: when, and by whom. */
export function auditFrame(context: SignedInContext): Pick<AuditEvent, "at" | "accountId"> {
  return { at: localInstantOf(context.now()), accountId: context.session.account.id };
}
