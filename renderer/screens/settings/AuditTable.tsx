import type { AuditListRow } from "../../../shared/contract.ts";
import { formatInstant } from "../../components/common/dates.ts";
import classes from "./Audit.module.css";
import { SettingsTable } from "./SettingsTable.tsx";

const columns = [
  { label: "Entry", className: classes.entryColumn },
  { label: "When", className: classes.atColumn },
  { label: "What happened" },
  { label: "About", className: classes.subjectColumn },
];

/** A page of the log, the latest first. */
export function AuditTable({ rows }: { readonly rows: readonly AuditListRow[] }) {
  return (
    <SettingsTable label="Audit log" columns={columns} scrollLabel="Entries of the audit log">
      {rows.map((row) => (
        <tr
          key={row.sequence}
          className={classes.entry}
          data-loud={row.action.startsWith("emergency.") || undefined}
        >
          <td className={classes.number}>{row.sequence}</td>
          <td className={classes.number}>{formatInstant(row.at)}</td>
          <td>{row.words}</td>
          <td title={row.subject}>
            <span className={classes.oneLine}>{row.subject}</span>
          </td>
        </tr>
      ))}
    </SettingsTable>
  );
}
