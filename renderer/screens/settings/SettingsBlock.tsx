import { Stack, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";
import classes from "./Settings.module.css";

/** One subject of a page of Settings, under its heading. */
export function SettingsBlock({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className={classes.block}>
      <Stack gap="sm">
        <Title order={2} size="h4" id={heading}>
          {title}
        </Title>
        {children}
      </Stack>
    </section>
  );
}
