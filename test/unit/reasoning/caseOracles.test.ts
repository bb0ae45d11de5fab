import { describe, expect, test } from "vitest";
import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import { type Picture, pictureOf } from "../../../shared/reasoning/picture.ts";
import { caseOf, changed } from "./support.ts";

/**
 * The whole picture of each invented case against what the clinical reference expects of it (section 5, "expected"),
 * written down from there and not from what the program says. "Less likely" stands for: in the list, and no more.
 */

interface Oracle {
  readonly daysToReferral: number;
  readonly daysToVisit: number;
  readonly timing: readonly string[];
  readonly who: Readonly<Record<string, boolean>>;
  /** Rule and level; the open screen apart. */
  readonly redFlags: readonly string[];
  readonly roots: readonly (readonly [root: string, side: string, points: number])[];
  /** Most likely first. */
  readonly ranking: readonly (readonly [id: string, band: string])[];
  readonly concordance: readonly (readonly [row: RegExp, judgement: string])[];
  readonly pathways: readonly (readonly [kind: string, state: string])[];
  /** Rule and words of what has to be minded. */
  readonly cautions: readonly (readonly [ruleId: string, words: RegExp])[];
  readonly notCautioned?: readonly string[];
  readonly recommendations: readonly RegExp[];
  readonly neverRecommended?: readonly RegExp[];
}

const oracles: Readonly<Record<string, Oracle>> = {
  f1: {
    daysToReferral: 28,
    daysToVisit: 35,
    timing: ["REFERRAL_MET"],
    who: { "WHO-1": false, "WHO-2": false },
    redFlags: [],
    roots: [
      ["L5", "left", 11],
      ["S1", "left", 2],
      ["L4", "left", 0],
    ],
    ranking: [
      ["radiculopathy L5 left", "most likely"],
      ["discogenic", "possible"],
      ["lumbar facet", "less likely"],
      ["sacroiliac joint left", "less likely"],
    ],
    concordance: [
      [/^L4-5 disc/, "concordant"],
      [/^L5-S1 disc/, "incidental-likely"],
    ],
    pathways: [
      ["epidural", "eligible"],
      ["facet", "not met"],
    ],
    cautions: [
      ["ATC-1", /Naproxen.*intermediate bleeding risk.*no hold/],
      ["OP-1", /^30 MME a day: below 50/],
    ],
    notCautioned: ["OP-2"],
    recommendations: [
      /^Left L5 transforaminal epidural.*fluoroscopy with contrast.*non-particulate/,
      /^Restart physical therapy after the procedure/,
      /surgical opinion if strength falls.*surgery is not required now/i,
      /^Work note/,
      /^Reduce the opioid step by step/,
    ],
  },
  f2: {
    daysToReferral: 417,
    daysToVisit: 431,
    timing: ["REFERRAL_MET"],
    who: { "WHO-1": true, "WHO-2": false },
    redFlags: [],
    roots: [["S1", "left", 0]],
    ranking: [
      ["lumbar facet", "most likely"],
      ["discogenic", "less likely"],
      ["sacroiliac joint left", "less likely"],
    ],
    concordance: [
      [/^L4-5 facet/, "concordant"],
      [/^L5-S1 facet/, "concordant"],
      [/^L4-5 slip/, "partly concordant"],
    ],
    pathways: [
      ["facet", "eligible for MBB1"],
      ["epidural", "not met"],
    ],
    cautions: [
      ["ATC-6", /Apixaban before .*medial branch block \(low bleeding risk\).*continued by default/],
      ["ATC-6", /Apixaban before .*radiofrequency ablation \(low bleeding risk\).*continued by default/],
      ["ST-1", /without a steroid: if one is added/],
      ["AN-1", /latex/i],
    ],
    recommendations: [
      /^Diagnostic medial branch blocks of L3 and L4 medial branches and L5 dorsal ramus, both sides.*twice.*thermal/,
      /physical therapy/,
      /^Bone health review/,
    ],
    neverRecommended: [/surgical opinion/i],
  },
  f3: {
    daysToReferral: 1357,
    daysToVisit: 1386,
    timing: ["REFERRAL_MET"],
    who: { "WHO-1": true, "WHO-2": true },
    redFlags: ["RF-SUI U"],
    roots: [["S1", "right", 10]],
    ranking: [
      ["PSPS type 2", "most likely"],
      ["sacroiliac joint right", "most likely"],
      ["myofascial", "possible"],
      ["discogenic", "possible"],
    ],
    concordance: [
      [/epidural fibrosis/, "concordant"],
      [/adjacent-segment disease/, "partly concordant"],
    ],
    pathways: [
      ["sacroiliac", "eligible for diagnostic block"],
      ["epidural", "repeat not met"],
    ],
    cautions: [
      ["OP-1", /^90 MME a day/],
      ["OP-2", /50 MME a day or more, a benzodiazepine, a use disorder.*, sleep apnoea/],
      ["OP-4", /no abrupt taper/],
      ["ATC-6", /Clopidogrel before right sacroiliac joint injection \(low bleeding risk\)/],
    ],
    recommendations: [
      /diagnostic right sacroiliac joint injection.*75 % relief/,
      /^No repeated epidural steroid injection/,
      /^Psychological assessment and treatment/,
      /^Spinal cord stimulation trial only after psychological assessment and the clearance/,
      /^Offer naloxone/,
      /no abrupt taper of either/,
      /rehabilitation programme/,
      /smoking/,
      /^Inform the primary care clinician today/,
    ],
  },
  f4: {
    daysToReferral: 42,
    daysToVisit: 49,
    timing: ["REFERRAL_MET"],
    who: { "WHO-1": false, "WHO-2": false },
    redFlags: [],
    roots: [["C7", "right", 14]],
    ranking: [
      ["radiculopathy C7 right", "most likely"],
      ["cervical facet", "less likely"],
      ["peripheral nerve right", "less likely"],
    ],
    concordance: [
      [/^C6-7 disc/, "concordant"],
      [/^C5-6 disc/, "incidental-likely"],
    ],
    pathways: [["epidural", "eligible"]],
    cautions: [
      ["CO-1", /premedication or an alternative/],
      ["CO-2", /Do not assume that gadolinium is a safe substitute/],
      ["ATC-1", /Ibuprofen.*intermediate bleeding risk.*cervical interlaminar/],
      ["ATC-1", /Sertraline.*no hold/],
    ],
    recommendations: [
      /^C7-T1 interlaminar epidural.*fluoroscopy; a plan for the contrast allergy first/,
      /surgical opinion/i,
      /^Continue physical therapy/,
      /neuropathic pain/,
    ],
  },
  f5: {
    daysToReferral: 190,
    daysToVisit: 204,
    timing: ["REFERRAL_MET"],
    who: { "WHO-1": true, "WHO-2": false },
    redFlags: [],
    roots: [["S1", "left", 0]],
    ranking: [
      ["sacroiliac joint left", "most likely"],
      ["discogenic", "less likely"],
      ["hip left", "less likely"],
    ],
    concordance: [[/^L5-S1 disc/, "incidental-likely"]],
    pathways: [["sacroiliac", "eligible for diagnostic block"]],
    cautions: [["PR-1", /pregnancy test is required/]],
    recommendations: [
      /^Pregnancy test/,
      /diagnostic left sacroiliac joint injection \(fluoroscopy with contrast; ultrasound if pregnant\)/,
      /pelvic girdle, with a belt/,
      /^Follow the mood after the birth/,
    ],
    neverRecommended: [/radiofrequency|ablation/i],
  },
  f6: {
    daysToReferral: 9,
    daysToVisit: 11,
    timing: ["SUPPRESSED"],
    who: { "WHO-3": true },
    redFlags: ["RF-CES E", "RF-MOTOR E"],
    roots: [],
    ranking: [],
    concordance: [],
    pathways: [
      ["facet", "suppressed"],
      ["epidural", "suppressed"],
      ["sacroiliac", "suppressed"],
    ],
    cautions: [["ATC-1", /Rivaroxaban: tell the emergency department.*the last dose/]],
    recommendations: [
      /^Phone the emergency department and the on-call spine surgeon now; record who was phoned and when/,
      /^Emergency MRI of the lumbosacral spine, within 4 hours of the request/,
      /under 200 mL does not exclude it/,
      /last dose/,
      /eat and drink/,
    ],
    neverRecommended: [/\bstop\b/i, /epidural steroid|medial branch|injection of|ablation/i],
  },
};

describe.each(Object.entries(oracles))("%s", (name, oracle) => {
  const picture: Picture = pictureOf(caseOf(name));

  test("days from the onset, and the article's timing", () => {
    const { referral, visit } = picture.timing;
    expect(referral.days).toEqual({ fewest: oracle.daysToReferral, most: oracle.daysToReferral });
    expect(visit.days).toEqual({ fewest: oracle.daysToVisit, most: oracle.daysToVisit });
    expect(visit.statuses).toEqual(oracle.timing);
    expect(visit.earlyException).toBe(false);
  });

  test("who should be seen", () => {
    const met = Object.fromEntries(picture.timing.who.criteria.map(({ ruleId, met }) => [ruleId, met]));
    expect(met).toMatchObject(oracle.who);
  });

  test("red flags", () => {
    const found = picture.redFlags.flags.filter(({ level }) => level !== "block");
    expect(found.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual(oracle.redFlags);
  });

  test("root scores", () => {
    const found = oracle.roots.map(([root, side]) => [
      root,
      side,
      picture.roots.scores.find((score) => score.root === root && score.side === side)?.points,
    ]);
    expect(found).toEqual(oracle.roots);
  });

  test("ranking and bands", () => {
    const wanted = new Set(oracle.ranking.map(([id]) => id));
    const found = picture.generators.ranking.map(({ id, band }) => [id, band] as const);
    expect(found.filter(([id]) => wanted.has(id))).toEqual(oracle.ranking);
    // Nothing that the reference does not expect is most likely.
    const likely = (list: readonly (readonly [string, string])[]) =>
      list.filter(([, band]) => band === "most likely").map(([id]) => id);
    expect(likely(found)).toEqual(likely(oracle.ranking));
    expect(picture.generators.suppressed).toBe(name === "f6");
  });

  test("concordance", () => {
    for (const [row, judgement] of oracle.concordance) {
      expect(picture.concordance.rows.find(({ id }) => row.test(id))?.proposed, String(row)).toBe(judgement);
    }
  });

  test("pathways", () => {
    for (const [kind, state] of oracle.pathways) {
      const states = picture.pathways.filter((pathway) => pathway.kind === kind).map((one) => one.state);
      expect(states, kind).toContain(state);
    }
  });

  test("what has to be minded", () => {
    for (const [ruleId, words] of oracle.cautions) {
      const texts = picture.cautions.filter((caution) => caution.ruleId === ruleId).map(({ text }) => text);
      expect(
        texts.some((text) => words.test(text)),
        `${ruleId} ${words}: ${texts.join(" | ")}`,
      ).toBe(true);
    }
    const rules = picture.cautions.map(({ ruleId }) => ruleId);
    expect(rules.filter((ruleId) => oracle.notCautioned?.includes(ruleId))).toEqual([]);
  });

  test("recommendations", () => {
    const actions = picture.recommendations.map(({ action }) => action);
    for (const words of oracle.recommendations) {
      expect(
        actions.some((action) => words.test(action)),
        `${words}: ${actions.join(" | ")}`,
      ).toBe(true);
    }
    for (const words of oracle.neverRecommended ?? []) {
      expect(actions.filter((action) => words.test(action))).toEqual(
        // That nothing elective is done is said, and is no suggestion of it.
        actions.filter((action) => words.test(action) && action.includes("No elective injection")),
      );
    }
  });
});

describe("further numbers of the cases", () => {
  const entry = (name: string, id: string) =>
    pictureOf(caseOf(name)).generators.ranking.find((one) => one.id === id);

  test.each([
    ["f2", "lumbar facet", 1],
    ["f2", "sacroiliac joint left", 0.17],
    ["f2", "discogenic", 0.25],
    ["f5", "sacroiliac joint left", 1],
  ])("%s: the share of %s is %f", (name, id, share) => {
    expect(entry(name, id)?.pct).toBeCloseTo(share, 2);
  });

  test("F1: L5 falls to 3/5 and the weakness is urgent", () => {
    const worse = changed(caseOf("f1"), { "NE.M.L5": { right: { grade: "5" }, left: { grade: "3" } } });
    expect(pictureOf(worse).redFlags.flags.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual([
      "RF-MOTOR U",
    ]);
  });

  test("F2: nerves and joints are kept apart, on both sides", () => {
    expect(pictureOf(caseOf("f2")).pathways.find(({ kind }) => kind === "facet")).toMatchObject({
      side: "bilateral",
      joints: ["L4-5", "L5-S1"],
      nerves: ["L3 medial branch", "L4 medial branch", "L5 dorsal ramus"],
    });
  });

  const diary = (
    block: string,
    before: number,
    after: number,
    more: Readonly<Record<string, AnswerValue>>,
  ) => ({
    block,
    side: "bilateral",
    targetJoints: ["L4-5", "L5-S1"],
    before,
    after30min: after + 1,
    after1h: after,
    after2h: after,
    after4h: before,
    ...more,
  });
  const one = { date: "2025-03-01", agent: "bupivacaine", after4h: 1, after6h: 1, after8h: 7 };
  const two = { date: "2025-03-15", agent: "lidocaine" };

  test.each([
    ["A: 7 to 1 and 6 to 1", [diary("MBB1", 7, 1, one), diary("MBB2", 6, 1, two)], "RFA eligible"],
    ["B: 7 to 2", [diary("MBB1", 7, 2, { ...one, after4h: 2, after6h: 2 })], "MBB1 negative"],
    ["C: 5 to 1", [diary("MBB1", 5, 1, { ...one, after8h: 5 })], "MBB2 needed"],
  ])("F2 %s", (_name, rows, state) => {
    const picture = pictureOf(changed(caseOf("f2"), { "BLK.DIARY": rows }));
    expect(picture.pathways.find(({ kind }) => kind === "facet")?.state).toBe(state);
  });

  test("F3: seen 38 months after the operation; its causes a, b and c are supported, d and e are not", () => {
    const causes = entry("f3", "PSPS type 2")?.causes?.map(({ cause, state }) => [cause, state]);
    expect(causes).toEqual([
      ["a", "supported"],
      ["b", "supported"],
      ["c", "supported"],
      ["d", "not supported"],
      ["e", "not supported"],
    ]);
    const { timing, generators } = pictureOf(caseOf("f3"));
    expect(timing.who.criteria.find(({ ruleId }) => ruleId === "WHO-2")?.text).toContain("38 months");
    expect(generators.several?.text).toMatch(/More than one source of pain/);
  });

  test("F4: four of Wainner's tests and one of the myelopathy cluster", () => {
    const { clusters } = pictureOf(caseOf("f4")).roots;
    expect([clusters.wainner?.positive, clusters.cook.met]).toEqual([4, 1]);
  });

  test("F5: four of Laslett's tests on the left; a block from 6 to 1 is 83.3 % and meets 75 %", () => {
    expect(pictureOf(caseOf("f5")).roots.clusters.laslett?.positive).toBe(4);
    const blocked = changed(caseOf("f5"), {
      "BLK.DIARY": [
        {
          date: "2025-07-01",
          block: "SIJ",
          side: "left",
          before: 6,
          after30min: 1,
          after1h: 1,
          after2h: 2,
          after4h: 5,
        },
      ],
    });
    const pathway = pictureOf(blocked).pathways.find(({ kind }) => kind === "sacroiliac");
    expect(pathway?.text).toContain("83.3 %");
    expect(pathway?.state).toBe("eligible for therapeutic injection");
  });

  test("F6: the first sign is four days old; nothing elective is left", () => {
    const picture = pictureOf(caseOf("f6"));
    expect(picture.redFlags.daysSinceCaudaEquinaSign).toEqual({ fewest: 4, most: 4 });
    expect([picture.timing.suppressed, picture.generators.ranking, picture.timing.payer]).toEqual([
      true,
      [],
      [],
    ]);
  });
});
