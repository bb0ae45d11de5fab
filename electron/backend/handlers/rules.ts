import { FourfoldError } from "../../../shared/errors.ts";
import { fingerprintOf, objectionTo } from "../../../shared/reasoning/practiceRules.ts";
import { findRule } from "../../../shared/reasoning/registry.ts";
import { appendAudit } from "../records/audit.ts";
import { addRuleDecision, readRuleSettings, ruleDecisions } from "../records/rules.ts";
import { auditFrame, type SignedInHandlers } from "./context.ts";
import { notFound } from "./refusals.ts";

/** Which rules a physician of the practice confirmed, and which are switched off. The reason stays with the decision. */
export const ruleHandlers: Pick<SignedInHandlers, "rules.read" | "rules.decide"> = {
  "rules.read": async (_input, { session }) => ({
    decisions: [...(await ruleDecisions(session.store.read))],
  }),

  "rules.decide": async ({ ruleId, decision, reason }, context) => {
    const rule = findRule(ruleId);
    if (rule === undefined) throw notFound("rule", "ruleId");
    const { account, store } = context.session;
    const frame = auditFrame(context);
    // Only what is switched off is explained.
    const why = decision === "switchedOff" ? reason?.normalize("NFC") : undefined;
    await store.write(async (writable) => {
      const setting = (await readRuleSettings(writable)).get(ruleId);
      const objection = objectionTo(rule, setting, decision, why);
      if (objection !== undefined)
        throw refused(objection, decision === "switchedOff" && !setting?.switchedOff);
      await addRuleDecision(writable, {
        ruleId,
        decision,
        ...(why === undefined ? {} : { reason: why }),
        fingerprint: fingerprintOf(rule),
        at: frame.at,
        accountId: account.id,
        by: account.signer.displayName,
      });
      await appendAudit(writable, {
        ...frame,
        action: "rule.decided",
        subjectId: ruleId,
        detail: { rule: ruleId, decision, reasonGiven: why !== undefined },
      });
    });
    return {};
  },
};

function refused(message: string, forWantOfReason: boolean): FourfoldError {
  return forWantOfReason
    ? new FourfoldError({
        code: "badInput",
        field: "reason",
        message,
        action: "Say why the practice does without it.",
      })
    : new FourfoldError({
        code: "conflict",
        field: "decision",
        message,
        action: "Look at the list again: somebody may have decided meanwhile.",
      });
}
