import { describe, expect, test } from "vitest";
import {
  asDelivered,
  fingerprintOf,
  practiceRulesVersion,
  settingsFrom,
} from "../../../../shared/reasoning/practiceRules.ts";
import { findRule } from "../../../../shared/reasoning/registry.ts";
import { addAccountTo } from "../accounts.ts";
import { record } from "../cases.ts";
import { openRawStore } from "../rawStore.ts";
import { ask, open, password, practice, refusal } from "../support.ts";

const dayOfVisit = new Date("2025-03-10T21:42:07.123Z");
const reason = "The state asks for a check every month; we go by that.";
const decision = { ruleId: "OP-3", decision: "switchedOff", reason } as const;

function setUp() {
  return practice({ now: () => dayOfVisit });
}

describe("decisions about rules", () => {
  test("are kept in their order, with who made them, when, and about which words", async () => {
    const { backend, dataFolder } = await setUp();
    await ask(backend, "rules.decide", decision);
    await ask(backend, "rules.decide", { ruleId: "OP-3", decision: "confirmed" });
    await ask(backend, "rules.decide", { ruleId: "OP-3", decision: "switchedOn", reason: "is not kept" });
    backend.close();
    const again = open(dataFolder);
    await ask(again, "session.signIn", { accountName: "brack", password });
    const { decisions } = await ask(again, "rules.read", {});
    const rule = findRule("OP-3") ?? expect.fail();
    const frame = {
      ruleId: "OP-3",
      fingerprint: fingerprintOf(rule),
      date: expect.stringMatching(/^2025-03-1[01]$/),
      by: "Dr Wilhelmina Brack",
    };
    expect(decisions).toEqual([
      { ...frame, decision: "switchedOff", reason },
      { ...frame, decision: "confirmed" },
      { ...frame, decision: "switchedOn" },
    ]);
    expect(settingsFrom(decisions).get("OP-3")?.confirmed?.by).toBe("Dr Wilhelmina Brack");
  });

  test("are in the audit without the reason's words", async () => {
    const { backend, dataFolder } = await setUp();
    await ask(backend, "rules.decide", decision);
    backend.close();
    const raw = await openRawStore(dataFolder);
    const entry = raw
      .prepare<[], { subject_id: string; detail_json: string }>(
        "SELECT subject_id, detail_json FROM audit WHERE action = 'rule.decided'",
      )
      .get();
    expect(entry?.subject_id).toBe("OP-3");
    expect(JSON.parse(entry?.detail_json ?? "")).toEqual({
      rule: "OP-3",
      decision: "switchedOff",
      reasonGiven: true,
    });
    expect(raw.prepare("SELECT reason FROM rule_decisions").pluck().all()).toEqual([reason]);
    const everything = raw.prepare("SELECT group_concat(detail_json) FROM audit").pluck().get();
    expect(everything).not.toContain("every month");
  });

  test.each([
    [{ ruleId: "OP-99", decision: "confirmed" }, "notFound", "ruleId"],
    [{ ruleId: "OP-3", decision: "deleted" }, "badInput", "decision"],
    [{ ruleId: "OP-3", decision: "switchedOff" }, "badInput", "reason"],
    [{ ruleId: "OP-3", decision: "switchedOff", reason: "   too short   " }, "badInput", "reason"],
    [{ ruleId: "OP-3", decision: "switchedOn" }, "conflict", "decision"],
    [{ ruleId: "OP-3", decision: "withdrawn" }, "conflict", "decision"],
    [{ ruleId: "RF-CES", decision: "confirmed" }, "conflict", "decision"],
  ] as const)("%j is refused, and nothing is stored", async (input, code, field) => {
    const { backend } = await setUp();
    const error = await refusal(backend, "rules.decide", input, code);
    expect(error.field).toBe(field);
    expect((await ask(backend, "rules.read", {})).decisions).toEqual([]);
  });

  test("cannot be made twice", async () => {
    const { backend } = await setUp();
    await ask(backend, "rules.decide", decision);
    await refusal(backend, "rules.decide", decision, "conflict");
    expect((await ask(backend, "rules.read", {})).decisions).toHaveLength(1);
  });

  test.each(["staff", "administrator"] as const)("are read and not made by %s", async (role) => {
    const { backend, dataFolder } = await setUp();
    await ask(backend, "rules.decide", decision);
    backend.close();
    await addAccountTo(dataFolder, `other-${role}`, role);
    const other = open(dataFolder);
    await ask(other, "session.signIn", { accountName: `other-${role}`, password: "another long password" });
    expect((await ask(other, "rules.read", {})).decisions).toHaveLength(1);
    await refusal(other, "rules.decide", { ruleId: "OP-3", decision: "switchedOn" }, "notAllowed");
  });
});

describe("a letter", () => {
  async function versions(dataFolder: string): Promise<unknown[]> {
    const raw = await openRawStore(dataFolder);
    return raw.prepare("SELECT rules_version FROM letters ORDER BY letter_number").pluck().all();
  }

  test("keeps and prints the version of the rules as they were when it was signed", async () => {
    const { backend, dataFolder } = await setUp();
    const evaluationId = await record(backend);
    const before = await ask(backend, "letter.preview", { evaluationId });
    expect(before.document.footer.rulesVersion).toMatch(/, as delivered; checklist version \d/);

    await ask(backend, "rules.decide", decision);
    const { decisions } = await ask(backend, "rules.read", {});
    const version = practiceRulesVersion(settingsFrom(decisions));
    expect(version).toMatch(/1 switched off$/);
    await ask(backend, "letter.sign", { evaluationId, password, paper: "letter" });
    await ask(backend, "rules.decide", { ruleId: "OP-3", decision: "switchedOn" });

    const { document } = await ask(backend, "letter.preview", { evaluationId });
    expect(document.footer.rulesVersion).toMatch(new RegExp(`^${escaped(version)}; checklist version`));
    backend.close();
    expect(await versions(dataFolder)).toEqual([version]);
    expect(version).not.toBe(practiceRulesVersion(asDelivered));
  });
});

const escaped = (text: string) => text.replace(/[.()]/g, "\\$&");
