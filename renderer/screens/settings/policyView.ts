import {
  type Policy,
  type PolicyArea,
  type PolicyKey,
  type PolicyValue,
  policyAreas,
  policyKeys,
  policyOf,
} from "../../../shared/policy/policies.ts";
import type { PolicyStatus } from "../../state/policy.ts";

/** The policies in force, in the words of the screen. */

type SourceId = PolicyStatus["sources"][number]["id"];

export const sourceNames: Readonly<Record<SourceId, string>> = {
  machineRegistry: "Group policy of this computer",
  machinePreferences: "Managed preferences of this computer",
  machineFile: "Policy file of this computer",
  userRegistry: "Group policy of this user",
  userPreferences: "Managed preferences of this user",
};

export const stateNames: Readonly<Record<PolicyStatus["sources"][number]["state"], string>> = {
  absent: "nothing is set there",
  read: "read",
  unreadable: "cannot be read",
};

export interface PolicyRow {
  readonly key: PolicyKey;
  readonly label: string;
  readonly explanation: string;
  readonly value: string;
  readonly source: string;
  /** What is worth a word: an old value, others that would have it otherwise, when it counts. */
  readonly notes: readonly string[];
}

/** @param dataFolder in which the data are now; a policy that moves them counts at the next start. */
export function policyRows(
  { entries }: PolicyStatus,
  dataFolder: string | undefined,
): readonly { readonly area: string; readonly rows: readonly PolicyRow[] }[] {
  const rows = policyKeys.flatMap((key) => {
    const entry = entries.find((each) => each.key === key);
    if (entry === undefined) return [];
    const policy = policyOf(key);
    const others = (entry.stoodAside ?? []).map((id) => sourceNames[id]);
    const moves = key === "dataFolder" && dataFolder !== undefined && dataFolder !== entry.value;
    return [
      {
        key,
        area: policy.area,
        label: policy.label,
        // The whole of it is for the guide and the templates.
        explanation: policy.explanation.split(/(?<=\.)\s/)[0] ?? "",
        value: valueWords(policy, entry.value),
        source: sourceNames[entry.source],
        notes: [
          ...(moves ? [`Counts from the next start. Now the data are in ${dataFolder}.`] : []),
          ...(entry.isLastKnown ? ["What was last known: it cannot be read now."] : []),
          ...(others.length === 0 ? [] : [`Stands above: ${others.join(", ")}.`]),
        ],
      },
    ];
  });
  return (Object.keys(policyAreas) as PolicyArea[]).flatMap((area) => {
    const own = rows.filter((row) => row.area === area);
    return own.length === 0 ? [] : [{ area: policyAreas[area], rows: own }];
  });
}

export function valueWords({ kind }: Pick<Policy, "kind">, value: PolicyValue): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (kind.type === "choice") return kind.choices.find(({ code }) => code === value)?.label ?? String(value);
  return typeof value === "object" ? value.join("\n") : String(value);
}
