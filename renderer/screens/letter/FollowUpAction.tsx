import { Button, Modal, Stack, Text } from "@mantine/core";
import { IconCalendarPlus } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import type { FourfoldError } from "../../../shared/errors.ts";
import { isCalendarDate } from "../../../shared/evaluation/people.ts";
import { DateField } from "../../components/common/DateField.tsx";
import { DialogActions } from "../../components/common/DialogActions.tsx";
import { formatDate, today } from "../../components/common/dates.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { useEvaluationState } from "../../state/evaluation/context.ts";
import { asFourfoldError } from "../../state/failures.ts";
import { useNavigation } from "../../state/navigation.ts";
import { useChange } from "../../state/queries.ts";

/** Begins the next visit of a patient whose letter is signed. */
export function FollowUpAction({ evaluationId }: { readonly evaluationId: string }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button
        fullWidth
        variant="default"
        leftSection={<IconCalendarPlus size={17} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        Follow-up visit…
      </Button>
      <Modal opened={isAsking} onClose={() => setAsking(false)} title="Follow-up visit" size="md">
        <FollowUpForm evaluationId={evaluationId} onClose={() => setAsking(false)} />
      </Modal>
    </>
  );
}

interface FollowUpFormProps {
  readonly evaluationId: string;
  readonly onClose: () => void;
}

function FollowUpForm({ evaluationId, onClose }: FollowUpFormProps) {
  const earlier = useEvaluationState((state) => state.evaluation.visitDate);
  const go = useNavigation((navigation) => navigation.go);
  const [visitDate, setVisitDate] = useState(today());
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<FourfoldError>();
  const begin = useChange("evaluation.followUp", ["worklist.list"]);
  const problem = problemOf(visitDate, earlier);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problem !== undefined) return;
    setError(undefined);
    try {
      const begun = await begin.mutateAsync({ evaluationId, visitDate });
      go({ screen: "evaluation", evaluationId: begun.evaluationId, view: "history" });
    } catch (caught) {
      setError(asFourfoldError(caught));
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        <Text>
          A new evaluation for the same referral. History, medicines, allergies and images come over from{" "}
          {formatDate(earlier)}, each to be confirmed; pain, red flags, examination and scores are asked anew.
        </Text>
        <DateField
          label="Visit date"
          required
          data-autofocus
          value={visitDate}
          onChange={setVisitDate}
          error={tried ? problem : undefined}
        />
        {error && <ErrorNote error={error} />}
        <DialogActions submit="Begin the follow-up" isBusy={begin.isPending} onClose={onClose} />
      </Stack>
    </form>
  );
}

function problemOf(visitDate: string, earlier: string): string | undefined {
  if (!isCalendarDate(visitDate)) return "Visit date must be a date, such as 5/12/2025.";
  return visitDate < earlier ? `Visit date lies before the last visit, ${formatDate(earlier)}.` : undefined;
}
