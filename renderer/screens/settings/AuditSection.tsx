import { Button, CloseButton, Group, Menu, Select, Text, TextInput } from "@mantine/core";
import { IconDownload, IconShieldCheck } from "@tabler/icons-react";
import { useDeferredValue, useEffect, useState } from "react";
import type { AuditFilter } from "../../../shared/contract.ts";
import { notifyDone, notifyError } from "../../app/notify.ts";
import { useShortcuts } from "../../app/shortcuts.ts";
import { DateField } from "../../components/common/DateField.tsx";
import { EmptyState } from "../../components/common/EmptyState.tsx";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { KeyHint } from "../../components/common/KeyHint.tsx";
import { ReadError } from "../../components/common/ReadError.tsx";
import { useChange, useRead } from "../../state/queries.ts";
import classes from "./Audit.module.css";
import { AuditTable } from "./AuditTable.tsx";
import {
  type AuditFilterValues,
  chainWords,
  dateProblem,
  groupChoices,
  noFilter,
  toAuditFilter,
} from "./auditView.ts";

/** Rows on a page. */
const pageSize = 100;

/** Who did what and when, whether the log is whole, and the log as a file. */
export function AuditSection() {
  const [values, setValues] = useState(noFilter);
  /** Where the pages before this one began; the first begins at the latest entry. */
  const [begins, setBegins] = useState<readonly number[]>([]);
  const filter = useDeferredValue(toAuditFilter(values));
  const before = begins.at(-1);
  const list = useRead(
    "audit.list",
    { filter, limit: pageSize, ...(before === undefined ? {} : { before }) },
    { keepPrevious: true },
  );
  const next = list.data?.next;
  const set = (changed: Partial<AuditFilterValues>) => {
    setValues((now) => ({ ...now, ...changed }));
    setBegins([]);
  };
  const older = () => next !== undefined && setBegins((now) => [...now, next]);
  const newer = () => setBegins((now) => now.slice(0, -1));

  useShortcuts([
    { keys: "[", label: "Newer entries", scope: "Audit log", run: newer },
    { keys: "]", label: "Older entries", scope: "Audit log", run: older },
  ]);

  return (
    <section aria-label="Audit log" className={classes.section}>
      <ChainNote />
      <Filters values={values} onChange={set} />
      <ReadError of={list} />
      {list.data &&
        (list.data.rows.length > 0 ? (
          <AuditTable rows={list.data.rows} />
        ) : (
          <EmptyState
            title="No entry fits these filters."
            actions={
              <Button variant="default" onClick={() => set(noFilter)}>
                Clear the filters
              </Button>
            }
          />
        ))}
      <div className={classes.footer}>
        <ExportMenu filter={filter} />
        <Group gap="sm">
          <KeyHint label="Newer entries" keys="[" position="top">
            <Button variant="default" onClick={newer} disabled={begins.length === 0}>
              Newer
            </Button>
          </KeyHint>
          <KeyHint label="Older entries" keys="]" position="top">
            <Button variant="default" onClick={older} disabled={next === undefined}>
              Older
            </Button>
          </KeyHint>
        </Group>
      </div>
    </section>
  );
}

/** Milliseconds between two looks at a check that is running. */
const lookAgainAfter = 400;

function ChainNote() {
  const chain = useRead("audit.chain", {});
  const check = useChange("audit.chain", ["audit.chain"]);
  const { data, refetch } = chain;
  const { mutate } = check;
  // What was written since sign-in is part of what is looked at here.
  useEffect(() => mutate({ again: true }), [mutate]);
  useEffect(() => {
    if (data?.state !== "checking") return;
    const timer = setTimeout(() => void refetch(), lookAgainAfter);
    return () => clearTimeout(timer);
  }, [data, refetch]);
  if (chain.error) return <ErrorNote error={chain.error} />;
  if (data === undefined) return null;
  const again = (
    <Button
      variant="default"
      size="compact-sm"
      disabled={data.state === "checking"}
      onClick={() => check.mutate({ again: true })}
    >
      Check again
    </Button>
  );
  if (data.state === "broken") {
    return (
      <ErrorNote
        error={{
          message: chainWords(data),
          action: "Note who could reach this workstation, keep a copy of the data folder, and call IT.",
        }}
      >
        <div className={classes.again}>{again}</div>
      </ErrorNote>
    );
  }
  return (
    <div className={classes.chain} data-state={data.state}>
      <IconShieldCheck size={18} aria-hidden />
      <Text size="sm" role="status">
        {chainWords(data)}
      </Text>
      {again}
    </div>
  );
}

/** A choice of its own: with the keyboard it is reached as any other. */
const anything = "anything";
const chosen = (value: string | null): string => (value === null || value === anything ? "" : value);

interface FiltersProps {
  readonly values: AuditFilterValues;
  onChange(changed: Partial<AuditFilterValues>): void;
}

function Filters({ values, onChange }: FiltersProps) {
  const people = useRead("audit.people", {});
  const names = (people.data?.people ?? []).map(({ accountId, name }) => ({ value: accountId, label: name }));
  return (
    <search className={classes.filters} aria-label="Filter the log">
      <Select
        label="Who"
        data={[{ value: anything, label: "Everybody" }, ...names]}
        value={values.accountId || anything}
        onChange={(accountId) => onChange({ accountId: chosen(accountId) })}
        allowDeselect={false}
        // All of them in view: a list that scrolls is no stop for the keyboard.
        maxDropdownHeight={360}
        comboboxProps={{ withinPortal: false }}
      />
      <Select
        label="What"
        data={[{ value: anything, label: "Everything" }, ...groupChoices]}
        value={values.group || anything}
        onChange={(group) => onChange({ group: chosen(group) })}
        allowDeselect={false}
        // All of them in view: a list that scrolls is no stop for the keyboard.
        maxDropdownHeight={360}
        comboboxProps={{ withinPortal: false }}
      />
      <TextInput
        label="About"
        placeholder="Letter number, MRN or account"
        autoComplete="off"
        spellCheck={false}
        value={values.subject}
        onChange={(event) => onChange({ subject: event.currentTarget.value })}
        rightSection={
          values.subject && (
            <CloseButton size="sm" aria-label="About anything" onClick={() => onChange({ subject: "" })} />
          )
        }
      />
      <DateField
        label="From"
        value={values.from}
        onChange={(from) => onChange({ from })}
        error={dateProblem(values.from)}
      />
      <DateField
        label="To"
        value={values.to}
        onChange={(to) => onChange({ to })}
        error={dateProblem(values.to)}
      />
    </search>
  );
}

function ExportMenu({ filter }: { readonly filter: AuditFilter }) {
  const exporting = useChange("window.exportAudit", ["audit.list"]);
  const save = (format: "csv" | "jsonLines") =>
    exporting.mutate(
      { filter, format },
      {
        onSuccess: ({ savedTo }) => {
          if (savedTo !== undefined) notifyDone("The audit log is exported", savedTo);
        },
        onError: notifyError,
      },
    );
  return (
    <Menu position="top-start" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={exporting.isPending}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>All entries that fit the filters</Menu.Label>
        <Menu.Item onClick={() => save("csv")}>CSV, for a spreadsheet</Menu.Item>
        <Menu.Item onClick={() => save("jsonLines")}>JSON Lines, with the hashes</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
