import { lumbarLevels } from "../../checklist/valueSets.ts";
import type { RecordValue } from "../../evaluation/reader.ts";
import { bothSides, chosen, type ReasoningContext } from "../context.ts";
import { anyOf, type Fact, fact, notKnown } from "../facts.ts";
import { blocksOf } from "../pathways/blocks.ts";
import { passes } from "../pathways/relief.ts";
import { gradedLevels, someLevel } from "../roots/findings.ts";
import type { Side } from "../rule.ts";
import { blockRelief } from "../thresholds.ts";
import type { Graded } from "./feature.ts";

/** Readings of the complaint, of blocks and of imaging that several generators share. */

export const lowBackComplaint = (context: ReasoningContext) =>
  chosen(context, "HX.REGION", ["low back", "buttock", "leg"]);
export const neckComplaint = (context: ReasoningContext) =>
  chosen(context, "HX.REGION", ["neck", "arm", "headache (cervicogenic)", "shoulder"]);
export const anyComplaint = (context: ReasoningContext) => {
  const given = context.answers.codes("HX.REGION");
  return given.length === 0 ? notKnown("HX.REGION") : fact(true, "HX.REGION");
};

export const axial = (context: ReasoningContext) =>
  chosen(context, "HX.AXLIMB", ["axial > limb", "axial only"]);
export const limbOverAxial = (context: ReasoningContext) => chosen(context, "HX.AXLIMB", ["limb > axial"]);
export const worseWith = (context: ReasoningContext, ...codes: readonly string[]) =>
  chosen(context, "HX.AGG", codes);

/** Diagnostic blocks with a result: how many, and how many were positive. */
export interface BlockResults {
  readonly done: number;
  readonly positive: number;
  readonly items: readonly string[];
}

function results(context: ReasoningContext): ReturnType<typeof blocksOf> {
  return context.once("blocks", () => blocksOf(context.answers));
}

export function medialBranchBlocks(
  context: ReasoningContext,
  region: "cervical/thoracic" | "lumbar/sacral",
): BlockResults {
  const done = results(context).flatMap((block) =>
    block.kind !== "SIJ" && block.region === region && block.percent !== undefined
      ? [{ item: block.item, positive: passes(block.percent, blockRelief.medialBranch) }]
      : [],
  );
  return summary(done);
}

export function sacroiliacBlocks(context: ReasoningContext, side: Side): BlockResults {
  const done = results(context).flatMap((block) =>
    block.kind === "SIJ" && (block.side === side || block.side === "bilateral") && block.percent !== undefined
      ? [{ item: block.item, positive: passes(block.percent, blockRelief.sacroiliac) }]
      : [],
  );
  return summary(done);
}

function summary(done: readonly { readonly item: string; readonly positive: boolean }[]): BlockResults {
  return {
    done: done.length,
    positive: done.filter(({ positive }) => positive).length,
    items: [...new Set(done.map(({ item }) => item))],
  };
}

/** At least so many blocks were positive; not known while fewer than that were done. */
export function blocksPositive({ done, positive, items }: BlockResults, count: number): Fact {
  if (positive >= count) return fact(true, ...items);
  return done >= count ? fact(false, ...items) : notKnown("BLK.DIARY");
}

/** No block was negative; without a block nothing speaks against. */
export const noBlockNegative = ({ done, positive, items }: BlockResults): Fact =>
  fact(done === positive, ...items);

const facetGrades = ["0", "1", "2", "3"];

/** Facet arthropathy of grade 2 or 3 at some level; near universal, so that a grade proves nothing by itself. */
export const facetArthropathy = (context: ReasoningContext, levels: readonly string[]) =>
  someLevel(context, levels, ({ facetRight, facetLeft }) => {
    const grades = [facetRight, facetLeft].filter((grade) => facetGrades.includes(String(grade)));
    if (grades.some((grade) => Number(grade) >= 2)) return true;
    return grades.length === 0 ? undefined : false;
  });

/** Narrowing of the lumbar canal: 0 none or minor, 1 moderate, 2 severe; undefined where no level is graded. */
export function canalGrade(level: RecordValue): 0 | 1 | 2 | undefined {
  const { canalSchizas, canalLurie, canalLee } = level;
  if (typeof canalSchizas === "string") {
    if (canalSchizas === "C" || canalSchizas === "D") return 2;
    return canalSchizas === "B" ? 1 : 0;
  }
  if (typeof canalLurie === "string" && canalLurie !== "present") {
    return canalLurie === "severe" ? 2 : canalLurie === "moderate" ? 1 : 0;
  }
  if (typeof canalLee === "string") return canalLee === "3" ? 2 : canalLee === "2" ? 1 : 0;
  return undefined;
}

/** Schizas B earns 1, C or D 3; Lurie's moderate and severe, and Lee's 2 and 3, stand for them where Schizas is not given. */
export function canalNarrowing(context: ReasoningContext): Graded {
  const grades = [...gradedLevels(context)]
    .filter(([name]) => (lumbarLevels as readonly string[]).includes(name))
    .flatMap(([, level]) => canalGrade(level) ?? []);
  if (grades.length === 0) return notKnown("IM.GRID");
  const worst = Math.max(...grades);
  return { ...fact(worst > 0, "IM.GRID"), earned: worst === 2 ? 3 : worst };
}

/** Tender or reproducing the pain on either side. */
export function tender(context: ReasoningContext, item: string): Fact {
  const pair = context.answers.pairOfRecords(item);
  return anyOf(
    ...bothSides.map((side) => {
      const finding = pair?.[side]?.finding;
      return typeof finding === "string"
        ? fact(["tender", "reproduces usual pain"].includes(finding), item)
        : notKnown(item);
    }),
  );
}

/** Levels at which palpation of the facet column is tender, as recorded. */
export function tenderLevels(context: ReasoningContext, item: string): readonly string[] {
  const pair = context.answers.pairOfRecords(item);
  const levels = bothSides.flatMap((side) => {
    const { finding, levels: found } = pair?.[side] ?? {};
    return finding !== "none" && Array.isArray(found) ? found.map(String) : [];
  });
  return [...new Set(levels)].sort();
}
