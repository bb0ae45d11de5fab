import { type PolicyKey, type PolicyValue, type PolicyValues, policyKeys } from "./policies.ts";
import { readValues } from "./reading.ts";

/**
 * Which policies are in force, from what every source says.
 *
 * - A source for the whole machine stands above one for a user; of two alike the earlier in the list.
 * - A value wins whole: lists and addresses of two sources are never mixed.
 * - A source that cannot be read keeps the values that it had when it last could be, and so does a single value that cannot be
 *   used. A source that is gone, and a value that was taken out, govern nothing any more.
 * - Whatever is wrong is said, and stops nothing.
 */

export const sourceIds = [
  "machineRegistry",
  "machinePreferences",
  "machineFile",
  "userRegistry",
  "userPreferences",
] as const;
export type SourceId = (typeof sourceIds)[number];

export interface PolicySource {
  readonly id: SourceId;
  /** For people: a path, a key of the registry. */
  readonly place: string;
}

export type Outcome =
  /** There is no such source: nobody set policies there. */
  | { readonly kind: "absent" }
  | { readonly kind: "read"; readonly raw: Readonly<Record<string, unknown>> }
  /** Completes "PLACE ...": "is not JSON (line 3)". */
  | { readonly kind: "unreadable"; readonly why: string; readonly action?: string };

export interface SourceReading {
  readonly source: PolicySource;
  readonly outcome: Outcome;
}

/** What each source said when it last could be read. */
export type LastKnown = { readonly [Id in SourceId]?: Readonly<Record<string, PolicyValue>> };

export interface PolicyEntry {
  readonly key: PolicyKey;
  readonly value: PolicyValue;
  readonly source: SourceId;
  /** The source cannot be read now; this is what it said before. */
  readonly isLastKnown?: true;
  /** Sources below that would have it otherwise. */
  readonly stoodAside?: readonly SourceId[];
}

export interface PolicyProblem {
  /** Absent where it lies in how values of several sources go together. */
  readonly source?: SourceId;
  readonly key?: string;
  readonly message: string;
  readonly action: string;
}

export interface SourceState extends PolicySource {
  readonly state: "absent" | "read" | "unreadable";
}

export interface PolicyInForce {
  readonly entries: readonly PolicyEntry[];
  readonly problems: readonly PolicyProblem[];
  readonly sources: readonly SourceState[];
}

export const noPolicy: PolicyInForce = { entries: [], problems: [], sources: [] };

interface Said {
  readonly source: SourceId;
  readonly values: ReadonlyMap<PolicyKey, { readonly value: PolicyValue; readonly isLastKnown: boolean }>;
}

/** @param readings one for each source of this system, in any order. */
export function mergePolicies(
  readings: readonly SourceReading[],
  lastKnown: LastKnown = {},
): { readonly inForce: PolicyInForce; readonly lastKnown: LastKnown } {
  const problems: PolicyProblem[] = [];
  const ranked = [...readings].sort((left, right) => rank(left) - rank(right));
  const said = ranked.map((reading) => listen(reading, lastKnown, problems));
  const entries = policyKeys.flatMap((key) => entryOf(key, said));
  return {
    inForce: {
      entries,
      problems: [...problems, ...discord(valuesOf(entries))],
      sources: ranked.map(({ source, outcome }) => ({ ...source, state: outcome.kind })),
    },
    lastKnown: Object.fromEntries(said.map(({ source, values }) => [source, plain(values)])),
  };
}

export function valuesOf(entries: readonly PolicyEntry[]): PolicyValues {
  // Each value was checked by the schema of its own key.
  return Object.fromEntries(entries.map(({ key, value }) => [key, value])) as PolicyValues;
}

function rank({ source }: SourceReading): number {
  return sourceIds.indexOf(source.id);
}

function listen({ source, outcome }: SourceReading, lastKnown: LastKnown, problems: PolicyProblem[]): Said {
  const values = new Map<PolicyKey, { value: PolicyValue; isLastKnown: boolean }>();
  // What was kept passed the check once; a version that checks otherwise leaves it out.
  const before = readValues(lastKnown[source.id] ?? {}).values;
  if (outcome.kind === "unreadable") {
    for (const [key, value] of before) values.set(key, { value, isLastKnown: true });
    const kept =
      before.size > 0
        ? "What it said before stays in force."
        : "Nothing is known of what it said before: it governs nothing.";
    problems.push({
      source: source.id,
      message: `${source.place} ${outcome.why}. ${kept}`,
      action: outcome.action ?? "Correct it; Fourfold reads it again by itself.",
    });
  }
  if (outcome.kind === "read") {
    const read = readValues(outcome.raw);
    for (const [key, value] of read.values) values.set(key, { value, isLastKnown: false });
    for (const key of read.unusable) {
      const value = before.get(key);
      if (value !== undefined) values.set(key, { value, isLastKnown: true });
    }
    for (const { key, message, action } of read.problems) {
      const isKept = read.unusable.some((unusable) => unusable === key && before.has(unusable));
      const kept = isKept ? " The value that it had before stays in force." : "";
      problems.push({ source: source.id, key, message: `${message}${kept}`, action });
    }
  }
  return { source: source.id, values };
}

function entryOf(key: PolicyKey, said: readonly Said[]): readonly PolicyEntry[] {
  const voices = said.flatMap(({ source, values }) => {
    const found = values.get(key);
    return found === undefined ? [] : [{ source, ...found }];
  });
  const [first, ...others] = voices;
  if (first === undefined) return [];
  const stoodAside = others
    .filter(({ value }) => JSON.stringify(value) !== JSON.stringify(first.value))
    .map(({ source }) => source);
  return [
    {
      key,
      value: first.value,
      source: first.source,
      ...(first.isLastKnown ? { isLastKnown: true as const } : {}),
      ...(stoodAside.length === 0 ? {} : { stoodAside }),
    },
  ];
}

function plain(values: Said["values"]): Record<string, PolicyValue> {
  return Object.fromEntries([...values].map(([key, { value }]) => [key, value]));
}

/** What does not go together, though each value is right by itself. */
function discord(values: PolicyValues): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  if (values.updatesEnabled === true && values.updateFeed === undefined) {
    problems.push({
      key: "updatesEnabled",
      message: "Updates are switched on, but no place is named that they come from. They stay off.",
      action: "Set “updateFeed” as well.",
    });
  }
  return problems;
}
