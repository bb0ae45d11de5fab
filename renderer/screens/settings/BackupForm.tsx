import { Button, Group, NumberInput, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconFolderOpen } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import type { BackupSchedule, BackupSettings } from "../../../shared/contract.ts";
import { usualBackupHours, usualBackupTime } from "../../../shared/policy/governed.ts";
import type { PolicyValues } from "../../../shared/policy/policies.ts";
import { notifyDone, notifyError } from "../../app/notify.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { useManaged } from "../../components/policy/managed.tsx";
import { call } from "../../state/bridge.ts";
import { useChange } from "../../state/queries.ts";
import classes from "./Settings.module.css";

export interface BackupValues {
  readonly folder: string;
  readonly kind: BackupSchedule["kind"];
  readonly at: string;
  readonly every: number | string;
  readonly keep: number | string;
}

/** @param saved as they are in force. */
export function backupValues(
  { folder, schedule, keep }: BackupSettings,
  policy: PolicyValues = {},
): BackupValues {
  return {
    folder: folder ?? "",
    // Without a folder nothing is scheduled yet, whatever the policy says.
    kind: policy.backupSchedule ?? schedule.kind,
    at: schedule.kind === "daily" ? schedule.at : (policy.backupTime ?? usualBackupTime),
    every: schedule.kind === "hours" ? schedule.every : (policy.backupHours ?? usualBackupHours),
    keep,
  };
}

/** "6:30 pm", "18.30" and "1830" are what people type as well. */
export function parseTime(typed: string): string | undefined {
  const found = /^(\d{1,2})[:.]?(\d{2})?\s*(am|pm)?$/i.exec(typed.trim());
  if (found === null) return undefined;
  const half = found[3]?.toLowerCase();
  const hour = Number(found[1]);
  const minutes = Number(found[2] ?? 0);
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
  const hours = half === undefined ? hour : (hour % 12) + (half === "pm" ? 12 : 0);
  if (hours > 23 || minutes > 59) return undefined;
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

export type BackupProblems = Partial<Record<keyof BackupValues, string>>;

/** What is entered as settings, or what is wrong with it, by field. */
export function toSettings(
  values: BackupValues,
): { readonly settings: BackupSettings } | { readonly problems: BackupProblems } {
  const folder = values.folder.trim();
  const at = parseTime(values.at);
  const problems: BackupProblems = {
    ...(values.kind !== "off" && folder === "" ? { folder: "Choose a folder for backups." } : {}),
    ...(values.kind === "daily" && at === undefined ? { at: "Time must be such as 18:30 or 6:30 pm." } : {}),
    ...(values.kind === "hours" && !isWithin(values.every, 1, 24) ? { every: "Hours must be 1 to 24." } : {}),
    ...(isWithin(values.keep, 1, 365) ? {} : { keep: "Number of backups must be 1 to 365." }),
  };
  if (Object.keys(problems).length > 0) return { problems };
  const schedule: BackupSchedule =
    values.kind === "daily"
      ? { kind: "daily", at: at ?? "" }
      : values.kind === "hours"
        ? { kind: "hours", every: Number(values.every) }
        : { kind: "off" };
  return { settings: { ...(folder === "" ? {} : { folder }), schedule, keep: Number(values.keep) } };
}

function isWithin(value: number | string, least: number, most: number): boolean {
  const number = Number(value);
  return value !== "" && Number.isInteger(number) && number >= least && number <= most;
}

/** Where backups go, when, and how many are kept. */
export function BackupForm({
  saved,
  policy,
}: {
  readonly saved: BackupSettings;
  readonly policy: PolicyValues;
}) {
  const [values, setValues] = useState(() => backupValues(saved, policy));
  const [problems, setProblems] = useState<BackupProblems>({});
  const save = useChange("backup.saveSettings", ["upkeep.status", "backup.list"]);
  const managed = {
    folder: useManaged("backupFolder"),
    kind: useManaged("backupSchedule"),
    at: useManaged("backupTime"),
    every: useManaged("backupHours"),
    keep: useManaged("backupsToKeep"),
  };
  const put = (changed: Partial<BackupValues>) => setValues((before) => ({ ...before, ...changed }));
  const choose = async () => {
    const { folder } = await call("window.chooseFolder", { purpose: "backupsTo" });
    // Whoever chooses the first folder means to have backups: a day is a good beginning.
    if (folder) put({ folder, ...(saved.folder === undefined ? { kind: "daily" as const } : {}) });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = toSettings(values);
    setProblems("problems" in checked ? checked.problems : {});
    if ("problems" in checked) return;
    save.mutate(checked.settings, { onSuccess: () => notifyDone("The settings for backups are saved") });
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <Stack gap="sm">
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            label="Folder for backups"
            description={managed.folder.describe(
              "On another disk, a removable one or a share of the network",
            )}
            readOnly={managed.folder.isManaged}
            style={{ flex: 1 }}
            spellCheck={false}
            autoComplete="off"
            value={values.folder}
            error={problems.folder}
            onChange={(event) => put({ folder: event.currentTarget.value })}
          />
          {!managed.folder.isManaged && (
            <Button
              variant="default"
              leftSection={<IconFolderOpen size={16} aria-hidden />}
              onClick={() => void choose().catch(notifyError)}
            >
              Choose…
            </Button>
          )}
        </Group>
        <Group gap="sm" align="flex-start">
          <Select
            label="When"
            description={managed.kind.describe()}
            readOnly={managed.kind.isManaged}
            w="15rem"
            allowDeselect={false}
            data={[
              { value: "off", label: "Only when asked for" },
              { value: "daily", label: "Each day" },
              { value: "hours", label: "Every few hours" },
            ]}
            value={values.kind}
            onChange={(kind) => kind && put({ kind: kind as BackupValues["kind"] })}
          />
          {values.kind === "daily" && (
            <TextInput
              label="At"
              description={managed.at.describe()}
              readOnly={managed.at.isManaged}
              w={managed.at.isManaged ? "15rem" : "6rem"}
              value={values.at}
              error={problems.at}
              onChange={(event) => put({ at: event.currentTarget.value })}
            />
          )}
          {values.kind === "hours" && (
            <NumberInput
              label="Hours between"
              description={managed.every.describe()}
              readOnly={managed.every.isManaged}
              w={managed.every.isManaged ? "15rem" : "8rem"}
              min={1}
              max={24}
              allowDecimal={false}
              value={values.every}
              error={problems.every}
              onChange={(every) => put({ every })}
            />
          )}
          <NumberInput
            label="Backups to keep"
            description={managed.keep.describe()}
            readOnly={managed.keep.isManaged}
            w={managed.keep.isManaged ? "15rem" : "8rem"}
            min={1}
            max={365}
            allowDecimal={false}
            value={values.keep}
            error={problems.keep}
            onChange={(keep) => put({ keep })}
          />
        </Group>
        <Text size="sm" c="dimmed">
          Backups are encrypted as the data is, and open with the same passwords and recovery key. They are
          made while somebody is signed in; what was missed is caught up at the next sign-in.
        </Text>
        {save.error && <ErrorNote error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
