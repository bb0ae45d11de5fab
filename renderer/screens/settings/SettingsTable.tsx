import { ActionIcon } from "@mantine/core";
import type { IconPencil } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./SettingsTable.module.css";

export interface SettingsColumn {
  readonly label: string;
  /** Where the column has a width of its own. */
  readonly className?: string | undefined;
  /** The head is for who hears the table: the cells say what they are. */
  readonly isHeard?: boolean;
}

interface SettingsTableProps {
  readonly label: string;
  readonly columns: readonly SettingsColumn[];
  /** Named where no row holds a button: what scrolls must be reachable by keyboard. */
  readonly scrollLabel?: string;
  /** The rows. */
  readonly children: ReactNode;
}

/** A table that scrolls under its head, in a section of the settings. */
export function SettingsTable({ label, columns, scrollLabel, children }: SettingsTableProps) {
  const table = (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.label} scope="col" className={column.className}>
              {column.isHeard ? <span className={classes.hidden}>{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
  if (scrollLabel === undefined) return <div className={classes.scroller}>{table}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.scroller} tabIndex={0} aria-label={scrollLabel}>
      {table}
    </section>
  );
}

interface RowActionProps {
  /** What it does, with the name of what it does it to. */
  readonly label: string;
  readonly Icon: typeof IconPencil;
  run(): void;
}

/** What can be done to a row, at its end. */
export function RowAction({ label, Icon, run }: RowActionProps) {
  return (
    <ActionIcon variant="subtle" color="gray" title={label} aria-label={label} onClick={run}>
      <Icon size={16} aria-hidden />
    </ActionIcon>
  );
}

export function RowActions({ children }: { readonly children: ReactNode }) {
  return <span className={classes.actions}>{children}</span>;
}
