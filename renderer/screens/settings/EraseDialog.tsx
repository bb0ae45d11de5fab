import { Button, Group, Modal, NativeSelect, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { OperationOutput, PatientContents } from "../../../shared/contract.ts";
import { type ErasureGround, erasureGrounds } from "../../../shared/dataRights/erasure.ts";
import { DialogActions } from "../../components/common/DialogActions.tsx";
import { formatDate } from "../../components/common/dates.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { call } from "../../state/bridge.ts";
import { flushOpenEvaluations, forgetOpenEvaluations } from "../../state/evaluation/registry.ts";
import { asFourfoldError } from "../../state/failures.ts";
import { useRead } from "../../state/queries.ts";
import { queryClient } from "../../state/queryClient.ts";
import classes from "./PatientData.module.css";
import { contentsWords, elsewhereWords, groundChoices, keepWords } from "./patientDataView.ts";

interface EraseDialogProps {
  readonly patientId: string;
  onClose(): void;
}

/** Erases one patient's record: what goes, what stays, and where it still is, before and after. */
export function EraseDialog({ patientId, onClose }: EraseDialogProps) {
  const contents = useRead("patientData.contents", { patientId });
  const [erased, setErased] = useState<OperationOutput<"patientData.erase">>();
  const close = () => {
    onClose();
    if (erased === undefined) return;
    // Nothing that was read of the record stays in this window.
    queryClient.removeQueries({ type: "inactive" });
    void queryClient.invalidateQueries();
  };
  return (
    <Modal
      opened
      onClose={close}
      closeOnClickOutside={false}
      title={erased === undefined ? "Erase a patient's record" : "The record is erased"}
      size="lg"
    >
      {erased !== undefined ? (
        <Erased erased={erased} onClose={close} />
      ) : contents.error ? (
        <ErrorNote error={contents.error} />
      ) : (
        contents.data && <EraseForm contents={contents.data} onErased={setErased} onClose={close} />
      )}
    </Modal>
  );
}

interface EraseFormProps {
  readonly contents: PatientContents;
  onErased(erased: OperationOutput<"patientData.erase">): void;
  onClose(): void;
}

function EraseForm({ contents, onErased, onClose }: EraseFormProps) {
  const { patientId, name, dateOfBirth, unsent, isKept, elsewhere } = contents;
  const [ground, setGround] = useState<ErasureGround | "">("");
  const [mrn, setMrn] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState<ReturnType<typeof asFourfoldError>>();
  const [busy, setBusy] = useState(false);
  const isFilled = ground !== "" && mrn.trim() !== "" && password !== "";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (ground === "" || !isFilled) return;
    setBusy(true);
    setError(undefined);
    try {
      await flushOpenEvaluations();
      const erased = await call("patientData.erase", { patientId, ground, mrn: mrn.trim(), password });
      forgetOpenEvaluations();
      onErased(erased);
    } catch (caught) {
      setError(asFourfoldError(caught));
      setPassword("");
      setBusy(false);
    }
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <Text size="sm">
          <strong>{name}</strong>, born {formatDate(dateOfBirth)}: {contentsWords(contents)} are erased for
          good, with the referrals, the send log and what the search finds. {keepWords(contents)}
        </Text>
        {isKept && (
          <ErrorNote
            error={{
              message: "The practice's time for keeping this record is not over.",
              action: "Erase it before only on a ground that the law knows; export it first.",
            }}
          />
        )}
        {unsent > 0 && (
          <Text size="sm">
            {unsent === 1 ? "One letter waits" : `${unsent} letters wait`} to be printed or sent, and will not
            go.
          </Text>
        )}
        <div>
          <Text size="sm">
            The audit log keeps when, by whom and on what ground, under the record's own random id, and the
            numbers of its letters. It names no patient.
          </Text>
          <Text size="sm" mt="xs">
            Not reached by this:
          </Text>
          <ul className={classes.lines}>
            {elsewhereWords(elsewhere).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </div>
        <NativeSelect
          label="Ground"
          required
          data-autofocus
          data={groundChoices(isKept)}
          value={ground}
          onChange={({ currentTarget: { value } }) =>
            setGround(erasureGrounds.find((each) => each === value) ?? "")
          }
        />
        <TextInput
          label="MRN of the patient, typed"
          required
          autoComplete="off"
          value={mrn}
          onChange={(event) => setMrn(event.currentTarget.value)}
          error={error?.field === "mrn" ? "This is not the MRN of the patient." : undefined}
        />
        <PasswordInput
          label="Your password"
          required
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": "Show the password", tabIndex: 0 }}
        />
        {error && error.field !== "mrn" && <ErrorNote error={error} />}
        <DialogActions
          submit="Erase the record"
          isBusy={busy}
          isDisabled={!isFilled}
          isDangerous
          onClose={onClose}
        />
      </Stack>
    </form>
  );
}

interface ErasedProps {
  readonly erased: OperationOutput<"patientData.erase">;
  onClose(): void;
}

function Erased({ erased: { reference, evaluations, letters, elsewhere }, onClose }: ErasedProps) {
  return (
    <Stack gap="md">
      <Text size="sm" role="status">
        Erased: {evaluations} {evaluations === 1 ? "evaluation" : "evaluations"}, {letters} signed{" "}
        {letters === 1 ? "letter" : "letters"}. In the audit log it is
      </Text>
      <Text size="sm" className={classes.path}>
        {reference}
      </Text>
      <div>
        <Text size="sm" fw={600}>
          Still to be seen to:
        </Text>
        <ul className={classes.lines}>
          {elsewhereWords(elsewhere).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        <Text size="sm" mt="xs">
          Older backups go as newer ones take their place, or when they are removed by hand. After a restore
          of one of them, erase the record again.
        </Text>
      </div>
      <Group>
        <Button data-autofocus onClick={onClose}>
          Close
        </Button>
      </Group>
    </Stack>
  );
}
