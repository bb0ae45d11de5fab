import { Alert, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface ErrorNoteProps {
  readonly error: { readonly message: string; readonly action?: string };
  readonly children?: ReactNode;
}

/** What went wrong and what to do, in place; read out when it appears. */
export function ErrorNote({ error, children }: ErrorNoteProps) {
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={error.message}
    >
      {error.action && <Text size="sm">{error.action}</Text>}
      {children}
    </Alert>
  );
}
