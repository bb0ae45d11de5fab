import type { Choice } from "../kinds.ts";

/** Value sets of the examination that only the physical and neurological parts use. */

export const normality = [
  { code: "normal", label: "Normal" },
  { code: "abnormal", label: "Abnormal" },
] as const satisfies readonly Choice[];

export const presence = [
  { code: "absent", label: "Absent" },
  { code: "present", label: "Present" },
] as const satisfies readonly Choice[];

export const palpationFinding = [
  { code: "none", label: "Not tender", phrase: "not tender" },
  { code: "tender", label: "Tender" },
  { code: "reproduces usual pain", label: "Usual pain", phrase: "tender, reproducing the usual pain" },
  { code: "trigger point", label: "Trigger point", phrase: "a trigger point with referral" },
  {
    code: "shooting or tingling",
    label: "Shooting or tingling",
    phrase: "shooting or tingling on pressure",
  },
] as const satisfies readonly Choice[];

/** Vertebrae whose spinous process is felt for. */
const spinousProcesses = {
  cervical: ["C2", "C3", "C4", "C5", "C6", "C7"],
  thoracic: ["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12"],
  lumbar: ["L1", "L2", "L3", "L4", "L5", "S1"],
} as const;
type SpinalRegion = keyof typeof spinousProcesses;

export const vertebraChoices = (...regions: readonly SpinalRegion[]): readonly Choice[] =>
  regions.flatMap((region) => spinousProcesses[region].map((code) => ({ code })));
