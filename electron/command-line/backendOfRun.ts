import { resolve } from "node:path";
import packageFile from "../../package.json" with { type: "json" };
import type { OperationInput, OperationName, OperationOutput } from "../../shared/contract.ts";
import { FourfoldError } from "../../shared/errors.ts";
import { type Backend, openBackend } from "../backend/index.ts";
import { type Given, passwordFrom } from "./arguments.ts";
import { badArgument } from "./failures.ts";
import { policyOfRun } from "./policyOfRun.ts";
import type { Surroundings } from "./surroundings.ts";

/** The account of a store that a command made, where none was named. */
export const defaultAccount = "physician";

/** The backend of one command, governed as the window's is. Whoever asks for it closes it. */
export async function backendOfRun(dataFolder: string, surroundings: Surroundings): Promise<Backend> {
  const { now, workFactor } = surroundings;
  return openBackend({
    dataFolder,
    appVersion: packageFile.version,
    now,
    policy: await policyOfRun(surroundings),
    ...(workFactor === undefined ? {} : { workFactor }),
  });
}

/** Asks the backend; a refusal is thrown as the error it is. */
export async function ask<Name extends OperationName>(
  backend: Backend,
  name: Name,
  input: OperationInput<Name>,
): Promise<OperationOutput<Name>> {
  const reply = await backend.dispatch(name, input);
  if (!reply.ok) throw new FourfoldError(reply.error);
  return reply.value;
}

/** The account to sign in with: the one asked for, or else the usual one, or the only one. */
export function chooseAccount(names: readonly string[], asked: string | undefined): string {
  const only = names.length === 1 ? names[0] : undefined;
  const chosen = asked ?? (names.includes(defaultAccount) ? defaultAccount : only);
  if (chosen === undefined) throw badArgument("--account", "is needed, since the store has several accounts");
  return chosen;
}

/** What a store in its place can tell before anybody signs in; throws what keeps it from being opened. */
export async function statusOf(backend: Backend): Promise<OperationOutput<"store.status">> {
  const status = await ask(backend, "store.status", {});
  if (status.problem) throw new FourfoldError(status.problem);
  return status;
}

/** Opens the store that `--data-dir` names, which must be there, and signs in; closes it afterwards, whatever happens. */
export async function withStore<Result>(
  given: Given,
  surroundings: Surroundings,
  work: (backend: Backend, password: string) => Promise<Result>,
): Promise<Result> {
  const password = passwordFrom(surroundings.environment);
  const backend = await backendOfRun(resolve(given.required("data-dir")), surroundings);
  try {
    const { state, accountNames } = await statusOf(backend);
    if (state === "absent") {
      throw new FourfoldError({
        code: "storeAbsent",
        message: "This data folder holds no practice.",
        action: "Name the data folder that holds yours.",
      });
    }
    await ask(backend, "session.signIn", {
      accountName: chooseAccount(accountNames, given.text("account")),
      password,
    });
    return await work(backend, password);
  } finally {
    backend.close();
  }
}
