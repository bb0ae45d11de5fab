import { Button, Group } from "@mantine/core";
import { useState } from "react";
import type { OperationOutput } from "../../../shared/contract.ts";
import { formatDate } from "../../components/common/dates.ts";
import type { LetterView } from "../../state/letterView.ts";
import { useNavigation } from "../../state/navigation.ts";
import { useChange } from "../../state/queries.ts";
import asideClasses from "./Aside.module.css";
import { DiscardDialog } from "./DiscardDialog.tsx";
import { settleAnswers } from "./settleAnswers.ts";

interface CorrectionNoticeProps {
  readonly evaluationId: string;
  readonly corrects: OperationOutput<"letter.ofVisit">["corrects"];
  onView(view?: LetterView): void;
}

/** Above an amended letter that is not signed: which letter it corrects and why, and the way back from it. */
export function CorrectionNotice({ evaluationId, corrects, onView }: CorrectionNoticeProps) {
  const go = useNavigation((navigation) => navigation.go);
  const [isAsking, setAsking] = useState(false);
  const discard = useChange("letter.discardAmendment", ["letter.ofVisit", "letter.list", "worklist.list"]);
  if (corrects === undefined) return null;
  const { letterId, letterNumber, letterDate, reason } = corrects;
  return (
    <div className={asideClasses.notice} role="note">
      <span>
        Corrects letter {letterNumber} of {formatDate(letterDate)}. Reason: {reason}
      </span>
      <Group gap="sm">
        <Button variant="default" onClick={() => onView({ letterId })}>
          Show letter {letterNumber}
        </Button>
        <Button variant="default" onClick={() => setAsking(true)}>
          Discard the correction…
        </Button>
      </Group>
      {isAsking && (
        <DiscardDialog
          title="Discard the correction"
          submit="Discard the correction"
          onDiscard={async () => {
            await settleAnswers();
            await discard.mutateAsync({ evaluationId });
            go({ screen: "evaluation", evaluationId: corrects.evaluationId, view: "letter" });
          }}
          onClose={() => setAsking(false)}
        >
          All that was changed since the correction began is thrown away, and it leaves the worklist. Letter{" "}
          {letterNumber} stays as it was signed.
        </DiscardDialog>
      )}
    </div>
  );
}
