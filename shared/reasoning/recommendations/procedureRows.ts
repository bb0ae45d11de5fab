import { isApplicable } from "../../evaluation/applicability.ts";
import type { AnswerReader, RecordValue } from "../../evaluation/reader.ts";
import type { GeneratorEntry } from "../generators/generators.ts";
import { nerveWords, type Pathway } from "../pathways/index.ts";
import { capital, proposal, type Recommendation, sideWords } from "./recommendation.ts";

/** From a ranked generator and the pathway it belongs to, the procedure that may come next (R-OPT). */

export interface ProcedureContext {
  readonly answers: AnswerReader;
  readonly pathways: readonly Pathway[];
  /** When a procedure can be done: as soon as it can be arranged, or after a red flag is settled. */
  readonly timing: string;
}

export function procedureRows(entry: GeneratorEntry, context: ProcedureContext): readonly Recommendation[] {
  switch (entry.generator) {
    case "lumbar facet":
      return facetRows(entry, "lumbar/sacral", context);
    case "cervical facet":
      return facetRows(entry, "cervical/thoracic", context);
    case "radiculopathy":
    case "radicular pain":
      return epiduralRows(entry, context);
    case "lumbar stenosis":
      return epiduralRows(entry, context);
    case "PSPS type 2":
      return afterSurgeryRows(entry, context);
    case "sacroiliac joint":
      return sacroiliacRows(entry, context);
    case "myofascial":
      return [
        option(
          entry,
          context,
          "trigger-point",
          "Trigger point injection beside therapy, where therapy alone does not help",
        ),
      ];
    case "hip":
      return [
        option(
          entry,
          context,
          "hip-block",
          "Image-guided intra-articular hip block, if the X-ray and the orthopaedic opinion agree",
        ),
      ];
    default:
      return [];
  }
}

const because = ({ label, band, wording }: GeneratorEntry) => `${label}: ${band} (${wording})`;

function option(
  entry: GeneratorEntry,
  { timing }: ProcedureContext,
  id: string,
  action: string,
): Recommendation {
  return proposal("R-OPT", {
    id: `procedure-${id}${entry.side === undefined ? "" : `-${entry.side}`}`,
    kind: "procedure",
    action,
    responsible: "pain clinic",
    timing,
    reason: because(entry),
    escalateIf: "no relief: the source is looked for again",
    items: entry.items,
  });
}

function facetRows(
  entry: GeneratorEntry,
  region: Pathway["region"],
  { pathways, timing }: ProcedureContext,
): readonly Recommendation[] {
  return pathways
    .filter((pathway) => pathway.kind === "facet" && pathway.region === region)
    .flatMap((pathway) => {
      const { side, joints = [], nerves = [], state } = pathway;
      const where = [nerveWords(nerves), sideWords(side)].filter((part) => part !== "").join(", ");
      const target = nerves.length === 0 ? sideWords(side) : `${where} (joints ${joints.join(", ")})`;
      const step = facetStep(state, target);
      if (step === undefined) return [];
      const { action, type, intent, escalateIf } = step;
      return [
        proposal("R-OPT", {
          id: `procedure-facet-${region}-${side ?? "side-open"}`,
          kind: "procedure",
          action,
          responsible: "pain clinic",
          timing: state === "insufficient data" ? "when what is missing is recorded" : timing,
          reason: `${because(entry)}; ${pathway.payer}: ${state}`,
          escalateIf,
          procedure: withoutUnknown({
            type,
            intent,
            side,
            targetJoints: joints,
            targetNerves: nerves,
            guidance: "fluoroscopy",
            steroid: "none",
            ...(type === "medial branch block"
              ? {
                  localAnaesthetic: "local anaesthetic only",
                  passCriterionPercent: 80,
                  passCriterion:
                    "relief of the usual pain on the same scale, as long as the anaesthetic lasts",
                }
              : {}),
          }),
          items: [...entry.items, ...pathway.items],
          missing: pathway.missing,
        }),
      ];
    });
}

function facetStep(state: Pathway["state"], target: string) {
  const block = { type: "medial branch block", intent: "diagnostic" } as const;
  const ablation = { type: "radiofrequency ablation", intent: "therapeutic" } as const;
  const notShown = "no relief of 80 %: another source is looked for";
  const worse = "new weakness, fever, or pain that is worse than before";
  const at = target === "" ? "" : ` of ${target}`;
  switch (state) {
    case "eligible for MBB1":
      return {
        ...block,
        action: `Diagnostic medial branch blocks${at}, twice; with at least 80 % relief from both, thermal radiofrequency ablation of the same nerves`,
        escalateIf: notShown,
      };
    case "MBB2 needed":
      return { ...block, action: `Second, confirming medial branch block${at}`, escalateIf: notShown };
    case "RFA eligible":
      return { ...ablation, action: `Thermal radiofrequency ablation${at}`, escalateIf: worse };
    case "repeat eligible":
      return { ...ablation, action: `Repeated thermal radiofrequency ablation${at}`, escalateIf: worse };
    case "insufficient data":
      return {
        ...block,
        action: `Medial branch blocks${at} may be considered once what the payer asks is recorded`,
        escalateIf: notShown,
      };
    default:
      return undefined;
  }
}

function epiduralRows(entry: GeneratorEntry, context: ProcedureContext): readonly Recommendation[] {
  const cervical = entry.root !== undefined && /^C|^T1$/.test(entry.root);
  const region = cervical ? "cervical/thoracic" : "lumbar/sacral";
  const pathway = context.pathways.find((one) => one.kind === "epidural" && one.region === region);
  if (pathway === undefined) return [];
  if (pathway.state === "repeat not met") return [noRepeat(entry, pathway)];
  const repeated = pathway.state === "repeat eligible";
  const open = pathway.state === "insufficient data";
  if (pathway.state !== "eligible" && !repeated && !open) return [];
  const plan = epiduralPlan(entry, cervical, context.answers);
  const action = open ? `${plan.action} may be considered once what the payer asks is recorded` : plan.action;
  return [
    proposal("R-OPT", {
      id: `procedure-epidural-${entry.root ?? "canal"}-${entry.side ?? "both"}`,
      kind: "procedure",
      action: capital(`${repeated ? "repeated " : ""}${action}`),
      responsible: "pain clinic",
      timing: open ? "when what is missing is recorded" : context.timing,
      reason: `${because(entry)}; ${pathway.payer}: ${pathway.state}`,
      escalateIf: "strength falls, or bladder, bowel or saddle sensation changes: the same day",
      procedure: plan.row,
      items: [...entry.items, ...pathway.items, ...plan.items],
      missing: pathway.missing,
    }),
  ];
}

function epiduralPlan(entry: GeneratorEntry, cervical: boolean, answers: AnswerReader) {
  const allergy = answers.code("HX.ALG.CONTRAST");
  const allergic = allergy !== undefined && allergy !== "none";
  const contrast = allergic ? "; a plan for the contrast allergy first" : " with contrast";
  const side = entry.side ?? "";
  const common = {
    type: "epidural steroid injection",
    intent: "therapeutic",
    guidance: "fluoroscopy",
  } as const;
  const items = allergic ? ["HX.ALG.CONTRAST"] : [];
  const row = (more: RecordValue): RecordValue =>
    withoutUnknown({ ...common, side: entry.side, ...more, ...(allergic ? {} : { contrast: "yes" }) });
  if (cervical) {
    return {
      action: `C7-T1 interlaminar epidural steroid injection for the ${side} ${entry.root} root, under fluoroscopy${contrast}`,
      row: row({ approach: "interlaminar", level: "C7-T1" }),
      items,
    };
  }
  if (entry.root === undefined) {
    return {
      action: `lumbar epidural steroid injection at the narrow level, under fluoroscopy${contrast}`,
      row: row({ approach: "interlaminar" }),
      items,
    };
  }
  return {
    action: `${side} ${entry.root} transforaminal epidural steroid injection under fluoroscopy${contrast}, a non-particulate steroid first`,
    row: row({ approach: "transforaminal", targetNerves: [`${entry.root} root`], steroid: "dexamethasone" }),
    items,
  };
}

function noRepeat(entry: GeneratorEntry, pathway: Pathway): Recommendation {
  return proposal(pathway.ruleId, {
    id: `no-repeat-epidural-${pathway.region}`,
    kind: "procedure",
    action: "No repeated epidural steroid injection for now",
    responsible: "pain clinic",
    timing: "now",
    reason: pathway.text,
    escalateIf: "strength falls, or bladder, bowel or saddle sensation changes: the same day",
    items: [...pathway.items, ...entry.items],
  });
}

/** Blocks around the fusion are told by their own generators; here the epidural space and stimulation. */
function afterSurgeryRows(entry: GeneratorEntry, context: ProcedureContext): readonly Recommendation[] {
  const { answers } = context;
  const taking = answers.rows("HX.MED.ATC").length > 0;
  const neural = entry.root !== undefined;
  const stimulation = proposal("R-OPT", {
    id: "procedure-stimulation",
    kind: "procedure",
    action: `Spinal cord stimulation trial only after psychological assessment${taking ? " and the clearance of the antithrombotics' prescriber" : ""}, when less has not helped`,
    responsible: "pain clinic",
    timing: "after the other steps",
    reason: because(entry),
    escalateIf: "strength falls: a surgical opinion first",
    items: [...entry.items, ...(taking ? ["HX.MED.ATC"] : [])],
  });
  return [...epiduralRows(entry, context), ...(neural ? [stimulation] : [])];
}

function sacroiliacRows(
  entry: GeneratorEntry,
  { answers, pathways, timing }: ProcedureContext,
): readonly Recommendation[] {
  const pathway = pathways.find(({ kind }) => kind === "sacroiliac");
  if (pathway === undefined) return [];
  const side = entry.side ?? pathway.side;
  const joint = `${side === undefined || side === "bilateral" ? "" : `${side} `}sacroiliac joint injection${side === "bilateral" ? " on both sides" : ""}`;
  const { instead, items, guidance } = sacroiliacGuidance(answers);
  const open = pathway.state === "insufficient data";
  const step =
    pathway.state === "eligible for diagnostic block" || open
      ? {
          action: `Image-guided diagnostic ${joint} (${instead}); positive at 75 % relief or more${open ? "; first what is missing" : ""}`,
          intent: "diagnostic",
          steroid: "none",
        }
      : pathway.state === "eligible for therapeutic injection" || pathway.state === "repeat eligible"
        ? {
            action: `${pathway.state === "repeat eligible" ? "Repeated therapeutic" : "Therapeutic"} ${joint} (${instead})`,
            intent: "therapeutic",
            steroid: "undecided",
          }
        : undefined;
  if (step === undefined) return [];
  return [
    proposal("R-OPT", {
      id: `procedure-sacroiliac-${side ?? "side-open"}`,
      kind: "procedure",
      action: step.action,
      responsible: "pain clinic",
      timing: open ? "when what is missing is recorded" : timing,
      reason: `${because(entry)}; ${pathway.payer}: ${pathway.state}; ablation of this joint is not covered by Medicare contractors`,
      escalateIf: "no relief of 75 %: another source is looked for",
      procedure: withoutUnknown({
        type: "sacroiliac joint injection",
        intent: step.intent,
        side,
        level: "SIJ",
        guidance,
        steroid: step.steroid,
        ...(step.intent === "diagnostic" ? { passCriterionPercent: 75 } : {}),
      }),
      items: [...entry.items, ...pathway.items, ...items],
      missing: pathway.missing,
    }),
  ];
}

function sacroiliacGuidance(answers: AnswerReader) {
  const allergy = answers.code("HX.ALG.CONTRAST");
  if (allergy !== undefined && allergy !== "none") {
    const instead = "ultrasound, because of the contrast allergy";
    return { instead, items: ["HX.ALG.CONTRAST"], guidance: "ultrasound" };
  }
  const asked = isApplicable(answers.item("HX.PMH.PREG"), answers.evaluation);
  const status = answers.record("HX.PMH.PREG")?.status;
  if (status === "yes") {
    return {
      instead: "ultrasound, because of the pregnancy",
      items: ["HX.PMH.PREG"],
      guidance: "ultrasound",
    };
  }
  if (asked && status !== "not applicable") {
    const items = status === undefined ? [] : ["HX.PMH.PREG"];
    return { instead: "fluoroscopy with contrast; ultrasound if pregnant", items, guidance: "fluoroscopy" };
  }
  return { instead: "fluoroscopy with contrast", items: [], guidance: "fluoroscopy" };
}

function withoutUnknown(row: { readonly [field: string]: RecordValue[string] | undefined }): RecordValue {
  return Object.fromEntries(
    Object.entries(row).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ) as RecordValue;
}
