import { randomUUID } from "node:crypto";
import type { OperationName, Reply } from "../../shared/contract.ts";
import type { PolicyInForce } from "../../shared/policy/merge.ts";
import { Dispatcher } from "./dispatch.ts";
import type { FaultNote } from "./faults.ts";
import { Gate } from "./gate.ts";
import type { Context } from "./handlers/context.ts";
import { StoreKeeper } from "./keeper.ts";
import { ObeyedPolicy } from "./policyInForce.ts";
import { Upkeep } from "./upkeep/upkeep.ts";
import { releasedWorkFactor, type WorkFactor } from "./vault/wrap.ts";

export type { FaultNote } from "./faults.ts";
export { type VerifyLine, type VerifyReport, verifyStore } from "./verify.ts";

export interface BackendOptions {
  readonly dataFolder: string;
  readonly now?: () => Date;
  readonly newId?: () => string;
  /** How dear a guess of a password is made for new key slots. Only tests lower it. */
  readonly workFactor?: WorkFactor;
  /** Checks what operations give back against the contract; on unless this is a production build. */
  readonly checkOutputs?: boolean;
  /** Named in the manifest of backups. */
  readonly appVersion?: string;
  /** Looks so often whether a backup or a check is due, and begins it: in the app, not on the command line. */
  readonly watchEveryMilliseconds?: number;
  /** What administrators have decided for this computer; without it nothing is governed. */
  readonly policy?: PolicyInForce;
  /** For the log; holds no patient data. */
  readonly onFault?: (note: FaultNote) => void;
}

export interface Backend {
  /** Answers one operation of the contract. Never rejects: what goes wrong is in the reply. */
  dispatch<Name extends OperationName>(name: Name, input: unknown): Promise<Reply<Name>>;
  dispatch(name: string, input: unknown): Promise<Reply<OperationName>>;
  /** Obeys these policies from now on. */
  obey(policy: PolicyInForce): void;
  /** Resolves when all that was asked before is answered. */
  settled(): Promise<void>;
  /** Closes the store and lets the folder go, at once. What was acknowledged is on disk. */
  close(): void;
}

/** The part of Fourfold that owns the data: one data folder, one session. Opening touches nothing on disk. */
export function openBackend(options: BackendOptions): Backend {
  const { dataFolder, now = () => new Date(), newId = randomUUID, workFactor = releasedWorkFactor } = options;
  const keeper = new StoreKeeper({
    dataFolder,
    now,
    newId,
    workFactor,
    ...(options.appVersion === undefined ? {} : { appVersion: options.appVersion }),
  });
  const policy = new ObeyedPolicy(options.policy);
  const upkeep = new Upkeep({ keeper, policy, now, newId, appVersion: options.appVersion ?? "" });
  if (options.watchEveryMilliseconds !== undefined) upkeep.watch(options.watchEveryMilliseconds);
  const context: Context = {
    keeper,
    policy,
    now,
    newId,
    dataFolder,
    workFactor,
    upkeep,
    signing: new Gate(),
  };
  const dispatcher = new Dispatcher({
    context,
    checkOutputs: options.checkOutputs ?? process.env.NODE_ENV !== "production",
    onFault: options.onFault ?? (() => {}),
  });
  return {
    dispatch: (name: string, input: unknown) => dispatcher.dispatch(name, input) as Promise<Reply<never>>,
    obey: (inForce) => {
      policy.change(inForce);
      void upkeep.look({ withCheck: false });
    },
    settled: () => dispatcher.settled(),
    close: () => {
      upkeep.close();
      keeper.close();
    },
  };
}
