import { Button, Group, Progress, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import type { UpkeepStatus } from "../../../shared/contract.ts";
import { Fact } from "../../app/AboutFacts.tsx";
import { notifyError } from "../../app/notify.ts";
import classes from "../../components/backup/Backup.module.css";
import { BackupChoice } from "../../components/backup/BackupChoice.tsx";
import { RescueDialog } from "../../components/backup/RescueDialog.tsx";
import { scheduleWords, sizeWords } from "../../components/backup/words.ts";
import { formatInstant } from "../../components/common/dates.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { usePolicyValues } from "../../state/policy.ts";
import { useAccount, useSession } from "../../state/session.ts";
import { beginUpkeep, useUpkeep } from "../../state/upkeep.ts";
import { BackupForm } from "./BackupForm.tsx";
import settings from "./Settings.module.css";
import { SettingsBlock } from "./SettingsBlock.tsx";

/** Backups of the practice's data, the check of it, and bringing a backup back. */
export function BackupSection() {
  const status = useUpkeep();
  return (
    <section aria-label="Backup and restore" className={settings.section}>
      {status.error && <ErrorNote error={status.error} />}
      {status.data && <Parts status={status.data} />}
    </section>
  );
}

function Parts({ status }: { readonly status: UpkeepStatus }) {
  const { role, isAdministrator, accountName } = useAccount();
  const start = useSession((session) => session.start);
  const policy = usePolicyValues() ?? {};
  const keepsBackups = role !== "staff" || isAdministrator;
  return (
    <>
      {status.readOnly && <ReadOnly status={status.readOnly} accountName={accountName} />}
      <SettingsBlock title="Backups">
        <LastBackup status={status} />
        {keepsBackups && status.readOnly === undefined ? (
          <BackupForm
            key={JSON.stringify([status.settings, policy])}
            saved={status.settings}
            policy={policy}
          />
        ) : (
          <>
            <Fact name="Folder" value={status.settings.folder ?? "None chosen"} />
            <Fact name="When" value={scheduleWords(status.settings.schedule)} />
          </>
        )}
      </SettingsBlock>
      <SettingsBlock title="Check of the data">
        <LastCheck check={status.check} />
      </SettingsBlock>
      {keepsBackups && (
        <SettingsBlock title="Restore">
          <BackupChoice
            folder={status.settings.folder}
            accountName={accountName}
            version={status.backup.last?.at}
            onRestored={() => void start()}
          />
        </SettingsBlock>
      )}
    </>
  );
}

function ReadOnly({
  status,
  accountName,
}: {
  readonly status: NonNullable<UpkeepStatus["readOnly"]>;
  readonly accountName: string;
}) {
  const [saving, setSaving] = useState(false);
  return (
    <div className={settings.block}>
      <ErrorNote error={{ message: status.message, ...(status.action ? { action: status.action } : {}) }}>
        {status.code === "storeDamaged" && (
          <Button mt="sm" variant="default" onClick={() => setSaving(true)}>
            Save what can be read…
          </Button>
        )}
      </ErrorNote>
      {saving && <RescueDialog accountName={accountName} onClose={() => setSaving(false)} />}
    </div>
  );
}

function LastBackup({ status: { backup, settings: chosen, readOnly } }: { readonly status: UpkeepStatus }) {
  const { last, failing, running, nextDue } = backup;
  return (
    <>
      {failing && (
        <ErrorNote
          error={{
            message: `The backup of ${formatInstant(failing.at)} failed. ${failing.message}`,
            ...(failing.action ? { action: failing.action } : {}),
          }}
        />
      )}
      {last ? (
        <Line ok={!backup.overdue}>
          Last backup {formatInstant(last.at)}: {sizeWords(last.bytes)}, opened and checked.{" "}
          {last.kept === 1 ? "One is kept." : `${last.kept} are kept.`}
          {nextDue && !running && ` Next ${formatInstant(nextDue)}.`}
        </Line>
      ) : (
        <Text size="sm">There is no backup yet.</Text>
      )}
      {running ? (
        <Running label="Backup" running={running} />
      ) : (
        readOnly === undefined && (
          <Group>
            <Button
              variant="default"
              disabled={chosen.folder === undefined}
              onClick={() => void beginUpkeep("backup.start").catch(notifyError)}
            >
              Back up now
            </Button>
          </Group>
        )
      )}
    </>
  );
}

function LastCheck({ check: { last, running } }: { readonly check: UpkeepStatus["check"] }) {
  return (
    <>
      <Text size="sm">
        Each week every page, every signed letter and every entry of the audit log is checked, beside the
        work.
      </Text>
      {last?.ok && <Line ok>Last full check {formatInstant(last.at)}: everything intact.</Line>}
      {last?.ok === false && (
        <ErrorNote
          error={{
            message: `The full check of ${formatInstant(last.at)} found faults.`,
            action: "Keep every backup, tell IT, and restore the last backup that was made before.",
          }}
        >
          <ul className={classes.lines}>
            {last.lines
              .filter((line) => !line.ok)
              .map((line) => (
                <li key={line.check}>
                  {line.check}: {line.detail}
                </li>
              ))}
          </ul>
        </ErrorNote>
      )}
      {running ? (
        <Running label="Full check" running={running} />
      ) : (
        <Group>
          <Button variant="default" onClick={() => void beginUpkeep("integrity.start").catch(notifyError)}>
            Check everything now
          </Button>
        </Group>
      )}
    </>
  );
}

function Line({ ok, children }: { readonly ok: boolean; readonly children: ReactNode }) {
  return (
    <Text size="sm" component="div" className={classes.line} role="status">
      {ok ? (
        <IconCircleCheck size={16} aria-hidden />
      ) : (
        <IconAlertTriangle size={16} className={classes.bad} aria-hidden />
      )}
      <span>{children}</span>
    </Text>
  );
}

type RunningWork = NonNullable<UpkeepStatus["backup"]["running"]>;

function Running({
  label,
  running: { step, share },
}: {
  readonly label: string;
  readonly running: RunningWork;
}) {
  return (
    <div>
      <Text size="sm" role="status">
        {label}: {step}
      </Text>
      <Progress
        mt="0.25rem"
        value={share === undefined ? 100 : share * 100}
        animated={share === undefined}
        aria-label={`${label}: ${step}`}
      />
    </div>
  );
}
