import { describe, expect, test } from "vitest";
import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import { contextOf } from "../../../shared/reasoning/context.ts";
import { redFlagsOf } from "../../../shared/reasoning/redFlags/redFlags.ts";
import { articleThresholds } from "../../../shared/reasoning/thresholds.ts";
import { type TimingPicture, timingOf } from "../../../shared/reasoning/timing/timing.ts";
import { caseOf, daysBefore, evaluationWith, type Header, noRedFlag } from "./support.ts";

type Values = Readonly<Record<string, AnswerValue>>;

function timing(values: Values, header?: Header, recoveryMonths?: number): TimingPicture {
  const context = contextOf(evaluationWith(values, header));
  return timingOf(context, redFlagsOf(context), recoveryMonths === undefined ? {} : { recoveryMonths });
}

function timingOfCase(name: string): TimingPicture {
  const context = contextOf(caseOf(name));
  return timingOf(context, redFlagsOf(context));
}

const failedCare = [{ type: "NSAID", response: "none" }];
const onset = (days: number) => ({ "HX.ONSET.DATE": daysBefore(days) });
const rulesAt = (picture: TimingPicture) => picture.visit.statements.map(({ ruleId }) => ruleId);

test("the article's thresholds are those of the article", () => {
  expect(articleThresholds).toEqual({ selfLimitDays: [4, 7], referWeeks: [2, 3], referDays: [14, 21] });
});

describe("status by days since onset", () => {
  test.each([
    [0, "SELF_LIMITING_WINDOW"],
    [3, "SELF_LIMITING_WINDOW"],
    [4, "INVESTIGATION_THRESHOLD_REACHED"],
    [7, "INVESTIGATION_THRESHOLD_REACHED"],
    [8, "INVESTIGATION_INDICATED"],
    [13, "INVESTIGATION_INDICATED"],
    [14, "REFERRAL_APPROACHING"],
    [21, "REFERRAL_APPROACHING"],
    [22, "REFERRAL_MET"],
  ])("day %i", (days, status) => {
    const { visit } = timing({ ...onset(days), "HX.CONS": failedCare });
    expect(visit.days).toEqual({ fewest: days, most: days });
    expect(visit.statuses).toEqual([status]);
  });

  test.each<[string, AnswerValue | undefined]>([
    ["no care is recorded", undefined],
    ["none was tried", []],
    [
      "one brought half the pain away",
      [
        { type: "NSAID", response: "none" },
        { type: "TENS", response: "50-79 %" },
      ],
    ],
    ["the outcome is not recorded", [{ type: "NSAID" }]],
  ])("after 21 days it waits for the care log when %s", (_why, care) => {
    const { visit } = timing({ ...onset(22), ...(care === undefined ? {} : { "HX.CONS": care }) });
    expect(visit.statuses).toEqual(["REFERRAL_MET_PENDING_CARE_LOG"]);
  });

  test.each(["none", "<30 %", "worse", "stopped-side effects"])(
    "care that ended in “%s” has failed",
    (response) => {
      const { visit } = timing({ ...onset(22), "HX.CONS": [{ type: "NSAID", response }] });
      expect(visit.statuses).toEqual(["REFERRAL_MET"]);
    },
  );

  test("it is worked out for the referral and for the visit", () => {
    const { referral, visit } = timing(onset(20), { referralDate: daysBefore(10) });
    expect(referral.statuses).toEqual(["INVESTIGATION_INDICATED"]);
    expect(visit.statuses).toEqual(["REFERRAL_APPROACHING"]);
  });
});

describe("an onset that is not a day", () => {
  test("a month gives fewest and most days and every status between", () => {
    const { visit } = timing({ "HX.ONSET.DATE": "2025-02", "HX.CONS": failedCare });
    expect(visit.days).toEqual({ fewest: 10, most: 37 });
    expect(visit.statuses).toEqual(["INVESTIGATION_INDICATED", "REFERRAL_APPROACHING", "REFERRAL_MET"]);
    expect(visit.statements.some(({ text }) => text.startsWith("10 to 37 days"))).toBe(true);
  });

  test("the month of the visit begins at no day", () => {
    expect(timing({ "HX.ONSET.DATE": "2025-03" }).visit.days).toEqual({ fewest: 0, most: 9 });
  });

  test("“about three weeks” is half a week more or less", () => {
    const { visit } = timing({ "HX.ONSET.FOR": { amount: 3, unit: "weeks" } });
    expect(visit.days).toEqual({ fewest: 18, most: 25 });
  });

  test("“about” was said at the visit and is earlier at the referral", () => {
    const { referral } = timing(
      { "HX.ONSET.FOR": { amount: 3, unit: "weeks" } },
      { referralDate: daysBefore(7) },
    );
    expect(referral.days).toEqual({ fewest: 11, most: 18 });
  });

  test("a pain that began after the referral has no days there", () => {
    const { referral, visit } = timing(onset(3), { referralDate: daysBefore(10) });
    expect(referral).toMatchObject({ statuses: [] });
    expect(referral.days).toBeUndefined();
    expect(visit.days).toEqual({ fewest: 3, most: 3 });
  });

  test("without an onset nothing is judged and the onset is named", () => {
    const { visit } = timing({});
    expect(visit.statuses).toEqual([]);
    expect(visit.statements).toMatchObject([{ items: [], missing: ["HX.ONSET.DATE"] }]);
  });
});

describe("edge cases of the reference", () => {
  test("E1: three days and no red flag is the self-limiting window only", () => {
    expect(rulesAt(timing({ ...onset(3), ...noRedFlag }))).toEqual(["TIM-1"]);
  });

  test("E1 with an open screen names the open questions", () => {
    const { "RF.CA.HX": _open, ...rest } = noRedFlag;
    const [first] = timing({ ...onset(3), ...rest }).visit.statements;
    expect(first).toMatchObject({ ruleId: "TIM-1", missing: ["RF.CA.HX"] });
  });

  test("a red flag ends the self-limiting window", () => {
    expect(rulesAt(timing({ ...onset(3), ...noRedFlag, "RF.CA.WL": "yes" }))).toEqual([]);
  });

  test("E2: ten days, too much pain to exercise: early exception", () => {
    const { visit } = timing({ ...onset(10), "HX.HEP": "no - pain too severe", "HX.NRS.AVG": 9 });
    expect(visit.earlyException).toBe(true);
    expect(visit.statements.find(({ ruleId }) => ruleId === "TIM-3")?.text).toContain("exception met");
  });

  test("E3: fourteen days with one failed treatment approaches, twenty-two meets", () => {
    const care = { "HX.CONS": failedCare };
    expect(timing({ ...onset(14), ...care }).visit.statuses).toEqual(["REFERRAL_APPROACHING"]);
    expect(timing({ ...onset(22), ...care }).visit.statuses).toEqual(["REFERRAL_MET"]);
  });
});

describe("the early exception", () => {
  test.each<[number, string, number | undefined, boolean]>([
    [13, "no - pain too severe", undefined, true],
    [14, "no - pain too severe", undefined, false],
    [13, "partly", 7, true],
    [13, "partly", 6, false],
    [13, "partly", undefined, false],
    [13, "yes", 10, false],
    [13, "not tried", 10, false],
  ])("day %i, exercise “%s”, average pain %s: %s", (days, ability, pain, met) => {
    const { visit } = timing({
      ...onset(days),
      "HX.HEP": ability,
      ...(pain === undefined ? {} : { "HX.NRS.AVG": pain }),
    });
    expect(visit.earlyException).toBe(met);
  });

  test("unknown ability to exercise is named and is no exception", () => {
    const { visit } = timing(onset(10));
    expect(visit.earlyException).toBe(false);
    expect(visit.statements.find(({ ruleId }) => ruleId === "TIM-3")?.missing).toContain("HX.HEP");
  });

  test("F1: not needed after fourteen days, but that exercise is impossible is recorded", () => {
    const { visit, referral } = timingOfCase("f1");
    expect(referral.days).toEqual({ fewest: 28, most: 28 });
    expect(visit.days).toEqual({ fewest: 35, most: 35 });
    expect(visit.statuses).toEqual(["REFERRAL_MET"]);
    expect(visit.earlyException).toBe(false);
    expect(visit.statements.find(({ ruleId }) => ruleId === "TIM-3")?.text).toContain("is recorded");
  });
});

describe("fact 4: article timing is not payer timing", () => {
  const badge = (days: number, care: number) =>
    Object.fromEntries(
      timing({
        ...onset(days),
        "HX.CONS": [{ type: "NSAID", response: "none", start: daysBefore(care) }],
      }).payer.map(({ of, met }) => [of, met]),
    );

  test.each([
    [27, 27, { epidural: false, facet: false, sacroiliac: false }],
    [28, 27, { epidural: false, facet: false, sacroiliac: false }],
    [28, 28, { epidural: true, facet: false, sacroiliac: false }],
    [90, 60, { epidural: true, facet: false, sacroiliac: false }],
    [91, 27, { epidural: false, facet: true, sacroiliac: false }],
    [91, 28, { epidural: true, facet: true, sacroiliac: true }],
  ])("%i days of pain, %i of care", (days, care, expected) => {
    expect(badge(days, care)).toEqual(expected);
  });

  test("on day 22 the article's criterion is met and no payer's", () => {
    const picture = timing({
      ...onset(22),
      "HX.CONS": [{ type: "NSAID", response: "none", start: daysBefore(20) }],
    });
    expect(picture.visit.statuses).toEqual(["REFERRAL_MET"]);
    expect(picture.payer.map(({ met }) => met)).toEqual([false, false, false]);
  });

  test.each([
    [41, false],
    [42, true],
  ])("imaging without a red flag, day %i: %s", (days, met) => {
    expect(timing({ ...onset(days), "HX.COURSE": "stable" }).imaging?.met).toBe(met);
  });

  test("imaging does not wait when a red flag asks for it, but does for thoughts of suicide", () => {
    expect(timing({ ...onset(2), "RF.FX.TRAUMA": "yes" }).imaging?.met).toBe(true);
    expect(timing({ ...onset(2), "RF.SUI": "yes" }).imaging?.met).toBe(false);
  });

  test("an onset that lies on both sides of a limit leaves the badge open", () => {
    expect(timing({ "HX.ONSET.DATE": "2025-02", "HX.CONS": failedCare }).payer[0]?.met).toBeUndefined();
  });
});

describe("who should be seen", () => {
  const who = (picture: TimingPicture) =>
    Object.fromEntries(picture.who.criteria.map(({ ruleId, met }) => [ruleId, met]));

  test.each<[string, number, boolean]>([
    ["2024-12-11", 3, false],
    ["2024-12-10", 3, true],
    ["2024-12-10", 4, false],
    ["2024-03-10", 12, true],
  ])("surgery on %s, recovery of %i months: %s", (date, months, met) => {
    const picture = timing({ "HX.SURG": [{ type: ["fusion"], date }], "HX.NRS.AVG": 5 }, {}, months);
    expect(who(picture)["WHO-2"]).toBe(met);
  });

  test("surgery of which only the year is known leaves WHO-2 open when both can be", () => {
    const picture = timing({ "HX.SURG": [{ type: ["fusion"], date: "2024" }], "HX.NRS.AVG": 5 }, {}, 12);
    expect(picture.who.monthsSinceSurgery).toEqual({ fewest: 2, most: 14 });
    expect(who(picture)["WHO-2"]).toBeUndefined();
  });

  test("no pain is no residual pain", () => {
    const surgery = { "HX.SURG": [{ type: ["fusion"], date: "2020-01-01" }] };
    expect(who(timing({ ...surgery, "HX.NRS.AVG": 0, "HX.NRS.NOW": 0 }))["WHO-2"]).toBe(false);
  });

  test.each<[string, string, boolean]>([
    ["not candidate", "none", true],
    ["pending", "none", false],
    ["not candidate", ">=80 %", false],
  ])("opinion “%s”, care “%s”: WHO-1 %s", (opinion, response, met) => {
    const picture = timing({ "HX.SURG.OPIN": opinion, "HX.CONS": [{ type: "NSAID", response }] });
    expect(who(picture)["WHO-1"]).toBe(met);
  });

  test("F3: both criteria, 38 months after surgery", () => {
    const picture = timingOfCase("f3");
    expect(who(picture)).toEqual({ "WHO-1": true, "WHO-2": true });
    expect(picture.who.monthsSinceSurgery).toEqual({ fewest: 38, most: 38 });
  });

  test("F6: an emergency suppresses all timing", () => {
    const picture = timingOfCase("f6");
    expect(picture.suppressed).toBe(true);
    expect(picture.visit.statuses).toEqual(["SUPPRESSED"]);
    expect([picture.visit.statements, picture.payer, picture.imaging]).toEqual([[], [], undefined]);
    expect(who(picture)["WHO-3"]).toBe(true);
  });

  test.each([
    ["f2", 431],
    ["f4", 49],
    ["f5", 204],
  ])("%s: %i days from onset to visit", (name, days) => {
    expect(timingOfCase(name).visit.days).toEqual({ fewest: days, most: days });
  });
});
