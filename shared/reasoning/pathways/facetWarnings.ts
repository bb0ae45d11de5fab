import type { AnswerReader, RecordValue } from "../../evaluation/reader.ts";
import type { Statement } from "../rule.ts";
import { type Block, type EarlierIntervention, interventionsOf, sessionsInYear } from "./blocks.ts";
import { lasted, reliefOf } from "./facetBlocks.ts";
import { plannedJoints, plannedOnFacets, type Targets } from "./facetTargets.ts";
import type { PayerRegion } from "./nerves.ts";
import type { PayerProfile } from "./payers.ts";
import { passes } from "./relief.ts";

/** What a plan on facet joints has to mind: FAC-4 and FAC-6 to FAC-11. */

interface Situation {
  readonly payer: PayerProfile;
  readonly region: PayerRegion;
  readonly targets: Targets;
  readonly blocks: readonly Block[];
  readonly ablations: readonly EarlierIntervention[];
}

export function facetWarnings(answers: AnswerReader, situation: Situation): readonly Statement[] {
  const planned = plannedOnFacets(answers, situation.region);
  return [
    ...limits(answers, situation),
    ...fused(situation.targets),
    ...planned.flatMap((row) => [
      ...tooManyLevels(row, situation.payer),
      ...guidance(row),
      ...pulsed(row),
      ...intraArticular(answers, row, situation),
    ]),
    otherPayersNumbers(situation.payer),
  ];
}

const inPlan = (ruleId: string, text: string, more: readonly string[] = []): Statement => ({
  ruleId,
  text,
  items: ["PLAN.PROC", ...more],
  missing: [],
});

/** FAC-7, rolling 12 months before the visit. */
function limits(answers: AnswerReader, situation: Situation): readonly Statement[] {
  const { payer, region, blocks, ablations } = situation;
  const intraArticularDone = interventionsOf(answers, ["facet IA"]);
  return [
    ...limit("diagnostic", blocks, payer.facet.limits.diagnostic, [
      ...new Set(blocks.map(({ item }) => item)),
    ]),
    ...limit("therapeutic intra-articular", intraArticularDone, payer.facet.limits.therapeutic),
    ...limit("ablation", ablations, payer.facet.limits.ablation),
  ];

  function limit(
    name: string,
    done: readonly { readonly date?: string; readonly region?: PayerRegion }[],
    most: number,
    items: readonly string[] = ["HX.INTV"],
  ): readonly Statement[] {
    const used = sessionsInYear(done, region, answers.evaluation.visitDate);
    return sessionStatement("FAC-7", `${name} facet sessions`, region, { ...used, most }, items);
  }
}

/** Says how many sessions are used; nothing while there are none. */
export function sessionStatement(
  ruleId: string,
  name: string,
  region: PayerRegion,
  count: { readonly certain: number; readonly possible: number; readonly most: number },
  items: readonly string[] = ["HX.INTV"],
): readonly Statement[] {
  const { certain, possible, most } = count;
  if (certain + possible === 0) return [];
  const reached = certain >= most;
  const maybe = possible > 0 ? `, perhaps ${certain + possible} (dates or regions not exact)` : "";
  const consequence = reached
    ? "a further one exceeds the limit"
    : certain + possible >= most
      ? "a further one may exceed the limit"
      : "a further one is within the limit";
  return [
    {
      ruleId,
      text: `${certain} of ${most} ${name} used in 12 months, ${region} region${maybe}: ${consequence}. Counting differs between contractors`,
      items,
      missing: possible > 0 ? items : [],
    },
  ];
}

/** FAC-11. */
function fused({ fused: lost, joints, items }: Targets): readonly Statement[] {
  if (lost.length === 0) return [];
  const rest = joints.length > 0 ? `; ${joints.join(", ")} may be eligible` : "";
  const text = `${lost.join(", ")} fused: not eligible for a facet procedure at that level${rest}`;
  return [{ ruleId: "FAC-11", text, items, missing: [] }];
}

/** FAC-8: both sides of a level are one level. */
function tooManyLevels(row: RecordValue, payer: PayerProfile): readonly Statement[] {
  const joints = plannedJoints(row);
  if (joints.length <= payer.facet.levelsPerSession) return [];
  return [
    inPlan(
      "FAC-8",
      `${joints.length} levels planned in one session (${joints.join(", ")}): ${payer.facet.levelsPerSession} are covered, a third one only on appeal`,
    ),
  ];
}

/** FAC-9. */
function guidance(row: RecordValue): readonly Statement[] {
  if (row.guidance === "fluoroscopy" || row.guidance === "CT") return [];
  if (row.guidance === undefined) {
    const text = "Image guidance of the facet procedure is not recorded: fluoroscopy or CT is asked for";
    return [{ ...inPlan("FAC-9", text), missing: ["PLAN.PROC"] }];
  }
  const chosen = row.guidance === "none" ? "No image guidance" : "Ultrasound";
  return [inPlan("FAC-9", `${chosen} planned for a facet procedure: fluoroscopy or CT is asked for`)];
}

/** FAC-4. */
function pulsed(row: RecordValue): readonly Statement[] {
  if (row.type !== "radiofrequency ablation" || !/puls/i.test(String(row.detail ?? ""))) return [];
  return [inPlan("FAC-4", "Pulsed radiofrequency is not covered for facet joints: thermal is")];
}

/** FAC-6. */
function intraArticular(
  answers: AnswerReader,
  row: RecordValue,
  { payer, region, blocks }: Situation,
): readonly Statement[] {
  if (row.type !== "facet joint injection" || row.intent === "diagnostic") return [];
  const positive = blocks.filter(
    ({ percent }) => percent !== undefined && passes(percent, payer.facet.blockRelief),
  );
  const earlier = interventionsOf(answers, ["facet IA"]).filter((done) => done.region === region);
  const last = earlier.at(-1);
  const repeat =
    last === undefined
      ? []
      : [reliefOf(last.percent, 50), lasted(last.duration, last.durationUnit, 91)].filter(
          ({ verdict }) => verdict !== "met",
        );
  const asked = [
    ...(positive.length < 2 ? [`two positive diagnostic blocks (${positive.length} recorded)`] : []),
    "a documented reason why ablation is not possible",
    ...(repeat.length > 0 ? ["at least 50 % relief for 3 months from the last one"] : []),
  ];
  const missing = [
    ...(positive.length < 2 ? ["BLK.DIARY"] : []),
    ...repeat.flatMap((found) => found.missing ?? []),
  ];
  return [
    {
      ...inPlan("FAC-6", `Therapeutic intra-articular facet injection needs ${asked.join(" and ")}`),
      missing,
    },
  ];
}

/** FAC-10: the numbers are a payer's, not nature's. */
function otherPayersNumbers({ name, facet, toConfirm }: PayerProfile): Statement {
  const blocks = facet.blocks === 1 ? "one block" : "two blocks";
  return {
    ruleId: "FAC-10",
    text: `Judged by the terms of ${name}: ${blocks} of at least ${facet.blockRelief} %; other payers and guidelines ask for less. To be confirmed by the practice: ${toConfirm.join(", ")}`,
    items: [],
    missing: [],
  };
}
