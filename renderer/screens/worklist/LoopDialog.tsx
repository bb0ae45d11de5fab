import { Button, Group, Modal, SegmentedControl, Stack, Text, Textarea, Title } from "@mantine/core";
import { type FormEvent, useId, useState } from "react";
import type { LoopEvent, WorklistRow } from "../../../shared/contract.ts";
import type { FourfoldError } from "../../../shared/errors.ts";
import { type LoopStep, loopStateNames, needsDate, needsReason } from "../../../shared/referrals/loop.ts";
import { DateField } from "../../components/common/DateField.tsx";
import { DialogActions } from "../../components/common/DialogActions.tsx";
import { formatDate, formatInstant, today } from "../../components/common/dates.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { asFourfoldError } from "../../state/failures.ts";
import { useNavigation } from "../../state/navigation.ts";
import { useChange, useRead } from "../../state/queries.ts";
import { useAccount } from "../../state/session.ts";
import classes from "./LoopDialog.module.css";

interface LoopDialogProps {
  readonly row: WorklistRow;
  onClose(): void;
}

/** What is recorded about a referral beside its letters, and how it came to where it stands. */
export function LoopDialog({ row, onClose }: LoopDialogProps) {
  const loop = useRead("referral.loop", { evaluationId: row.evaluationId });
  const { role } = useAccount();
  const go = useNavigation((navigation) => navigation.go);
  return (
    <Modal opened onClose={onClose} title={`Referral of ${row.patientName}`} size="lg">
      <Stack gap="md">
        <Text size="sm">
          Born {formatDate(row.dateOfBirth)}, MRN {row.mrn}. Referred {formatDate(row.referralDate)} by{" "}
          {row.referrerName}: {row.question}
        </Text>
        {loop.error && <ErrorNote error={loop.error} />}
        {loop.data && (
          <>
            <Text fw={600}>{loopStateNames[loop.data.state]}</Text>
            {loop.data.next.length > 0 ? (
              <StepForm
                key={loop.data.events.length}
                evaluationId={row.evaluationId}
                next={loop.data.next}
                visitDate={loop.data.visitDate}
                onClose={onClose}
              />
            ) : (
              <Group>
                <Text c="dimmed">From here the letters say how it goes on.</Text>
                <Button variant="default" onClick={onClose} data-autofocus>
                  Close
                </Button>
              </Group>
            )}
            <History events={loop.data.events} />
            {role !== "physician" && (
              <Group>
                <Button
                  size="xs"
                  variant="default"
                  onClick={() => go({ screen: "evaluation", evaluationId: row.evaluationId, view: "letter" })}
                >
                  Read the evaluation in an emergency
                </Button>
              </Group>
            )}
          </>
        )}
      </Stack>
    </Modal>
  );
}

/** What a step is called before it is done. */
const stepNames: Readonly<Record<LoopStep, string>> = {
  accepted: "Accept",
  declined: "Decline",
  scheduled: "Schedule",
  seen: "Seen",
  noShow: "No-show",
  cancelled: "Cancel referral",
};

interface StepFormProps {
  readonly evaluationId: string;
  readonly next: readonly LoopStep[];
  readonly visitDate: string;
  onClose(): void;
}

function StepForm({ evaluationId, next, visitDate, onClose }: StepFormProps) {
  const labelId = useId();
  const [step, setStep] = useState<LoopStep>(next[0] ?? "accepted");
  const [date, setDate] = useState<string>();
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<FourfoldError>();
  const record = useChange("referral.recordStep", ["worklist.list", "referral.loop"]);
  // An appointment is offered where the visit was planned; what happened, as of today.
  const shownDate = date ?? (step === "scheduled" ? visitDate : today());
  const isDateMissing = needsDate(step) && !/^\d{4}-\d{2}-\d{2}$/.test(shownDate);
  const isReasonMissing = needsReason(step) && reason.trim().length < 3;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isDateMissing || isReasonMissing) return;
    setError(undefined);
    try {
      await record.mutateAsync({
        evaluationId,
        step,
        ...(needsDate(step) ? { onDate: shownDate } : {}),
        ...(reason.trim() === "" ? {} : { reason }),
      });
      onClose();
    } catch (caught) {
      setError(asFourfoldError(caught));
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        <div>
          <Text size="sm" fw={600} id={labelId} mb="xs">
            Record
          </Text>
          <SegmentedControl
            aria-labelledby={labelId}
            data={next.map((value) => ({ value, label: stepNames[value] }))}
            value={step}
            onChange={(value) => setStep(value as LoopStep)}
          />
        </div>
        {needsDate(step) && (
          <DateField
            label={step === "scheduled" ? "Date of the appointment" : "On"}
            required
            value={shownDate}
            onChange={setDate}
            error={tried && isDateMissing ? "Enter a date such as 3/10/2025." : undefined}
          />
        )}
        <Textarea
          label={needsReason(step) ? "Why" : "Note"}
          description={needsReason(step) ? "The referring physician will ask for it" : undefined}
          required={needsReason(step)}
          maxLength={500}
          rows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && isReasonMissing ? "Give a reason of at least three characters." : undefined}
        />
        {error && <ErrorNote error={error} />}
        <DialogActions submit={stepNames[step]} isBusy={record.isPending} onClose={onClose} />
      </Stack>
    </form>
  );
}

function History({ events }: { readonly events: readonly LoopEvent[] }) {
  return (
    <section aria-label="History of the referral">
      <Title order={2} mb="xs">
        History
      </Title>
      <ul className={classes.history}>
        {events.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries are never reordered, the newest is the first
          <li key={events.length - index}>
            <strong>{loopStateNames[event.state]}</strong>
            {event.onDate && ` ${formatDate(event.onDate)}`}
            {event.letterNumber && `, letter ${event.letterNumber}`}
            {event.reason && <div>{event.reason}</div>}
            <div className={classes.quiet}>
              Recorded {formatInstant(event.recordedAt)}
              {event.recordedBy && ` by ${event.recordedBy}`}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
