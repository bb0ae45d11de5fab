import { IconChecks, IconPencilCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { filledCount } from "../../../shared/evaluation/filled.ts";
import { useEvaluationState, useOpenedEvaluation, useReadOnly } from "../../state/evaluation/context.ts";
import classes from "./items.module.css";
import type { Filled } from "./normal.ts";
import tableClasses from "./tables.module.css";

interface FillBarProps {
  /** Items of this table or list. */
  readonly itemIds: readonly string[];
  readonly actions: readonly {
    readonly label: string;
    readonly fill: () => Filled;
    readonly keys?: string;
  }[];
  readonly children?: ReactNode;
}

/** Fills what is blank with normal, and says how much of it nobody has confirmed yet. */
export function FillBar({ itemIds, actions, children }: FillBarProps) {
  const evaluation = useOpenedEvaluation();
  const readOnly = useReadOnly();
  const waiting = useEvaluationState(({ evaluation: { answers } }) =>
    itemIds.reduce((sum, itemId) => sum + filledCount(answers[itemId]), 0),
  );
  if (readOnly) return null;
  return (
    <div className={tableClasses.toolbar}>
      {actions.map((action) => (
        <button
          key={action.label}
          type="button"
          className={classes.quietButton}
          title={action.keys === undefined ? undefined : `Key: ${action.keys}`}
          onClick={() => applyFill(evaluation, action.fill())}
        >
          <IconChecks size={14} aria-hidden />
          {action.label}
        </button>
      ))}
      {children}
      <span role="status" className={tableClasses.rowNote} data-kind="unconfirmed">
        {waiting > 0 && (
          <>
            <IconPencilCheck size={14} aria-hidden />
            {waiting} filled, not confirmed
          </>
        )}
      </span>
      {waiting > 0 && (
        <button type="button" className={classes.quietButton} onClick={() => evaluation.confirm(itemIds)}>
          Confirm all
        </button>
      )}
    </div>
  );
}

export function applyFill(evaluation: ReturnType<typeof useOpenedEvaluation>, changes: Filled): void {
  evaluation.setAnswers(changes);
}
