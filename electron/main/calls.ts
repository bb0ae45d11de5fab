import type { IpcMainInvokeEvent } from "electron";
import {
  contract,
  type OperationInput,
  type OperationName,
  type OperationOutput,
  type ParsedInput,
} from "../../shared/contract.ts";
import { type ErrorReport, FourfoldError } from "../../shared/errors.ts";
import { refusalByPolicy } from "../../shared/policy/permissions.ts";
import type { PolicyValues } from "../../shared/policy/policies.ts";
import type { AnyReply } from "../backendMessages.ts";
import { isAppAddress } from "./appOrigin.ts";

/** The operations that need a window or a dialog. The contract marks them `answeredBy: "main"`; a test holds the two together. */
export type MainOperationName = Extract<OperationName, `window.${string}`>;

export type MainOperations = {
  readonly [Name in MainOperationName]: (input: ParsedInput<Name>) => Promise<OperationOutput<Name>>;
};

/** Passes a call on to the backend; what comes back is its reply, refusals included. */
export type Forward = (name: string, input: unknown) => Promise<AnyReply>;

interface Parts {
  readonly forward: Forward;
  readonly mainOperations: MainOperations;
  /** What administrators have decided. */
  readonly policy: () => PolicyValues;
  /** Told of each refused or failed call: operation and code, never what was in it. */
  readonly onRefused: (operation: string, code: string, fault?: unknown) => void;
}

/** What of an Electron event decides whether a call is ours. */
export type Caller = Pick<IpcMainInvokeEvent, "senderFrame"> & {
  readonly sender: { readonly mainFrame: unknown };
};

/** Only the main frame of our own window, showing our own page, may call. */
export function isOurPage(caller: Caller): boolean {
  const frame = caller.senderFrame;
  return frame !== null && frame === caller.sender.mainFrame && isAppAddress(frame.url);
}

/**
 * The one door from the page. Refuses a sender that is not our page and a name that the contract does not know, answers
 * what the main process answers, and hands everything else to the backend, which checks shape and role itself.
 */
export function createCallHandler(
  parts: Parts,
): (caller: Caller, name: unknown, input: unknown) => Promise<AnyReply> {
  return async (caller, name, input) => {
    if (!isOurPage(caller)) {
      parts.onRefused("(not looked at)", "badSender");
      return refuse({ code: "badSender", message: "Only Fourfold's own window may ask for this." });
    }
    if (typeof name !== "string" || !isOperationName(name)) {
      parts.onRefused("(no such operation)", "unknownOperation");
      return refuse({
        code: "unknownOperation",
        message: "This version of Fourfold has no such operation.",
        action: "Close Fourfold and open it again.",
      });
    }
    const reply = isMainOperation(name)
      ? await answerHere(name, input, parts)
      : await parts.forward(name, input);
    if (!reply.ok) parts.onRefused(name, reply.error.code);
    return reply;
  };
}

function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(contract, name);
}

function isMainOperation(name: OperationName): name is MainOperationName {
  return contract[name].answeredBy === "main";
}

/** Never throws: a schema itself can fail on an input that no page of ours sends, such as one nested beyond the stack. */
function readInput<Name extends MainOperationName>(name: Name, input: unknown) {
  try {
    return contract[name].input.safeParse(input);
  } catch {
    return { success: false, error: undefined } as const;
  }
}

async function answerHere<Name extends MainOperationName>(
  name: Name,
  input: unknown,
  parts: Parts,
): Promise<AnyReply> {
  const parsed = readInput(name, input);
  if (!parsed.success) {
    const field = parsed.error?.issues[0]?.path.join(".");
    return refuse({
      code: "badInput",
      message: "What was asked for does not have the form that this operation takes.",
      ...(field ? { field } : {}),
    });
  }
  const refusal = refusalByPolicy(name, parts.policy());
  if (refusal !== undefined) return refuse(refusal);
  try {
    const operation: (input: ParsedInput<Name>) => Promise<OperationOutput<Name>> =
      parts.mainOperations[name];
    // The schema that was just applied is this operation's own; the compiler cannot follow that through the map.
    return { ok: true, value: await operation(parsed.data as ParsedInput<Name>) };
  } catch (error) {
    if (error instanceof FourfoldError) return refuse(error.report());
    parts.onRefused(name, "unexpected", error);
    return refuse({
      code: "unexpected",
      message: "Something unexpected happened. What you typed is kept.",
      action: "Try again. If it happens again, give the log named under About to IT.",
    });
  }
}

/** Takes a reply apart for code in the main process that calls the backend itself. */
export async function ask<Name extends OperationName>(
  forward: Forward,
  name: Name,
  input: OperationInput<Name>,
): Promise<OperationOutput<Name>> {
  const reply = await forward(name, input);
  if (!reply.ok) throw new FourfoldError(reply.error);
  // The backend checks its outputs against the same contract.
  return reply.value as OperationOutput<Name>;
}

function refuse(error: ErrorReport): AnyReply {
  return { ok: false, error };
}
