import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";

interface DialogActionsProps {
  /** What is done, in the words of the button. */
  readonly submit: string;
  readonly isBusy: boolean;
  readonly isDangerous?: boolean;
  onClose(): void;
  /** Other ways on, between the two. */
  readonly children?: ReactNode;
}

/** The end of a dialog's form: what it does, and the way out that changes nothing. */
export function DialogActions({ submit, isBusy, isDangerous, onClose, children }: DialogActionsProps) {
  return (
    <Group>
      <Button type="submit" loading={isBusy} {...(isDangerous ? { color: "red" } : {})}>
        {submit}
      </Button>
      {children}
      <Button variant="default" onClick={onClose}>
        Not now
      </Button>
    </Group>
  );
}
