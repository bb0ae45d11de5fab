import type { RuleInfo } from "../rule.ts";

/** The opioid rules as data (clinical reference 3.8). */

const reviewed = "2026-11-23";
const doses = ["HX.MED", "HX.MED.OPI"];
const controlled = [...doses, "HX.MED.BZD"];

export const opioidRules: readonly RuleInfo[] = [
  {
    id: "OP-1",
    title: "50 MME a day or more",
    text: "At 50 morphine milligram equivalents a day or more benefit and risk are weighed again and naloxone is offered. Factors of 2022; buprenorphine is not counted; never used to convert between drugs.",
    inputs: doses,
    source: "Ref10",
    tag: "V2",
    reviewed,
  },
  {
    id: "OP-2",
    title: "Offer naloxone",
    text: "With an opioid and any of: 50 MME or more, a benzodiazepine, a use disorder, sleep apnoea, age 65 or more, kidney or liver failure. Return to a high dose after lost tolerance is for the physician to ask.",
    inputs: [...controlled, "HX.SUB", "HX.PMH.CV", "HX.PMH.BLEED", "HX.MED.NALOX", "ENC.PTID"],
    source: "Ref10",
    tag: "V2",
    reviewed,
  },
  {
    id: "OP-3",
    title: "Prescription monitoring",
    text: "With any controlled drug the monitoring programme is checked at the start and at least every 3 months; state law may be stricter.",
    inputs: [...controlled, "HX.PDMP"],
    source: "GK",
    tag: "GK",
    reviewed,
  },
  {
    id: "OP-4",
    title: "Opioid with benzodiazepine",
    text: "Particular caution; not by itself a reason to end either, and never an abrupt taper.",
    inputs: controlled,
    source: "Ref10",
    tag: "V2",
    reviewed,
  },
  {
    id: "OP-5",
    title: "New opioid",
    text: "Nonopioid treatment first in subacute and chronic pain; goals agreed; function measured, with 30 % on the PEG as a meaningful gain.",
    inputs: ["PLAN.MEDCHG", "INS.PEG.P", "INS.PEG.E", "INS.PEG.G", "INS.PEG.TOTAL"],
    source: "Ref10",
    tag: "V2",
    reviewed,
  },
  {
    id: "OP-6",
    title: "High risk of misuse",
    text: "A high opioid risk score or a use disorder: closer monitoring, urine testing, addiction support; no denial of care.",
    inputs: [...doses, "PLAN.MEDCHG", "INS.ORT", "INS.ORTOUD", "INS.SOAPPR", "HX.SUB"],
    source: "GK",
    tag: "GK",
    reviewed,
  },
  {
    id: "OP-7",
    title: "90 MME is no limit",
    text: "The 2016 advice to avoid 90 MME or more is no threshold of 2022.",
    inputs: doses,
    source: "GK",
    tag: "GK",
    reviewed,
  },
];
