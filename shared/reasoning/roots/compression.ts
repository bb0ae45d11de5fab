import type { RecordValue } from "../../evaluation/reader.ts";
import type { ReasoningContext } from "../context.ts";
import { anyOf, type Fact, fact, notKnown } from "../facts.ts";
import { rootOfDisc, sideOfZone } from "../pathways/nerves.ts";
import type { Side } from "../rule.ts";
import { gradedLevels } from "./findings.ts";

/** What imaging shows of a root, from the level grid. */

export const herniations = ["protrusion", "extrusion", "sequestration", "herniation"] as const;
export const isHerniation = (disc: unknown) => (herniations as readonly unknown[]).includes(disc);

const cell = (level: RecordValue, column: string, side: Side) =>
  level[`${column}${side === "right" ? "Right" : "Left"}`];

/** Zones in which a disc herniates, one by one; the side alone where no zone is given. */
export function zonesOf(level: RecordValue): readonly string[] {
  const { discZone } = level;
  if (Array.isArray(discZone)) return discZone.map(String);
  return [];
}

/** Sides that a herniation lies on; both for a central one, none where it is not said. */
export function sidesOfDisc(level: RecordValue): readonly Side[] {
  const sides = zonesOf(level).flatMap((zone) => sideOfZone(zone) ?? []);
  if (sides.length > 0) return [...new Set(sides)];
  return level.discSide === "right" || level.discSide === "left" ? [level.discSide] : [];
}

const exitingOf = (name: string) => rootOfDisc(name, "R foraminal")?.root;
const traversingOf = (name: string) => rootOfDisc(name)?.root;

/** A foramen grade that means a root out of shape: Lee 3, or severe in words. */
const closesForamen = (grade: unknown) => grade === "3" || grade === "severe";

/**
 * Whether this level shows the root compressed. Contact and displacement are no compression, a scar is none either. A
 * herniation toward the root whose effect on it was not graded leaves the question open.
 */
function atLevel(name: string, level: RecordValue, root: string, side: Side): boolean | undefined {
  const exits = exitingOf(name) === root;
  const crosses = traversingOf(name) === root;
  if (!exits && !crosses) return undefined;
  // In the neck the root exits at its own level: what the recess shows is the same root.
  const gradings = [
    ...(crosses ? [cell(level, "recess", side)] : []),
    ...(exits ? [cell(level, "foramen", side), cell(level, "exitingRoot", side)] : []),
  ];
  if (gradings.some((grade) => grade === "compressed" || closesForamen(grade))) return true;
  const threatened =
    isHerniation(level.discType) &&
    sidesOfDisc(level).includes(side) &&
    zonesOf(level).some((zone) => sideOfZone(zone) === side && rootOfDisc(name, zone)?.root === root);
  const graded = gradings.some((grade) => grade !== undefined && grade !== "present");
  return threatened && !graded ? undefined : false;
}

/** Imaging shows this root compressed on this side. */
export function compressed(context: ReasoningContext, root: string, side: Side): Fact {
  return context.once(`compressed ${root} ${side}`, () => {
    const found = [...gradedLevels(context)]
      .filter(([name]) => exitingOf(name) === root || traversingOf(name) === root)
      .map(([name, level]) => atLevel(name, level, root, side));
    if (found.includes(true)) return fact(true, "IM.GRID");
    return found.length === 0 || found.includes(undefined) ? notKnown("IM.GRID") : fact(false, "IM.GRID");
  });
}

/** Any root is compressed, at these levels. */
export function anyCompression(
  context: ReasoningContext,
  levels: readonly string[],
  sides: readonly Side[],
): Fact {
  const graded = [...gradedLevels(context)].filter(([name]) => levels.includes(name));
  if (graded.length === 0) return notKnown("IM.GRID");
  return anyOf(
    ...graded.flatMap(([name, level]) =>
      sides.flatMap((side) =>
        [...new Set([exitingOf(name), traversingOf(name)])].flatMap((root) => {
          if (root === undefined) return [];
          const here = atLevel(name, level, root, side);
          return [here === undefined ? notKnown("IM.GRID") : fact(here, "IM.GRID")];
        }),
      ),
    ),
  );
}
