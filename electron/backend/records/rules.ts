import {
  type RuleDecision,
  type RuleSettings,
  settingsFrom,
} from "../../../shared/reasoning/practiceRules.ts";
import type { Readable, Writable } from "../database/access.ts";

/** Every decision about a rule, the oldest first. */
export async function ruleDecisions(readable: Readable): Promise<readonly RuleDecision[]> {
  const rows = await readable.selectFrom("rule_decisions").selectAll().orderBy("number").execute();
  return rows.map((row) => ({
    ruleId: row.rule_id,
    decision: row.decision,
    ...(row.reason === null ? {} : { reason: row.reason }),
    fingerprint: row.rule_fingerprint,
    // The day where it was decided, whatever the day is elsewhere.
    date: row.decided_at.slice(0, 10),
    by: row.decided_by_name,
  }));
}

/** Where each rule stands with the practice. */
export async function readRuleSettings(readable: Readable): Promise<RuleSettings> {
  return settingsFrom(await ruleDecisions(readable));
}

interface Decided extends Omit<RuleDecision, "date"> {
  /** Instant with the local offset. */
  readonly at: string;
  readonly accountId: string;
}

export async function addRuleDecision(writable: Writable, decided: Decided): Promise<void> {
  await writable
    .insertInto("rule_decisions")
    .values({
      rule_id: decided.ruleId,
      decision: decided.decision,
      reason: decided.reason ?? null,
      rule_fingerprint: decided.fingerprint,
      decided_at: decided.at,
      decided_by: decided.accountId,
      decided_by_name: decided.by,
    })
    .execute();
}
