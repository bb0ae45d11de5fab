import { access } from "node:fs/promises";
import type { Outcome } from "../../shared/policy/merge.ts";
import { parsePolicyText } from "../../shared/policy/reading.ts";
import type { PolicySurroundings } from "./surroundings.ts";

/**
 * Preferences that a management service (Jamf, Intune, Kandji) puts on a Mac. The system writes them as a binary property list
 * that only root can change; its own `plutil` turns it into JSON.
 */
export async function readManagedPreferences(
  path: string,
  { runTool }: PolicySurroundings,
): Promise<Outcome> {
  try {
    await access(path);
  } catch (fault) {
    const code = fault instanceof Error && "code" in fault ? fault.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return { kind: "absent" };
    return { kind: "unreadable", why: "cannot be read by this user" };
  }
  const { exitCode, output } = await runTool("/usr/bin/plutil", ["-convert", "json", "-o", "-", path]);
  if (exitCode !== 0) {
    return {
      kind: "unreadable",
      why: "is no property list of texts, numbers, truth values and lists",
      action: "Correct the configuration profile; Fourfold reads it again by itself.",
    };
  }
  const parsed = parsePolicyText(output);
  return "raw" in parsed
    ? { kind: "read", raw: withoutProfile(parsed.raw) }
    : { kind: "unreadable", why: `${parsed.broken}, turned into JSON` };
}

/** What names the profile itself may stand among its values. */
function withoutProfile(raw: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(raw).filter(([key]) => !/^Payload[A-Z]/.test(key)));
}
