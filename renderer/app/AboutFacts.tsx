import { Stack, Text } from "@mantine/core";
import { useRead } from "../state/queries.ts";
import { DiagnosticFile } from "./DiagnosticFile.tsx";
import { UpdateFacts } from "./UpdateFacts.tsx";

/** Versions, where data and log are, and what the program is not. */
export function AboutFacts({ enabled = true }: { readonly enabled?: boolean }) {
  const about = useRead("window.about", {}, { enabled });
  const status = useRead("store.status", {}, { enabled });
  return (
    <Stack gap="sm">
      <Fact name="Version" value={about.data?.version} />
      <Fact name="Runs on" value={about.data?.runtime} />
      <Fact name="Data folder" value={status.data?.dataFolder} />
      <Fact name="Log folder (holds no patient data)" value={about.data?.logFolder} />
      <UpdateFacts enabled={enabled} />
      <DiagnosticFile />
      <Text size="sm" maw="40rem">
        Fourfold arranges findings and proposes; the physician examines, judges and signs. It is no substitute
        for clinical judgement, and what it marks as to be confirmed has not been confirmed for your practice.
      </Text>
    </Stack>
  );
}

export function Fact({ name, value }: { readonly name: string; readonly value: string | undefined }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text size="sm" style={{ overflowWrap: "anywhere", whiteSpace: "pre-line" }}>
        {value ?? "…"}
      </Text>
    </div>
  );
}
