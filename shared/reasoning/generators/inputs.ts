import type { EvidenceTag } from "../../checklist/kinds.ts";
import type { RuleInfo } from "../rule.ts";

/** Items that the deficits of a limb are read from. */
const of = (roots: readonly string[]) => roots.flatMap((root) => [`NE.M.${root}`, `NE.S.${root}`]);

export const legDeficitInputs: readonly string[] = [
  ...of(["L2", "L3", "L4", "L5", "S1"]),
  "NE.R.PAT",
  "NE.R.ACH",
  "NE.SCREEN.LEGS",
];
export const armDeficitInputs: readonly string[] = [
  ...of(["C5", "C6", "C7", "C8", "T1"]),
  "NE.R.BIC",
  "NE.R.BR",
  "NE.R.TRI",
  "NE.SCREEN.ARMS",
];
export const deficitInputs: readonly string[] = [...legDeficitInputs, ...armDeficitInputs];
export const laslettInputs: readonly string[] = [
  "PE.T.SIDIST",
  "PE.T.THIGH",
  "PE.T.COMP",
  "PE.T.SACR",
  "PE.T.GAEN",
];
export const blockInputs: readonly string[] = ["BLK.DIARY", "HX.INTV"];

/** A generator's rule: the clinical facts have their own source, the weights are this project's design. */
export function generatorRule(
  id: string,
  title: string,
  text: string,
  inputs: readonly string[],
  source: string,
  tag: EvidenceTag = "DESIGN",
): RuleInfo {
  return { id, title, text, inputs: [...new Set(inputs)], source, tag, reviewed: "2026-11-23" };
}
