import { Button, Group, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { OperationOutput } from "../../../shared/contract.ts";
import { retentionWords } from "../../../shared/dataRights/retention.ts";
import { notifyDone } from "../../app/notify.ts";
import { formatDate } from "../../components/common/dates.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { useChange, useRead } from "../../state/queries.ts";
import classes from "./PatientData.module.css";
import { type RuleValues, ruleOf } from "./patientDataView.ts";

type Report = OperationOutput<"patientData.retention">;

/** More are told as a number. */
const shownAtMost = 200;

interface RetentionProps {
  onErase(patientId: string): void;
}

/** The practice's rule, and whose record need not be kept any longer. */
export function Retention({ onErase }: RetentionProps) {
  const report = useRead("patientData.retention", { limit: shownAtMost });
  if (report.error) return <ErrorNote error={report.error} />;
  if (report.data === undefined) return null;
  return (
    <>
      <RuleForm key={JSON.stringify(report.data.rule)} report={report.data} />
      <Over report={report.data} onErase={onErase} />
    </>
  );
}

function RuleForm({ report: { rule, isSet } }: { readonly report: Report }) {
  const [values, setValues] = useState<RuleValues>({
    years: String(rule.years),
    majorityAge: String(rule.majorityAge),
  });
  const save = useChange("patientData.saveRule", ["patientData.retention", "patientData.contents"]);
  const checked = ruleOf(values);
  const problems = "problems" in checked ? checked.problems : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if ("problems" in checked) return;
    save.mutate(checked.rule, { onSuccess: () => notifyDone("The rule is saved") });
  };
  return (
    <form noValidate onSubmit={submit}>
      <Text size="sm" mb="xs">
        {isSet
          ? `The practice's rule: ${retentionWords(rule)}.`
          : "The practice has not set its rule yet; 10 years are assumed. The law of the place says how long."}
      </Text>
      <Group gap="sm" align="flex-start">
        <TextInput
          className={classes.figure}
          label="Years to keep"
          inputMode="numeric"
          autoComplete="off"
          value={values.years}
          onChange={({ currentTarget: { value } }) => setValues((now) => ({ ...now, years: value }))}
          error={problems.years}
        />
        <TextInput
          className={classes.figure}
          label="Of age at"
          inputMode="numeric"
          autoComplete="off"
          value={values.majorityAge}
          onChange={({ currentTarget: { value } }) => setValues((now) => ({ ...now, majorityAge: value }))}
          error={problems.majorityAge}
        />
        <Button type="submit" variant="default" mt="1.25rem" loading={save.isPending}>
          Save the rule
        </Button>
      </Group>
      {save.error && <ErrorNote error={save.error} />}
    </form>
  );
}

function Over({ report: { rows, total }, onErase }: { readonly report: Report } & RetentionProps) {
  if (total === 0) {
    return <Text size="sm">Every record is still to be kept.</Text>;
  }
  return (
    <>
      <Text size="sm">
        {total === 1 ? "One record need" : `${total} records need`} not be kept any longer
        {rows.length < total && `; the first ${rows.length} are shown`}.
      </Text>
      <table className={`${classes.table} tabular`} aria-label="Records that need not be kept any longer">
        <thead>
          <tr>
            <th scope="col">Patient</th>
            <th scope="col">Born</th>
            <th scope="col">Letters</th>
            <th scope="col">Last contact</th>
            <th scope="col">Kept until</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.patientId}>
              <th scope="row">{row.name}</th>
              <td>{formatDate(row.dateOfBirth)}</td>
              <td>{row.letters}</td>
              <td>{formatDate(row.lastContact)}</td>
              <td>{formatDate(row.keepUntil)}</td>
              <td className={classes.actions}>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`Erase ${row.name}`}
                  onClick={() => onErase(row.patientId)}
                >
                  Erase…
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
