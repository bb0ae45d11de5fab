import { Text } from "@mantine/core";
import type { OperationOutput } from "../../../shared/contract.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";

/** Says where the answers come from that are in the form already, or why those that IT prepared are not. */
export function PreparedNote({ prepared }: { readonly prepared: OperationOutput<"window.setUpFile"> }) {
  const { place, file, problem } = prepared;
  if (problem !== undefined) {
    return (
      <ErrorNote error={problem}>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {place}
        </Text>
      </ErrorNote>
    );
  }
  if (file === undefined) return null;
  return (
    <Text size="sm" style={{ overflowWrap: "anywhere" }}>
      Filled in from what IT prepared, in {place}. Look it over and correct it; the password is yours to
      choose.
    </Text>
  );
}
