import { IconArrowDownBar } from "@tabler/icons-react";
import { useMemo } from "react";
import { type Offer, offerFor, offeringItems } from "../../../shared/reasoning/offers/offers.ts";
import { useEvaluationState, useOpenedEvaluation } from "../../state/evaluation/context.ts";
import { usePictureOptions } from "../../state/practiceRules.ts";
import classes from "./items.module.css";

/** What other answers offer for a list of rows. */
export function useOffer(itemId: string): Offer | undefined {
  const { evaluationId } = useOpenedEvaluation();
  const { switchedOff } = usePictureOptions(evaluationId);
  // As text, so that the list is drawn again only when something else is offered.
  const offered = useEvaluationState(({ evaluation }) =>
    offeringItems.includes(itemId) ? JSON.stringify(offerFor(itemId, evaluation, switchedOff)) : undefined,
  );
  return useMemo(() => (offered === undefined ? undefined : JSON.parse(offered)), [offered]);
}

interface OfferedRowsProps {
  readonly offer: Offer;
  /** "medicine" */
  readonly rowName: string;
  onTake(): void;
}

export function OfferedRows({ offer: { rows, from }, rowName, onTake }: OfferedRowsProps) {
  return (
    <button type="button" className={classes.quietButton} title="On “Add”: +" onClick={onTake}>
      <IconArrowDownBar size={14} aria-hidden />
      Take {rows.length} {rowName}
      {rows.length === 1 ? "" : "s"} {from}
    </button>
  );
}
