import { Modal, Stack, Text } from "@mantine/core";
import { useRead } from "../state/queries.ts";
import { useDialogs } from "./dialogs.ts";

/** Versions, where the log is, and what the program is not. */
export function AboutDialog() {
  const { open, close } = useDialogs();
  const shown = open === "about";
  const about = useRead("window.about", {}, { enabled: shown });
  const status = useRead("store.status", {}, { enabled: shown });
  return (
    <Modal opened={shown} onClose={close} title="About Fourfold" size="md">
      <Stack gap="sm">
        <Fact name="Version" value={about.data?.version} />
        <Fact name="Runs on" value={about.data?.runtime} />
        <Fact name="Data folder" value={status.data?.dataFolder} />
        <Fact name="Log folder (holds no patient data)" value={about.data?.logFolder} />
        <Text size="sm">
          Fourfold arranges findings and proposes; the physician examines, judges and signs. It is no
          substitute for clinical judgement, and what it marks as to be confirmed has not been confirmed for
          your practice.
        </Text>
      </Stack>
    </Modal>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string | undefined }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {value ?? "…"}
      </Text>
    </div>
  );
}
