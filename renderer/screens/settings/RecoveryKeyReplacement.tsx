import { Button, Group, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { DialogActions } from "../../components/common/DialogActions.tsx";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { useChange } from "../../state/queries.ts";
import { RecoveryKeyStep } from "../setUp/RecoveryKeyStep.tsx";
import classes from "./Settings.module.css";

interface RecoveryKeyReplacementProps {
  onLeft(): void;
  onReplaced(): void;
}

/** A new recovery key: the password first, then the key on paper, and only then the old one goes. */
export function RecoveryKeyReplacement({ onLeft, onReplaced }: RecoveryKeyReplacementProps) {
  const prepare = useChange("recoveryKey.prepare", []);
  const replace = useChange("recoveryKey.replace", []);
  const [password, setPassword] = useState("");
  const [isTried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (password === "") return;
    prepare.mutate({ password }, { onSettled: () => setPassword("") });
  };
  return (
    <section aria-label="New recovery key" className={classes.section}>
      {prepare.data ? (
        <Stack gap="md">
          <RecoveryKeyStep
            recoveryKey={prepare.data.recoveryKey}
            onConfirmed={() => replace.mutate({}, { onSuccess: onReplaced })}
          />
          {replace.error && <ErrorNote error={replace.error} />}
          <Group>
            <Button variant="subtle" onClick={onLeft}>
              Keep the old key
            </Button>
          </Group>
        </Stack>
      ) : (
        <form noValidate onSubmit={submit} className={classes.form}>
          <Stack gap="md">
            <Title order={2} size="h3">
              New recovery key
            </Title>
            <Text size="sm">
              The new key takes the place of the old one when you have it on paper and have typed back two of
              its groups. Then the old one opens nothing any more. Passwords stay as they are.
            </Text>
            <PasswordInput
              label="Your password"
              autoFocus
              autoComplete="off"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              error={
                isTried && password === "" && !prepare.error ? "Your password must not be empty." : undefined
              }
              visibilityToggleButtonProps={{ "aria-label": "Show the password", tabIndex: 0 }}
            />
            {prepare.error && <ErrorNote error={prepare.error} />}
            <DialogActions submit="Make a new key" isBusy={prepare.isPending} onClose={onLeft} />
          </Stack>
        </form>
      )}
    </section>
  );
}
