import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findItem } from "../../../shared/checklist/index.ts";
import type { AnswerValue, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { type Picture, pictureOf } from "../../../shared/reasoning/picture.ts";
import { allRules, findRule, needsConfirmation, rulesVersion } from "../../../shared/reasoning/registry.ts";
import type { Statement } from "../../../shared/reasoning/rule.ts";
import { generatedEvaluation } from "../letter/generatedAnswers.ts";
import { mirrored, swapWords } from "./mirror.ts";
import { caseNames, caseOf, changed, evaluationWith } from "./support.ts";

/** Everything that the picture says, wherever it stands. */
function statementsOf(value: unknown): readonly Statement[] {
  if (Array.isArray(value)) return value.flatMap(statementsOf);
  if (typeof value !== "object" || value === null) return [];
  const nested = Object.values(value).flatMap(statementsOf);
  return "ruleId" in value && "items" in value ? [value as Statement, ...nested] : nested;
}

const isHeld = (id: string) => findItem(id)?.heldIn !== undefined;
const answered = (evaluation: Evaluation, id: string) =>
  isHeld(id) || evaluation.answers[id]?.value !== undefined || evaluation.answers[id]?.notDone !== undefined;

/** What this part of the reasoning says; pathways, cautions and recommendations have their own tests. */
const ownParts = ({ timing, redFlags, roots, generators, concordance }: Picture) =>
  statementsOf([timing, redFlags, roots, generators, concordance]);

describe("rules", () => {
  test("every input of every rule is in the checklist", () => {
    const unknown = allRules.flatMap(({ id, inputs }) =>
      inputs.filter((input) => findItem(input) === undefined).map((input) => `${id}: ${input}`),
    );
    expect(unknown).toEqual([]);
  });

  test("ids are unique, and every rule can be found by its own", () => {
    const ids = allRules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.map((id) => findRule(id)?.id)).toEqual(ids);
    expect(findRule("no such rule")).toBeUndefined();
  });

  test("each has a title, a text, a source and the day of its last review", () => {
    const poor = allRules.filter(
      ({ title, text, source, reviewed }) =>
        title === "" || text === "" || source === "" || !/^\d{4}-\d{2}-\d{2}$/.test(reviewed),
    );
    expect(poor).toEqual([]);
  });

  test("general knowledge and own design wait for confirmation", () => {
    expect(needsConfirmation({ ...allRules[0], tag: "GK" } as (typeof allRules)[number])).toBe(true);
    expect(needsConfirmation({ ...allRules[0], tag: "V" } as (typeof allRules)[number])).toBe(false);
  });

  test("the version names the latest review", () => {
    const latest = allRules
      .map(({ reviewed }) => reviewed)
      .sort()
      .at(-1);
    expect(rulesVersion).toContain(latest);
    expect(pictureOf(evaluationWith({})).rulesVersion).toBe(rulesVersion);
  });
});

describe("statements", () => {
  const told = (evaluation: Evaluation) => statementsOf(pictureOf(evaluation));

  test.each(caseNames)("%s: each names a known rule and answered items", (name) => {
    const evaluation = caseOf(name);
    const wrong = told(evaluation).flatMap(({ ruleId, items, missing, text }) => [
      ...(findRule(ruleId) === undefined ? [`unknown rule ${ruleId}`] : []),
      ...items.filter((id) => !answered(evaluation, id)).map((id) => `${ruleId} rests on ${id}: ${text}`),
      ...missing.filter((id) => findItem(id) === undefined).map((id) => `${ruleId} misses ${id}`),
    ]);
    expect(wrong).toEqual([]);
  });

  test.each(caseNames)("%s: each rests on inputs of its rule", (name) => {
    // WHO-3 rests on whatever red flag is the emergency.
    const strange = ownParts(pictureOf(caseOf(name)))
      .filter(({ ruleId }) => ruleId !== "WHO-3")
      .flatMap(({ ruleId, items, missing }) =>
        [...items, ...missing]
          .filter((id) => !findRule(ruleId)?.inputs.includes(id))
          .map((id) => `${ruleId}: ${id}`),
      );
    expect([...new Set(strange)]).toEqual([]);
  });

  test("hold for any valid evaluation", () => {
    fc.assert(
      fc.property(generatedEvaluation, (evaluation) => {
        for (const { ruleId, items, missing, text } of told(evaluation)) {
          expect(findRule(ruleId)?.id).toBe(ruleId);
          expect(items.filter((id) => !answered(evaluation, id))).toEqual([]);
          expect(missing.filter((id) => findItem(id) === undefined)).toEqual([]);
          expect(text).not.toMatch(/undefined|NaN|\[object/);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe("switching off", () => {
  test.each(caseNames)("%s: a rule that is switched off says nothing", (name) => {
    const evaluation = caseOf(name);
    for (const ruleId of new Set(ownParts(pictureOf(evaluation)).map((one) => one.ruleId))) {
      const rest = ownParts(pictureOf(evaluation, { switchedOff: [ruleId] }));
      expect(rest.filter((one) => one.ruleId === ruleId)).toEqual([]);
    }
  });

  test("months of recovery are the practice's", () => {
    const recent = changed(caseOf("f3"), {
      "HX.SURG": [{ type: ["fusion"], levels: ["L5-S1"], date: "2025-01-01" }],
    });
    const met = (recoveryMonths: number) =>
      pictureOf(recent, { recoveryMonths }).timing.who.criteria.find(({ ruleId }) => ruleId === "WHO-2")?.met;
    expect([met(5), met(6)]).toEqual([true, false]);
  });
});

/** What a picture comes to, with the sides in words; in no order, since equals are ordered by name. */
function outline({ redFlags, roots, generators, concordance, timing }: Picture): readonly string[] {
  return [
    ...redFlags.flags.map(({ ruleId, level }) => `${ruleId} ${level}`),
    ...roots.scores.map(({ root, side, points, max, band }) => `${root} ${side} ${points}/${max} ${band}`),
    ...roots.patterns.map(({ ruleId }) => ruleId),
    ...generators.ranking
      .filter(({ id }) => !/^(radiculopathy|peripheral)/.test(id))
      .map(({ id, band, points, max, wording }) => `${id} ${band} ${points}/${max} ${wording}`),
    ...generators.ranking
      .filter(({ generator, band }) => generator === "radiculopathy" && band === "most likely")
      .map(({ id, points }) => `${id} ${points}`),
    ...concordance.rows.map(({ id, side, proposed }) => `${id} ${side} ${proposed}`),
    ...timing.visit.statuses,
  ];
}

describe("mirroring right and left mirrors the picture", () => {
  const mirrors = (evaluation: Evaluation) => {
    const [seen, turned] = [outline(pictureOf(evaluation)), outline(pictureOf(mirrored(evaluation)))];
    expect([...turned].sort()).toEqual(seen.map(swapWords).sort());
  };

  test.each(caseNames)("%s", (name) => mirrors(caseOf(name)));

  test("any part of a case", () => {
    fc.assert(
      fc.property(partOfCase, (part) => mirrors(evaluationOf(part))),
      { numRuns: 30 },
    );
  });
});

interface Part {
  readonly name: (typeof caseNames)[number];
  readonly gone: readonly string[];
}

const wholeCases = Object.fromEntries(caseNames.map((name) => [name, caseOf(name)]));
const evaluationOf = ({ name, gone }: Part): Evaluation =>
  changed(wholeCases[name] ?? evaluationWith({}), Object.fromEntries(gone.map((id) => [id, undefined])));

/** What the reasoning does not read need not be taken away. */
const read = new Set(allRules.flatMap(({ inputs }) => inputs));

/** A recorded case from which some answers are taken away. */
const partOfCase: fc.Arbitrary<Part> = fc
  .constantFrom(...caseNames)
  .chain((name) =>
    fc
      .subarray(Object.keys(wholeCases[name]?.answers ?? {}).filter((id) => read.has(id)))
      .map((gone) => ({ name, gone })),
  );

describe("silence", () => {
  const undecided = (picture: Picture) =>
    new Set([
      ...picture.generators.ranking.filter(({ band }) => band === "insufficient data").map(({ id }) => id),
      ...picture.roots.scores
        .filter(({ band }) => band === "insufficient data")
        .map(({ root, side }) => `${root} ${side}`),
    ]);
  const decided = (picture: Picture) =>
    new Set([
      ...picture.generators.ranking
        .filter(({ band }) => band !== "insufficient data" && band !== "does not apply")
        .map(({ id }) => id),
      ...picture.roots.scores
        .filter(({ band }) => band !== "insufficient data")
        .map(({ root, side }) => `${root} ${side}`),
    ]);

  test("taking an answer away never turns insufficient data into a verdict", () => {
    const step = partOfCase.chain((part) =>
      fc
        .constantFrom(...Object.keys(evaluationOf(part).answers))
        .map((id) => ({ before: part, after: { ...part, gone: [...part.gone, id] } })),
    );
    fc.assert(
      fc.property(step, ({ before, after }) => {
        const open = undecided(pictureOf(evaluationOf(before)));
        const verdicts = [...decided(pictureOf(evaluationOf(after)))].filter((id) => open.has(id));
        expect(verdicts).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });

  test("with nothing answered there is no verdict, no pattern and no emergency", () => {
    const { generators, roots, redFlags } = pictureOf({ ...evaluationWith({}), answers: {} });
    expect(generators.ranking.filter(({ band }) => band !== "insufficient data")).toEqual([]);
    expect([roots.scores, roots.patterns]).toEqual([[], []]);
    expect(redFlags.flags.map(({ level }) => level)).toEqual(["block"]);
  });
});

describe("adding a finding that a rule counts never lowers a generator's points", () => {
  const side = { result: "positive", pain: "usual pain" };
  const bilateral = { right: side, left: side };
  const codes = (item: string, code: string) => (evaluation: Evaluation) => {
    const now = evaluation.answers[item]?.value;
    return { [item]: [...new Set([...(Array.isArray(now) ? now : []), code])] as AnswerValue };
  };
  const level = (cells: Readonly<Record<string, AnswerValue>>) => (evaluation: Evaluation) => {
    const grid = (evaluation.answers["IM.GRID"]?.value ?? {}) as Record<string, Record<string, AnswerValue>>;
    return { "IM.GRID": { ...grid, "L4-5": { ...grid["L4-5"], ...cells } } };
  };
  const set = (item: string, value: AnswerValue) => () => ({ [item]: value });

  const findings: readonly (readonly [
    string,
    (evaluation: Evaluation) => Readonly<Record<string, AnswerValue>>,
  ])[] = [
    ["discogenic", codes("HX.AGG", "sitting")],
    ["discogenic", set("PE.T.CENTR", "centralises")],
    ["discogenic", level({ endplateModic: "1" })],
    ["discogenic", level({ discPfirrmann: "V" })],
    ["lumbar facet", codes("HX.AGG", "standing")],
    ["lumbar facet", codes("HX.REL", "lying")],
    ["lumbar facet", set("PE.PALP.PARA.L", { right: { finding: "tender" } })],
    ["lumbar facet", level({ facetRight: "3" })],
    [
      "lumbar facet",
      set("BLK.DIARY", [
        { date: "2025-01-01", block: "MBB1", side: "left", targetJoints: ["L4-5"], before: 8, after1h: 0 },
      ]),
    ],
    ["cervical facet", codes("HX.MECH", "motor-vehicle")],
    ["cervical facet", set("PE.T.CER", bilateral)],
    ["sacroiliac joint left", set("PE.T.FORT", bilateral)],
    ["sacroiliac joint left", set("PE.T.THIGH", bilateral)],
    ["sacroiliac joint left", set("HX.ONSET.MODE", "pregnancy/postpartum")],
    ["lumbar stenosis", set("PE.T.EXT30", side)],
    ["lumbar stenosis", codes("PE.GAIT", "wide-based/ataxic")],
    ["lumbar stenosis", level({ canalSchizas: "D" })],
    [
      "myofascial",
      set("PE.T.TRIG", [{ muscle: "piriformis", side: "left", reproduces: "yes", tautBand: "yes" }]),
    ],
    ["hip left", set("PE.T.LOGR", bilateral)],
    ["hip left", set("PE.ROM.HIP.IR", { left: { degrees: 10, painful: "yes" } })],
    ["vertebral fracture", set("RF.FX.TRAUMA", "yes")],
    ["vertebral fracture", level({ fracture: "acute" })],
    ["nociplastic", set("INS.CSI", { total: 60 })],
    ["PSPS type 2", set("PE.T.TRIG", [{ muscle: "piriformis", side: "left", reproduces: "yes" }])],
    ["radiculopathy L5 left", codes("HX.QUAL", "shooting")],
    ["radiculopathy L5 left", set("PE.T.SLR", bilateral)],
    ["radiculopathy L5 left", set("NE.M.L5", { right: { grade: "5" }, left: { grade: "3" } })],
  ];

  test.each(findings)("%s", (id, finding) => {
    const points = (evaluation: Evaluation) =>
      pictureOf(evaluation, {
        switchedOff: ["RF-CES", "RF-CORD", "RF-MOTOR", "RF-CA", "RF-INF"],
      }).generators.ranking.find((entry) => entry.id === id)?.points;
    fc.assert(
      fc.property(partOfCase, (part) => {
        const evaluation = evaluationOf(part);
        const before = points(evaluation);
        const after = points(changed(evaluation, finding(evaluation)));
        if (before !== undefined && after !== undefined) expect(after).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 8 },
    );
  });
});

test("the same evaluation always gives the same picture, and is left as it was", () => {
  const evaluation = caseOf("f3");
  const copy = structuredClone(evaluation);
  expect(pictureOf(evaluation)).toEqual(pictureOf(evaluation));
  expect(evaluation).toEqual(copy);
});

test("a picture is plain data", () => {
  const picture = pictureOf(caseOf("f1"));
  expect(structuredClone(picture)).toEqual(picture);
});
