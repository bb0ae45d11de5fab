import { IconKey, IconPencil, IconUserOff } from "@tabler/icons-react";
import type { AccountRow } from "../../../shared/contract.ts";
import { formatInstant } from "../../components/common/dates.ts";
import { useAccount } from "../../state/session.ts";
import { roleText, stateText } from "./accountValues.ts";
import classes from "./Settings.module.css";
import { RowAction, RowActions, SettingsTable } from "./SettingsTable.tsx";

interface AccountTableProps {
  readonly rows: readonly AccountRow[];
  onEdit(row: AccountRow): void;
  onReset(row: AccountRow): void;
  onDisable(row: AccountRow): void;
}

const columns = [
  { label: "Account", className: classes.accountColumn },
  { label: "Name" },
  { label: "Role", className: classes.roleColumn },
  { label: "State", className: classes.stateColumn },
  { label: "Last signed in", className: classes.signedInColumn },
  {
    label: "Change, give a password or disable",
    className: classes.accountActionsColumn,
    isHeard: true,
  },
];

export function AccountTable({ rows, onEdit, onReset, onDisable }: AccountTableProps) {
  const own = useAccount();
  return (
    <SettingsTable label="Accounts" columns={columns}>
      {rows.map((row) => (
        <tr key={row.id} className={classes.account} data-off={row.state === "disabled" || undefined}>
          <th scope="row" className={classes.rowName}>
            {row.accountName}
          </th>
          <td>
            {row.signer.displayName}
            {row.signer.credentials && `, ${row.signer.credentials}`}
          </td>
          <td>{roleText(row)}</td>
          <td>{stateText(row)}</td>
          <td>{row.lastSignedInAt === undefined ? "Never" : formatInstant(row.lastSignedInAt)}</td>
          <td>
            <RowActions>
              <RowAction label={`Change ${row.accountName}`} Icon={IconPencil} run={() => onEdit(row)} />
              {row.id !== own.id && (
                <RowAction
                  label={`${row.state === "disabled" ? "Enable" : "New password for"} ${row.accountName}`}
                  Icon={IconKey}
                  run={() => onReset(row)}
                />
              )}
              {row.id !== own.id && row.state !== "disabled" && (
                <RowAction
                  label={`Disable ${row.accountName}`}
                  Icon={IconUserOff}
                  run={() => onDisable(row)}
                />
              )}
            </RowActions>
          </td>
        </tr>
      ))}
    </SettingsTable>
  );
}
