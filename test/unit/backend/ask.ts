import type { Backend } from "../../../electron/backend/index.ts";
import type { OperationInput, OperationName, OperationOutput } from "../../../shared/contract.ts";

/** What the operation gives; throws, and so fails the test, when it gives an error. */
export async function ask<Name extends OperationName>(
  backend: Backend,
  name: Name,
  input: OperationInput<Name>,
): Promise<OperationOutput<Name>> {
  const reply = await backend.dispatch(name, input);
  if (reply.ok) return reply.value;
  const { code, field, message } = reply.error;
  throw new Error([name, code, field, message].filter((part) => part !== undefined).join(": "));
}
