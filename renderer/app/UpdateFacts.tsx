import { Button, Group, Text } from "@mantine/core";
import { ErrorNote } from "../components/common/ErrorNote.tsx";
import { useNavigation } from "../state/navigation.ts";
import { useChange, useRead } from "../state/queries.ts";
import { useSaveStatus } from "../state/saveStatus.ts";
import { updateView } from "./updateView.ts";

/** Where updates stand. Putting one in place waits until no evaluation is open and everything is saved. */
export function UpdateFacts({ enabled = true }: { readonly enabled?: boolean }) {
  const state = useRead("window.updateState", {}, { enabled });
  const look = useChange("window.lookForUpdate", ["window.updateState"]);
  const install = useChange("window.installUpdate", []);
  const evaluationOpen = useNavigation(({ place }) => place.screen === "evaluation");
  const saving = useSaveStatus((status) => status.state.kind);
  const allSaved = saving === "nothingToSave" || saving === "saved";
  const view = state.data && updateView(look.data ?? state.data);
  const error = look.error ?? install.error;
  return (
    <div>
      <Text size="xs" c="dimmed">
        Updates
      </Text>
      <Text size="sm" role="status">
        {look.isPending ? "Looking for a newer version" : (view?.words ?? "…")}
      </Text>
      {view?.action && !look.isPending && <Text size="sm">{view.action}</Text>}
      {error && <ErrorNote error={error} />}
      {(view?.canLook || view?.canInstall) && (
        <Group gap="sm" mt="xs">
          {view.canLook && (
            <Button variant="default" size="xs" loading={look.isPending} onClick={() => look.mutate({})}>
              Look now
            </Button>
          )}
          {view.canInstall && (
            <Button
              size="xs"
              loading={install.isPending}
              disabled={evaluationOpen || !allSaved}
              onClick={() => install.mutate({ evaluationOpen, allSaved })}
            >
              Close, update and open again
            </Button>
          )}
          {view.canInstall && evaluationOpen && (
            <Text size="xs" c="dimmed">
              Close the evaluation first.
            </Text>
          )}
        </Group>
      )}
    </div>
  );
}
