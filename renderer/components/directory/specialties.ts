import type { referrerSpecialties } from "../../../shared/evaluation/people.ts";

export const specialtyLabels: Readonly<Record<(typeof referrerSpecialties)[number], string>> = {
  "primary care": "Primary care",
  "spine/back surgery": "Spine or back surgery",
  "orthopaedic surgery": "Orthopaedic surgery",
  neurology: "Neurology",
  rheumatology: "Rheumatology",
  other: "Other",
};
