import { Button, Code, Group, Stack, Text, Title } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import { DiagnosticFile } from "../../app/DiagnosticFile.tsx";
import { BackupChoice } from "../../components/backup/BackupChoice.tsx";
import { RescueDialog } from "../../components/backup/RescueDialog.tsx";
import { CenteredPage } from "../../components/common/CenteredPage.tsx";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { ScreenHeading } from "../../components/common/ScreenHeading.tsx";

interface ProblemScreenProps {
  readonly error: {
    readonly code?: string;
    readonly message: string;
    readonly action?: string | undefined;
  };
  readonly dataFolder?: string;
  onTryAgain(): Promise<void>;
}

/** With these the store's own files are at fault: a backup helps, and perhaps what can still be read. */
const damaged: ReadonlySet<string> = new Set(["storeDamaged", "storeUnreadable"]);

/**
 * The store does not open. Nothing is repaired, replaced or deleted from here: the screen says what is wrong and where, and where
 * the files are damaged it offers a backup, which takes their place while they are kept.
 */
export function ProblemScreen({ error, dataFolder, onTryAgain }: ProblemScreenProps) {
  const [trying, setTrying] = useState(false);
  const [saving, setSaving] = useState(false);
  const isDamaged = error.code !== undefined && damaged.has(error.code);
  const tryAgain = async () => {
    setTrying(true);
    await onTryAgain();
    setTrying(false);
  };
  return (
    <CenteredPage width={36}>
      <Stack gap="md">
        <ScreenHeading>The data store cannot be opened</ScreenHeading>
        <ErrorNote
          error={{
            message: error.message,
            action: error.action ?? "Ask IT to look at the data folder, then try again.",
          }}
        />
        <Text>
          The data was left exactly as it is. Fourfold does not repair, replace or delete a store that it
          cannot open.
        </Text>
        {dataFolder && (
          <div>
            <Text c="dimmed" size="xs">
              Data folder, for IT
            </Text>
            <Code block style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
              {dataFolder}
            </Code>
          </div>
        )}
        {isDamaged && (
          <Stack gap="sm" component="section" aria-label="Restore a backup">
            <Title order={2} size="h4">
              Restore a backup
            </Title>
            <Text size="sm">
              The last good backup brings the practice back as it was when the backup was made. What is in the
              data folder now is kept under another name.
            </Text>
            <BackupChoice onRestored={() => void tryAgain()} />
          </Stack>
        )}
        <Group>
          <Button
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={trying}
            onClick={() => void tryAgain()}
          >
            Try again
          </Button>
          {isDamaged && (
            <Button variant="default" onClick={() => setSaving(true)}>
              Save what can be read…
            </Button>
          )}
        </Group>
        <DiagnosticFile />
      </Stack>
      {saving && <RescueDialog onClose={() => setSaving(false)} />}
    </CenteredPage>
  );
}
