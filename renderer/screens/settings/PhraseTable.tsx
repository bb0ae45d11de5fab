import { IconPencil, IconTrash } from "@tabler/icons-react";
import type { PhraseRow } from "../../../shared/contract.ts";
import { formatDate } from "../../components/common/dates.ts";
import classes from "./Settings.module.css";
import { RowAction, RowActions, SettingsTable } from "./SettingsTable.tsx";

interface PhraseTableProps {
  readonly rows: readonly PhraseRow[];
  readonly mayChange: (row: PhraseRow) => boolean;
  onEdit(row: PhraseRow): void;
  onRemove(row: PhraseRow): void;
}

const columns = [
  { label: "Abbreviation", className: classes.abbreviationColumn },
  { label: "Text" },
  { label: "For", className: classes.whoseColumn },
  { label: "Changed", className: classes.changedColumn },
  { label: "Edit or remove", className: classes.actionsColumn, isHeard: true },
];

export function PhraseTable({ rows, mayChange, onEdit, onRemove }: PhraseTableProps) {
  return (
    <SettingsTable label="Phrases" columns={columns}>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row" className={classes.rowName}>
            ;{row.abbreviation}
          </th>
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
              <RowActions>
                <RowAction label={`Edit ;${row.abbreviation}`} Icon={IconPencil} run={() => onEdit(row)} />
                <RowAction label={`Remove ;${row.abbreviation}`} Icon={IconTrash} run={() => onRemove(row)} />
              </RowActions>
            )}
          </td>
        </tr>
      ))}
    </SettingsTable>
  );
}
