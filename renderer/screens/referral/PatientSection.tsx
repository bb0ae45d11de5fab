import { Button, Checkbox, NativeSelect, Text, TextInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { Controller, useFormContext, useWatch } from "react-hook-form";
import { ageOn } from "../../../shared/evaluation/dates.ts";
import { genders, isCalendarDate, sexesAtBirth } from "../../../shared/evaluation/people.ts";
import { DateField } from "../../components/common/DateField.tsx";
import { formatDate, today } from "../../components/common/dates.ts";
import directory from "../../components/directory/Directory.module.css";
import { Section } from "./FormSection.tsx";
import classes from "./Referral.module.css";
import { emptyPatient, patientValues, type ReferralValues } from "./referralValues.ts";
import { type DuplicateCheck, type KnownPatient, useKnownPatients } from "./useDuplicateCheck.ts";

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const choices = (codes: readonly string[]) => [
  { value: "", label: "Choose" },
  ...codes.map((code) => ({ value: code, label: sentenceCase(code) })),
];

interface PatientSectionProps {
  readonly mode: "new" | "edit";
  readonly duplicates?: DuplicateCheck;
}

export function PatientSection({ mode, duplicates }: PatientSectionProps) {
  const { setValue, clearErrors, setFocus } = useFormContext<ReferralValues>();
  const patientId = useWatch<ReferralValues, "patientId">({ name: "patientId" });
  const patient = useWatch<ReferralValues, "patient">({ name: "patient" });
  const found = patientId !== "";
  const known = useKnownPatients(patient, mode === "new" && !found);
  useEffect(() => duplicates?.report(known.likely));

  const take = (row: KnownPatient) => {
    setValue("patientId", row.id);
    setValue("patient", patientValues(row.patient));
    setValue("isAnotherPatient", false);
    clearErrors();
    setFocus("referrer.familyName");
  };
  const takeAnother = () => {
    setValue("patientId", "");
    setValue("patient", emptyPatient);
  };

  return (
    <Section title="Patient">
      {found ? (
        <FoundPatient values={patient} onAnother={takeAnother} />
      ) : (
        <>
          <PatientFields autoFocus={mode === "new"} />
          <KnownPatientList known={known} onUse={take} />
        </>
      )}
    </Section>
  );
}

function FoundPatient({
  values,
  onAnother,
}: {
  readonly values: ReferralValues["patient"];
  onAnother(): void;
}) {
  const summary = useRef<HTMLDivElement>(null);
  // The button that chose the patient has left the page; without a next field the focus would be lost with it.
  useEffect(() => {
    if (document.activeElement === document.body) summary.current?.focus();
  }, []);
  return (
    <div className={classes.found} ref={summary} tabIndex={-1}>
      <Text fw={600}>
        {values.familyName}, {values.givenNames}
      </Text>
      <Text size="sm">
        Born {formatDate(values.dateOfBirth)}
        {isCalendarDate(values.dateOfBirth) && `, ${ageOn(values.dateOfBirth, today())} years`}, MRN{" "}
        {values.mrn}
      </Text>
      <Button size="compact-sm" variant="default" mt="xs" onClick={onAnother}>
        Another patient
      </Button>
    </div>
  );
}

function PatientFields({ autoFocus }: { readonly autoFocus: boolean }) {
  const { register, control, formState } = useFormContext<ReferralValues>();
  const errors = formState.errors.patient;
  const birth = useWatch<ReferralValues, "patient.dateOfBirth">({ name: "patient.dateOfBirth" });
  const age = isCalendarDate(birth) && birth <= today() ? `${ageOn(birth, today())} years` : undefined;
  return (
    <div className={classes.fields}>
      <TextInput
        label="Family name"
        required
        autoComplete="off"
        {...register("patient.familyName")}
        error={errors?.familyName?.message}
        autoFocus={autoFocus}
      />
      <TextInput
        label="Given names"
        required
        autoComplete="off"
        {...register("patient.givenNames")}
        error={errors?.givenNames?.message}
      />
      <Controller
        name="patient.dateOfBirth"
        control={control}
        render={({ field }) => (
          <DateField
            {...field}
            label={
              <>
                Date of birth
                {age && <span className={classes.age}>{age}</span>}
              </>
            }
            required
            error={errors?.dateOfBirth?.message}
          />
        )}
      />
      <NativeSelect
        label="Sex at birth"
        required
        data={choices(sexesAtBirth)}
        {...register("patient.sexAtBirth")}
        error={errors?.sexAtBirth?.message}
      />
      <TextInput
        label="MRN"
        required
        autoComplete="off"
        {...register("patient.mrn")}
        error={errors?.mrn?.message}
      />
      <NativeSelect
        label="Gender"
        data={choices(genders)}
        {...register("patient.gender")}
        error={errors?.gender?.message}
      />
      <TextInput
        label="Phone"
        autoComplete="off"
        {...register("patient.phone")}
        error={errors?.phone?.message}
      />
      <TextInput
        label="Language"
        autoComplete="off"
        {...register("patient.language")}
        error={errors?.language?.message}
      />
      <Checkbox
        className={classes.wide}
        label="Needs an interpreter"
        {...register("patient.interpreterNeeded")}
      />
    </div>
  );
}

interface KnownPatientListProps {
  readonly known: ReturnType<typeof useKnownPatients>;
  onUse(row: KnownPatient): void;
}

function KnownPatientList({ known, onUse }: KnownPatientListProps) {
  const { register, formState } = useFormContext<ReferralValues>();
  const rows = [...known.likely, ...known.others];
  return (
    <div aria-live="polite">
      {rows.length > 0 && (
        <div className={classes.known}>
          <Text fw={600} size="sm">
            {known.likely.length > 0
              ? "Probably already a patient of the practice"
              : "Patients of the practice"}
          </Text>
          <ul className={directory.list}>
            {rows.map((row) => (
              <li key={row.id} className={directory.row}>
                {known.likely.includes(row) && (
                  <IconAlertTriangle
                    size={16}
                    className={classes.warning}
                    aria-label="Likely the same person"
                  />
                )}
                <span className={directory.name}>
                  {row.patient.familyName}, {row.patient.givenNames}
                  <span className={directory.facts}>
                    {formatDate(row.patient.dateOfBirth)}, MRN {row.patient.mrn}
                  </span>
                </span>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`Use ${row.patient.familyName}, ${row.patient.givenNames}`}
                  onClick={() => onUse(row)}
                >
                  Use
                </Button>
              </li>
            ))}
          </ul>
          {known.likely.length > 0 && (
            <Checkbox
              label="This is another person"
              {...register("isAnotherPatient")}
              error={formState.errors.isAnotherPatient?.message}
            />
          )}
        </div>
      )}
    </div>
  );
}
