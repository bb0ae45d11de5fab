import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, win32 } from "node:path";
import type { Outcome } from "../../shared/policy/merge.ts";
import { isPolicyKey, policyKeys, policyOf } from "../../shared/policy/policies.ts";
import { parseRegistryExport, type RegistryValue } from "./registryExport.ts";
import type { PolicySurroundings } from "./surroundings.ts";

/**
 * Group policy as Windows keeps it: one key of the registry with a value for each policy. Windows' own `reg.exe` exports it, in a
 * form that is the same in every language and loses no letter; no native module is needed.
 */

/** @param key such as `HKLM\SOFTWARE\Policies\Fourfold`. */
export async function readRegistryKey(key: string, surroundings: PolicySurroundings): Promise<Outcome> {
  const { environment, runTool } = surroundings;
  // By its whole path: what lies first on the search path may be anybody's.
  const tool = win32.join(environment.SystemRoot || "C:\\Windows", "System32", "reg.exe");
  let folder: string | undefined;
  try {
    folder = await mkdtemp(join(tmpdir(), "fourfold-policy-"));
    const file = join(folder, "policy.reg");
    const { exitCode } = await runTool(tool, ["export", key, file, "/y"]);
    if (exitCode !== 0) return await whyNotExported(key, (given) => runTool(tool, given));
    const values = parseRegistryExport((await readFile(file)).toString("utf16le"), key);
    return { kind: "read", raw: asPolicies(values) };
  } catch {
    return unreadable;
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

const unreadable: Outcome = {
  kind: "unreadable",
  why: "cannot be read",
  action:
    "Where group policy forbids the registry tools (DisableRegistryTools), allow them to run silently, or use the policy file.",
};

/** An absent key ends the tool as a forbidden one does; the list of the keys above it tells them apart. */
async function whyNotExported(
  key: string,
  ask: (given: readonly string[]) => Promise<{ exitCode: number | undefined; output: string }>,
): Promise<Outcome> {
  const parts = key.split("\\");
  for (let depth = parts.length - 1; depth >= 2; depth -= 1) {
    const { exitCode, output } = await ask(["query", parts.slice(0, depth).join("\\")]);
    if (exitCode !== 0) continue;
    const ending = `\\${parts.slice(1, depth + 1).join("\\")}`.toLowerCase();
    const isThere = output.split(/\r?\n/).some((line) => line.trim().toLowerCase().endsWith(ending));
    return isThere ? unreadable : { kind: "absent" };
  }
  return unreadable;
}

/** Names in the registry have no capitals of their own, and it has no truth values. */
function asPolicies(values: ReadonlyMap<string, RegistryValue>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...values].map(([name, value]) => {
      const key = policyKeys.find((known) => known.toLowerCase() === name.toLowerCase()) ?? name;
      return [key, isPolicyKey(key) ? converted(key, value) : value];
    }),
  );
}

function converted(key: Parameters<typeof policyOf>[0], value: RegistryValue): unknown {
  const { type } = policyOf(key).kind;
  if (type === "boolean" && (value === 0 || value === 1)) return value === 1;
  return value;
}
