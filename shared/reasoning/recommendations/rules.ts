import { generatorRules } from "../generators/rules.ts";
import { opioidRules } from "../opioids/rules.ts";
import { pathwayRules } from "../pathways/rules.ts";
import { redFlagRules } from "../redFlags/rules.ts";
import type { RuleInfo } from "../rule.ts";

/** The rules of proposed recommendations as data (clinical reference 3.9 and the options of 3.4). */

const reviewed = "2026-11-23";
const inputsOf = (rules: readonly RuleInfo[]) => [...new Set(rules.flatMap(({ inputs }) => inputs))];
const ranked = inputsOf([...generatorRules, ...pathwayRules]);
const mood = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `INS.PHQ.${number}`);
const questionnaires = [...mood, "INS.PHQ9.TOTAL", "INS.PCS", "INS.STARTBACK"];

export const recommendationRules: readonly RuleInfo[] = [
  {
    id: "R-1",
    title: "At least two kinds of treatment",
    text: "A plan holds two kinds of treatment, or says why one is enough.",
    inputs: ["PLAN.MOD"],
    source: "T26",
    tag: "ARTICLE",
    reviewed,
  },
  {
    id: "R-2",
    title: "Procedure, then therapy",
    text: "Where pain prevents exercise a procedure comes first and physical therapy within about 1 to 2 weeks after it.",
    inputs: [...new Set(["HX.HEP", "HX.NRS.AVG", "HX.CONS", ...ranked])],
    source: "T24; interval DESIGN",
    tag: "ARTICLE",
    reviewed,
  },
  {
    id: "R-3",
    title: "Psychology",
    text: "STarT Back high, PHQ-9 of 10 or more or PCS of 30 or more: psychological assessment and treatment.",
    inputs: questionnaires,
    source: "Ref40, Ref43",
    tag: "V2",
    reviewed,
  },
  {
    id: "R-4",
    title: "Spine surgery",
    text: "A surgical opinion with severe or progressing weakness or cord signs, or after 6 to 12 weeks of failed care with matching compression; otherwise when strength falls.",
    inputs: [
      ...new Set([
        "HX.SURG.OPIN",
        "IM.CONC",
        "HX.CONS",
        ...inputsOf(redFlagRules),
        ...inputsOf(generatorRules),
      ]),
    ],
    source: "GK",
    tag: "GK",
    reviewed,
  },
  {
    id: "R-5",
    title: "A complete recommendation",
    text: "Each says what, why, who, by when, and what makes it more urgent.",
    inputs: ["PLAN.REC"],
    source: "Ref15",
    tag: "V",
    reviewed,
  },
  {
    id: "R-OPT",
    title: "Options from the ranking",
    text: "The sources of pain that are most likely (else the two likeliest possible ones) lead to their options, as far as the pathway allows.",
    inputs: [...new Set(["HX.MED", "HX.CONS", "HX.MED.ATC", "HX.ALG.CONTRAST", "HX.PMH.PREG", ...ranked])],
    source: "T25",
    tag: "ARTICLE",
    reviewed,
  },
  {
    id: "R-CARE",
    title: "Care around the pain",
    text: "Bone health with thin bones, help to give up smoking, a work note, the mood after a birth, and less opioid as the pain falls.",
    inputs: [
      ...new Set([
        "HX.PMH.OSTEO",
        "HX.SUB",
        "HX.WORK",
        "HX.PMH.PREG",
        ...mood,
        "INS.PHQ9.TOTAL",
        ...inputsOf(opioidRules.filter(({ id }) => id === "OP-1")),
      ]),
    ],
    source: "DESIGN",
    tag: "DESIGN",
    reviewed,
  },
];
