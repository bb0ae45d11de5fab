import type { RuleInfo } from "../rule.ts";
import { rootSignItems } from "./otherSources.ts";
import { sacroiliacTests } from "./sacroiliacCriteria.ts";

/** The pathway rules as data (clinical reference 3.5). */

const reviewed = "2026-11-23";
const baseline = ["HX.ONSET.DATE", "HX.ONSET.FOR", "HX.NRS.AVG", "HX.NRS.NOW", "HX.NRS.LEG"];
const scales = ["INS.ODI", "INS.NDI", "INS.PROMIS"];
const limb = ["HX.REGION", "HX.RAD", "HX.AXLIMB", "HX.STANDRELIEF", "HX.AGG", "PLAN.DX"];
const serious = ["RF.FX.TRAUMA", "RF.CA.HX", "RF.INF.FEVER", "IM.STUDY", "IM.GRID"];
const rootSigns = [...rootSignItems("cervical/thoracic"), ...rootSignItems("lumbar/sacral")];
const diaries = ["BLK.DIARY", "HX.INTV"];
const targets = [
  "PLAN.PROC",
  "PE.PALP.PARA.C",
  "PE.PALP.PARA.T",
  "PE.PALP.PARA.L",
  "IM.GRID",
  "HX.SIDE",
  "PE.T.KEMP",
  "PE.T.CER",
];

const rule = (
  id: string,
  title: string,
  text: string,
  inputs: readonly string[],
  source: string,
  tag: RuleInfo["tag"],
): RuleInfo => ({ id, title, text, inputs: [...new Set(inputs)], source, tag, reviewed });

export const pathwayRules: readonly RuleInfo[] = [
  rule(
    "FAC-1",
    "Eligible for a first medial branch block",
    "Moderate or worse back or neck pain for 3 months, mostly axial, with baseline pain and disability scales, failed care without injection, no untreated radiculopathy or claudication (a facet synovial cyst excepted), no fracture, tumour or infection, and a joint that the examination or the imaging points to.",
    [...baseline, ...scales, "HX.CONS", ...limb, ...rootSigns, ...serious, ...targets],
    "Ref1",
    "V",
  ),
  rule(
    "FAC-2",
    "Positive medial branch block",
    "A block is positive when the usual pain falls by at least the payer's percentage (Medicare 80 %) on one scale, for as long as the anaesthetic lasts. The percentage is never rounded up.",
    diaries,
    "Ref1; hours of each anaesthetic GK",
    "V",
  ),
  rule(
    "FAC-3",
    "Confirming block",
    "After a positive first block a second one at the same level and side confirms it.",
    diaries,
    "Ref1",
    "V",
  ),
  rule(
    "FAC-4",
    "First radiofrequency ablation",
    "Two positive blocks: thermal radiofrequency ablation of the same nerves may be offered. Pulsed radiofrequency is not covered.",
    [...diaries, "PLAN.PROC"],
    "Ref1, Ref6",
    "V",
  ),
  rule(
    "FAC-5",
    "Repeated ablation",
    "An ablation may be repeated when the earlier one gave at least 50 % relief for as long as the payer asks (6 months for Medicare, to be confirmed).",
    ["HX.INTV"],
    "Ref6; Medicare's duration GK",
    "GK",
  ),
  rule(
    "FAC-6",
    "Therapeutic intra-articular facet injection",
    "Needs two positive diagnostic blocks and a documented reason why ablation is not possible; a repeat needs at least 50 % relief for 3 months.",
    [...diaries, "PLAN.PROC"],
    "Ref1",
    "V",
  ),
  rule(
    "FAC-7",
    "Sessions in 12 months",
    "In rolling 12 months and one region (cervical and thoracic are one): 4 diagnostic, 4 therapeutic intra-articular and 2 ablation sessions. Some contractors count 4 combined.",
    diaries,
    "Ref52",
    "V",
  ),
  rule(
    "FAC-8",
    "Levels in one session",
    "One or two levels; a third one only on appeal.",
    ["PLAN.PROC"],
    "Ref52",
    "V",
  ),
  rule(
    "FAC-9",
    "Image guidance of facet procedures",
    "Fluoroscopy or CT; ultrasound is not covered.",
    ["PLAN.PROC"],
    "Ref52",
    "V2",
  ),
  rule(
    "FAC-10",
    "Payers and guidelines differ",
    "The number of blocks and the relief asked for differ: Medicare two blocks of 80 %, some payers 50 %, a consensus guideline one block of 50 %. The profile used is named: the patient's payer, or Medicare where none is recorded.",
    ["HX.INSUR"],
    "Ref6, Ref49",
    "GK",
  ),
  rule(
    "FAC-11",
    "Fused segment",
    "A facet joint at a fused level is not eligible; an unfused neighbouring level may be.",
    ["HX.SURG", "IM.GRID", ...targets],
    "Ref6",
    "V2",
  ),
  rule(
    "ESI-1",
    "Indication for an epidural steroid injection",
    "Radicular pain, claudication, pain after spine surgery or acute zoster, shown by history, examination and concordant imaging; not for back or neck pain alone.",
    [...limb, ...rootSigns, "HX.SURG", "PE.INSP", "IM.CONC", "IM.GRID", "IM.STUDY"],
    "Ref3",
    "V2",
  ),
  rule(
    "ESI-2",
    "Time before an epidural steroid injection",
    "Pain for 4 weeks (zoster excepted), 4 weeks of failed care without injection, and pain and function scales at baseline.",
    [...baseline, ...scales, "HX.CONS"],
    "Ref3, Ref4",
    "V2",
  ),
  rule(
    "ESI-3",
    "Epidural sessions in 12 months",
    "At most 4 sessions in one region in rolling 12 months, one region in a session, at most 2 transforaminal levels (1 on both sides) or 1 interlaminar or caudal level.",
    ["HX.INTV", "PLAN.PROC", "HX.REGION", "HX.SIDE"],
    "Ref3; one level on both sides GK",
    "V2",
  ),
  rule(
    "ESI-4",
    "Repeated epidural steroid injection",
    "Needs at least 50 % relief for 3 months from the last one. A failed first one may be tried again after 14 days with another level, approach or drug.",
    ["HX.INTV", "PLAN.PROC"],
    "Ref4",
    "V2",
  ),
  rule(
    "ESI-5",
    "Guidance of epidural injections",
    "Fluoroscopy or CT with contrast unless contraindicated; no routine deep sedation.",
    ["PLAN.PROC"],
    "Ref3",
    "V2",
  ),
  rule(
    "ESI-6",
    "Consent for epidural steroid",
    "Rare loss of vision, stroke, paralysis and death are named; epidural use is not an approved use.",
    ["PLAN.PROC"],
    "Ref51",
    "V",
  ),
  rule(
    "ESI-7",
    "Technique of epidural injections",
    "Cervical interlaminar entry no higher than C7-T1 and after reviewing the imaging; no particulate steroid in cervical transforaminal injections; non-particulate first in lumbar ones; live contrast.",
    ["PLAN.PROC"],
    "GK",
    "GK",
  ),
  rule(
    "SIJ-1",
    "Diagnostic sacroiliac injection",
    "Moderate or worse pain below L5 for 3 months, at least 3 positive provocation tests on a side, other causes excluded, 4 weeks of failed care without injection.",
    [
      ...baseline,
      "HX.REGION",
      "HX.CONS",
      ...sacroiliacTests,
      "PE.T.FORT",
      "PE.PALP.SIJ",
      "IM.CONC",
      ...serious,
      "PLAN.DX",
      "PLAN.PROC",
      "BLK.DIARY",
      "HX.SIDE",
    ],
    "Ref5",
    "V2",
  ),
  rule(
    "SIJ-2",
    "Positive sacroiliac block",
    "At least 75 % relief on one scale; at most 2 diagnostic sessions.",
    [...diaries, "PLAN.PROC"],
    "Ref5",
    "V2",
  ),
  rule(
    "SIJ-3",
    "Therapeutic sacroiliac injection",
    "A repeat needs at least 50 % relief for 3 months; at most 4 in rolling 12 months; CT or fluoroscopy with contrast, ultrasound only for contrast allergy or pregnancy. Ablation of the joint is not covered by Medicare contractors.",
    ["HX.INTV", "PLAN.PROC", "HX.ALG.CONTRAST", "HX.PMH.PREG"],
    "Ref5",
    "V2",
  ),
  rule(
    "BLK-calc",
    "Relief after a block",
    "(before - best after) / before x 100, on one scale. Cut, never rounded up; no pain before the block gives no result.",
    diaries,
    "DESIGN",
    "DESIGN",
  ),
];
