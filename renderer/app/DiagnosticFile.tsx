import { Button, Group, Text } from "@mantine/core";
import { ErrorNote } from "../components/common/ErrorNote.tsx";
import { useChange } from "../state/queries.ts";

/** One file for whoever helps, saved where the person says. */
export function DiagnosticFile() {
  const save = useChange("window.saveDiagnostics", []);
  const savedTo = save.data?.savedTo;
  return (
    <div>
      <Group gap="sm">
        <Button variant="default" size="xs" loading={save.isPending} onClick={() => save.mutate({})}>
          Save diagnostic file…
        </Button>
        <Text size="xs" c="dimmed">
          For IT: versions, settings, sizes and the log. No patients and no names.
        </Text>
      </Group>
      {save.error && <ErrorNote error={save.error} />}
      {savedTo !== undefined && (
        <Text size="sm" mt="xs" role="status" style={{ overflowWrap: "anywhere" }}>
          Saved as {savedTo}
        </Text>
      )}
    </div>
  );
}
