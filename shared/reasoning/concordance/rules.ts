import { deficitInputs, laslettInputs } from "../generators/inputs.ts";
import { rootRules } from "../roots/rules.ts";
import type { RuleInfo } from "../rule.ts";

const inputs: readonly string[] = [
  ...new Set([
    "IM.GRID",
    "IM.CONC",
    "IM.STUDY",
    "HX.SIDE",
    "HX.REGION",
    "HX.RAD",
    "HX.RAD.DIST",
    "HX.AXLIMB",
    "HX.AGG",
    "HX.ONSET.DATE",
    "HX.ONSET.FOR",
    "HX.STANDRELIEF",
    "RF.CES.BILAT",
    "PE.T.KEMP",
    "PE.T.CER",
    "PE.T.EXT30",
    "PE.T.CENTR",
    "PE.PALP.PARA.L",
    "PE.PALP.PARA.C",
    "PE.PERC",
    "ENC.DATE",
    ...laslettInputs,
    ...deficitInputs,
    ...(rootRules.find(({ id }) => id === "N-ROOT")?.inputs ?? []),
  ]),
];

/** Concordance of imaging with story and examination (clinical reference 2.4.3; T19). */
export const concordanceRules: readonly RuleInfo[] = [
  {
    id: "CONC-1",
    title: "Does a finding on imaging match?",
    text: "Concordant: on the side of the pain, and the root's deficit matches, or distribution and provocative tests both match. Partly: some of these. Discordant: the opposite side, or another root. Incidental: no matching symptom. Wear is common without pain and rises with age: imaging alone makes nothing more than possible.",
    inputs,
    source: "Ref29, Ref30, Ref32; rule DESIGN",
    tag: "DESIGN",
    reviewed: "2026-11-23",
  },
  {
    id: "CONC-2",
    title: "Studies that do not match the story",
    text: "A finding that is discordant, or matches in part only, is told in a sentence of the letter.",
    inputs,
    source: "Ref0",
    tag: "ARTICLE",
    reviewed: "2026-11-23",
  },
];
