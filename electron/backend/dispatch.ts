import { randomBytes } from "node:crypto";
import { holdsOneOf, roleWords } from "../../shared/accounts/roles.ts";
import { contract, type OperationName, type Reply } from "../../shared/contract.ts";
import { FourfoldError } from "../../shared/errors.ts";
import { refusalByPolicy } from "../../shared/policy/permissions.ts";
import { badInput, unreadable } from "./badInput.ts";
import { describeFault, type FaultNote, noteFault } from "./faults.ts";
import { Gate } from "./gate.ts";
import type { AnybodyOperation, BackendOperation, Context, SignedInContext } from "./handlers/context.ts";
import { anybodyHandlers, signedInHandlers } from "./handlers/index.ts";
import type { Session } from "./keeper.ts";

/** One way in: finds the operation, checks who asks and what, runs it, and turns every fault into words. */

const handlers: Readonly<Record<BackendOperation, unknown>> = { ...anybodyHandlers, ...signedInHandlers };

/** These change who is signed in, and run alone; the others for anybody leave that as it is. */
const changesSession: ReadonlySet<string> = new Set([
  "store.setUp",
  "session.signIn",
  "session.recover",
  "session.lock",
  "restore.run",
]);

export interface DispatchOptions {
  readonly context: Context;
  /** Whether outputs are checked against the contract too: in tests and development. */
  readonly checkOutputs: boolean;
  /** Told about faults that have no words; see FaultNote for what it may hold. */
  readonly onFault: (note: FaultNote) => void;
}

export class Dispatcher {
  readonly #options: DispatchOptions;
  readonly #gate = new Gate();

  constructor(options: DispatchOptions) {
    this.#options = options;
  }

  async dispatch(name: string, input: unknown): Promise<Reply<OperationName>> {
    try {
      const operation = knownOperation(name);
      const value = await this.#run(operation, input);
      return { ok: true, value: value as never };
    } catch (fault) {
      return { ok: false, error: this.#inWords(fault, name).report() };
    }
  }

  /** Resolves when everything that is running now has ended. */
  settled(): Promise<void> {
    return this.#gate.alone(async () => {});
  }

  #run(name: BackendOperation, input: unknown): Promise<unknown> {
    const { context } = this.#options;
    if (!isForAnybody(name)) {
      return this.#gate.shared(async () => {
        const session = requireRole(name, context.keeper.session);
        return this.#handle(name, input, { ...context, session });
      });
    }
    const handle = () => this.#handle(name, input, context);
    return changesSession.has(name) ? this.#gate.alone(handle) : handle();
  }

  async #handle(
    name: BackendOperation,
    input: unknown,
    context: Context | SignedInContext,
  ): Promise<unknown> {
    const parsed = parseInput(name, input);
    const refusal = refusalByPolicy(name, context.policy.values);
    if (refusal !== undefined) throw new FourfoldError(refusal);
    // The tables type each handler by its name; a name known only at run time cannot be followed by the compiler.
    const handler = handlers[name] as (input: unknown, context: Context) => unknown;
    const output = await handler(parsed, context);
    if (this.#options.checkOutputs) contract[name].output.parse(output);
    return output;
  }

  #inWords(fault: unknown, name: string): FourfoldError {
    const described = describeFault(fault);
    if (described !== undefined) return described;
    const reference = randomBytes(4).toString("hex");
    const operation = Object.hasOwn(contract, name) ? name : "unknown";
    this.#options.onFault(noteFault(fault, operation, reference));
    return new FourfoldError(
      {
        code: "unexpected",
        message: `Something went wrong inside Fourfold (reference ${reference}). Nothing of this change was stored.`,
        action: "Try again. If it happens again, give the log and the reference to IT.",
      },
      { cause: fault },
    );
  }
}

function knownOperation(name: string): BackendOperation {
  if (Object.hasOwn(contract, name) && contract[name as OperationName].answeredBy === "backend") {
    return name as BackendOperation;
  }
  throw new FourfoldError({
    code: "unknownOperation",
    message: "This operation is not known here.",
    action: "Window and data are of different versions: start Fourfold again.",
  });
}

function isForAnybody(name: BackendOperation): name is AnybodyOperation {
  return contract[name].allowed === "anybody";
}

function requireRole(name: BackendOperation, session: Session | undefined): Session {
  if (session === undefined) {
    throw new FourfoldError({
      code: "notSignedIn",
      message: "Nobody is signed in.",
      action: "Sign in, then try again.",
    });
  }
  const { allowed } = contract[name];
  if (session.account.mustChangePassword && name !== "session.changePassword") {
    throw new FourfoldError({
      code: "notAllowed",
      message: "The password was given by an administrator and opens nothing yet.",
      action: "Choose a password of your own first.",
    });
  }
  if (allowed !== "anybody" && holdsOneOf(session.account, allowed)) return session;
  throw new FourfoldError({
    code: "notAllowed",
    message: `An account with the role “${roleWords(session.account)}” may not do this.`,
    action: "Ask somebody with the right role, or an administrator to change yours.",
  });
}

function parseInput(name: BackendOperation, input: unknown): unknown {
  let parsed: ReturnType<(typeof contract)[BackendOperation]["input"]["safeParse"]>;
  try {
    parsed = contract[name].input.safeParse(input);
  } catch (fault) {
    throw unreadable(fault);
  }
  if (parsed.success) return parsed.data;
  throw badInput(parsed.error);
}
