import { ActionIcon } from "@mantine/core";
import { IconKey, IconPencil, IconUserOff } from "@tabler/icons-react";
import type { AccountRow } from "../../../shared/contract.ts";
import { formatInstant } from "../../components/common/dates.ts";
import { useAccount } from "../../state/session.ts";
import { roleText, stateText } from "./accountValues.ts";
import classes from "./Settings.module.css";

interface AccountTableProps {
  readonly rows: readonly AccountRow[];
  onEdit(row: AccountRow): void;
  onReset(row: AccountRow): void;
  onDisable(row: AccountRow): void;
}

export function AccountTable({ rows, onEdit, onReset, onDisable }: AccountTableProps) {
  const own = useAccount();
  return (
    <div className={classes.scroller}>
      <table className={classes.table} aria-label="Accounts">
        <thead>
          <tr>
            <th scope="col" className={classes.accountColumn}>
              Account
            </th>
            <th scope="col">Name</th>
            <th scope="col" className={classes.roleColumn}>
              Role
            </th>
            <th scope="col" className={classes.stateColumn}>
              State
            </th>
            <th scope="col" className={classes.signedInColumn}>
              Last signed in
            </th>
            <th scope="col" className={classes.accountActionsColumn}>
              <span className={classes.hidden}>Change, give a password or disable</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-off={row.state === "disabled" || undefined}>
              <th scope="row">{row.accountName}</th>
              <td>
                {row.signer.displayName}
                {row.signer.credentials && `, ${row.signer.credentials}`}
              </td>
              <td>{roleText(row)}</td>
              <td>{stateText(row)}</td>
              <td>{row.lastSignedInAt === undefined ? "Never" : formatInstant(row.lastSignedInAt)}</td>
              <td>
                <span className={classes.actions}>
                  <RowAction
                    label="Change"
                    name={row.accountName}
                    Icon={IconPencil}
                    run={() => onEdit(row)}
                  />
                  {row.id !== own.id && (
                    <RowAction
                      label={row.state === "disabled" ? "Enable" : "New password for"}
                      name={row.accountName}
                      Icon={IconKey}
                      run={() => onReset(row)}
                    />
                  )}
                  {row.id !== own.id && row.state !== "disabled" && (
                    <RowAction
                      label="Disable"
                      name={row.accountName}
                      Icon={IconUserOff}
                      run={() => onDisable(row)}
                    />
                  )}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowActionProps {
  readonly label: string;
  readonly name: string;
  readonly Icon: typeof IconPencil;
  run(): void;
}

function RowAction({ label, name, Icon, run }: RowActionProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      title={`${label} ${name}`}
      aria-label={`${label} ${name}`}
      onClick={run}
    >
      <Icon size={16} aria-hidden />
    </ActionIcon>
  );
}
