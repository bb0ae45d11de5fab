import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { FourfoldError } from "../../../shared/errors.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { asFourfoldError } from "../../state/failures.ts";

interface DiscardDialogProps {
  readonly title: string;
  readonly submit: string;
  onDiscard(): Promise<void>;
  onClose(): void;
  /** What goes, and what stays. */
  readonly children: ReactNode;
}

/** Asks once before something that was prepared is thrown away; the way back has the focus. */
export function DiscardDialog({ title, submit, onDiscard, onClose, children }: DiscardDialogProps) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<FourfoldError>();
  const discard = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await onDiscard();
    } catch (caught) {
      setError(asFourfoldError(caught));
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={title} size="md">
      <Stack gap="md">
        <Text>{children}</Text>
        {error && <ErrorNote error={error} />}
        <Group>
          <Button variant="default" data-autofocus onClick={onClose}>
            Keep it
          </Button>
          <Button color="red.9" loading={isBusy} onClick={() => void discard()}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
