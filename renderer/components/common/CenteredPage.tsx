import { Paper } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./CenteredPage.module.css";
import { Mark } from "./Mark.tsx";

interface CenteredPageProps {
  /** Width of the sheet in rem. */
  readonly width?: number;
  readonly children: ReactNode;
}

/** The screens before the shell: one sheet in the middle of the window, scrolling where it is too tall. */
export function CenteredPage({ width = 26, children }: CenteredPageProps) {
  return (
    <div className={classes.page}>
      <main className={classes.column} style={{ maxWidth: `${width}rem` }}>
        <div className={classes.brand}>
          <Mark size={22} />
          <span>Fourfold</span>
        </div>
        <Paper withBorder p="xl" radius="md">
          {children}
        </Paper>
      </main>
    </div>
  );
}
