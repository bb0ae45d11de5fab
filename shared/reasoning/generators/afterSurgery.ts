import { numberAtLeast, type ReasoningContext } from "../context.ts";
import { allOf, anyOf, type Fact, fact, notKnown } from "../facts.ts";
import { allRootScores } from "../roots/rootScore.ts";
import type { Side } from "../rule.ts";
import { generatorBands, rootBands } from "../thresholds.ts";
import type { GeneratorBand, GeneratorEntry, SurgicalCause } from "./feature.ts";
import { deficitInputs, generatorRule, laslettInputs } from "./inputs.ts";
import { entryText, scored, totals, unique } from "./score.ts";
import { type Cause, causesOf, operatedLevels, rootsAtLevel } from "./surgicalCauses.ts";

/** Persistent spinal pain after surgery, type 2, with its five causes (clinical reference 3.4.9; T22). */

export const afterSurgeryRule = generatorRule(
  "GEN-PSPS",
  "Persistent pain after spine surgery (PSPS type 2)",
  "Spine surgery and pain that persists or came back. Causes, each 3 (adjacent segment 2): a, scar with symptoms of the same root; b, a deficit before surgery, no new compression, four or more neuropathic descriptors; c, a new generator or the adjacent segment; d, new compression at the operated level after relief of six months or more; e, no relief ever, with compression or non-union left. Most likely when at least one cause is supported; its share is that of the best supported cause.",
  [
    "HX.SURG",
    "HX.NRS.AVG",
    "HX.NRS.NOW",
    "HX.QUAL",
    "HX.SIDE",
    "HX.RAD",
    "HX.RAD.DIST",
    "HX.RAD.ROOT",
    "IM.GRID",
    "IM.EMG",
    "PE.T.TRIG",
    "PE.T.KEMP",
    "PE.PALP.PARA.L",
    "PE.T.SLR",
    "PE.T.XSLR",
    "PE.T.SLUMP",
    "PE.T.FNS",
    "PE.T.BOW",
    "PE.T.BRAG",
    "PE.T.SPURL",
    "PE.T.ULTT",
    "PE.T.SHABD",
    "NE.M.L3.HIPADD",
    "NE.M.L5.HIPABD",
    "NE.M.L5.EVERSION",
    "NE.M.L5.INVERSION",
    "NE.M.S1.HIPEXT",
    "NE.M.C5.DELTOID",
    "NE.M.C6.BRACHIORAD",
    "NE.M.C7.WRISTFLEX",
    "NE.M.C7.FINGEREXT",
    "NE.M.C8.THUMBEXT",
    "NE.M.C8.INTRINSIC",
    "NE.M.T1.INTEROSSEI",
    ...laslettInputs,
    ...deficitInputs,
  ],
  "Ref0, Ref46; weights DESIGN",
);

const painRemains = (context: ReasoningContext) =>
  anyOf(numberAtLeast(context, "HX.NRS.AVG", 1), numberAtLeast(context, "HX.NRS.NOW", 1));

function operated(context: ReasoningContext): Fact {
  return context.answers.isAnswered("HX.SURG")
    ? fact(context.answers.rows("HX.SURG").length > 0, "HX.SURG")
    : notKnown("HX.SURG");
}

function told({ cause, title, max, found, earned }: Cause): SurgicalCause {
  const state =
    found.holds === undefined ? "cannot be judged yet" : found.holds ? "supported" : "not supported";
  return {
    ruleId: afterSurgeryRule.id,
    cause,
    title,
    state,
    points: earned,
    max,
    text: `${title}: ${state}.`,
    items: found.items,
    missing: found.missing,
  };
}

/** The root at the operated levels that is likeliest, for the label; undefined where none is. */
export function rootAfterSurgery(context: ReasoningContext): { root: string; side: Side } | undefined {
  const roots = operatedLevels(context).flatMap(rootsAtLevel);
  const best = allRootScores(context)
    .filter(({ root, points }) => roots.includes(root) && points >= rootBands.possible)
    .sort((a, b) => b.points - a.points)[0];
  return best && { root: best.root, side: best.side };
}

/** Entry of pain after surgery; `does not apply` where there was no spine surgery or no pain remains. */
export function afterSurgeryEntry(context: ReasoningContext): GeneratorEntry {
  const gate = allOf(operated(context), painRemains(context));
  const causes = causesOf(context);
  const score = scored(
    causes.map(({ title, part, max, found, earned }) => ({
      feature: { part, points: max, present: title, absent: `${title} not supported` },
      found: { ...found, earned },
    })),
  );
  const best = Math.max(...causes.map(({ earned, max }) => earned / max));
  const supported = causes.filter(({ found }) => found.holds === true);
  const band = bandOfSurgery(gate.holds, best, score.open);
  const root = rootAfterSurgery(context);
  const nerve = supported.filter(({ cause }) => cause === "a" || cause === "b");
  const nerveWords =
    root !== undefined && nerve.length > 0 ? ` with ${root.side} ${root.root} neuropathic pain` : "";
  const causeWords =
    gate.holds !== true
      ? ""
      : supported.length === 0
        ? " (cause undetermined)"
        : ` (${supported.map(({ title }) => title.toLowerCase()).join("; ")})`;
  const label = `Persistent pain after spine surgery${nerveWords}${causeWords}`;
  const asPct = { ...score, pct: best };
  return {
    ruleId: afterSurgeryRule.id,
    id: "PSPS type 2",
    generator: "PSPS type 2",
    label,
    ...(root === undefined ? {} : { side: root.side, root: root.root }),
    levels: operatedLevels(context),
    ...totals(asPct),
    band,
    wording: "clinical hypothesis",
    gate: { text: "spine surgery, and pain that remains", holds: gate.holds },
    options: [
      "Caudal or transforaminal epidural injection.",
      "Sacroiliac or medial branch blocks above and below a fusion.",
      "Neuromodulation after psychological screening.",
      "Rehabilitation programme.",
    ],
    text:
      band === "does not apply"
        ? "Persistent pain after spine surgery: no spine surgery, or no pain that remains."
        : band === "insufficient data"
          ? entryText(label, band, asPct, "clinical hypothesis")
          : `${label}: ${band}, clinical hypothesis (${supported.length} of ${causes.length} causes supported).`,
    items: unique([
      ...gate.items,
      ...(band === "does not apply" ? [] : causes.flatMap(({ found }) => found.items)),
    ]),
    missing:
      band === "does not apply"
        ? []
        : unique([...gate.missing, ...causes.flatMap(({ found }) => found.missing)]),
    ...(band === "does not apply" ? {} : { causes: causes.map(told) }),
  };
}

/**
 * The causes are alternatives, so that one that is fully supported is enough (F3: scar and nerve damage supported, two
 * others not, and yet most likely). Surgery and pain without a supported cause stays possible, "undetermined".
 */
function bandOfSurgery(gate: boolean | undefined, best: number, open: number): GeneratorBand {
  if (gate === false) return "does not apply";
  if (gate === undefined) return "insufficient data";
  if (best >= generatorBands.mostLikely) return "most likely";
  return open > generatorBands.mostUnanswered ? "insufficient data" : "possible";
}
