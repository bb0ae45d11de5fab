import { chosen, otherSide, painOn, type ReasoningContext } from "../context.ts";
import { allOf, anyOf, type Fact, fact, notKnown } from "../facts.ts";
import type { Side, Statement } from "../rule.ts";
import { generatorBands, rootBands } from "../thresholds.ts";
import { anatomyOf, type RootAnatomy, rootAnatomy } from "./anatomy.ts";
import { compressed } from "./compression.ts";
import {
  alteredMoreThanOther,
  legRaisePositive,
  positive,
  reflexLowerThanOther,
  unlessScreened,
  weakerThanOther,
} from "./findings.ts";

/** One sign of a root, with what it counts. */
export interface RootContribution {
  readonly id: ContributionId;
  readonly text: string;
  readonly points: number;
  /** True: counted. False: looked for and absent. Undefined: not answered. */
  readonly holds: boolean | undefined;
  readonly items: readonly string[];
  readonly missing: readonly string[];
}

export type ContributionId =
  | "key muscle"
  | "second muscle"
  | "reflex"
  | "sensation"
  | "pain"
  | "tension"
  | "crossed tension"
  | "imaging"
  | "EMG";

export type RootBand =
  | "probable radiculopathy"
  | "possible radiculopathy"
  | "radicular pain without radiculopathy"
  | "less likely"
  | "insufficient data";

export interface RootScore extends Statement {
  readonly root: string;
  readonly side: Side;
  readonly points: number;
  /** Points of everything that was answered. */
  readonly max: number;
  readonly band: RootBand;
  readonly contributions: readonly RootContribution[];
}

/** Evidence that many evaluations rightly lack: it counts when it is there and is not asked for when it is not. */
const onlyWhenKnown: readonly ContributionId[] = ["second muscle", "crossed tension", "imaging", "EMG"];
const objectiveSigns: readonly ContributionId[] = [
  "key muscle",
  "second muscle",
  "reflex",
  "sensation",
  "EMG",
];

/** Cut of the key muscle: 4 counts, 4+ does not. A second muscle counts from 4+ down ("weak"). */
const keyMuscleCut = 4;
const belowNormal = 4.3;

/**
 * Root score (clinical reference 2.3.4; weights DESIGN). How the reference's cases settle what its table leaves open:
 * tension tests count one point together (F1: straight leg raise and slump), the crossed straight leg raise one more; a
 * second muscle counts at 4+ (F4: wrist flexion) while the key muscle does not (F1: L4); slump counts like the straight
 * leg raise (F3); a scar is no compression and chronic denervation no active one (F3).
 */
export function rootScore(context: ReasoningContext, root: string, side: Side): RootScore {
  return context.once(`rootScore ${root} ${side}`, () => {
    const anatomy = anatomyOf(root);
    if (anatomy === undefined) throw new RangeError(`No root is called ${root}.`);
    return scoreOf(root, side, contributionsOf(context, anatomy, side));
  });
}

/** What the complaint alone says of a root; it does not make the root examined. */
const fromHistory: readonly ContributionId[] = ["pain"];

/** Every root of the arms and legs on both sides that was examined or has pain in its distribution. */
export function allRootScores(context: ReasoningContext): readonly RootScore[] {
  return context.once("allRootScores", () =>
    rootAnatomy.flatMap(({ root }) =>
      (["right", "left"] as const)
        .map((side) => rootScore(context, root, side))
        .filter(({ contributions }) =>
          contributions.some(
            ({ id, holds }) => holds === true || (holds === false && !fromHistory.includes(id)),
          ),
        ),
    ),
  );
}

function contributionsOf(
  context: ReasoningContext,
  anatomy: RootAnatomy,
  side: Side,
): readonly RootContribution[] {
  const { root } = anatomy;
  const one = (id: ContributionId, points: number, text: string, found: Fact): RootContribution => ({
    id,
    points,
    text,
    ...found,
  });
  const leg = anatomy.tension.includes("PE.T.SLR");
  const screen = anatomy.region === "neck" ? "NE.SCREEN.ARMS" : "NE.SCREEN.LEGS";
  return [
    one(
      "key muscle",
      3,
      `${root} key muscle 4/5 or less, weaker than the other side`,
      unlessScreened(
        context,
        screen,
        "motor",
        weakerThanOther(context, anatomy.keyMuscle, side, keyMuscleCut),
      ),
    ),
    ...(anatomy.otherMuscles.length === 0
      ? []
      : [
          one(
            "second muscle",
            1,
            `another ${root} muscle weak`,
            anyOf(...anatomy.otherMuscles.map((muscle) => weakerByAnything(context, muscle, side))),
          ),
        ]),
    ...(anatomy.reflexes.length === 0
      ? []
      : [
          one(
            "reflex",
            2,
            `${root} reflex reduced or absent, lower than the other side`,
            unlessScreened(
              context,
              screen,
              "reflexes",
              anyOf(...anatomy.reflexes.map((reflex) => reflexLowerThanOther(context, reflex, side))),
            ),
          ),
        ]),
    one(
      "sensation",
      2,
      `touch or pinprick altered at the ${root} key point, more than on the other side`,
      unlessScreened(context, screen, "sensation", alteredMoreThanOther(context, anatomy.keyPoint, side)),
    ),
    one("pain", 1, `pain in the ${root} distribution`, painIn(context, anatomy, side)),
    one("tension", 1, `a tension test of ${root} positive`, tensionOf(context, anatomy, side)),
    ...(leg
      ? [
          one(
            "crossed tension",
            1,
            "crossed straight leg raise positive",
            legRaisePositive(context, "PE.T.XSLR", otherSide(side)),
          ),
        ]
      : []),
    one("imaging", 2, `imaging shows ${root} compressed`, compressed(context, root, side)),
    one("EMG", 2, `active denervation of ${root} on EMG`, denervated(context, root, side)),
  ];
}

const weakerByAnything = (context: ReasoningContext, muscle: string, side: Side) =>
  weakerThanOther(context, muscle, side, belowNormal);

/** The pain is on this side and in the root's distribution: by its dermatome where that is given, or by where it goes. */
function painIn(context: ReasoningContext, anatomy: RootAnatomy, side: Side): Fact {
  const { answers } = context;
  const dermatome = answers.codes("HX.RAD.ROOT").includes(anatomy.root);
  const zone = answers.codes("HX.RAD").includes("none")
    ? fact(false, "HX.RAD")
    : chosen(context, "HX.RAD.DIST", anatomy.painZones);
  return allOf(painOn(context, side), dermatome ? fact(true, "HX.RAD.ROOT") : zone);
}

/** One of the root's tension tests is positive; negative when at least one was done and none is. */
export function tensionOf(context: ReasoningContext, anatomy: RootAnatomy, side: Side): Fact {
  const tests = anatomy.tension.map((test) =>
    test === "PE.T.SLR" ? legRaisePositive(context, test, side) : positive(context, test, side),
  );
  const done = tests.filter(({ holds }) => holds !== undefined);
  return done.length === 0 ? notKnown(...anatomy.tension) : anyOf(...done);
}

function denervated(context: ReasoningContext, root: string, side: Side): Fact {
  const emg = context.answers.record("IM.EMG");
  if (emg === undefined) return notKnown("IM.EMG");
  if (emg.result === "normal" || emg.acuity === "none") return fact(false, "IM.EMG");
  if (typeof emg.acuity !== "string" || typeof emg.side !== "string" || !Array.isArray(emg.roots)) {
    return notKnown("IM.EMG");
  }
  return fact(
    emg.acuity.startsWith("active") &&
      (emg.side === side || emg.side === "bilateral") &&
      emg.roots.map(String).includes(root),
    "IM.EMG",
  );
}

function scoreOf(root: string, side: Side, contributions: readonly RootContribution[]): RootScore {
  const counted = contributions.filter(({ holds }) => holds === true);
  const answered = contributions.filter(({ holds }) => holds !== undefined);
  const points = sum(counted);
  const band = bandOf(points, contributions);
  const words = counted.map(({ text, points: worth }) => `${text} (+${worth})`).join("; ");
  return {
    ruleId: "N-ROOT",
    root,
    side,
    points,
    max: sum(answered),
    band,
    contributions,
    text: `${root} ${side}: ${points} ${points === 1 ? "point" : "points"}, ${band}${words === "" ? "" : `: ${words}`}.`,
    items: [...new Set(answered.flatMap(({ items }) => items))],
    missing: [...new Set(contributions.flatMap(({ missing }) => missing))],
  };
}

const sum = (contributions: readonly RootContribution[]) =>
  contributions.reduce((total, { points }) => total + points, 0);

/**
 * Radicular pain and radiculopathy differ: the second is a loss of function. "Without radiculopathy" is said only when
 * strength, sensation and reflex were examined and found equal.
 */
function bandOf(points: number, contributions: readonly RootContribution[]): RootBand {
  const stateOf = (id: ContributionId) => contributions.find((one) => one.id === id)?.holds;
  const objective = contributions.some(({ id, holds }) => holds === true && objectiveSigns.includes(id));
  if (objective && points >= rootBands.probable) return "probable radiculopathy";
  if (objective && points >= rootBands.possible) return "possible radiculopathy";
  const asked = contributions.filter(({ id, holds }) => holds !== undefined || !onlyWhenKnown.includes(id));
  const open = asked.filter(({ holds }) => holds === undefined);
  const unexamined = open.some(({ id }) => objectiveSigns.includes(id));
  if (unexamined || sum(open) > generatorBands.mostUnanswered * sum(asked)) return "insufficient data";
  const provoked = (["tension", "crossed tension", "imaging"] as const).some((id) => stateOf(id) === true);
  if (!objective && stateOf("pain") === true && provoked) return "radicular pain without radiculopathy";
  return points >= rootBands.possible ? "possible radiculopathy" : "less likely";
}
