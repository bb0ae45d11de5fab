import { strengthOrdinal } from "../../checklist/valueSets.ts";
import { holds } from "../../evaluation/conditions.ts";
import type { RecordValue } from "../../evaluation/reader.ts";
import { bothSides, otherSide, type ReasoningContext } from "../context.ts";
import { allOf, anyOf, type Fact, fact, not, notKnown } from "../facts.ts";
import type { Side } from "../rule.ts";

/** Single signs of the examination as facts: what is weak, altered, reduced, reproduced. */

interface Strength {
  /** Order of the grade; see strengthOrdinal. */
  readonly grade: number;
  readonly painLimited: boolean;
}

/** Undefined when not examined or not testable. */
export function strengthOf(context: ReasoningContext, muscle: string, side: Side): Strength | undefined {
  const entry = context.answers.pairOfRecords(muscle)?.[side];
  const grade = typeof entry?.grade === "string" ? strengthOrdinal[entry.grade] : undefined;
  return grade === undefined ? undefined : { grade, painLimited: entry?.painLimited === "yes" };
}

/** Smallest difference between the sides that counts; steps of the ordinal scale are at least 0.3. */
const halfGrade = 0.5;

/**
 * Weak on this side: at most `most`, at least half a grade weaker than the other side, and not by pain or giving way.
 * Grade 4+ lies above the cut of a key muscle (4).
 */
export function weakerThanOther(context: ReasoningContext, muscle: string, side: Side, most: number): Fact {
  const [here, there] = [strengthOf(context, muscle, side), strengthOf(context, muscle, otherSide(side))];
  if (here === undefined) return notKnown(muscle);
  if (here.painLimited || here.grade > most) return fact(false, muscle);
  return there === undefined ? notKnown(muscle) : fact(there.grade - here.grade >= halfGrade, muscle);
}

/** Any weakness of this side that is not by pain, also when the other side is as weak. */
export function weak(context: ReasoningContext, muscle: string, side: Side, most = 4.3): Fact {
  const here = strengthOf(context, muscle, side);
  return here === undefined ? notKnown(muscle) : fact(!here.painLimited && here.grade <= most, muscle);
}

const modalities = ["lightTouch", "pinprick"] as const;
const sensation = (value: unknown) =>
  value === "0" || value === "1" || value === "2" ? Number(value) : undefined;

/** Touch or pinprick altered at the key point of this side; one modality that was tested is enough to say no. */
export function altered(context: ReasoningContext, point: string, side: Side): Fact {
  const here = context.answers.pairOfRecords(point)?.[side];
  const grades = modalities.flatMap((modality) => sensation(here?.[modality]) ?? []);
  if (grades.length === 0) return notKnown(point);
  return fact(
    grades.some((grade) => grade < 2),
    point,
  );
}

/** Altered, and more so than on the other side. */
export function alteredMoreThanOther(context: ReasoningContext, point: string, side: Side): Fact {
  const entry = context.answers.pairOfRecords(point);
  const [here, there] = [entry?.[side], entry?.[otherSide(side)]];
  const pairs = modalities.map(
    (modality) => [sensation(here?.[modality]), sensation(there?.[modality])] as const,
  );
  if (
    pairs.some(([mine, theirs]) => mine !== undefined && mine < 2 && theirs !== undefined && mine < theirs)
  ) {
    return fact(true, point);
  }
  const tested = pairs.filter(([mine]) => mine !== undefined);
  const decided = tested.every(([mine, theirs]) => mine === 2 || theirs !== undefined);
  return tested.length > 0 && decided ? fact(false, point) : notKnown(point);
}

const reflexOrder: Readonly<Record<string, number>> = { "0": 0, "1+": 1, "2+": 2, "3+": 3, "4+": 4 };

export function reflexOf(context: ReasoningContext, reflex: string, side: Side): number | undefined {
  const grade = context.answers.pair(reflex)?.[side];
  return typeof grade === "string" ? reflexOrder[grade] : undefined;
}

/** Reduced or absent, and weaker than on the other side: symmetric 1+ is a matter of age. */
export function reflexLowerThanOther(context: ReasoningContext, reflex: string, side: Side): Fact {
  const [here, there] = [reflexOf(context, reflex, side), reflexOf(context, reflex, otherSide(side))];
  if (here === undefined) return notKnown(reflex);
  if (here >= 2) return fact(false, reflex);
  return there === undefined ? notKnown(reflex) : fact(here < there, reflex);
}

/** The finding of one side; a test without sides counts for both. */
function findingOf(context: ReasoningContext, test: string, side: Side): RecordValue | undefined {
  return context.answers.item(test).kind === "record"
    ? context.answers.record(test)
    : context.answers.pairOfRecords(test)?.[side];
}

/**
 * A provocative test of this side is positive: it reproduces the usual pain. Equivocal is not positive; pain elsewhere is
 * not either.
 */
export function positive(context: ReasoningContext, test: string, side: Side): Fact {
  const finding = findingOf(context, test, side);
  if (typeof finding?.result !== "string") return notKnown(test);
  return fact(finding.result === "positive" && finding.pain !== "pain elsewhere", test);
}

export const positiveEitherSide = (context: ReasoningContext, test: string) =>
  anyOf(...bothSides.map((side) => positive(context, test, side)));

/** Largest angle at which a straight leg raise still speaks for a root; beyond it the hamstrings pull. */
const largestRootAngle = 70;

/**
 * Straight leg raise or crossed straight leg raise: leg pain only, up to 70°. Hamstring or back pain is "pain elsewhere"
 * and no positive test (fact 6).
 */
export function legRaisePositive(context: ReasoningContext, test: string, raised: Side): Fact {
  const result = positive(context, test, raised);
  const angle = context.answers.pairOfRecords(test)?.[raised]?.angle;
  return result.holds === true && typeof angle === "number" && angle > largestRootAngle
    ? fact(false, test)
    : result;
}

/** FABER that hurts in the back speaks for the sacroiliac joint, in the groin for the hip. */
export function faberPosterior(context: ReasoningContext, side: Side): Fact {
  const site = context.answers.pairOfRecords("PE.T.FABER")?.[side]?.site;
  return site === "groin" ? fact(false, "PE.T.FABER") : positive(context, "PE.T.FABER", side);
}

export function faberGroin(context: ReasoningContext, side: Side): Fact {
  const finding = context.answers.pairOfRecords("PE.T.FABER")?.[side];
  if (typeof finding?.result !== "string") return notKnown("PE.T.FABER");
  if (finding.result !== "positive") return fact(false, "PE.T.FABER");
  return typeof finding.site === "string"
    ? fact(finding.site === "groin", "PE.T.FABER")
    : notKnown("PE.T.FABER");
}

/** Laslett: distraction, thigh thrust, compression, sacral thrust, Gaenslen. */
export const laslettTests = ["PE.T.SIDIST", "PE.T.THIGH", "PE.T.COMP", "PE.T.SACR", "PE.T.GAEN"] as const;

export const laslettFacts = (context: ReasoningContext, side: Side): readonly Fact[] =>
  laslettTests.map((test) => positive(context, test, side));

/** van der Wurff: distraction, compression, thigh thrust, Gaenslen, FABER with posterior pain. */
export const vanDerWurffFacts = (context: ReasoningContext, side: Side): readonly Fact[] => [
  ...["PE.T.SIDIST", "PE.T.COMP", "PE.T.THIGH", "PE.T.GAEN"].map((test) => positive(context, test, side)),
  faberPosterior(context, side),
];

/** Levels of the grid that are asked for this patient, with what was graded. */
export function gradedLevels(context: ReasoningContext): ReadonlyMap<string, RecordValue> {
  return context.once("gradedLevels", () => {
    const grid = context.answers.grid("IM.GRID") ?? {};
    const asked = new Set(askedRows(context));
    return new Map(Object.entries(grid).filter(([level]) => asked.has(level)));
  });
}

function askedRows(context: ReasoningContext): readonly string[] {
  const item = context.answers.item("IM.GRID");
  if (item.kind !== "grid") return [];
  return item.rows
    .filter(({ when }) => when === undefined || holds(when, context.evaluation))
    .map(({ id }) => id);
}

/**
 * A cell of some level fits: no when at least one level has it graded and none fits. Levels that were not graded are not
 * counted as normal, they are not counted at all.
 */
export function someLevel(
  context: ReasoningContext,
  levels: readonly string[],
  fits: (level: RecordValue, name: string) => boolean | undefined,
): Fact {
  const found = [...gradedLevels(context)]
    .filter(([level]) => levels.includes(level))
    .map(([name, level]) => fits(level, name));
  if (found.includes(true)) return fact(true, "IM.GRID");
  return found.includes(false) ? fact(false, "IM.GRID") : notKnown("IM.GRID");
}

export const armRoots = ["C5", "C6", "C7", "C8", "T1"] as const;
export const legRoots = ["L2", "L3", "L4", "L5", "S1"] as const;
const reflexesOf = { arms: ["NE.R.BIC", "NE.R.BR", "NE.R.TRI"], legs: ["NE.R.PAT", "NE.R.ACH"] } as const;

/**
 * A neurological deficit in the arms or the legs, on one side or both: weakness, altered sensation, or a reflex lower
 * than the other side's. "Intact" as a whole settles what was not examined root by root.
 */
export function deficitIn(
  context: ReasoningContext,
  limbs: "arms" | "legs",
  sides: readonly Side[] = bothSides,
): Fact {
  return context.once(`deficit ${limbs} ${sides.join()}`, () => {
    const roots = limbs === "arms" ? armRoots : legRoots;
    const over = (find: (side: Side) => readonly Fact[]) => anyOf(...sides.flatMap(find));
    const motor = over((side) => roots.map((root) => weak(context, `NE.M.${root}`, side)));
    const sensory = over((side) => roots.map((root) => altered(context, `NE.S.${root}`, side)));
    const reflexes = over((side) =>
      reflexesOf[limbs].map((reflex) => reflexLowerThanOther(context, reflex, side)),
    );
    const screen = limbs === "arms" ? "NE.SCREEN.ARMS" : "NE.SCREEN.LEGS";
    return anyOf(
      unlessScreened(context, screen, "motor", motor),
      unlessScreened(context, screen, "sensation", sensory),
      unlessScreened(context, screen, "reflexes", reflexes),
    );
  });
}

/** A summary of the limb ("intact") stands where the single findings leave it open. */
export function unlessScreened(
  context: ReasoningContext,
  screen: string,
  field: "motor" | "sensation" | "reflexes",
  single: Fact,
): Fact {
  if (single.holds !== undefined) return single;
  const summary = context.answers.record(screen)?.[field];
  return typeof summary === "string" && summary !== "abnormal" ? fact(false, screen) : single;
}

const limbsOf = {
  arms: ["neck", "arm", "headache (cervicogenic)", "shoulder"],
  legs: ["low back", "buttock", "leg", "upper/mid back", "hip", "knee"],
} as const;

/** A deficit in the limbs that belong to the regions complained of. */
export function anyDeficit(context: ReasoningContext): Fact {
  const regions = context.answers.codes("HX.REGION");
  const concerned = (["arms", "legs"] as const).filter((limbs) =>
    regions.some((region) => (limbsOf[limbs] as readonly string[]).includes(region)),
  );
  if (concerned.length === 0) return notKnown("HX.REGION");
  return anyOf(...concerned.map((limbs) => deficitIn(context, limbs)));
}

/** Both straight leg raises were done and neither reproduces leg pain. */
export const legRaisesNegative = (context: ReasoningContext) =>
  allOf(...bothSides.map((side) => not(legRaisePositive(context, "PE.T.SLR", side))));
