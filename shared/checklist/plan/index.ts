import type { Part } from "../kinds.ts";
import { arrangements } from "./arrangements.ts";
import { answer } from "./diagnosis.ts";
import { blockDiaries, modalities, procedures } from "./procedures.ts";

/** Impression and plan (clinical reference 2.5): needed before the letter. */
export const planPart: Part = {
  id: "plan",
  label: "Impression and plan",
  groups: [answer, modalities, procedures, arrangements, blockDiaries],
};
