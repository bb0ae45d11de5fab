import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fingerprint } from "../../../shared/reasoning/fingerprint.ts";
import { pictureOf } from "../../../shared/reasoning/picture.ts";
import {
  asDelivered,
  awaitsConfirmation,
  fingerprintOf,
  objectionTo,
  practiceRulesVersion,
  type RuleDecision,
  type RuleDecisionKind,
  ruleDecisionKinds,
  settingsFrom,
  switchedOffIn,
  warnsOfEmergency,
} from "../../../shared/reasoning/practiceRules.ts";
import {
  allRules,
  findRule,
  needsConfirmation,
  ruleSubjects,
  rulesVersion,
} from "../../../shared/reasoning/registry.ts";
import type { RuleInfo } from "../../../shared/reasoning/rule.ts";
import { caseNames, caseOf } from "./support.ts";

const reason = "Our state asks for another interval.";

function ruleOf(id: string): RuleInfo {
  return findRule(id) ?? expect.fail(`There is no rule ${id}.`);
}

/** Of general knowledge, and of a published source. */
const [unsure, sure] = [ruleOf("OP-3"), ruleOf("RF-CES")];

function made(rule: RuleInfo, decision: RuleDecisionKind, more: Partial<RuleDecision> = {}): RuleDecision {
  return {
    ruleId: rule.id,
    decision,
    fingerprint: fingerprintOf(rule),
    date: "2026-03-02",
    by: "Dr Brack",
    ...(decision === "switchedOff" ? { reason } : {}),
    ...more,
  };
}

describe("where a rule stands", () => {
  const confirmed = { by: "Dr Brack", date: "2026-03-02" };
  const off = { ...confirmed, reason };
  test.each<[string, RuleDecisionKind[], object | undefined]>([
    ["nothing decided", [], undefined],
    ["confirmed", ["confirmed"], { confirmed }],
    ["confirmed and withdrawn", ["confirmed", "withdrawn"], undefined],
    ["switched off", ["switchedOff"], { switchedOff: off }],
    ["switched off and on", ["switchedOff", "switchedOn"], undefined],
    ["confirmed, then off", ["confirmed", "switchedOff"], { confirmed, switchedOff: off }],
    ["confirmed, off and on", ["confirmed", "switchedOff", "switchedOn"], { confirmed }],
    ["off, confirmed, withdrawn", ["switchedOff", "confirmed", "withdrawn"], { switchedOff: off }],
  ])("%s", (_name, decisions, expected) => {
    const settings = settingsFrom(decisions.map((decision) => made(unsure, decision)));
    expect(settings.get(unsure.id)).toEqual(expected);
  });

  test("a rule that was confirmed in other words waits again, and says who confirmed it before", () => {
    const settings = settingsFrom([made(unsure, "confirmed", { fingerprint: "of other words" })]);
    expect(settings.get(unsure.id)).toEqual({ confirmedBefore: confirmed });
    expect(awaitsConfirmation(unsure, settings)).toBe(true);
    const again = settingsFrom([
      made(unsure, "confirmed", { fingerprint: "of other words" }),
      made(unsure, "confirmed"),
    ]);
    expect(again.get(unsure.id)).toEqual({ confirmed });
  });

  test("decisions about rules that there are no more change nothing", () => {
    const gone = made(unsure, "switchedOff", { ruleId: "OP-99" });
    expect(settingsFrom([gone]).size).toBe(0);
    expect(practiceRulesVersion(settingsFrom([gone]))).toBe(practiceRulesVersion(asDelivered));
  });

  test("what rests on a published source waits for nobody", () => {
    expect(allRules.filter((rule) => awaitsConfirmation(rule, asDelivered))).toEqual(
      allRules.filter(needsConfirmation),
    );
    expect(awaitsConfirmation(sure, asDelivered)).toBe(false);
    expect(awaitsConfirmation(unsure, settingsFrom([made(unsure, "confirmed")]))).toBe(false);
  });

  test("each subject has its own rules, and together they are all", () => {
    expect(ruleSubjects.flatMap(({ rules }) => rules)).toEqual(allRules);
    expect(new Set(ruleSubjects.map(({ id }) => id)).size).toBe(ruleSubjects.length);
  });
});

describe("what can be decided", () => {
  const none = undefined;
  const confirmed = { confirmed: { by: "", date: "" } };
  const off = { switchedOff: { by: "", date: "", reason } };
  test.each<[RuleInfo, object | undefined, RuleDecisionKind, string | undefined, RegExp | undefined]>([
    [unsure, none, "confirmed", none, undefined],
    [sure, none, "confirmed", none, /published source/],
    [unsure, confirmed, "confirmed", none, /already/],
    [unsure, confirmed, "withdrawn", none, undefined],
    [unsure, none, "withdrawn", none, /not confirmed/],
    [unsure, none, "switchedOff", reason, undefined],
    [sure, none, "switchedOff", reason, undefined],
    [unsure, none, "switchedOff", none, /reason/],
    [unsure, none, "switchedOff", "  123456789  ", /at least 10/],
    [unsure, none, "switchedOff", "1234567890", undefined],
    [unsure, off, "switchedOff", reason, /already/],
    [unsure, off, "switchedOn", none, undefined],
    [unsure, none, "switchedOn", none, /not switched off/],
  ])("%#: %o %j %s", (rule, setting, decision, why, expected) => {
    const objection = objectionTo(rule, setting, decision, why);
    if (expected === undefined) expect(objection).toBeUndefined();
    else expect(objection).toMatch(expected);
  });

  test("whatever may be decided leads to where something else may be decided", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ruleDecisionKinds), { maxLength: 12 }), (tried) => {
        const decisions: RuleDecision[] = [];
        for (const decision of tried) {
          const setting = settingsFrom(decisions).get(unsure.id);
          if (objectionTo(unsure, setting, decision, reason) === undefined)
            decisions.push(made(unsure, decision));
        }
        const setting = settingsFrom(decisions).get(unsure.id);
        // Never confirmed twice, never off twice: exactly one of each pair is possible.
        const open = ruleDecisionKinds.filter(
          (one) => objectionTo(unsure, setting, one, reason) === undefined,
        );
        expect(open.length).toBe(2);
        expect(awaitsConfirmation(unsure, settingsFrom(decisions))).toBe(open.includes("confirmed"));
        expect(switchedOffIn(settingsFrom(decisions)).length > 0).toBe(open.includes("switchedOn"));
      }),
    );
  });
});

describe("rules that are switched off", () => {
  test("say nothing in any case, and the others go on", () => {
    const settings = settingsFrom([made(unsure, "switchedOff")]);
    const switchedOff = switchedOffIn(settings);
    for (const name of caseNames) {
      const spoken = JSON.stringify(pictureOf(caseOf(name), { switchedOff }));
      expect(spoken).not.toContain(`"ruleId":"${unsure.id}"`);
    }
    expect(switchedOff).toEqual([unsure.id]);
  });

  test("red flags that can be an emergency are known as such", () => {
    const emergencies = new Set(
      caseNames.flatMap((name) =>
        pictureOf(caseOf(name))
          .redFlags.flags.filter(({ level }) => level === "E")
          .map(({ ruleId }) => ruleId),
      ),
    );
    expect(emergencies.size).toBeGreaterThan(0);
    expect([...emergencies].filter((id) => !warnsOfEmergency(id))).toEqual([]);
    expect(warnsOfEmergency("OP-3")).toBe(false);
  });
});

describe("the version that a letter bears", () => {
  const version = (...decisions: RuleDecision[]) => practiceRulesVersion(settingsFrom(decisions));

  test("names the rules alone while nothing is decided", () => {
    expect(practiceRulesVersion(asDelivered)).toBe(`${rulesVersion}, as delivered`);
  });

  test("says how many are switched off, and differs with which", () => {
    expect(version(made(unsure, "switchedOff"))).toMatch(/, practice settings [0-9a-f]{8}, 1 switched off$/);
    const versions = [
      version(),
      version(made(unsure, "confirmed")),
      version(made(unsure, "switchedOff")),
      version(made(sure, "switchedOff")),
      version(made(sure, "switchedOff"), made(unsure, "switchedOff")),
    ];
    expect(new Set(versions).size).toBe(versions.length);
  });

  test("is the same for the same settings, however they came about", () => {
    const later = { date: "2027-01-01", by: "Dr Other" };
    expect(version(made(sure, "switchedOff"), made(unsure, "confirmed"))).toBe(
      version(
        made(unsure, "switchedOff"),
        made(unsure, "confirmed", later),
        made(unsure, "switchedOn"),
        made(sure, "switchedOff", later),
      ),
    );
    expect(version(made(unsure, "confirmed"), made(unsure, "withdrawn"))).toBe(version());
  });
});

describe("fingerprints", () => {
  test("are sixteen digits, the same for the same text", () => {
    expect(fingerprint("")).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprint("FAC-2")).toBe(fingerprint("FAC-2"));
  });

  test("differ for every rule, and with one character", () => {
    expect(new Set(allRules.map(fingerprintOf)).size).toBe(allRules.length);
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
        fc.pre(one !== other);
        expect(fingerprint(one)).not.toBe(fingerprint(other));
      }),
    );
  });
});
