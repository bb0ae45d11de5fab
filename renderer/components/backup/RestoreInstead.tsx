import { Button, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useSession } from "../../state/session.ts";
import { BackupChoice } from "./BackupChoice.tsx";

/** On a computer without a store: brings a practice here from its backup, in place of setting up a new one. */
export function RestoreInstead() {
  const start = useSession((session) => session.start);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="subtle" onClick={() => setIsOpen(true)}>
        Restore a backup instead…
      </Button>
      {isOpen && (
        <Modal
          opened
          onClose={() => setIsOpen(false)}
          closeOnClickOutside={false}
          title="Bring a practice here from its backup"
          size="lg"
        >
          <Stack gap="sm">
            <Text size="sm">
              Choose the backup, or the folder that holds backups. It opens with a password or the recovery
              key of that practice, and is checked in full before it is used.
            </Text>
            <BackupChoice onRestored={() => void start()} />
          </Stack>
        </Modal>
      )}
    </>
  );
}
