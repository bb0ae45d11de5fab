import { lumbarLevels } from "../../checklist/valueSets.ts";
import { computeItem } from "../../evaluation/computed.ts";
import type { RecordValue } from "../../evaluation/reader.ts";
import { bothSides, type ReasoningContext, someRow } from "../context.ts";
import { allOf, anyOf, type Fact, fact, not, notKnown } from "../facts.ts";
import { rootOfDisc } from "../pathways/nerves.ts";
import { anyCompression } from "../roots/compression.ts";
import { gradedLevels, positiveEitherSide, someLevel } from "../roots/findings.ts";
import { rootScore } from "../roots/rootScore.ts";
import type { Side } from "../rule.ts";
import { rootBands } from "../thresholds.ts";
import { tender } from "./complaint.ts";
import type { EvidencePart, SurgicalCause } from "./feature.ts";
import { laslettThreeEitherSide } from "./lowBack.ts";
import { unique } from "./score.ts";

/** The five causes of persistent pain after spine surgery (clinical reference 3.4.9). */

/** Levels that were operated on, as recorded with the operations. */
export function operatedLevels(context: ReasoningContext): readonly string[] {
  return unique(
    context.answers
      .rows("HX.SURG")
      .flatMap(({ levels }) => (Array.isArray(levels) ? levels.map(String) : [])),
  );
}

/** Roots at a level, traversing and exiting. */
export const rootsAtLevel = (level: string): readonly string[] =>
  unique(
    [rootOfDisc(level)?.root, rootOfDisc(level, "R foraminal")?.root].filter((root) => root !== undefined),
  );

const postop = (level: RecordValue): readonly string[] =>
  Array.isArray(level.postop) ? level.postop.map(String) : [];

const scarSides = ({ postopSide }: RecordValue): readonly Side[] =>
  postopSide === "right" || postopSide === "left" ? [postopSide] : bothSides;

/** a: epidural scar, and a root that it can hold is at least possible on that side. */
function scar(context: ReasoningContext): Fact {
  const graded = [...gradedLevels(context)].filter(([, level]) => postop(level).length > 0);
  if (graded.length === 0) return notKnown("IM.GRID");
  const scarred = graded.filter(([, level]) => postop(level).includes("epidural fibrosis"));
  if (scarred.length === 0) return fact(false, "IM.GRID");
  const roots = scarred.flatMap(([name, level]) =>
    rootsAtLevel(name).flatMap((root) => {
      const scores = scarSides(level).flatMap((side) =>
        isScored(root) ? [rootScore(context, root, side)] : [],
      );
      return scores;
    }),
  );
  const held = roots.find(({ points }) => points >= rootBands.possible);
  if (held !== undefined) {
    const signs = held.contributions.filter(({ holds }) => holds === true).flatMap(({ items }) => items);
    return fact(true, "IM.GRID", ...unique(signs));
  }
  const open = roots.filter(({ band }) => band === "insufficient data");
  return open.length > 0
    ? { holds: undefined, items: ["IM.GRID"], missing: unique(open.flatMap(({ missing }) => missing)) }
    : fact(false, "IM.GRID", ...unique(roots.flatMap(({ items }) => items)));
}

const isScored = (root: string) => /^(C[5-8]|T1|L[2-5]|S1)$/.test(root);

const noDeficitWords = /^(none|no\b|nil|intact|normal)/i;
const manyDescriptors = 4;

/** b: lost function before the operation, nothing pressing now, pain of neuropathic quality. */
function nerveDamageBefore(context: ReasoningContext): Fact {
  const before = someRow(context, "HX.SURG", ({ deficitBefore }) =>
    typeof deficitBefore === "string" ? !noDeficitWords.test(deficitBefore.trim()) : undefined,
  );
  const item = context.answers.item("INS.NEUROPATHIC");
  const counted = item.kind === "computed" ? computeItem(item, context.answers) : undefined;
  const neuropathic =
    typeof counted?.value === "number"
      ? fact(counted.value >= manyDescriptors, ...counted.basis)
      : notKnown("HX.QUAL");
  return allOf(before, not(anyCompression(context, allLevels(context), bothSides)), neuropathic);
}

const allLevels = (context: ReasoningContext) => [...gradedLevels(context).keys()];

/** c: a generator beside the operation. */
const newGenerator = (context: ReasoningContext) =>
  anyOf(
    laslettThreeEitherSide(context),
    allOf(positiveEitherSide(context, "PE.T.KEMP"), tender(context, "PE.PALP.PARA.L")),
    someRow(context, "PE.T.TRIG", ({ reproduces }) =>
      reproduces === "yes" ? true : reproduces === "no" ? false : undefined,
    ),
  );

const adjacentSegment = (context: ReasoningContext) =>
  someLevel(context, allLevels(context), (level) =>
    postop(level).length === 0 ? undefined : postop(level).includes("adjacent-segment disease"),
  );

const monthsOfRelief = 6;
const relief = (context: ReasoningContext, enough: (row: RecordValue) => boolean | undefined) =>
  someRow(context, "HX.SURG", enough);

/** d: relief for six months or more, then compression at the level that was operated on. */
function recurrence(context: ReasoningContext): Fact {
  const lasted = relief(context, ({ reliefMonths }) =>
    typeof reliefMonths === "number" ? reliefMonths >= monthsOfRelief : undefined,
  );
  const levels = operatedLevels(context);
  const pressed =
    levels.length === 0
      ? notKnown("HX.SURG")
      : anyOf(
          anyCompression(context, levels, bothSides),
          someLevel(context, levels, (level) =>
            postop(level).length === 0 ? undefined : postop(level).includes("recurrent disc"),
          ),
        );
  return allOf(lasted, pressed);
}

/** e: no relief ever, and compression or non-union is left. */
function unsuccessful(context: ReasoningContext): Fact {
  const never = relief(context, ({ outcome, reliefMonths }) => {
    if (outcome === "no relief" || outcome === "worse" || reliefMonths === 0) return true;
    return outcome === undefined && reliefMonths === undefined ? undefined : false;
  });
  const levels = operatedLevels(context);
  const left = anyOf(
    anyCompression(context, levels.length === 0 ? lumbarLevels : levels, bothSides),
    someLevel(context, allLevels(context), (level) =>
      postop(level).length === 0 ? undefined : postop(level).includes("non-union"),
    ),
  );
  return allOf(never, left);
}

export interface Cause {
  readonly cause: SurgicalCause["cause"];
  readonly title: string;
  readonly part: EvidencePart;
  readonly max: number;
  readonly found: Fact;
  readonly earned: number;
}

export function causesOf(context: ReasoningContext): readonly Cause[] {
  const one = (
    cause: Cause["cause"],
    title: string,
    part: EvidencePart,
    found: Fact,
    earned = found.holds === true ? 3 : 0,
  ): Cause => ({ cause, title, part, max: 3, found, earned });
  const [fresh, adjacent] = [newGenerator(context), adjacentSegment(context)];
  return [
    one("a", "Scar tissue", "records", scar(context)),
    one("b", "Nerve damage before the operation", "history", nerveDamageBefore(context)),
    one(
      "c",
      "A new generator: joint, muscle or adjacent segment",
      fresh.holds === true ? "physical" : "records",
      anyOf(fresh, adjacent),
      fresh.holds === true ? 3 : adjacent.holds === true ? 2 : 0,
    ),
    one("d", "Recurrence", "records", recurrence(context)),
    one("e", "Unsuccessful operation", "records", unsuccessful(context)),
  ];
}
