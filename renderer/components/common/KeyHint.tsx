import { Group, Kbd, Tooltip } from "@mantine/core";
import type { ReactElement } from "react";
import { displayKeys } from "../../app/shortcuts.ts";

interface KeyHintProps {
  readonly label: string;
  readonly keys?: string;
  readonly position?: "top" | "right" | "bottom" | "left";
  readonly children: ReactElement;
}

/** A tooltip that says what a control does and which key does the same. */
export function KeyHint({ label, keys, position = "bottom", children }: KeyHintProps) {
  return (
    <Tooltip
      position={position}
      // Inside the page's landmarks, yet not cut off by a scrolling parent.
      withinPortal={false}
      floatingStrategy="fixed"
      label={
        <Group gap="xs" wrap="nowrap">
          <span>{label}</span>
          {keys && <Kbd size="xs">{displayKeys(keys)}</Kbd>}
        </Group>
      }
    >
      {children}
    </Tooltip>
  );
}
