import { redFlagRules } from "../redFlags/rules.ts";
import type { RuleInfo } from "../rule.ts";

/** Referral timing and who should be seen (clinical reference 3.1). */
/** What a red flag may rest on: it ends the wait for imaging, and an emergency ends all timing. */
const redFlagInputs = [...new Set(redFlagRules.flatMap(({ inputs }) => inputs))];
const onset = ["HX.ONSET.DATE", "HX.ONSET.FOR", "REF.DATE", "ENC.DATE"];
const reviewed = "2026-11-23";
const article = { source: "Ref0", tag: "ARTICLE", reviewed } as const;

export const timingRules = [
  {
    id: "TIM-1",
    title: "Self-limiting window",
    text: "Under 4 days since onset and no red flag: most pain of this kind settles in about 4-7 days.",
    inputs: [...onset],
    ...article,
  },
  {
    id: "TIM-1b",
    title: "Further investigation",
    text: "4 to 7 days since onset and not improving: the threshold is being reached. More than 7 days: investigation by a clinician is indicated.",
    inputs: [...onset, "HX.COURSE"],
    ...article,
  },
  {
    id: "TIM-2",
    title: "Referral to an interventional pain specialist",
    text: "14 to 21 days since onset: approaching. More than 21 days, with conservative care that brought no or too little relief: the article's criterion is met.",
    inputs: [...onset, "HX.CONS"],
    ...article,
  },
  {
    id: "TIM-3",
    title: "Early referral",
    text: "Under 14 days since onset, and the pain is too severe to exercise (or exercise is possible only in part and the average pain is 7 or more): an earlier procedure may make exercise and physical therapy possible.",
    inputs: [...onset, "HX.HEP", "HX.NRS.AVG"],
    ...article,
  },
  {
    id: "TIM-4",
    title: "Three thresholds, kept apart",
    text: "The article's times for considering a referral, the payer's times for doing an injection and the usual time for imaging answer three questions. The article's values are approximate.",
    inputs: [...new Set([...onset, "HX.CONS", "HX.COURSE", ...redFlagInputs])],
    source: "Ref0, Ref1, Ref3, Ref5",
    tag: "ARTICLE",
    reviewed,
  },
  {
    id: "WHO-1",
    title: "Conservative care failed, not a surgical candidate",
    text: "Conservative care failed and the surgical opinion is “not a candidate”.",
    inputs: ["HX.CONS", "HX.SURG.OPIN"],
    ...article,
  },
  {
    id: "WHO-2",
    title: "Residual pain after spine surgery",
    text: "Spine surgery, pain that remains, and at least 3 months since (the practice may set 3 to 12).",
    inputs: ["HX.SURG", "HX.NRS.AVG", "HX.NRS.NOW"],
    source: "Ref0; months GK",
    tag: "GK",
    reviewed,
  },
  {
    id: "WHO-3",
    title: "Emergency first",
    text: "A red flag that is an emergency stops all thoughts about the timing of a referral.",
    inputs: redFlagInputs,
    source: "Ref11",
    tag: "V",
    reviewed,
  },
] as const satisfies readonly RuleInfo[];
