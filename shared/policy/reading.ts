import { foundWords, kindWords, schemaOf } from "./kinds.ts";
import { isPolicyKey, type PolicyKey, type PolicyValue, policyKeys, policyOf } from "./policies.ts";

/** From what one source says to values, each by itself: what is wrong in one key leaves the others in force. */

/** Something of a source that could not be used, for IT. */
export interface KeyProblem {
  /** As it stands in the source. */
  readonly key: string;
  readonly message: string;
  readonly action: string;
}

export interface SourceValues {
  readonly values: ReadonlyMap<PolicyKey, PolicyValue>;
  readonly problems: readonly KeyProblem[];
  /** Known keys that were there with a value that cannot be used. */
  readonly unusable: readonly PolicyKey[];
}

/** Keys that a policy file may hold beside policies, for editors and for its writers. */
const besides: ReadonlySet<string> = new Set(["$schema", "$comment"]);

/** As much of a key that nobody knows as is told back. */
const longestKey = 60;
/** Of a file full of nonsense only the beginning is told. */
const mostProblems = 50;

export function readValues(raw: Readonly<Record<string, unknown>>): SourceValues {
  const values = new Map<PolicyKey, PolicyValue>();
  const problems: KeyProblem[] = [];
  const unusable: PolicyKey[] = [];
  let untold = 0;
  for (const [key, value] of Object.entries(raw)) {
    if (besides.has(key)) continue;
    if (!isPolicyKey(key)) {
      if (problems.length < mostProblems) problems.push(unknownKey(key));
      else untold += 1;
      continue;
    }
    const { kind } = policyOf(key);
    const parsed = schemaOf(kind).safeParse(value);
    if (parsed.success) {
      values.set(key, parsed.data as PolicyValue);
      continue;
    }
    unusable.push(key);
    problems.push({
      key,
      message: `“${key}” must be ${kindWords(kind)}; it is ${foundWords(value)}.`,
      action: "Correct it where the policy is kept. The other policies apply.",
    });
  }
  if (untold > 0) {
    problems.push({
      key: "…",
      message: `${untold} more ${untold === 1 ? "entry is" : "entries are"} no policies of Fourfold.`,
      action: "Is this the policy file of Fourfold?",
    });
  }
  return { values, problems, unusable };
}

function unknownKey(key: string): KeyProblem {
  const shown = [...key.replace(/\p{Cc}/gu, "�")].slice(0, longestKey).join("");
  const meant = policyKeys.find((known) => isNearly(known, key));
  return {
    key: shown,
    message: `“${shown}” is not a policy of this version of Fourfold.`,
    action:
      meant === undefined
        ? "Take it out, or update Fourfold if the policy is newer. The other policies apply."
        : `Is “${meant}” meant? The other policies apply.`,
  };
}

/** The same but for capitals, dashes and one slip of the keys. */
function isNearly(known: string, typed: string): boolean {
  if (typed.length > known.length + 8) return false;
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  return slips(plain(known), plain(typed)) <= 2;
}

/** How many letters must be added, taken away or changed. */
function slips(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_unused, index) => index);
  for (const [at, letter] of [...left].entries()) {
    const next = [at + 1];
    for (const [column, other] of [...right].entries()) {
      const changed = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** @returns the object that the text holds, or in words why there is none. */
export function parsePolicyText(
  text: string,
): { readonly raw: Readonly<Record<string, unknown>> } | { readonly broken: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (fault) {
    if (text.trim() === "") return { broken: "is empty" };
    return { broken: `is not JSON${placeOf(fault, text)}` };
  }
  if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) {
    return { raw: parsed as Record<string, unknown> };
  }
  return { broken: "holds no object with policies, from { to }" };
}

/** " (line 3, column 7)", where the engine tells the place. */
function placeOf(fault: unknown, text: string): string {
  const found = fault instanceof Error ? /position (\d+)/.exec(fault.message)?.[1] : undefined;
  if (found === undefined) return "";
  const before = text.slice(0, Number(found)).split("\n");
  return ` (line ${before.length}, column ${(before.at(-1) ?? "").length + 1})`;
}
