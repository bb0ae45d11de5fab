import { Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./ErrorNote.module.css";

interface ErrorNoteProps {
  readonly error: { readonly message: string; readonly action?: string };
  readonly children?: ReactNode;
}

/** What went wrong and what to do, in place; read out when it appears. */
export function ErrorNote({ error, children }: ErrorNoteProps) {
  return (
    <div className={classes.note} role="alert">
      <IconAlertTriangle size={18} className={classes.icon} aria-hidden />
      <div className={classes.words}>
        <Text size="sm" fw={600}>
          {error.message}
        </Text>
        {error.action && <Text size="sm">{error.action}</Text>}
        {children}
      </div>
    </div>
  );
}
