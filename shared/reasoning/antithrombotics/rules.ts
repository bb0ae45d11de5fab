import type { RuleInfo } from "../rule.ts";

/** The antithrombotic rules as data (clinical reference 3.6). */

const reviewed = "2026-11-23";
const drugs = ["HX.MED.ATC", "HX.MED"];
const factors = ["HX.PMH.BLEED", "HX.SURG", "ENC.PTID"];

export const antithromboticRules: readonly RuleInfo[] = [
  {
    id: "ATC-1",
    title: "Hold window",
    text: "Shows the guideline's window for drug and procedure, always to be confirmed with the prescriber and never as an instruction to a patient. In an emergency the receiving team is told the last dose.",
    inputs: [...drugs, "PLAN.PROC", "HX.REGION", ...factors],
    source: "Ref7; fondaparinux, direct oral anticoagulants and P2Y12 inhibitors GK",
    tag: "V2",
    reviewed,
  },
  {
    id: "ATC-2",
    title: "Contact with the prescriber before booking",
    text: "Before a procedure of intermediate or high bleeding risk is booked, the prescriber has been contacted and the date is recorded.",
    inputs: [...drugs, "PLAN.PROC", ...factors],
    source: "Ref7",
    tag: "V2",
    reviewed,
  },
  {
    id: "ATC-3",
    title: "Reasons not to interrupt",
    text: "Coronary stent under 12 months, mechanical valve, venous thromboembolism or stroke under 3 months: no interruption without cardiology or haematology.",
    inputs: ["HX.MED.ATC", "HX.MED.ATC.STENT"],
    source: "GK",
    tag: "GK",
    reviewed,
  },
  {
    id: "ATC-4",
    title: "Kidney function",
    text: "With an eGFR below 50 mL/min the interval of a direct oral anticoagulant is longer.",
    inputs: ["HX.MED.ATC", "HX.PMH.BLEED", "IM.LAB"],
    source: "GK",
    tag: "GK",
    reviewed,
  },
  {
    id: "ATC-5",
    title: "Two or more antithrombotics",
    text: "Two or more raise the bleeding risk of a procedure by one class.",
    inputs: drugs,
    source: "Ref7",
    tag: "V2",
    reviewed,
  },
  {
    id: "ATC-6",
    title: "Low-risk procedure",
    text: "Before a procedure of low bleeding risk the medicine is continued by default: interrupting it may do the greater harm.",
    inputs: [...drugs, "PLAN.PROC", "HX.REGION", ...factors],
    source: "Ref56",
    tag: "V2",
    reviewed,
  },
  {
    id: "ATC-7",
    title: "Edition",
    text: "Names the edition of the guideline; newer ones exist, and a local policy comes first.",
    inputs: drugs,
    source: "Ref7",
    tag: "V2",
    reviewed,
  },
];
