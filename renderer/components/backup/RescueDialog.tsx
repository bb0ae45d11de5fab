import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { OperationOutput } from "../../../shared/contract.ts";
import type { FourfoldError } from "../../../shared/errors.ts";
import { call } from "../../state/bridge.ts";
import { asFourfoldError } from "../../state/failures.ts";
import { DialogActions } from "../common/DialogActions.tsx";
import { ErrorNote } from "../common/ErrorNote.tsx";
import classes from "./Backup.module.css";
import { emptyOpening, isFilled, OpeningFields, toOpening } from "./OpeningFields.tsx";

interface RescueDialogProps {
  readonly accountName?: string;
  onClose(): void;
}

/** Saves what a damaged store still gives into a folder that is asked for. */
export function RescueDialog({ accountName = "", onClose }: RescueDialogProps) {
  const [values, setValues] = useState(() => emptyOpening(accountName));
  const [result, setResult] = useState<OperationOutput<"rescue.export">>();
  const [error, setError] = useState<FourfoldError>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isFilled(values)) return;
    setBusy(true);
    setError(undefined);
    try {
      const { folder } = await call("window.chooseFolder", { purpose: "saveTo" });
      if (folder) setResult(await call("rescue.export", { folder, opening: toOpening(values) }));
    } catch (caught) {
      setError(asFourfoldError(caught));
    }
    setBusy(false);
  };
  return (
    <Modal opened onClose={onClose} closeOnClickOutside={false} title="Save what can be read" size="lg">
      {result === undefined ? (
        <form onSubmit={(event) => void submit(event)} noValidate>
          <Stack gap="md">
            <Text size="sm">
              Signed letters are saved as PDF, evaluations as JSON. The files are{" "}
              <strong>not encrypted</strong> and hold patient data: choose a folder that only those who may
              see them can open.
            </Text>
            <OpeningFields values={values} onChange={setValues} />
            {error && <ErrorNote error={error} />}
            <DialogActions
              submit="Choose a folder and save"
              isBusy={busy}
              isDisabled={!isFilled(values)}
              onClose={onClose}
            />
          </Stack>
        </form>
      ) : (
        <Stack gap="md">
          <Text size="sm" role="status">
            Saved: {result.letters} letters and {result.evaluations} evaluations, in
          </Text>
          <Text size="sm" className={classes.path}>
            {result.folder}
          </Text>
          {result.missing.length > 0 && (
            <div>
              <Text size="sm" fw={600}>
                Could not be read:
              </Text>
              <ul className={classes.lines}>
                {result.missing.map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            </div>
          )}
          <Group>
            <Button onClick={onClose}>Close</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
