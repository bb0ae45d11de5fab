import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";

interface DialogActionsProps {
  /** What is done, in the words of the button. */
  readonly submit: string;
  readonly isBusy: boolean;
  /** Until everything that it needs is filled in. */
  readonly isDisabled?: boolean;
  readonly isDangerous?: boolean;
  onClose(): void;
  /** Other ways on, between the two. */
  readonly children?: ReactNode;
}

/** The end of a dialog's form: what it does, and the way out that changes nothing. */
export function DialogActions({
  submit,
  isBusy,
  isDisabled = false,
  isDangerous = false,
  ...props
}: DialogActionsProps) {
  return (
    <Group>
      <Button
        type="submit"
        loading={isBusy}
        disabled={isDisabled}
        {...(isDangerous ? { color: "red.9" } : {})}
      >
        {submit}
      </Button>
      {props.children}
      <Button variant="default" onClick={props.onClose}>
        Not now
      </Button>
    </Group>
  );
}
