import { IconChecks, IconCopy, IconPencilCheck } from "@tabler/icons-react";
import { copyOfPlan, isCarried } from "../../../shared/evaluation/carryForward.ts";
import { type Shortcut, useShortcuts } from "../../app/shortcuts.ts";
import { formatDate } from "../../components/common/dates.ts";
import itemClasses from "../../components/items/items.module.css";
import tableClasses from "../../components/items/tables.module.css";
import { useEvaluationState, useOpenedEvaluation, useReadOnly } from "../../state/evaluation/context.ts";
import type { EvaluationState } from "../../state/evaluation/evaluationStore.ts";
import type { GroupProgress } from "../../state/evaluation/structure.ts";

/** What a group holds from an earlier visit: how much of it waits for confirmation, and the plan that can be copied. */
export function EarlierBar({ group }: Pick<GroupProgress, "group">) {
  const evaluation = useOpenedEvaluation();
  const readOnly = useReadOnly();
  // With the items that are folded away: what is confirmed may ask for them.
  const itemIds = group.items.map((item) => item.id);
  const waiting = useEvaluationState(
    ({ evaluation: { answers } }) => itemIds.filter((itemId) => isCarried(answers[itemId])).length,
  );
  const earlier = useEvaluationState((state) => state.evaluation.followUpOf);
  const copyable = useEvaluationState((state) =>
    group.id.startsWith("plan.") ? Object.keys(openPlan(state)).length : 0,
  );
  const confirmAll = () => evaluation.confirmCarried(itemIds);
  const canConfirm = waiting > 0 && !readOnly;
  useShortcuts(canConfirm ? [{ ...confirmKey, run: confirmAll }] : []);

  if (readOnly || (waiting === 0 && copyable === 0)) return null;
  return (
    <div className={tableClasses.toolbar}>
      {copyable > 0 && earlier !== undefined && (
        <button type="button" className={itemClasses.quietButton} onClick={() => copyPlan(evaluation)}>
          <IconCopy size={14} aria-hidden />
          Copy the plan of {formatDate(earlier.visitDate)}
        </button>
      )}
      <span role="status" className={tableClasses.rowNote} data-kind="unconfirmed">
        {waiting > 0 && (
          <>
            <IconPencilCheck size={14} aria-hidden />
            {waiting === 1 ? "1 answer" : `${waiting} answers`} from an earlier visit, to confirm
          </>
        )}
      </span>
      {waiting > 0 && (
        <button
          type="button"
          className={itemClasses.quietButton}
          title={confirmKey.keys}
          onClick={confirmAll}
        >
          <IconChecks size={14} aria-hidden />
          Confirm all in this group
        </button>
      )}
    </div>
  );
}

const confirmKey: Shortcut = {
  keys: "Alt+C",
  label: "Confirm all that this group has from an earlier visit",
  scope: "Evaluation",
};

/** Answers of the earlier plan whose items have no answer yet. */
function openPlan({ evaluation: { followUpOf, answers } }: Pick<EvaluationState, "evaluation">) {
  const plan = followUpOf === undefined ? {} : copyOfPlan(followUpOf);
  return Object.fromEntries(Object.entries(plan).filter(([itemId]) => answers[itemId] === undefined));
}

function copyPlan(evaluation: ReturnType<typeof useOpenedEvaluation>): void {
  const plan = openPlan(evaluation.store.getState());
  evaluation.setAnswers(Object.entries(plan).map(([itemId, answer]) => ({ itemId, answer })));
}
