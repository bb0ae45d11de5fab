import { Stack, Text, Title } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useId } from "react";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import type { PolicyStatus } from "../../state/policy.ts";
import { useRead } from "../../state/queries.ts";
import classes from "./Policy.module.css";
import { policyRows, sourceNames, stateNames } from "./policyView.ts";
import settings from "./Settings.module.css";

/** What administrators have decided for this computer, where it comes from, and what of it cannot be used. */
export function PolicySection() {
  const policy = useRead("policy.status", {});
  const status = useRead("store.status", {});
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label="Policies" className={classes.section} tabIndex={0}>
      {policy.error && <ErrorNote error={policy.error} />}
      {policy.data && (
        <Stack gap="md">
          <Text size="sm">
            {policy.data.entries.length === 0
              ? "No policies are in force on this computer: everything is as the practice sets it."
              : "IT decides these for this computer. Here and wherever else they stand in Settings they are locked; what the practice chose itself comes back when a policy goes."}
          </Text>
          {policy.data.problems.length > 0 && <Problems problems={policy.data.problems} />}
          {policy.data.entries.length > 0 && (
            <InForce status={policy.data} dataFolder={status.data?.dataFolder} />
          )}
          <Sources sources={policy.data.sources} />
        </Stack>
      )}
    </section>
  );
}

function Problems({ problems }: { readonly problems: PolicyStatus["problems"] }) {
  return (
    <Stack gap="xs">
      {problems.map((problem) => (
        <ErrorNote key={`${problem.source} ${problem.key} ${problem.message}`} error={problem}>
          {problem.source && <Text size="xs">{sourceNames[problem.source]}</Text>}
        </ErrorNote>
      ))}
    </Stack>
  );
}

function InForce({
  status,
  dataFolder,
}: {
  readonly status: PolicyStatus;
  readonly dataFolder: string | undefined;
}) {
  return (
    <table className={classes.table} aria-label="Policies in force">
      <thead>
        <tr>
          <th scope="col">Policy</th>
          <th scope="col" className={classes.valueColumn}>
            Set to
          </th>
          <th scope="col" className={classes.sourceColumn}>
            Comes from
          </th>
        </tr>
      </thead>
      {policyRows(status, dataFolder).map(({ area, rows }) => (
        <tbody key={area}>
          <tr>
            <th scope="rowgroup" colSpan={3} className={classes.area}>
              {area}
            </th>
          </tr>
          {rows.map(({ key, label, explanation, value, source, notes }) => (
            <tr key={key}>
              <th scope="row" className={classes.policy}>
                <span className={classes.label}>
                  <IconLock size={14} aria-label="Locked" role="img" />
                  {label}
                </span>
                <span className={classes.explanation}>{explanation}</span>
                <code className={classes.key}>{key}</code>
              </th>
              <td className={classes.value}>{value}</td>
              <td>
                {source}
                {notes.map((note) => (
                  <span key={note} className={classes.noteLine}>
                    {note}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Sources({ sources }: { readonly sources: PolicyStatus["sources"] }) {
  const heading = useId();
  if (sources.length === 0) return null;
  return (
    <section aria-labelledby={heading}>
      <Title order={2} size="h4" id={heading}>
        Where Fourfold looks
      </Title>
      <ul className={classes.sources}>
        {sources.map(({ id, place, state }) => (
          <li key={id}>
            {sourceNames[id]}: <code className={classes.place}>{place}</code> ({stateNames[state]})
          </li>
        ))}
      </ul>
      <Text size="sm" className={settings.takeBack}>
        What stands higher in this list wins. Changes are seen while Fourfold runs.
      </Text>
    </section>
  );
}
