import type { RuleInfo } from "../rule.ts";

/** The injection safety rules as data (clinical reference 3.7). */

const reviewed = "2026-11-23";

const rule = (
  id: string,
  title: string,
  text: string,
  inputs: readonly string[],
  source = "GK",
  tag: RuleInfo["tag"] = "GK",
): RuleInfo => ({ id, title, text, inputs, source, tag, reviewed });

export const injectionSafetyRules: readonly RuleInfo[] = [
  rule(
    "ST-1",
    "Diabetes and steroid",
    "A steroid raises the glucose for about 2 to 7 days: glucose checks, the diabetes clinician told, the lowest dose. HbA1c above 8 to 9 % or glucose above 200 to 250 mg/dL: consider deferring (GK).",
    ["HX.PMH.DM", "IM.LAB", "PLAN.PROC"],
    "Ref47; thresholds GK",
    "V",
  ),
  rule(
    "ST-2",
    "Repeated steroid",
    "Cortisol is low for 1 to 4 weeks after a depot steroid, a marker up to 12: the cumulative dose of all routes is logged and injections are spaced.",
    ["HX.MED.STER", "HX.INTV", "PLAN.PROC"],
    "Ref47",
    "V",
  ),
  rule(
    "ST-3",
    "HIV booster or CYP3A4 inhibitor",
    "No triamcinolone or methylprednisolone with ritonavir, cobicistat or another strong CYP3A4 inhibitor; the prescriber is called.",
    ["HX.MED.IMM", "PLAN.PROC"],
  ),
  rule(
    "ST-4",
    "Active infection",
    "No elective steroid or neuraxial procedure with an active infection, systemic or of the skin at the site.",
    ["HX.PMH.INF", "RF.INF.FEVER", "PE.SKIN.SITE", "PLAN.PROC"],
  ),
  rule(
    "ST-5",
    "Other reasons to weigh a steroid",
    "Immunosuppression or a live vaccine, glaucoma, peptic ulcer, heart failure, earlier psychosis.",
    ["HX.PMH.CV", "HX.MED.IMM", "PLAN.PROC"],
  ),
  rule(
    "CO-1",
    "Contrast allergy",
    "Mild or moderate: premedication or an alternative. Severe: avoid; ultrasound for the sacroiliac joint, or the specialist's decision to inject without contrast.",
    ["HX.ALG.CONTRAST", "PLAN.PROC"],
    "GK; ultrasound for the sacroiliac joint Ref5",
  ),
  rule(
    "CO-2",
    "Gadolinium as a substitute",
    "In the thecal sac gadolinium can be neurotoxic: not the first choice for an epidural.",
    ["HX.ALG.CONTRAST", "HX.ALG.GADOLINIUM", "PLAN.PROC"],
  ),
  rule(
    "CO-3",
    "Contrast and poor kidneys",
    "eGFR below 30 mL/min: caution with the volume of iodinated contrast and the group of gadolinium agents.",
    ["HX.PMH.BLEED", "IM.LAB", "IM.STUDY", "PLAN.PROC"],
  ),
  rule(
    "PR-1",
    "Pregnancy test before X-rays",
    "Who could be pregnant (10 to 55 years, last period unknown or late) is tested before fluoroscopy or CT.",
    ["HX.PMH.PREG", "PLAN.PROC"],
  ),
  rule(
    "PR-2",
    "Pregnancy",
    "No elective fluoroscopy or CT; ultrasound may be an option; obstetric liaison; no NSAID from 20 weeks.",
    ["HX.PMH.PREG", "PLAN.PROC"],
  ),
  rule(
    "PR-3",
    "Breastfeeding",
    "Recorded; the usual local anaesthetic, steroid and contrast are acceptable after discussion.",
    ["HX.PMH.PREG", "PLAN.PROC"],
  ),
  rule(
    "DV-1",
    "Radiofrequency with an implanted device",
    "Pacemaker, ICD, spinal cord or deep brain stimulator: a plan with the device clinic, bipolar current or pad placement, a cardiology note.",
    ["HX.PMH.DEV", "PLAN.PROC"],
  ),
  rule(
    "DV-2",
    "MRI with an implant",
    "Whether the implant is MRI-conditional is known before an MRI is requested.",
    ["HX.PMH.DEV", "HX.PMH.DEV.MRI", "IM.STUDY", "IM.GAP", "PLAN.COORD", "PLAN.REC"],
  ),
  rule("LA-1", "Local anaesthetic allergy", "A true allergy is rare: testing, or the other class.", [
    "HX.ALG.LA",
    "PLAN.PROC",
  ]),
  rule(
    "SD-1",
    "Sedation",
    "Sleep apnoea, BMI above 40 or opioids: a plan for sedation. None is the default for a medial branch block, since it biases the result.",
    ["HX.PMH.CV", "PE.VIT.HT", "PE.VIT.WT", "HX.MED.OPI", "PLAN.PROC"],
    "GK, Ref3",
  ),
  rule("AN-1", "Latex allergy", "A latex-free tray.", ["HX.ALG.LATEX", "PLAN.PROC"]),
  rule(
    "AN-2",
    "Allergy to another part of the kit",
    "Corticosteroid, antiseptic or adhesive: another is chosen.",
    ["HX.ALG.STEROID", "HX.ALG.ANTISEPTIC", "HX.ALG.ADHESIVE", "PLAN.PROC"],
    "DESIGN",
    "DESIGN",
  ),
];
