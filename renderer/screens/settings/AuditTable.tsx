import type { AuditListRow } from "../../../shared/contract.ts";
import { formatInstant } from "../../components/common/dates.ts";
import classes from "./Audit.module.css";

/** A page of the log, the latest first. */
export function AuditTable({ rows }: { readonly rows: readonly AuditListRow[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.scroller} tabIndex={0} aria-label="Entries of the audit log">
      <table className={classes.table} aria-label="Audit log">
        <thead>
          <tr>
            <th scope="col" className={classes.entryColumn}>
              Entry
            </th>
            <th scope="col" className={classes.atColumn}>
              When
            </th>
            <th scope="col">What happened</th>
            <th scope="col" className={classes.subjectColumn}>
              About
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.sequence} data-loud={row.action.startsWith("emergency.") || undefined}>
              <td className={classes.number}>{row.sequence}</td>
              <td className={classes.number}>{formatInstant(row.at)}</td>
              <td>{row.words}</td>
              <td title={row.subject}>
                <span className={classes.oneLine}>{row.subject}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
