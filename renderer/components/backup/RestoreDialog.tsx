import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { OperationOutput, RestorePreview, StoreContents } from "../../../shared/contract.ts";
import type { FourfoldError } from "../../../shared/errors.ts";
import { call } from "../../state/bridge.ts";
import { asFourfoldError } from "../../state/failures.ts";
import { DialogActions } from "../common/DialogActions.tsx";
import { formatInstant } from "../common/dates.ts";
import { ErrorNote } from "../common/ErrorNote.tsx";
import classes from "./Backup.module.css";
import { emptyOpening, isFilled, OpeningFields, toOpening } from "./OpeningFields.tsx";

interface RestoreDialogProps {
  /** The folder of the backup. */
  readonly folder: string;
  readonly accountName?: string;
  onClose(): void;
  /** The backup is in place and nobody is signed in. */
  onRestored(): void;
}

/** Opens a backup with a key of its own, shows what is in it beside what is there now, and only then offers to restore it. */
export function RestoreDialog({ folder, accountName = "", onClose, onRestored }: RestoreDialogProps) {
  const [values, setValues] = useState(() => emptyOpening(accountName));
  const [preview, setPreview] = useState<RestorePreview>();
  const [restored, setRestored] = useState<OperationOutput<"restore.run">>();
  const [error, setError] = useState<FourfoldError>();
  const [busy, setBusy] = useState(false);

  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (caught) {
      setError(asFourfoldError(caught));
    }
    setBusy(false);
  };
  const look = (event: FormEvent) => {
    event.preventDefault();
    if (!isFilled(values)) return;
    void run(async () => setPreview(await call("restore.preview", { folder, opening: toOpening(values) })));
  };
  const restore = () =>
    void run(async () => setRestored(await call("restore.run", { folder, opening: toOpening(values) })));

  if (restored !== undefined) {
    return (
      <Modal opened onClose={onRestored} closeOnClickOutside={false} title="The backup is restored" size="lg">
        <Stack gap="md">
          <Text size="sm" role="status">
            It was checked in full and is in its place. Sign in with a password of that time.
          </Text>
          {restored.keptAs && (
            <div>
              <Text size="xs" c="dimmed">
                What was here before is kept in
              </Text>
              <Text size="sm" className={classes.path}>
                {restored.keptAs}
              </Text>
            </div>
          )}
          <Group>
            <Button onClick={onRestored} data-autofocus>
              Go to sign-in
            </Button>
          </Group>
        </Stack>
      </Modal>
    );
  }

  return (
    <Modal opened onClose={onClose} closeOnClickOutside={false} title="Restore a backup" size="lg">
      {preview === undefined ? (
        <form onSubmit={look} noValidate>
          <Stack gap="md">
            <Text size="sm">
              A backup opens with the passwords and the recovery key that were in force when it was made.
            </Text>
            <OpeningFields values={values} onChange={setValues} when="As it was when the backup was made" />
            {error && <ErrorNote error={error} />}
            <DialogActions
              submit="Show what is in it"
              isBusy={busy}
              isDisabled={!isFilled(values)}
              onClose={onClose}
            />
          </Stack>
        </form>
      ) : (
        <Stack gap="md">
          {preview.samePractice === false && (
            <ErrorNote
              error={{
                message: "This is the backup of another practice.",
                action: "Restore it only if this computer is to hold that practice instead.",
              }}
            />
          )}
          <Comparison preview={preview} />
          <Text size="sm">
            The backup is copied and checked first. Then it takes the place of what is here, which is kept
            whole in the data folder under another name. Everybody signs in with the password of that time.
            {preview.present && " What was entered after the backup was made is in the kept folder only."}
          </Text>
          {error && <ErrorNote error={error} />}
          <Group gap="sm">
            <Button loading={busy} onClick={restore} data-autofocus>
              Restore this backup
            </Button>
            <Button variant="default" disabled={busy} onClick={onClose}>
              Not now
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function Comparison({ preview: { createdAt, backup, present } }: { readonly preview: RestorePreview }) {
  const rows: readonly [string, (contents: StoreContents) => string][] = [
    ["Practice", (contents) => contents.practiceName],
    ["Patients", (contents) => contents.patients.toLocaleString("en-US")],
    ["Evaluations", (contents) => contents.evaluations.toLocaleString("en-US")],
    ["Letters", (contents) => contents.letters.toLocaleString("en-US")],
    [
      "Last signed letter",
      ({ lastLetter }) =>
        lastLetter ? `${lastLetter.number}, ${formatInstant(lastLetter.signedAt)}` : "None",
    ],
    ["Last work", ({ lastEntryAt }) => (lastEntryAt ? formatInstant(lastEntryAt) : "None")],
  ];
  return (
    <table className={`${classes.table} ${classes.comparison} tabular`}>
      <caption hidden>What is in the backup and what is here now</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">Backup of {formatInstant(createdAt)}</th>
          <th scope="col">Here now</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, textOf]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{textOf(backup)}</td>
            <td>{present ? textOf(present) : "Cannot be read, or nothing"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
