import { Group, Modal, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import type { DeskRow, OperationName } from "../../../shared/contract.ts";
import type { FourfoldError } from "../../../shared/errors.ts";
import { methodNames, type SendingMethod, sendingMethods } from "../../../shared/referrals/desk.ts";
import { DateField } from "../../components/common/DateField.tsx";
import { DialogActions } from "../../components/common/DialogActions.tsx";
import { today } from "../../components/common/dates.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { asFourfoldError } from "../../state/failures.ts";
import { useChange } from "../../state/queries.ts";
import { useAccount } from "../../state/session.ts";
import { letterCount } from "./lettersRows.ts";
import { instantOf, type When, whenOf } from "./whenValues.ts";

/** What a record at the desk makes old. */
export const staleAfterRecord: readonly OperationName[] = [
  "desk.list",
  "desk.log",
  "worklist.list",
  "referral.loop",
];

export interface RecordDialogProps {
  readonly rows: readonly DeskRow[];
  onClose(): void;
  /** Says what was recorded. */
  onDone(words: string): void;
}

const names = (rows: readonly DeskRow[]): string => {
  const numbers = [...new Set(rows.map(({ letterNumber }) => letterNumber))];
  return numbers.length > 4
    ? `${numbers.slice(0, 3).join(", ")} and ${numbers.length - 3} more`
    : numbers.join(", ");
};

interface FrameProps {
  readonly title: string;
  readonly rows: readonly DeskRow[];
  readonly submitLabel: string;
  readonly isDangerous?: boolean;
  /** Throws what went wrong; the dialog says it and stays. */
  onSubmit(): Promise<string | undefined>;
  onClose(): void;
  onDone(words: string): void;
  readonly children: ReactNode;
}

/** The frame of a dialog that records something about letters: which they are, the fields, what went wrong. */
function Frame(props: FrameProps) {
  const { title, rows, submitLabel, isDangerous, onSubmit, onClose, onDone, children } = props;
  const [error, setError] = useState<FourfoldError>();
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(undefined);
    setBusy(true);
    try {
      const done = await onSubmit();
      if (done !== undefined) onDone(done);
    } catch (caught) {
      setError(asFourfoldError(caught));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={title} size="md">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="md">
          <Text>
            {letterCount(rows.length)}: {names(rows)}
          </Text>
          {children}
          {error && <ErrorNote error={error} />}
          <DialogActions
            submit={submitLabel}
            isBusy={isBusy}
            isDangerous={isDangerous === true}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}

interface WhenFieldsProps {
  readonly value: When;
  onChange(value: When): void;
  readonly isWrong: boolean;
}

function WhenFields({ value, onChange, isWrong }: WhenFieldsProps) {
  return (
    <Group grow align="flex-start">
      <DateField
        label="Date"
        value={value.date}
        onChange={(date) => onChange({ ...value, date })}
        error={isWrong ? "Enter a date and a time that exist." : undefined}
      />
      <TextInput
        label="Time"
        placeholder="14:30"
        value={value.time}
        onChange={(event) => onChange({ ...value, time: event.currentTarget.value })}
      />
    </Group>
  );
}

/** The moment as it is typed. Left as it was offered it means now, to the second. */
function useWhen() {
  const [offered] = useState(() => whenOf(new Date(), today()));
  const [value, setValue] = useState(offered);
  const [tried, setTried] = useState(false);
  const isOffered = value.date === offered.date && value.time === offered.time;
  const instant = isOffered ? undefined : instantOf(value);
  return {
    fields: { value, onChange: setValue, isWrong: tried && !isOffered && instant === undefined },
    /** What goes into the record; undefined while it is no moment. */
    read: (): { at?: string } | undefined => {
      setTried(true);
      if (isOffered) return {};
      return instant === undefined ? undefined : { at: instant };
    },
  };
}

const methodOptions = sendingMethods.map((value) => ({ value, label: methodNames[value] }));

export function SentDialog({ rows, onClose, onDone }: RecordDialogProps) {
  const { signer } = useAccount();
  const [method, setMethod] = useState<SendingMethod>("fax");
  const [by, setBy] = useState(signer.displayName);
  const when = useWhen();
  const record = useChange("desk.recordSent", staleAfterRecord);
  return (
    <Frame
      title="Record as sent"
      rows={rows}
      submitLabel="Record"
      onClose={onClose}
      onDone={onDone}
      onSubmit={async () => {
        const at = when.read();
        if (at === undefined) return undefined;
        await record.mutateAsync({
          dispatchIds: rows.map(({ dispatchId }) => dispatchId),
          method,
          by,
          ...at,
        });
        return `${methodNames[method]}: ${letterCount(rows.length)}`;
      }}
    >
      <Select
        label="How"
        data={methodOptions}
        value={method}
        allowDeselect={false}
        data-autofocus
        onChange={(value) => value && setMethod(value as SendingMethod)}
      />
      <WhenFields {...when.fields} />
      <TextInput
        label="By whom"
        maxLength={120}
        value={by}
        onChange={(event) => setBy(event.currentTarget.value)}
      />
    </Frame>
  );
}

export function AcknowledgedDialog({ rows, onClose, onDone }: RecordDialogProps) {
  const [by, setBy] = useState("");
  const when = useWhen();
  const record = useChange("desk.recordAcknowledged", staleAfterRecord);
  return (
    <Frame
      title="Acknowledged by the recipient"
      rows={rows}
      submitLabel="Record and close"
      onClose={onClose}
      onDone={onDone}
      onSubmit={async () => {
        const at = when.read();
        if (at === undefined) return undefined;
        await record.mutateAsync({ dispatchIds: rows.map(({ dispatchId }) => dispatchId), by, ...at });
        return `Acknowledged: ${letterCount(rows.length)}`;
      }}
    >
      <TextInput
        label="Who acknowledged it"
        placeholder="Name, or “fax confirmation”"
        maxLength={120}
        data-autofocus
        value={by}
        onChange={(event) => setBy(event.currentTarget.value)}
      />
      <WhenFields {...when.fields} />
    </Frame>
  );
}

/** What did not go: the printer spoiled it, or a way of sending failed. */
const failureOptions = [{ value: "printer", label: "The printer spoiled it" }, ...methodOptions];

export function FailedDialog({ rows, onClose, onDone }: RecordDialogProps) {
  const wasPrinted = rows.some(({ printedAt, state }) => printedAt !== undefined && state === "toSend");
  const [what, setWhat] = useState(rows[0]?.method ?? "fax");
  const [problem, setProblem] = useState("");
  const [tried, setTried] = useState(false);
  const record = useChange("desk.recordFailure", staleAfterRecord);
  const isShort = problem.trim().length < 3;
  return (
    <Frame
      title="It did not go"
      rows={rows}
      submitLabel="Record"
      onClose={onClose}
      onDone={onDone}
      onSubmit={async () => {
        setTried(true);
        if (isShort) return undefined;
        const method = sendingMethods.find((one) => one === what);
        await record.mutateAsync({
          dispatchIds: rows.map(({ dispatchId }) => dispatchId),
          problem,
          ...(method === undefined ? {} : { method }),
        });
        return `Recorded; ${letterCount(rows.length)} to send again`;
      }}
    >
      <Select
        label="What was tried"
        data={wasPrinted ? failureOptions : methodOptions}
        value={what}
        allowDeselect={false}
        onChange={(value) => value && setWhat(value as SendingMethod)}
      />
      <TextInput
        label="What went wrong"
        placeholder="Line busy, paper jam, came back"
        maxLength={300}
        required
        data-autofocus
        value={problem}
        onChange={(event) => setProblem(event.currentTarget.value)}
        error={tried && isShort ? "Say in a few words what went wrong." : undefined}
      />
    </Frame>
  );
}

export function VoidDialog({ rows, onClose, onDone }: RecordDialogProps) {
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const record = useChange("desk.void", staleAfterRecord);
  const isShort = reason.trim().length < 3;
  const [row] = rows;
  if (row === undefined) return null;
  return (
    <Frame
      title="Make the letter void"
      rows={[row]}
      submitLabel="Make void"
      isDangerous
      onClose={onClose}
      onDone={onDone}
      onSubmit={async () => {
        setTried(true);
        if (isShort) return undefined;
        await record.mutateAsync({ letterId: row.letterId, reason });
        return `Letter ${row.letterNumber} is void`;
      }}
    >
      <Text>
        It is kept as it was signed, with its log, and can no longer be printed or sent to anybody. This
        cannot be undone.
      </Text>
      <Textarea
        label="Why"
        maxLength={500}
        rows={2}
        required
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={tried && isShort ? "Give a reason of at least three characters." : undefined}
      />
    </Frame>
  );
}
