import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import { CenteredPage } from "../../components/common/CenteredPage.tsx";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { ScreenHeading } from "../../components/common/ScreenHeading.tsx";

interface ProblemScreenProps {
  readonly error: { readonly message: string; readonly action?: string | undefined };
  readonly dataFolder?: string;
  onTryAgain(): Promise<void>;
}

/** The store does not open. Nothing is repaired, replaced or deleted from here: the screen says what is wrong and where. */
export function ProblemScreen({ error, dataFolder, onTryAgain }: ProblemScreenProps) {
  const [trying, setTrying] = useState(false);
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
        <Group>
          <Button
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={trying}
            onClick={() => void tryAgain()}
          >
            Try again
          </Button>
        </Group>
      </Stack>
    </CenteredPage>
  );
}
