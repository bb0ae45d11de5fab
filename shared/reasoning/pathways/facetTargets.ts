import type { AnswerReader, RecordValue } from "../../evaluation/reader.ts";
import { type Block, sideOf, texts } from "./blocks.ts";
import type { Finding } from "./criterion.ts";
import { jointsOfNerves, type PayerRegion, regionOf } from "./nerves.ts";

/** Which facet joints are meant: those planned, else those blocked, else those that hurt, else those worn on imaging. */

export interface Targets {
  readonly joints: readonly string[];
  /** Joints that can no longer move: fused (FAC-11). */
  readonly fused: readonly string[];
  readonly items: readonly string[];
  readonly from: "plan" | "blocks" | "palpation" | "imaging" | "nothing";
}

export const facetProcedures = ["medial branch block", "facet joint injection", "radiofrequency ablation"];

/** Planned procedures on the facet joints of a region. */
export function plannedOnFacets(answers: AnswerReader, region: PayerRegion): readonly RecordValue[] {
  return answers
    .rows("PLAN.PROC")
    .filter(
      (row) =>
        facetProcedures.includes(String(row.type)) &&
        [...plannedJoints(row), ...texts(row.targetNerves)].some((level) => regionOf(level) === region),
    );
}

export function plannedJoints(row: RecordValue): readonly string[] {
  const joints = texts(row.targetJoints);
  if (joints.length > 0) return joints;
  const blocked = jointsOfNerves(texts(row.targetNerves)).filter((joint) => joint !== "SIJ");
  if (blocked.length > 0) return blocked;
  return typeof row.level === "string" ? [row.level] : [];
}

export function facetTargets(answers: AnswerReader, region: PayerRegion, blocks: readonly Block[]): Targets {
  const fused = fusedJoints(answers);
  const found = firstFound(
    [
      ["plan", plannedOnFacets(answers, region).flatMap(plannedJoints), ["PLAN.PROC"]],
      ["blocks", blocks.flatMap(({ joints }) => joints), [...new Set(blocks.map(({ item }) => item))]],
      ["palpation", ...painfulColumn(answers)],
      ["imaging", wornJoints(answers), ["IM.GRID"]],
    ],
    region,
  );
  const { from, joints, items } = found;
  const lost = joints.filter((joint) => fused.joints.includes(joint));
  return {
    joints: joints.filter((joint) => !lost.includes(joint)),
    fused: lost,
    items: [...items, ...(lost.length > 0 ? fused.items : [])],
    from,
  };
}

type Candidate = readonly [Targets["from"], readonly string[], readonly string[]];

function firstFound(candidates: readonly Candidate[], region: PayerRegion) {
  for (const [from, levels, items] of candidates) {
    const joints = [...new Set(levels.filter((level) => level !== "SIJ" && regionOf(level) === region))];
    if (joints.length > 0) return { from, joints, items };
  }
  return { from: "nothing" as const, joints: [], items: [] };
}

const loading: Readonly<Record<PayerRegion, { readonly test: string; readonly columns: readonly string[] }>> =
  {
    "cervical/thoracic": { test: "PE.T.CER", columns: ["PE.PALP.PARA.C", "PE.PALP.PARA.T"] },
    "lumbar/sacral": { test: "PE.T.KEMP", columns: ["PE.PALP.PARA.L"] },
  };

/** Something points to a facet joint. No sign proves it: this asks only that there is a joint to block. */
export function facetSuspected(answers: AnswerReader, region: PayerRegion, targets: Targets): Finding {
  if (targets.joints.length > 0) {
    return {
      verdict: "met",
      finding: `${targets.joints.join(", ")} (${targets.from})`,
      items: targets.items,
    };
  }
  if (targets.fused.length > 0) {
    return {
      verdict: "not met",
      finding: `only at fused levels: ${targets.fused.join(", ")}`,
      items: targets.items,
    };
  }
  const { test, columns: felt } = loading[region];
  const { right, left } = answers.pairOfRecords(test) ?? {};
  if ([right, left].some((side) => side?.result === "positive" && side.pain !== "pain elsewhere")) {
    return { verdict: "met", finding: "extension-rotation reproduces the pain", items: [test] };
  }
  const examined = [test, ...felt].filter((id) => answers.isAnswered(id));
  const open = [
    ...[test, ...felt.slice(0, 1)].filter((id) => !examined.includes(id)),
    ...(answers.isAnswered("IM.GRID") ? [] : ["IM.GRID"]),
  ];
  if (open.length > 0) return { verdict: "unknown", finding: "not examined", items: examined, missing: open };
  return { verdict: "not met", finding: "no sign at a facet joint", items: examined };
}

const columns = ["PE.PALP.PARA.C", "PE.PALP.PARA.T", "PE.PALP.PARA.L"];

function painfulColumn(answers: AnswerReader): readonly [readonly string[], readonly string[]] {
  const found = columns.flatMap((id) => {
    const { right, left } = answers.pairOfRecords(id) ?? {};
    const levels = [right, left].flatMap((side) =>
      side?.finding === "reproduces usual pain" ? texts(side.levels) : [],
    );
    return levels.length === 0 ? [] : [{ id, levels }];
  });
  return [found.flatMap(({ levels }) => levels), found.map(({ id }) => id)];
}

/** Graded 2 or more, or seen and not graded. Arthropathy is common without pain: it names a joint, it accuses none. */
function wornJoints(answers: AnswerReader): readonly string[] {
  return Object.entries(answers.grid("IM.GRID") ?? {}).flatMap(([level, row]) =>
    [row.facetRight, row.facetLeft].some((grade) => ["2", "3", "present"].includes(String(grade)))
      ? [level]
      : [],
  );
}

function fusedJoints(answers: AnswerReader): {
  readonly joints: readonly string[];
  readonly items: readonly string[];
} {
  const operated = answers
    .rows("HX.SURG")
    .flatMap((row) => (texts(row.type).includes("fusion") ? texts(row.levels) : []));
  const seen = Object.entries(answers.grid("IM.GRID") ?? {}).flatMap(([level, row]) =>
    texts(row.postop).includes("fusion solid") ? [level] : [],
  );
  return {
    joints: [...new Set([...operated, ...seen])],
    items: [...(operated.length > 0 ? ["HX.SURG"] : []), ...(seen.length > 0 ? ["IM.GRID"] : [])],
  };
}

/** Sides to judge apart: those of the blocks, else that of the plan, else that of the complaint. */
export function facetSides(
  answers: AnswerReader,
  region: PayerRegion,
  blocks: readonly Block[],
): readonly ("right" | "left" | "bilateral" | undefined)[] {
  const given = new Set(blocks.map(({ side }) => side).filter((side) => side !== undefined));
  if (given.has("right") || given.has("left")) {
    return (["right", "left"] as const).filter((side) => given.has(side) || given.has("bilateral"));
  }
  if (given.has("bilateral")) return ["bilateral"];
  const planned = plannedOnFacets(answers, region).map(({ side }) => sideOf(side));
  return [planned.find((side) => side !== undefined) ?? sideOf(answers.code("HX.SIDE"))];
}
