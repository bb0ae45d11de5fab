import { describe, expect, test } from "vitest";
import { findItem } from "../../../../shared/checklist/index.ts";
import type { Evaluation } from "../../../../shared/evaluation/evaluation.ts";
import { checkAnswer } from "../../../../shared/evaluation/validate.ts";
import { cautionsOf } from "../../../../shared/reasoning/cautions.ts";
import { pictureOf } from "../../../../shared/reasoning/picture.ts";
import {
  type Recommendation,
  recommendationRules,
  recommendationsOf,
} from "../../../../shared/reasoning/recommendations/index.ts";
import { changed, evaluationWith, type Given, recordedCase, without } from "../pathways/support.ts";

const say = (evaluation: Evaluation, isOn?: (ruleId: string) => boolean): readonly Recommendation[] =>
  recommendationsOf(
    evaluation,
    { ...pictureOf(evaluation), cautions: cautionsOf(evaluation) },
    isOn === undefined ? {} : { isOn },
  );
const actions = (evaluation: Evaluation) => say(evaluation).map(({ action }) => action);
const rowOf = (evaluation: Evaluation, words: RegExp) =>
  say(evaluation).find(({ action }) => words.test(action));

const names = ["f1", "f2", "f3", "f4", "f5", "f6"] as const;
const [f1, f2, f3, f4, f5, f6] = names.map(recordedCase) as [
  Evaluation,
  Evaluation,
  Evaluation,
  Evaluation,
  Evaluation,
  Evaluation,
];

/** Case, what is proposed, by whom it is done. */
const expected: readonly (readonly [string, Evaluation, RegExp, string])[] = [
  [
    "F1",
    f1,
    /^Left L5 transforaminal epidural .* fluoroscopy with contrast, a non-particulate steroid first$/,
    "pain clinic",
  ],
  ["F1", f1, /^Restart physical therapy after the procedure$/, "PT"],
  ["F1", f1, /^Spine surgical opinion if strength falls .* not required now$/, "pain clinic"],
  ["F1", f1, /^Work note/, "pain clinic"],
  ["F1", f1, /^Reduce the opioid step by step/, "referring clinician"],
  [
    "F2",
    f2,
    /^Diagnostic medial branch blocks of L3 and L4 medial branches and L5 dorsal ramus, both sides .*twice.*thermal radiofrequency/,
    "pain clinic",
  ],
  ["F2", f2, /physical therapy, alongside the blocks$/, "PT"],
  ["F2", f2, /^Bone health review$/, "PCP"],
  ["F3", f3, /^Image-guided diagnostic right sacroiliac .*75 % relief/, "pain clinic"],
  ["F3", f3, /^No repeated epidural steroid injection/, "pain clinic"],
  ["F3", f3, /^Psychological assessment/, "psychology"],
  [
    "F3",
    f3,
    /^Spinal cord stimulation trial only after psychological assessment and the clearance/,
    "pain clinic",
  ],
  ["F3", f3, /^Offer naloxone/, "PCP"],
  ["F3", f3, /opioid with a benzodiazepine; no abrupt taper/, "PCP"],
  ["F3", f3, /rehabilitation programme$/, "pain clinic"],
  ["F3", f3, /give up smoking$/, "PCP"],
  ["F3", f3, /^Inform the primary care clinician today$/, "pain clinic"],
  [
    "F4",
    f4,
    /^C7-T1 interlaminar epidural .* fluoroscopy; a plan for the contrast allergy first$/,
    "pain clinic",
  ],
  ["F4", f4, /^Spine surgical opinion if strength falls/, "pain clinic"],
  ["F4", f4, /^Continue physical therapy/, "PT"],
  ["F4", f4, /neuropathic pain .* another than duloxetine$/, "referring clinician"],
  ["F5", f5, /^Pregnancy test$/, "pain clinic"],
  [
    "F5",
    f5,
    /diagnostic left sacroiliac joint injection \(fluoroscopy with contrast; ultrasound if pregnant\)/,
    "pain clinic",
  ],
  ["F5", f5, /physical therapy, for the pelvic girdle, with a belt$/, "PT"],
  ["F5", f5, /^Follow the mood after the birth$/, "PCP"],
  ["F6", f6, /^Phone the emergency department and the on-call spine surgeon now/, "pain clinic"],
  ["F6", f6, /^Emergency MRI .* within 4 hours/, "pain clinic"],
  ["F6", f6, /under 200 mL does not exclude it/, "pain clinic"],
  ["F6", f6, /Rivaroxaban: tell the emergency department .*2025-09-11 20:00/, "pain clinic"],
  ["F6", f6, /may eat and drink$/, "pain clinic"],
];

describe("the recorded cases", () => {
  test.each(expected)("%s", (_, evaluation, words, responsible) => {
    expect(rowOf(evaluation, words)?.responsible, actions(evaluation).join("\n")).toBe(responsible);
  });

  test("F1: great-toe extension of 3/5 makes it urgent", () => {
    expect(rowOf(f1, /surgical opinion/)?.escalateIf).toMatch(/great-toe extension 3\/5 or less/);
    expect(rowOf(f4, /surgical opinion/)?.escalateIf).toMatch(/triceps 3\/5 or less/);
  });

  test("F2 and F5 are not shown to a surgeon", () => {
    expect(rowOf(f2, /surgical/)).toBeUndefined();
    expect(rowOf(f5, /surgical/)).toBeUndefined();
  });

  test("F5: ablation of the joint is not offered", () => {
    expect(rowOf(f5, /ablation/i)).toBeUndefined();
    expect(rowOf(f5, /sacroiliac/)?.reason).toMatch(/ablation of this joint is not covered/);
  });

  test("F6: the emergency stands alone", () => {
    const rows = say(f6);
    expect(rows.map(({ kind }) => kind)).toEqual(rows.map(() => "emergency"));
    for (const { action } of rows) {
      expect(action).not.toMatch(/\bstop\b|sacroiliac|medial branch|transforaminal|physical therapy/i);
    }
  });
});

describe("a proposed procedure", () => {
  test("can be taken into the plan as it is", () => {
    for (const evaluation of [f1, f2, f3, f4, f5]) {
      const rows = say(evaluation).flatMap(({ procedure }) => procedure ?? []);
      expect(rows.length).toBeGreaterThan(0);
      const item = findItem("PLAN.PROC");
      const planned = changed(evaluation, { "PLAN.PROC": rows });
      expect(item && checkAnswer(item, { value: rows }, planned)).toEqual([]);
    }
  });

  test("brings its safety with it before it is planned: the call to the prescriber, the pregnancy test", () => {
    expect(rowOf(changed(f5, { "PLAN.PROC": [] }), /^Pregnancy test$/)?.items).toEqual(["HX.PMH.PREG"]);
    const anticoagulated = changed(f1, {
      "HX.MED.ATC": [{ drug: "apixaban", prescriber: "Dr Wick" }],
      "PLAN.PROC": [],
    });
    expect(rowOf(anticoagulated, /to be confirmed with Dr Wick/)?.timing).toBe(
      "before the procedure is booked",
    );
  });

  test("waits for an urgent red flag, not for thoughts of suicide", () => {
    const cancer = changed(f2, {
      "RF.CA.HX": "yes",
      "RF.CA.NIGHT": "yes",
      "HX.PMH.CA": { status: "past", type: "breast" },
    });
    expect(rowOf(cancer, /medial branch/)?.timing).toBe("only after the red flag is settled (RF-CA)");
    expect(say(cancer)[0]?.kind).toBe("red flag");
    expect(rowOf(f3, /sacroiliac joint injection \(/)?.timing).toBe("as soon as it can be arranged");
  });

  const diary = (...reliefs: readonly (readonly [number, number])[]): Given => ({
    "BLK.DIARY": reliefs.map(([before, after1h], index) => ({
      block: `MBB${index + 1}`,
      date: `2025-0${index + 2}-03`,
      targetJoints: ["L4-5", "L5-S1"],
      side: "bilateral",
      before,
      after1h,
    })),
  });
  test.each([
    [diary([7, 1]), /^Second, confirming medial branch block of L3 and L4/],
    [diary([7, 1], [6, 1]), /^Thermal radiofrequency ablation of L3 and L4/],
  ])("follows the blocks", (given, words) => {
    expect(rowOf(changed(f2, given), words)?.kind).toBe("procedure");
  });

  test("is not proposed where the payer's terms are not met", () => {
    expect(rowOf(changed(f2, diary([7, 2])), /medial branch|ablation/)).toBeUndefined();
    expect(rowOf(changed(f1, { "HX.ONSET.DATE": "2025-02-20" }), /epidural/)).toBeUndefined();
  });

  test("with too little recorded says what is missing", () => {
    const row = rowOf(without(f1, "IM.CONC"), /epidural/);
    expect(row?.action).toMatch(/may be considered once what the payer asks is recorded/);
    expect(row?.missing).toContain("IM.CONC");
  });
});

describe("R-1 to R-4", () => {
  test.each([
    [["procedure"], 1],
    [["procedure", "PT"], 0],
    [["none-watchful waiting"], 0],
  ])("R-1: %j", (modalities, count) => {
    const evaluation = evaluationWith({ "PLAN.MOD": modalities });
    expect(say(evaluation).filter(({ ruleId }) => ruleId === "R-1")).toHaveLength(count);
  });

  test.each([
    [{ "HX.HEP": "no - pain too severe" }, true],
    [{ "HX.HEP": "partly", "HX.NRS.AVG": 7 }, true],
    [{ "HX.HEP": "partly", "HX.NRS.AVG": 6 }, false],
    [{ "HX.HEP": "yes" }, false],
  ])("R-2: %j", (given, first) => {
    const row = rowOf(changed(f1, given as Given), /physical therapy/);
    expect(row?.ruleId === "R-2").toBe(first);
    if (first) expect(row?.timing).toBe("within 1 to 2 weeks after the procedure");
  });

  test.each([
    [{ "INS.PHQ9.TOTAL": 9 }, 0],
    [{ "INS.PHQ9.TOTAL": 10 }, 1],
    [{ "INS.PCS": { total: 29 } }, 0],
    [{ "INS.PCS": { total: 30 } }, 1],
    [{ "INS.STARTBACK": { total: 5, distress: 3 } }, 0],
    [{ "INS.STARTBACK": { total: 5, distress: 4 } }, 1],
  ])("R-3: %j", (given, count) => {
    const evaluation = evaluationWith({ "HX.REGION": ["low back"], ...(given as Given) });
    expect(say(evaluation).filter(({ ruleId }) => ruleId === "R-3")).toHaveLength(count);
  });

  const care = (start: string): Given => ({
    "HX.CONS": [{ type: "PT (supervised)", start, status: "ongoing", response: "none" }],
  });
  test.each([
    ["2025-01-27", {}, /matching compression/],
    ["2025-01-28", {}, /^Spine surgical opinion if strength falls/],
    ["2025-01-27", { "HX.SURG.OPIN": "not candidate" }, undefined],
  ])("R-4: care since %s %j", (start, given, words) => {
    const row = rowOf(changed(f1, { ...care(start), ...(given as Given) }), /surgical opinion/);
    if (words === undefined) expect(row).toBeUndefined();
    else expect(row?.action).toMatch(words);
  });

  test("R-4: weakness of 3/5 is urgent", () => {
    const weak = changed(f1, { "NE.M.L5": { right: { grade: "5" }, left: { grade: "3" } } });
    expect(rowOf(weak, /^Spine surgical opinion$/)?.timing).toBe("urgent, within days");
  });
});

describe("every proposal", () => {
  const all = [
    ...names.map(recordedCase),
    evaluationWith({
      "HX.REGION": ["low back"],
      "PLAN.MOD": ["PT"],
      "HX.MED": [{ name: "x", drugClass: "opioid" }],
    }),
  ].map((evaluation) => ({ evaluation, rows: say(evaluation) }));

  test("says what, who, by when, why, and when it is more urgent (R-5), and fits the plan's row", () => {
    const item = findItem("PLAN.REC");
    for (const { evaluation, rows } of all) {
      const planned = rows.map(({ action, responsible, timing, reason, escalateIf }) => ({
        action,
        responsible,
        timing,
        reason,
        escalateIf,
      }));
      for (const row of planned)
        expect(Object.values(row).filter((words) => words.trim() === "")).toEqual([]);
      expect(item && checkAnswer(item, { value: planned }, evaluation)).toEqual([]);
    }
  });

  test("has an id of its own, which an unrelated answer does not change", () => {
    for (const { evaluation, rows } of all) {
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      const later = say(changed(evaluation, { "HX.HAND": "R" }));
      expect(later.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    }
  });

  test("rests on answered items of the checklist", () => {
    for (const { evaluation, rows } of all) {
      for (const { items, missing, action } of rows) {
        const held = (id: string) => findItem(id)?.heldIn !== undefined;
        const absent = items.filter((id) => evaluation.answers[id] === undefined && !held(id));
        expect(absent, action).toEqual([]);
        expect(
          [...items, ...missing].filter((id) => findItem(id) === undefined),
          action,
        ).toEqual([]);
      }
    }
  });

  test("of a recommendation rule reads what the rule says it reads", () => {
    for (const { rows } of all) {
      for (const { ruleId, items, missing, action } of rows) {
        const rule = recommendationRules.find(({ id }) => id === ruleId);
        const stray = rule && [...items, ...missing].filter((id) => !rule.inputs.includes(id));
        expect(stray ?? [], `${ruleId}: ${action}`).toEqual([]);
      }
    }
    const inputs = recommendationRules.flatMap((rule) => rule.inputs);
    expect(inputs.filter((id) => findItem(id) === undefined)).toEqual([]);
  });

  test("of a rule that is switched off is not made", () => {
    const rows = say(f3, (ruleId) => ruleId !== "R-3" && ruleId !== "OP-2");
    expect(rows.some(({ ruleId }) => ruleId === "R-3" || ruleId === "OP-2")).toBe(false);
    expect(rows.length).toBe(say(f3).length - 2);
  });
});
