import { allItems, checklist } from "../../../shared/checklist/index.ts";
import type { WorklistRow } from "../../../shared/contract.ts";
import type { Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { isObstacle, readinessOf, readinessVersion } from "../../../shared/evaluation/readiness.ts";
import { worklistCsv } from "../../../shared/interchange/worklistCsv.ts";
import { localDateOf } from "../clock.ts";
import { appendAudit } from "../records/audit.ts";
import { findEvaluation } from "../records/evaluations.ts";
import { findStaleSummaries, readWorklist, type Summary, storeSummary } from "../records/worklist.ts";
import { auditFrame, type SignedInContext, type SignedInHandlers } from "./context.ts";
import { meetLetters } from "./desk.ts";

const redFlagItems = allItems.filter((item) => item.id.startsWith("RF.")).map((item) => item.id);

/** The answers are judged anew when either the questions or the judgement changed. */
const summaryVersion = `${checklist.version}/${readinessVersion}`;

function summarize(evaluation: Evaluation, revision: number): Summary {
  return {
    revision,
    version: summaryVersion,
    isReady: !readinessOf(evaluation).some(isObstacle),
    hasRedFlag: redFlagItems.some((itemId) => evaluation.answers[itemId]?.value === "yes"),
  };
}

/**
 * What the list says about readiness and red flags is worked out here, for the evaluations that changed since, rather than
 * at each save: a save must be quick, and few evaluations change between two looks at the list.
 */
async function listWorklist(context: SignedInContext): Promise<WorklistRow[]> {
  const { store, trouble } = context.session;
  try {
    await bringUpToDate(context);
  } catch (fault) {
    // Where nothing can be changed, the list shows what was worked out last.
    if (trouble() === undefined) throw fault;
  }
  return readWorklist(store.read, localDateOf(context.now()));
}

async function bringUpToDate(context: SignedInContext): Promise<void> {
  const { store } = context.session;
  const stale = await findStaleSummaries(store.read, summaryVersion);
  if (stale.length > 0) {
    await store.write(async (writable) => {
      for (const evaluationId of stale) {
        const stored = await findEvaluation(writable, evaluationId);
        if (stored === undefined) continue;
        await storeSummary(writable, evaluationId, summarize(stored.evaluation, stored.revision));
      }
    });
  }
  await meetLetters(context);
}

export const worklistHandlers: Pick<SignedInHandlers, "worklist.list" | "worklist.export"> = {
  "worklist.list": async (_input, context) => ({ rows: await listWorklist(context) }),

  "worklist.export": async (_input, context) => {
    const rows = await listWorklist(context);
    const today = localDateOf(context.now());
    await context.session.store.write((writable) =>
      appendAudit(writable, {
        ...auditFrame(context),
        action: "worklist.exported",
        detail: { rows: rows.length },
      }),
    );
    return { text: worklistCsv(rows, today), rows: rows.length };
  },
};
