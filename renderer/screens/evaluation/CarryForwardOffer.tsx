import { IconHistory } from "@tabler/icons-react";
import { useState } from "react";
import { carryForward, type EarlierEvaluation } from "../../../shared/evaluation/carryForward.ts";
import { formatDate } from "../../components/common/dates.ts";
import itemClasses from "../../components/items/items.module.css";
import tableClasses from "../../components/items/tables.module.css";
import { useEvaluationState, useOpenedEvaluation, useReadOnly } from "../../state/evaluation/context.ts";
import { useRead } from "../../state/queries.ts";

/**
 * A patient who was referred once more: what is stable can be taken over from the latest signed evaluation, each answer to be
 * confirmed. A follow-up has it from the beginning.
 */
export function CarryForwardOffer() {
  const evaluation = useOpenedEvaluation();
  const readOnly = useReadOnly();
  const isFollowUp = useEvaluationState((state) => state.evaluation.followUpOf !== undefined);
  const isOffered = !readOnly && !isFollowUp;
  const { data } = useRead(
    "evaluation.earlier",
    { evaluationId: evaluation.evaluationId },
    { enabled: isOffered },
  );
  const [taken, setTaken] = useState<number>();
  const earlier = data?.evaluations.find((one) => one.isSigned);
  const open = useEvaluationState((state) =>
    earlier === undefined ? 0 : blank(earlier, state.evaluation.answers).length,
  );
  if (!isOffered || earlier === undefined || (open === 0 && taken === undefined)) return null;

  const take = () => {
    const changes = blank(earlier, evaluation.store.getState().evaluation.answers);
    evaluation.setAnswers(changes);
    setTaken(changes.length);
  };
  return (
    <div className={tableClasses.toolbar}>
      {open > 0 && (
        <button type="button" className={itemClasses.quietButton} onClick={take}>
          <IconHistory size={14} aria-hidden />
          Carry forward from the visit of {formatDate(earlier.visitDate)}
        </button>
      )}
      <span role="status">
        {taken === undefined
          ? `Seen before: ${open} lasting answers can be taken over, each to be confirmed.`
          : `${taken} answers are taken over and wait for confirmation.`}
      </span>
    </div>
  );
}

/** What may be carried to items that have no answer yet. */
function blank(earlier: EarlierEvaluation, answers: Readonly<Record<string, unknown>>) {
  return Object.entries(carryForward(earlier))
    .filter(([itemId]) => answers[itemId] === undefined)
    .map(([itemId, answer]) => ({ itemId, answer }));
}
