import type { PolicyEntry, PolicyInForce, PolicyProblem } from "../../shared/policy/merge.ts";
import { policyOf } from "../../shared/policy/policies.ts";
import { dataOnShare, namesShare } from "../../shared/policy/shares.ts";
import { folderOfPolicy } from "./folders.ts";
import type { PolicySurroundings } from "./surroundings.ts";

/**
 * The same policies with the folders that they mean here, for this user. One that means none here governs nothing, and is told; a
 * data folder on a share stays as it is, so that whoever starts the app can refuse it.
 */
export function onThisComputer(inForce: PolicyInForce, surroundings: PolicySurroundings): PolicyInForce {
  const entries: PolicyEntry[] = [];
  const problems: PolicyProblem[] = [];
  for (const entry of inForce.entries) {
    const { key, value, source } = entry;
    if (!namesFolder(entry)) {
      entries.push(entry);
      continue;
    }
    if (key === "dataFolder" && namesShare(String(value))) {
      entries.push(entry);
      problems.push({ source, key, ...dataOnShare });
      continue;
    }
    const folder = folderOfPolicy(String(value), surroundings);
    if (folder !== undefined) {
      entries.push({ ...entry, value: folder });
      continue;
    }
    problems.push({
      source,
      key,
      message: `“${key}” names no folder of this computer: its path is of another system, or a name between % signs is not known here.`,
      action: "Correct it, or set the policy only where it fits. Until then it governs nothing.",
    });
  }
  return { ...inForce, entries, problems: [...inForce.problems, ...problems] };
}

function namesFolder({ key, value }: PolicyEntry): boolean {
  const { type } = policyOf(key).kind;
  return type === "folder" || (type === "feed" && !/^(https?|file):/i.test(String(value)));
}
