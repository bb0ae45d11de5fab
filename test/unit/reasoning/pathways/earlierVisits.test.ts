import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AnswerValue, EarlierVisit, Evaluation } from "../../../../shared/evaluation/evaluation.ts";
import { withEarlierVisits } from "../../../../shared/reasoning/pathways/earlierVisits.ts";
import { pictureOf } from "../../../../shared/reasoning/picture.ts";
import { evaluationWith, type Given } from "./support.ts";

type Row = { readonly [field: string]: AnswerValue };

const first: Row = {
  date: "2025-03-03",
  block: "MBB1",
  side: "right",
  targetJoints: ["L4-5", "L5-S1"],
  before: 7,
  after1h: 1,
  after2h: 2,
  after4h: 3,
  after6h: 5,
  agent: "lidocaine",
  reliefHours: 3,
};
const second: Row = { ...first, date: "2025-04-07", block: "MBB2", before: 5, after1h: 1 };
const ablation: Row = { type: "RFA", date: "2025-05-12", side: "right", levels: ["L4-5", "L5-S1"] };
const epidural: Row = { type: "ESI TF", date: "2025-02-10", side: "left", levels: ["L5-S1"] };

const complaint: Given = { "HX.REGION": ["low back"], "HX.SIDE": "right" };

function visit(visitDate: string, given: Given): EarlierVisit {
  const { answers } = evaluationWith(given, { visitDate });
  return { visitDate, answers };
}

const now = (given: Given = {}, visitDate = "2025-09-15") =>
  evaluationWith({ ...complaint, ...given }, { visitDate });
const rowsAt = (evaluation: Evaluation, item: string) =>
  (evaluation.answers[item]?.value ?? []) as readonly Row[];

describe("what earlier visits add", () => {
  test.each<[string, readonly Row[], readonly Row[], number]>([
    ["an intervention that is not told again", [epidural], [], 1],
    ["the same in both visits, once", [epidural], [epidural], 1],
    ["the same with less detail on the day, once", [epidural], [{ type: "ESI TF", date: "2025-02-10" }], 1],
    ["the same told by its month, side and level, once", [epidural], [{ ...epidural, date: "2025-02" }], 1],
    ["told by its month alone: not surely the same", [epidural], [{ type: "ESI TF", date: "2025-02" }], 2],
    ["another day", [epidural], [{ ...epidural, date: "2025-02-11" }], 2],
    ["another month", [epidural], [{ ...epidural, date: "2025-03" }], 2],
    ["the other side on the same day", [epidural], [{ ...epidural, side: "right" }], 2],
    ["another level on the same day", [epidural], [{ ...epidural, levels: ["L4-5"] }], 2],
    ["another kind on the same day", [epidural], [{ ...epidural, type: "ESI IL" }], 2],
    ["levels in another order", [{ ...ablation }], [{ ...ablation, levels: ["L5-S1", "L4-5"] }], 1],
    [
      "two undated that are told alike",
      [{ type: "RFA", side: "right", levels: ["L4-5"] }],
      [{ type: "RFA", side: "right", levels: ["L4-5"] }],
      1,
    ],
    ["two of one day that nothing tells apart stay two", [epidural, epidural], [epidural], 2],
  ])("%s", (_name, earlier, present, count) => {
    const merged = withEarlierVisits(now({ "HX.INTV": present }), [
      visit("2025-06-02", { "HX.INTV": earlier }),
    ]);
    expect(rowsAt(merged, "HX.INTV")).toHaveLength(count);
  });

  test("what is told now counts before what was told then, which fills in the rest", () => {
    const told = { ...epidural, relief: 60, duration: 4, durationUnit: "months" };
    const merged = withEarlierVisits(now({ "HX.INTV": [{ ...epidural, relief: 40 }] }), [
      visit("2025-06-02", { "HX.INTV": [told] }),
    ]);
    expect(rowsAt(merged, "HX.INTV")).toEqual([{ ...told, relief: 40 }]);
  });

  test("three visits that tell of the same block count it once", () => {
    const diary = { "BLK.DIARY": [first] };
    const merged = withEarlierVisits(now(diary), [visit("2025-03-20", diary), visit("2025-06-02", diary)]);
    expect(rowsAt(merged, "BLK.DIARY")).toEqual([first]);
  });

  test("what was carried and never confirmed says nothing, and the visit that it came from does", () => {
    const carried = { value: [epidural], carriedFrom: "2025-06-02" };
    const evaluation = now();
    const merged = withEarlierVisits(
      { ...evaluation, answers: { ...evaluation.answers, "HX.INTV": carried } },
      [visit("2025-06-02", { "HX.INTV": [epidural] })],
    );
    expect(merged.answers["HX.INTV"]).toEqual({ value: [epidural] });
  });

  test("a later visit, a plan and no visit at all add nothing", () => {
    const evaluation = now();
    const later = visit("2025-12-01", { "HX.INTV": [epidural] });
    const planned = visit("2025-06-02", {
      "PLAN.PROC": [{ type: "radiofrequency ablation", intent: "therapeutic" }],
    });
    for (const earlier of [[], [later], [planned]])
      expect(withEarlierVisits(evaluation, earlier)).toBe(evaluation);
  });

  test("joining is the same in any order of the visits, and joining again changes nothing", () => {
    const rows = [first, second, { ...first, side: "left" }, { ...second, date: "2025-06-30" }];
    const visits = fc.array(
      fc.record({
        visitDate: fc.constantFrom("2025-07-01", "2025-07-02", "2025-07-03"),
        rows: fc.subarray(rows),
      }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(visits, fc.subarray(rows), (seen, told) => {
        const earlier = seen.map((one) => visit(one.visitDate, { "BLK.DIARY": one.rows }));
        const evaluation = now({ "BLK.DIARY": told });
        const merged = withEarlierVisits(evaluation, earlier);
        const reversed = withEarlierVisits(evaluation, earlier.toReversed());
        const sorted = (one: Evaluation) =>
          rowsAt(one, "BLK.DIARY")
            .map((row) => JSON.stringify(row))
            .sort();
        expect(sorted(merged)).toEqual(sorted(reversed));
        expect(new Set(sorted(merged)).size).toBe(sorted(merged).length);
        expect(withEarlierVisits(merged, earlier)).toBe(merged);
      }),
    );
  });
});

describe("where the patient stands over months", () => {
  const facet = (evaluation: Evaluation, earlier: readonly EarlierVisit[]) =>
    pictureOf(evaluation, { earlier }).pathways.find(
      ({ kind, side }) => kind === "facet" && side === "right",
    ) ?? expect.fail("There is no facet pathway on the right.");

  test("a first block of the spring and a second of the summer make the ablation possible in the autumn", () => {
    const spring = visit("2025-03-20", { "BLK.DIARY": [first] });
    const summer = visit("2025-04-20", { "BLK.DIARY": [second] });
    expect(facet(now(), []).blocks).toEqual([]);
    expect(facet(now(), [spring]).state).toBe("MBB2 needed");
    const both = facet(now(), [spring, summer]);
    expect(both.state).toBe("RFA eligible");
    expect(both.blocks?.map(({ kind, date, percent }) => [kind, date, percent])).toEqual([
      ["MBB1", "2025-03-03", (6 * 100) / 7],
      ["MBB2", "2025-04-07", 80],
    ]);
  });

  test("a block that was written down and is told again as an intervention is one block", () => {
    const spring = visit("2025-03-20", { "BLK.DIARY": [first] });
    const told = {
      "HX.INTV": [{ type: "MBB", date: "2025-03-03", side: "right", levels: ["L4-5", "L5-S1"] }],
    };
    expect(facet(now(told), [spring]).blocks).toHaveLength(1);
    const otherSide = { "HX.INTV": [{ ...told["HX.INTV"][0], side: "left" }] };
    const { pathways } = pictureOf(now({ ...otherSide, "HX.SIDE": "bilateral" }), { earlier: [spring] });
    const blocks = pathways.filter(({ kind }) => kind === "facet").flatMap((pathway) => pathway.blocks ?? []);
    expect(blocks.map(({ item, side }) => [item, side]).sort()).toEqual([
      ["BLK.DIARY", "right"],
      ["HX.INTV", "left"],
    ]);
  });

  test.each([
    // 90 %, exactly 80 %, 77.7 % and 71.4 %.
    [10, 1, "MBB2 needed"],
    [10, 2, "MBB2 needed"],
    [9, 2, "MBB1 negative"],
    [7, 2, "MBB1 negative"],
  ])("relief of an earlier visit is not rounded up: %d to %d", (before, after1h, state) => {
    const row = { ...first, before, after1h, after2h: after1h + 1 };
    expect(facet(now(), [visit("2025-03-20", { "BLK.DIARY": [row] })]).state).toBe(state);
  });

  /** Four epidural sessions in twelve months are the limit of the payer. */
  test.each([
    ["2025-09-15", "4 of 4", "exceeds"],
    ["2025-02-09", "1 of 4", "within"],
    ["2026-02-09", "4 of 4", "exceeds"],
    // The first of the four was twelve months ago to the day: it has left the year.
    ["2026-02-10", "3 of 4", "within"],
    ["2026-05-12", "1 of 4", "within"],
    ["2026-08-11", "0", "none"],
  ])(
    "epidural sessions of earlier visits in the twelve months before %s: %s",
    (visitDate, used, consequence) => {
      const done = ["2025-02-10", "2025-03-12", "2025-05-12", "2025-08-11"].filter(
        (date) => date <= visitDate,
      );
      const sessions = done.length === 0 ? ["2025-02-08"] : done;
      // Each visit tells again what the one before had told.
      const earlier = sessions.map((date, index) =>
        visit(date, { "HX.INTV": sessions.slice(0, index + 1).map((one) => ({ ...epidural, date: one })) }),
      );
      const evaluation = now({ "HX.REGION": ["low back", "leg"], "HX.RAD": ["below knee"] }, visitDate);
      const warnings = pictureOf(evaluation, { earlier })
        .pathways.filter(({ kind }) => kind === "epidural")
        .flatMap((pathway) => pathway.warnings)
        .filter(({ ruleId, text }) => ruleId === "ESI-3" && /sessions used/.test(text));
      if (consequence === "none") expect(warnings).toEqual([]);
      else {
        expect(warnings.length).toBeGreaterThan(0);
        for (const { text } of warnings) {
          expect(text).toContain(used);
          expect(text).toContain(consequence === "exceeds" ? "exceeds the limit" : "within the limit");
        }
      }
    },
  );

  test("findings and red flags are those of this visit alone", () => {
    const earlier = [visit("2025-03-20", { "RF.CES.SADDLE": "yes", "BLK.DIARY": [first] })];
    const [without, with_] = [pictureOf(now()), pictureOf(now(), { earlier })];
    expect(with_.redFlags).toEqual(without.redFlags);
    expect(with_.timing).toEqual(without.timing);
    expect(with_.roots).toEqual(without.roots);
  });
});
