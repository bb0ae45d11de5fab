import { allItems } from "../../checklist/index.ts";
import type { AnswerValue, Evaluation } from "../../evaluation/evaluation.ts";
import { Findings } from "../findings.ts";
import { motorEntries, reflexEntries, sensoryEntries } from "../sections/neurologicalEntries.ts";

/** Codes by which signs other than strength, sensation and reflexes are said to be there. */
const present: ReadonlySet<string> = new Set([
  "yes",
  "positive",
  "present",
  "abnormal",
  "up",
  "spastic",
  "rigid",
  "reduced",
  "absent",
  "weak",
  "with difficulty",
  "unable",
  "allodynia",
  "temperature",
  "colour",
  "oedema",
  "motor",
  "trophic",
]);

/** Their numbers are times and volumes, and "absent" nystagmus is normal: these are told, and judged by nobody here. */
const notSigns: ReadonlySet<string> = new Set(["NE.CN.DETAIL", "NE.PVR", "NE.COORD"]);

/** Items of the neurological examination that hold something which is not normal. */
export function abnormalNeurologicalItems(evaluation: Evaluation): ReadonlySet<string> {
  const findings = new Findings(evaluation);
  const entries = [...motorEntries(findings), ...sensoryEntries(findings), ...reflexEntries(findings)];
  const tabled = new Set(entries.flatMap(({ items }) => items));
  const signs = allItems
    .filter(({ id }) => id.startsWith("NE.") && !notSigns.has(id) && !tabled.has(id) && findings.has(id))
    .filter(({ id }) => codesIn(findings.value(id)).some((code) => present.has(code)));
  return new Set([
    ...entries.filter(({ abnormal }) => abnormal).flatMap(({ items }) => items),
    ...signs.map(({ id }) => id),
  ]);
}

function codesIn(value: AnswerValue | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  // Beats of clonus.
  if (typeof value === "number") return value > 0 ? ["present"] : [];
  return typeof value === "object" ? Object.values(value).flatMap((part: AnswerValue) => codesIn(part)) : [];
}
