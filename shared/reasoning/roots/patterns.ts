import { bothSides, chosen, fieldIs, type ReasoningContext, saidYes, statement } from "../context.ts";
import { allOf, anyOf, atLeast, type Fact, fact, not, notKnown } from "../facts.ts";
import type { Side, Statement } from "../rule.ts";
import { altered, armRoots, legRoots, positive, reflexOf, strengthOf, weak } from "./findings.ts";
import {
  briskLegReflex,
  caudaEquinaComplaint,
  clonus,
  cookCluster,
  hoffmann,
  invertedSupinator,
  oneSidedS2Change,
  sacralSensoryChange,
  sphincterChange,
  upgoingPlantar,
} from "./signs.ts";

/** Neurological patterns N-1 to N-10 (clinical reference 2.3.4): what else than a root, or how urgent. */
export function patternsOf(context: ReasoningContext): readonly Statement[] {
  const found = [
    ...bothSides.flatMap((side) => sidedPatterns(context, side)),
    ...neuropathy(context),
    ...cordPatterns(context),
    ...sacralPattern(context),
    ...widespreadWeakness(context),
    ...severeWeakness(context),
  ];
  return found.filter(({ ruleId }) => context.isOn(ruleId));
}

const say = (ruleId: string, text: string, basis: Fact): readonly Statement[] =>
  basis.holds === true ? [statement(ruleId, text, basis)] : [];

function sidedPatterns(context: ReasoningContext, side: Side): readonly Statement[] {
  const isWeak = (muscle: string) => weak(context, `NE.M.${muscle}`, side);
  const isAltered = (root: string) => altered(context, `NE.S.${root}`, side);
  const noBackPain = not(chosen(context, "HX.REGION", ["low back", "buttock"]));
  const ulnarHand = allOf(
    isAltered("C8"),
    anyOf(isWeak("C8.INTRINSIC"), isWeak("T1"), isWeak("T1.INTEROSSEI")),
  );
  return [
    ...say(
      "N-1",
      `Weak ${side} dorsiflexion and eversion with normal inversion and hip abduction and no back pain: common peroneal neuropathy is likelier than L5; EMG and nerve conduction.`,
      allOf(
        isWeak("L4"),
        isWeak("L5.EVERSION"),
        not(isWeak("L5.INVERSION")),
        not(isWeak("L5.HIPABD")),
        noBackPain,
      ),
    ),
    ...say(
      "N-2",
      `Weak ${side} dorsiflexion, inversion and hip abduction: favours L5 over the peroneal nerve.`,
      allOf(isWeak("L4"), isWeak("L5.INVERSION"), isWeak("L5.HIPABD")),
    ),
    ...say(
      "N-3",
      `Numb ${side} thumb and weak thenar muscles with negative neck tests: consider carpal tunnel syndrome; EMG and nerve conduction.`,
      carpalTunnelPattern(context, side),
    ),
    ...say(
      "N-4",
      `Numb ${side} little finger and weak intrinsics, medial forearm spared: ulnar neuropathy is likelier than C8 or T1.`,
      allOf(ulnarHand, not(isAltered("T1"))),
    ),
    ...say(
      "N-4",
      `Numb ${side} little finger and weak intrinsics with the medial forearm: C8 or T1 is likelier than the ulnar nerve.`,
      allOf(ulnarHand, isAltered("T1")),
    ),
  ];
}

export const thumbNumb = (context: ReasoningContext, side: Side) => altered(context, "NE.S.C6", side);
export const thenarWeak = (context: ReasoningContext, side: Side) =>
  anyOf(...["NE.M.C8.INTRINSIC", "NE.M.C8.THUMBEXT"].map((muscle) => weak(context, muscle, side)));
export const neckTestsNegative = (context: ReasoningContext, side: Side) =>
  allOf(...["PE.T.SPURL", "PE.T.ULTT"].map((test) => not(positive(context, test, side))));

const carpalTunnelPattern = (context: ReasoningContext, side: Side) =>
  allOf(thumbNumb(context, side), thenarWeak(context, side), neckTestsNegative(context, side));

/** The reference names three signs; any one of them speaks. */
function neuropathy(context: ReasoningContext): readonly Statement[] {
  const onBoth = (root: string) => allOf(...bothSides.map((side) => altered(context, `NE.S.${root}`, side)));
  const neighbours = anyOf(
    ...legRoots.slice(1).map((root, index) => allOf(onBoth(legRoots[index] ?? root), onBoth(root))),
  );
  const achillesAbsent = allOf(
    ...bothSides.map((side) => {
      const grade = reflexOf(context, "NE.R.ACH", side);
      return grade === undefined ? notKnown("NE.R.ACH") : fact(grade === 0, "NE.R.ACH");
    }),
  );
  return say(
    "N-5",
    "Sensation altered on both sides over several roots, a stocking pattern, or both Achilles reflexes absent: consider polyneuropathy or central stenosis; glucose, B12, EMG.",
    anyOf(neighbours, saidYes(context, "NE.S.STOCK"), achillesAbsent),
  );
}

function cordPatterns(context: ReasoningContext): readonly Statement[] {
  const signs = [
    ["Hoffmann", hoffmann(context)],
    ["upgoing plantar response", upgoingPlantar(context)],
    ["clonus", clonus(context)],
    ["spastic gait", chosen(context, "PE.GAIT", ["spastic"])],
    ["brisk knee or ankle jerk", briskLegReflex(context)],
  ] as const;
  const present = signs.filter(([, sign]) => sign.holds === true);
  const cook = cookCluster(context);
  // Of no use for a low back without a sign of the cord, where the arms were not looked at.
  const looked = [hoffmann(context), invertedSupinator(context)].some(({ holds }) => holds !== undefined);
  return [
    ...say(
      "N-6",
      `Upper motor neurone sign (${present.map(([name]) => name).join(", ")}): consider the cord.`,
      anyOf(...present.map(([, sign]) => sign)),
    ),
    ...(looked || cook.met > 1 ? [statement("N-7", cookText(cook), cook)] : []),
  ];
}

function cookText({ met, known, of }: { met: number; known: number; of: number }): string {
  const count = `Myelopathy cluster ${met} of ${of}${known < of ? ` (${known} known)` : ""}`;
  if (met >= 3) return `${count}: myelopathy is likely (LR+ 30.9); urgent MRI of the neck.`;
  // What is not known may still be positive: "lowers" is said only when it cannot change that.
  if (met + (of - known) <= 1) return `${count}: makes myelopathy less likely (LR- 0.18).`;
  return `${count}: neither raises nor lowers the likelihood of myelopathy.`;
}

function sacralPattern(context: ReasoningContext): readonly Statement[] {
  const firm = anyOf(sacralSensoryChange(context), sphincterChange(context), caudaEquinaComplaint(context));
  if (firm.holds === true) {
    return say(
      "N-8",
      "Change at the sacral roots or the sphincters: cauda equina until shown otherwise.",
      firm,
    );
  }
  return say(
    "N-8",
    "Sensation altered at S2 on one side: examine the saddle and ask about bladder and bowel.",
    oneSidedS2Change(context),
  );
}

function widespreadWeakness(context: ReasoningContext): readonly Statement[] {
  const limbs = [armRoots, legRoots].flatMap((roots) =>
    bothSides.map((side) => anyOf(...roots.map((root) => weak(context, `NE.M.${root}`, side, 4)))),
  );
  const anyWeak = anyOf(...limbs);
  const worst = context.answers.number("HX.NRS.WORST");
  const painless = worst === undefined ? notKnown("HX.NRS.WORST") : fact(worst === 0, "HX.NRS.WORST");
  const detail = context.answers.record("NE.CN.DETAIL");
  const bulbar = anyOf(
    chosen(context, "NE.SPEECH", ["abnormal"]),
    detail === undefined
      ? notKnown("NE.CN.DETAIL")
      : fact(detail.palate === "abnormal" || detail.tongue === "abnormal", "NE.CN.DETAIL"),
  );
  const fasciculation = fieldIs(context, "PE.MUSCULO", "fasciculations", ["present"]);
  return say(
    "N-9",
    "Weakness that is painless, in several limbs, with fasciculation or with bulbar signs: not a single root; neurology.",
    allOf(anyWeak, anyOf(atLeast(3, limbs), painless, fasciculation, bulbar)),
  );
}

const severe = 3;

/** Muscles of 3/5 or less that are not limited by pain, in words. */
export function severeMuscles(context: ReasoningContext): Fact & { readonly words: readonly string[] } {
  const roots = [...armRoots, ...legRoots];
  const words = roots.flatMap((root) =>
    bothSides
      .filter((side) => weak(context, `NE.M.${root}`, side, severe).holds === true)
      .map((side) => `${root} ${side} ${strengthOf(context, `NE.M.${root}`, side)?.grade}/5`),
  );
  const facts = roots.flatMap((root) => bothSides.map((side) => weak(context, `NE.M.${root}`, side, severe)));
  return { ...anyOf(...facts), words };
}

function severeWeakness(context: ReasoningContext): readonly Statement[] {
  const found = severeMuscles(context);
  const falling = saidYes(context, "RF.NEURO.PROG");
  const words = found.words.length > 0 ? found.words.join(", ") : "strength is said to fall";
  return say(
    "N-10",
    `Severe or falling strength (${words}): urgent spine surgical opinion.`,
    anyOf(found, falling),
  );
}
