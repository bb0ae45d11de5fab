import { daysBetween, latestDay } from "../../evaluation/dates.ts";
import { bothSides, chosen, type ReasoningContext } from "../context.ts";
import { allOf, anyOf, type Fact, fact, not, notKnown } from "../facts.ts";
import { axial, tender, worseWith } from "../generators/complaint.ts";
import { laslettThree } from "../generators/lowBack.ts";
import { bothLegs, legPain } from "../generators/stenosis.ts";
import { deficitIn, positive } from "../roots/findings.ts";
import { type RootScore, rootScore } from "../roots/rootScore.ts";
import type { Side } from "../rule.ts";
import { daysSinceOnsetAt } from "../timing/days.ts";
import { type AbnormalFinding, isCervical, isThoracic } from "./abnormalFindings.ts";

/** How one finding stands to the pain, the deficits, the tests and the time. Undefined: does not arise. */
export interface Matches {
  readonly side: Fact | undefined;
  readonly distribution: Fact | undefined;
  /** "none": there is no deficit to match. */
  readonly deficit: Fact | "none" | undefined;
  readonly tests: Fact | undefined;
  readonly time: Fact | undefined;
  /** A root other than this one has the deficit or the distribution. */
  readonly otherRoot: Fact;
}

const isScored = (root: string) => /^(C[5-8]|T1|L[2-5]|S1)$/.test(root);

export function matchesOf(context: ReasoningContext, finding: AbnormalFinding): Matches {
  const side = sideMatch(context, finding);
  const time = studyAfterOnset(context, finding.level);
  if (finding.structure === "traversing root" || finding.structure === "exiting root") {
    return { ...rootMatches(context, finding), side, time };
  }
  const neck = isCervical(finding.level);
  const limbs = neck ? "arms" : "legs";
  const deficit = deficitIn(context, limbs);
  return {
    side,
    time,
    deficit: deficit.holds === false ? "none" : (deficitOfCanal(context, finding, limbs) ?? not(deficit)),
    ...axialMatches(context, finding, neck),
    otherRoot: fact(false),
  };
}

/** A narrowed canal explains a deficit on both sides; a joint, a disc or a vertebra explains none. */
function deficitOfCanal(
  context: ReasoningContext,
  { structure }: AbnormalFinding,
  limbs: "arms" | "legs",
): Fact | undefined {
  if (structure !== "canal") return undefined;
  return allOf(...bothSides.map((side) => deficitIn(context, limbs, [side])));
}

/** Pain on both sides matches either; a finding or a pain without a side does not raise the question. */
function sideMatch(context: ReasoningContext, { side }: AbnormalFinding): Fact | undefined {
  const pain = context.answers.code("HX.SIDE");
  if (side === "not applicable") return undefined;
  if (pain === undefined) return notKnown("HX.SIDE");
  if (pain === "not applicable" || pain === "midline") return undefined;
  return fact(side === "bilateral" || pain === side || pain === "bilateral", "HX.SIDE");
}

/** The sides that a finding can be felt on. */
const sidesOf = ({ side }: AbnormalFinding): readonly Side[] =>
  side === "right" || side === "left" ? [side] : bothSides;

const objective = ["key muscle", "second muscle", "reflex", "sensation"] as const;

function stateOf(score: RootScore, ids: readonly string[]): Fact {
  return anyOf(
    ...score.contributions
      .filter(({ id, holds }) => ids.includes(id) && (holds !== undefined || id !== "second muscle"))
      .map(({ holds, items, missing }) => ({ holds, items, missing })),
  );
}

function rootMatches(context: ReasoningContext, finding: AbnormalFinding): Omit<Matches, "side" | "time"> {
  const root = finding.root ?? "";
  if (!isScored(root)) {
    return { distribution: undefined, deficit: undefined, tests: undefined, otherRoot: fact(false) };
  }
  const scores = sidesOf(finding).map((side) => rootScore(context, root, side));
  const over = (ids: readonly string[]) => anyOf(...scores.map((score) => stateOf(score, ids)));
  const own = over(objective);
  const limbs = root.startsWith("C") || root === "T1" ? "arms" : "legs";
  const any = deficitIn(context, limbs);
  const distribution = over(["pain"]);
  const others = otherRoots(context, root, finding);
  return {
    distribution,
    deficit: own.holds === true ? own : any.holds === false ? "none" : own,
    tests: over(["tension", "crossed tension"]),
    otherRoot: others,
  };
}

/** Some other root of the same limb has lost function or the pain's distribution, on the side of this finding. */
function otherRoots(context: ReasoningContext, root: string, finding: AbnormalFinding): Fact {
  const family =
    root.startsWith("C") || root === "T1" ? ["C5", "C6", "C7", "C8", "T1"] : ["L2", "L3", "L4", "L5", "S1"];
  const found = family
    .filter((other) => other !== root)
    .flatMap((other) => sidesOf(finding).map((side) => rootScore(context, other, side)))
    .flatMap(({ contributions }) =>
      contributions.filter(
        ({ id, holds }) => holds === true && ["key muscle", "reflex", "sensation", "pain"].includes(id),
      ),
    );
  return found.length > 0 ? fact(true, ...new Set(found.flatMap(({ items }) => items))) : fact(false);
}

/** Pain in the trunk where the finding is. */
function painThere(context: ReasoningContext, { level, structure }: AbnormalFinding): Fact {
  if (structure === "SIJ") return chosen(context, "HX.REGION", ["buttock", "low back"]);
  if (isCervical(level)) return chosen(context, "HX.REGION", ["neck", "headache (cervicogenic)"]);
  if (isThoracic(level)) return chosen(context, "HX.REGION", ["upper/mid back"]);
  return chosen(context, "HX.REGION", ["low back"]);
}

function axialMatches(
  context: ReasoningContext,
  finding: AbnormalFinding,
  neck: boolean,
): Pick<Matches, "distribution" | "tests"> {
  const sides = sidesOf(finding);
  const any = (find: (side: Side) => Fact) => anyOf(...sides.map(find));
  switch (finding.kind) {
    case "canal":
    case "cord":
      return neck || isThoracic(finding.level)
        ? { distribution: undefined, tests: undefined }
        : {
            distribution: allOf(
              legPain(context),
              anyOf(bothLegs(context), worseWith(context, "standing", "walking")),
            ),
            tests: anyOf(
              positive(context, "PE.T.EXT30", "right"),
              ...["sitting", "leaningForward"].map((field) => posture(context, field)),
            ),
          };
    case "facet":
      return {
        distribution: allOf(painThere(context, finding), axialOrEqual(context)),
        tests: neck
          ? any((side) => positive(context, "PE.T.CER", side))
          : allOf(
              any((side) => positive(context, "PE.T.KEMP", side)),
              tender(context, "PE.PALP.PARA.L"),
            ),
      };
    case "other":
      return {
        distribution: painThere(context, finding),
        tests: any((side) => laslettThree(context, side)),
      };
    case "fracture":
      return { distribution: painThere(context, finding), tests: percussion(context) };
    case "endplate":
      return {
        distribution: allOf(painThere(context, finding), axialOrEqual(context)),
        tests: chosen(context, "PE.T.CENTR", ["centralises"]),
      };
    case "disc":
      // A bulge without a side endangers nothing: by itself it matches no symptom.
      return { distribution: fact(false), tests: undefined };
    default:
      return { distribution: allOf(painThere(context, finding), axialOrEqual(context)), tests: undefined };
  }
}

/** There is axial pain of weight: as much as the limb's, or more. */
const axialOrEqual = (context: ReasoningContext) =>
  anyOf(axial(context), chosen(context, "HX.AXLIMB", ["equal"]));

function posture(context: ReasoningContext, field: string): Fact {
  const value = context.answers.record("HX.STANDRELIEF")?.[field];
  return value === "yes" || value === "no"
    ? fact(value === "yes", "HX.STANDRELIEF")
    : notKnown("HX.STANDRELIEF");
}

function percussion(context: ReasoningContext): Fact {
  const result = context.answers.record("PE.PERC")?.result;
  return typeof result === "string" ? fact(result === "positive", "PE.PERC") : notKnown("PE.PERC");
}

const images = ["MRI", "CT", "CT myelogram", "myelogram", "X-ray"];

/** The latest study of the region was made after the onset. */
function studyAfterOnset(context: ReasoningContext, level: string): Fact | undefined {
  const region = isCervical(level) ? "cervical" : isThoracic(level) ? "thoracic" : "lumbar";
  const dates = context.answers
    .rows("IM.STUDY")
    .flatMap(({ type, region: where, date }) =>
      images.includes(String(type)) &&
      typeof date === "string" &&
      (!Array.isArray(where) || where.includes(region) || (level === "SIJ" && where.includes("SIJ")))
        ? [latestDay(date)]
        : [],
    );
  const latest = dates.sort().at(-1);
  if (latest === undefined) return notKnown("IM.STUDY");
  const { visitDate } = context.evaluation;
  const since = daysSinceOnsetAt(context, visitDate);
  if (since === undefined) return notKnown("HX.ONSET.DATE");
  return fact(daysBetween(latest, visitDate) <= since.most, "IM.STUDY", ...since.items);
}
