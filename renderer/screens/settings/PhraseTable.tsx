import { ActionIcon } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import type { PhraseRow } from "../../../shared/contract.ts";
import { formatDate } from "../../components/common/dates.ts";
import classes from "./Settings.module.css";

interface PhraseTableProps {
  readonly rows: readonly PhraseRow[];
  readonly mayChange: (row: PhraseRow) => boolean;
  onEdit(row: PhraseRow): void;
  onRemove(row: PhraseRow): void;
}

export function PhraseTable({ rows, mayChange, onEdit, onRemove }: PhraseTableProps) {
  return (
    <div className={classes.scroller}>
      <table className={classes.table} aria-label="Phrases">
        <thead>
          <tr>
            <th scope="col" className={classes.abbreviationColumn}>
              Abbreviation
            </th>
            <th scope="col">Text</th>
            <th scope="col" className={classes.whoseColumn}>
              For
            </th>
            <th scope="col" className={classes.changedColumn}>
              Changed
            </th>
            <th scope="col" className={classes.actionsColumn}>
              <span className={classes.hidden}>Edit or remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">;{row.abbreviation}</th>
              <td title={row.text}>
                <span className={classes.text}>{row.text}</span>
              </td>
              <td>{row.shared ? "Practice" : "Me"}</td>
              <td className={classes.changed}>
                {formatDate(row.changedAt.slice(0, 10))}
                {row.shared && `, ${row.changedBy}`}
              </td>
              <td>
                {mayChange(row) && (
                  <span className={classes.actions}>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      title="Edit"
                      aria-label={`Edit ;${row.abbreviation}`}
                      onClick={() => onEdit(row)}
                    >
                      <IconPencil size={16} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      title="Remove"
                      aria-label={`Remove ;${row.abbreviation}`}
                      onClick={() => onRemove(row)}
                    >
                      <IconTrash size={16} aria-hidden />
                    </ActionIcon>
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
