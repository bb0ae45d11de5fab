import type {
  EventMap,
  EventName,
  FourfoldBridge,
  OperationInput,
  OperationName,
  OperationOutput,
} from "../../shared/contract.ts";
import { FourfoldError } from "../../shared/errors.ts";

declare global {
  interface Window {
    readonly fourfold: FourfoldBridge;
  }
}

/** Asks for an operation; resolves with its output or rejects with a FourfoldError. */
export async function call<Name extends OperationName>(
  name: Name,
  input: OperationInput<Name>,
): Promise<OperationOutput<Name>> {
  const reply = await window.fourfold.call(name, input);
  if (reply.ok) return reply.value;
  throw new FourfoldError(reply.error);
}

export function listen<Name extends EventName>(name: Name, listener: (detail: EventMap[Name]) => void) {
  return window.fourfold.on(name, listener);
}
