import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findItem } from "../../../shared/checklist/index.ts";
import type { AnswerValue, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import type { EvidencePart } from "../../../shared/reasoning/generators/feature.ts";
import { type Picture, pictureOf } from "../../../shared/reasoning/picture.ts";
import { allRules, findRule } from "../../../shared/reasoning/registry.ts";
import { generatedEvaluation } from "../letter/generatedAnswers.ts";
import { mirrored, swapWords } from "./mirror.ts";
import { changed, noRedFlag } from "./support.ts";

/**
 * Laws of the reasoning over evaluations drawn from the whole checklist, not only from recorded cases. Red flags are
 * answered by "no" in most of them: an emergency would suppress what is to be looked at.
 */

const read = new Set(allRules.flatMap(({ inputs }) => inputs));
const emergencies = ["RF-CES", "RF-CORD", "RF-MOTOR", "RF-CA", "RF-INF", "RF-AAA", "RF-HEM"];
const calm: fc.Arbitrary<Evaluation> = generatedEvaluation.map((evaluation) =>
  changed(evaluation, noRedFlag),
);
const elective = (evaluation: Evaluation) => pictureOf(evaluation, { switchedOff: emergencies });
/** Without shrinking: an evaluation of three hundred answers would take minutes. */
const quiet = { numRuns: 25, endOnFailure: true } as const;

/** A short account of a fault: whole evaluations would fill pages. */
function law(check: (evaluation: Evaluation) => readonly string[]) {
  return fc.property(calm, (evaluation) => {
    const faults = check(evaluation);
    expect(faults).toEqual([]);
  });
}

/** What a picture comes to, by name and side. */
function outline({ redFlags, roots, generators, concordance }: Picture): readonly string[] {
  return [
    ...redFlags.flags.map(({ ruleId, level }) => `${ruleId} ${level}`),
    ...roots.scores.map(({ root, side, points, max, band }) => `${root} ${side} ${points}/${max} ${band}`),
    ...roots.patterns.map(({ ruleId }) => ruleId),
    // Where two roots are equal, which of them is told is a matter of the order.
    ...generators.ranking
      .filter(({ id }) => !/^(radiculopathy|peripheral|PSPS)/.test(id))
      .map(({ id, band, points, max, wording }) => `${id} ${band} ${points}/${max} ${wording}`),
    ...concordance.rows.map(({ id, side, proposed }) => `${id} ${side} ${proposed}`),
  ];
}

test("mirroring right and left mirrors the result", () => {
  fc.assert(
    law((evaluation) => {
      const seen = outline(elective(evaluation)).map(swapWords).sort();
      const turned = [...outline(elective(mirrored(evaluation)))].sort();
      return turned.filter((line) => !seen.includes(line));
    }),
    quiet,
  );
});

test("taking an answer away never turns insufficient data into a verdict", () => {
  const verdicts = ({ generators, roots }: Picture, open: boolean) =>
    new Set([
      ...generators.ranking
        .filter(({ band }) => (band === "insufficient data") === open && band !== "does not apply")
        .map(({ id }) => id),
      ...roots.scores
        .filter(({ band }) => (band === "insufficient data") === open)
        .map(({ root, side }) => `${root} ${side}`),
    ]);
  fc.assert(
    fc.property(calm, fc.nat(), (evaluation, pick) => {
      const ids = Object.keys(evaluation.answers).filter((id) => read.has(id) && !id.startsWith("RF."));
      const gone = ids[pick % Math.max(1, ids.length)];
      if (gone === undefined) return;
      const open = verdicts(elective(evaluation), true);
      const decided = verdicts(elective(changed(evaluation, { [gone]: undefined })), false);
      expect([...decided].filter((id) => open.has(id)).map((id) => `${gone}: ${id}`)).toEqual([]);
    }),
    { ...quiet, numRuns: 50 },
  );
});

describe("adding a finding that a rule counts never lowers a generator's points", () => {
  const usual = { result: "positive", pain: "usual pain" };
  const both = { right: usual, left: usual };
  const withCode = (item: string, code: string) => (evaluation: Evaluation) => {
    const now = evaluation.answers[item]?.value;
    const kept = Array.isArray(now) ? now.filter((one) => one !== "none") : [];
    return { [item]: [...new Set([...kept, code])] as AnswerValue };
  };
  const set = (item: string, value: AnswerValue) => () => ({ [item]: value });
  test.each<[string, string, (evaluation: Evaluation) => Readonly<Record<string, AnswerValue>>]>([
    ["worse sitting", "discogenic", withCode("HX.AGG", "sitting")],
    ["centralises", "discogenic", set("PE.T.CENTR", "centralises")],
    ["worse standing", "lumbar facet", withCode("HX.AGG", "standing")],
    ["eased by lying", "lumbar facet", withCode("HX.REL", "lying")],
    ["a whiplash", "cervical facet", withCode("HX.MECH", "motor-vehicle")],
    ["Fortin's finger", "sacroiliac joint right", set("PE.T.FORT", both)],
    ["30 seconds of extension", "lumbar stenosis", set("PE.T.EXT30", usual)],
    ["a wide gait", "lumbar stenosis", withCode("PE.GAIT", "wide-based/ataxic")],
    ["stretching", "myofascial", withCode("HX.REL", "stretching")],
    [
      "a trigger point",
      "myofascial",
      set("PE.T.TRIG", [{ muscle: "piriformis", side: "left", reproduces: "yes", tautBand: "yes" }]),
    ],
    ["log roll", "hip right", set("PE.T.LOGR", both)],
    ["long steroid treatment", "vertebral fracture", set("RF.FX.STEROID", "yes")],
    ["a high CSI", "nociplastic", set("INS.CSI", { total: 60 })],
    ["electric pain", "radiculopathy L5 left", withCode("HX.QUAL", "electric-shock")],
  ])("%s: %s", (_name, id, finding) => {
    const points = (evaluation: Evaluation) =>
      elective(evaluation).generators.ranking.find((entry) => entry.id === id)?.points;
    fc.assert(
      fc.property(calm, (evaluation) => {
        const before = points(evaluation);
        const after = points(changed(evaluation, finding(evaluation)));
        if (before !== undefined && after !== undefined) expect(after).toBeGreaterThanOrEqual(before);
      }),
      { ...quiet, numRuns: 6 },
    );
  });
});

describe("the basis of what is said", () => {
  test("every input of every rule is in the checklist, and every rule has source, tag and date", () => {
    for (const { id, inputs, source, tag, reviewed } of allRules) {
      expect(
        inputs.filter((input) => findItem(input) === undefined),
        id,
      ).toEqual([]);
      expect(source, id).not.toBe("");
      expect(["V", "V2", "GK", "ARTICLE", "DESIGN"], id).toContain(tag);
      expect(reviewed, id).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  test("every statement has one, in any evaluation", () => {
    const rulesIn = (value: unknown): readonly string[] => {
      if (Array.isArray(value)) return value.flatMap(rulesIn);
      if (typeof value !== "object" || value === null) return [];
      const inside = Object.values(value).flatMap(rulesIn);
      return "ruleId" in value ? [String(value.ruleId), ...inside] : inside;
    };
    fc.assert(
      law((evaluation) => [
        ...new Set(rulesIn(pictureOf(evaluation)).filter((id) => findRule(id) === undefined)),
      ]),
      quiet,
    );
  });

  test("evidence of a generator names its part and the items that it rests on", () => {
    const parts: readonly EvidencePart[] = ["history", "physical", "neurological", "records"];
    fc.assert(
      law((evaluation) =>
        elective(evaluation).generators.ranking.flatMap(({ id, evidenceFor, evidenceAgainst }) =>
          [...evidenceFor, ...evidenceAgainst]
            .filter(({ part, items }) => !parts.includes(part) || items.length === 0)
            .map(({ text }) => `${id}: ${text}`),
        ),
      ),
      quiet,
    );
  });
});
