import { resolve } from "node:path";
import { policyJsonSchema } from "../../shared/policy/jsonSchema.ts";
import { mergePolicies, type PolicyInForce, type PolicyProblem } from "../../shared/policy/merge.ts";
import { policyOf } from "../../shared/policy/policies.ts";
import { dataOnShare, namesShare } from "../../shared/policy/shares.ts";
import { isOnNetwork } from "../backend/folder/networkFolder.ts";
import { readPolicyFile } from "../policy/policyFile.ts";
import { readArguments } from "./arguments.ts";
import { badArgument, exitCodes } from "./failures.ts";
import { policyOfRun } from "./policyOfRun.ts";
import { type Surroundings, write } from "./surroundings.ts";

/** The app does not start with these policies; it ends with the same code. */
const dataFolderRefused = 3;

/** Prints what administrators have decided for this computer, or looks at a policy file before it is rolled out. */
export async function runPolicy(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const given = readArguments("policy", argv, {
    json: { type: "boolean" },
    schema: { type: "boolean" },
    check: { type: "string" },
  });
  const { output } = surroundings;
  if (given.has("schema")) {
    await write(output, `${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
    return exitCodes.done;
  }
  const file = given.text("check");
  const policy = file === undefined ? await policyOfRun(surroundings) : await checked(resolve(file));
  const found = withShare(policy);
  await write(output, given.has("json") ? `${JSON.stringify(found, null, 2)}\n` : text(found, file));
  if (file !== undefined) return found.problems.length === 0 ? exitCodes.done : exitCodes.badInput;
  if (found.problems.some(isShare)) return dataFolderRefused;
  return found.problems.length === 0 ? exitCodes.done : exitCodes.failed;
}

async function checked(path: string): Promise<PolicyInForce> {
  const outcome = await readPolicyFile(path, { mustBeRoots: false });
  if (outcome.kind === "absent") throw badArgument("--check", "names no file that is there");
  return mergePolicies([{ source: { id: "machineFile", place: path }, outcome }]).inForce;
}

/** A mount or a link does not show by its name that it leads to a share. */
function withShare(policy: PolicyInForce): PolicyInForce {
  const entry = policy.entries.find(({ key }) => key === "dataFolder");
  if (entry === undefined || policy.problems.some(isShare)) return policy;
  const folder = String(entry.value);
  const onShare = namesShare(folder) || (/^([A-Za-z]:)?[\\/]/.test(folder) && isOnNetwork(folder));
  if (!onShare) return policy;
  const problem = { source: entry.source, key: entry.key, ...dataOnShare };
  return { ...policy, problems: [...policy.problems, problem] };
}

function isShare({ message }: PolicyProblem): boolean {
  return message === dataOnShare.message;
}

function text({ entries, problems, sources }: PolicyInForce, file: string | undefined): string {
  const placeOf = (id: string | undefined) => sources.find((source) => source.id === id)?.place ?? "";
  const inForce = entries.map(({ key, value, source, isLastKnown, stoodAside = [] }) =>
    [
      `${key.padEnd(22)} ${JSON.stringify(value)}`,
      `${" ".repeat(22)} ${policyOf(key).label}; from ${placeOf(source)}`,
      ...(isLastKnown ? [`${" ".repeat(22)} as it was last known: it cannot be read now`] : []),
      ...stoodAside.map((id) => `${" ".repeat(22)} stands above ${placeOf(id)}`),
    ].join("\n"),
  );
  const nothing = file === undefined ? "No policies are in force on this computer." : "It sets no policies.";
  const told = problems.map(
    ({ source, message, action }) =>
      `! ${source === undefined ? "" : `${placeOf(source)}: `}${message} ${action}`,
  );
  const looked = sources.map(({ place, state }) => `  ${place}: ${stateWords[state]}`);
  return `${[
    inForce.length === 0 ? nothing : inForce.join("\n"),
    ...(told.length === 0 ? [] : ["", ...told]),
    ...(file === undefined ? ["", "Looked at, what stands higher wins:", ...looked] : []),
  ].join("\n")}\n`;
}

const stateWords = { absent: "nothing is set there", read: "read", unreadable: "cannot be read" } as const;
