import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

interface EmptyStateProps {
  readonly title: string;
  readonly actions?: ReactNode;
}

/** Says that there is nothing, and what would bring something. */
export function EmptyState({ title, actions }: EmptyStateProps) {
  return (
    <Stack align="center" gap="md" py="3rem" px="lg">
      <Text c="dimmed" ta="center">
        {title}
      </Text>
      {actions}
    </Stack>
  );
}
