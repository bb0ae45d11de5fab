import { Button, Group, Text } from "@mantine/core";
import { IconFolderOpen } from "@tabler/icons-react";
import { useState } from "react";
import type { BackupRow } from "../../../shared/contract.ts";
import { notifyError } from "../../app/notify.ts";
import { call } from "../../state/bridge.ts";
import { useRead } from "../../state/queries.ts";
import { formatInstant } from "../common/dates.ts";
import { ErrorNote } from "../common/ErrorNote.tsx";
import classes from "./Backup.module.css";
import { RestoreDialog } from "./RestoreDialog.tsx";
import { countWords, sizeWords } from "./words.ts";

interface BackupChoiceProps {
  /** Where backups go; absent where that is not known, as before anybody has signed in. */
  readonly folder?: string | undefined;
  readonly accountName?: string;
  /** A change of it means that there may be others now. */
  readonly version?: string | undefined;
  onRestored(): void;
}

/** The backups in a folder, to restore one of them. */
export function BackupChoice({ folder, accountName, version, onRestored }: BackupChoiceProps) {
  const [other, setOther] = useState<string>();
  const [chosen, setChosen] = useState<BackupRow>();
  const [all, setAll] = useState(false);
  const from = other ?? folder;
  const list = useRead("backup.list", from === undefined ? {} : { folder: from }, {
    enabled: from !== undefined,
    version,
  });
  const choose = async () => {
    const answer = await call("window.chooseFolder", { purpose: "restoreFrom" });
    if (answer.folder) setOther(answer.folder);
  };
  const rows = list.data?.backups ?? [];
  const shown = all ? rows : rows.slice(0, 5);
  return (
    <>
      {from && (
        <Text size="sm" className={classes.path}>
          Backups in {from}
        </Text>
      )}
      {list.error && <ErrorNote error={list.error} />}
      {list.data && rows.length === 0 && <Text size="sm">There is no backup in this folder.</Text>}
      {shown.length > 0 && (
        <table className={`${classes.table} tabular`} aria-label="Backups">
          <thead>
            <tr>
              <th scope="col">Made</th>
              <th scope="col">Holds</th>
              <th scope="col">Size</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.folder}>
                <th scope="row">{formatInstant(row.createdAt)}</th>
                <td>
                  {countWords(row.counts)}
                  {!row.ofThisPractice && <span> (another practice)</span>}
                </td>
                <td>{sizeWords(row.bytes)}</td>
                <td className={classes.actions}>
                  <Button size="compact-sm" variant="default" onClick={() => setChosen(row)}>
                    Restore…
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconFolderOpen size={16} aria-hidden />}
          onClick={() => void choose().catch(notifyError)}
        >
          {from === undefined ? "Choose a backup…" : "Look in another folder…"}
        </Button>
        {shown.length < rows.length && (
          <Button variant="subtle" onClick={() => setAll(true)}>
            Show all {rows.length}
          </Button>
        )}
      </Group>
      {chosen && (
        <RestoreDialog
          folder={chosen.folder}
          {...(accountName === undefined ? {} : { accountName })}
          onClose={() => setChosen(undefined)}
          onRestored={onRestored}
        />
      )}
    </>
  );
}
