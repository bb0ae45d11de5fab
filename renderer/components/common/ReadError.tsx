import { Button } from "@mantine/core";
import type { FourfoldError } from "../../../shared/errors.ts";
import { ErrorNote } from "./ErrorNote.tsx";

interface ReadErrorProps {
  readonly of: { readonly error: FourfoldError | null; refetch(): Promise<unknown> };
}

/** Why something could not be read, and the way to read it once more; nothing where it could. */
export function ReadError({ of: { error, refetch } }: ReadErrorProps) {
  return (
    error && (
      <ErrorNote error={error}>
        <Button mt="sm" variant="default" onClick={() => void refetch()}>
          Try again
        </Button>
      </ErrorNote>
    )
  );
}
