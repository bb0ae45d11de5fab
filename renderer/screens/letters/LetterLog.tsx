import { CloseButton, Group, Text, Title } from "@mantine/core";
import { IconDeviceFloppy } from "@tabler/icons-react";
import type { DeskEntry } from "../../../shared/contract.ts";
import { kindNames } from "../../../shared/letter/kinds/kinds.ts";
import { type DispatchEvent, methodNames } from "../../../shared/referrals/desk.ts";
import { notifyDone, notifyError } from "../../app/notify.ts";
import { formatInstant } from "../../components/common/dates.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { GovernedButton } from "../../components/policy/GovernedButton.tsx";
import { call } from "../../state/bridge.ts";
import { useRead } from "../../state/queries.ts";
import classes from "./Letters.module.css";

interface LetterLogProps {
  readonly letterId: string;
  onClose(): void;
}

const eventNames: Readonly<Record<DispatchEvent, string>> = {
  printed: "Printed",
  reprinted: "Printed once more",
  sent: "Sent",
  failed: "Did not go",
  acknowledged: "Acknowledged",
  voided: "Made void",
};

/** All that happened to one letter, beside the list. */
export function LetterLog({ letterId, onClose }: LetterLogProps) {
  const log = useRead("desk.log", { letterId }, { keepPrevious: true });
  const save = async () => {
    try {
      const { savedTo } = await call("window.saveLetter", { letterId });
      if (savedTo !== undefined) notifyDone("Letter saved", savedTo);
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <aside className={classes.log} aria-label="Log of the letter">
      <Group justify="space-between" wrap="nowrap">
        <Title order={2}>{log.data === undefined ? "Letter" : `Letter ${log.data.letterNumber}`}</Title>
        <CloseButton aria-label="Close the log" onClick={onClose} />
      </Group>
      {log.error && <ErrorNote error={log.error} />}
      {log.data && (
        <>
          <dl className={classes.facts}>
            <dt>Kind</dt>
            <dd>
              {kindNames[log.data.kind]}
              {log.data.version > 1 && `, version ${log.data.version}`}
            </dd>
            <dt>Signed</dt>
            <dd>
              {formatInstant(log.data.signedAt)} by {log.data.signedBy}
            </dd>
            <dt>SHA-256</dt>
            <dd title={log.data.sha256}>{log.data.sha256.slice(0, 16)}…</dd>
          </dl>
          <GovernedButton
            needs={["exportAllowed"]}
            size="xs"
            variant="default"
            leftSection={<IconDeviceFloppy size={15} aria-hidden />}
            onClick={() => void save()}
          >
            Save the letter as PDF
          </GovernedButton>
          <Title order={3} mt="md" mb="xs">
            Log
          </Title>
          {log.data.entries.length === 0 ? (
            <Text c="dimmed">Signed, and nothing was done with it since.</Text>
          ) : (
            <ul className={classes.entries}>
              {log.data.entries.map((entry, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: entries are never reordered, the newest is the first
                <li key={log.data.entries.length - index}>
                  <Entry entry={entry} />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </aside>
  );
}

function Entry({ entry }: { readonly entry: DeskEntry }) {
  const how = entry.method === undefined ? eventNames[entry.event] : methodNames[entry.method];
  return (
    <>
      <div>
        <strong>{entry.event === "failed" ? `Did not go${entry.method ? ` (${how})` : ""}` : how}</strong>{" "}
        {formatInstant(entry.happenedAt)}
        {entry.person && `, ${entry.person}`}
      </div>
      <div>To {entry.recipient}</div>
      {entry.words && <div>{entry.words}</div>}
      <div className={classes.quiet}>
        Recorded by {entry.recordedBy}
        {entry.recordedAt.slice(0, 16) === entry.happenedAt.slice(0, 16)
          ? ""
          : ` ${formatInstant(entry.recordedAt)}`}
      </div>
    </>
  );
}
