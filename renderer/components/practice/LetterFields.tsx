import { Input, SegmentedControl, Switch, Textarea, TextInput } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { Controller, useFormContext } from "react-hook-form";
import { logoPlaces, salutations } from "../../../shared/evaluation/letterSettings.ts";
import { type Managed, useManaged } from "../policy/managed.tsx";
import { EvidenceOrder } from "./EvidenceOrder.tsx";
import type { PracticeValues } from "./practiceValues.ts";

const logoPlaceNames = { right: "At the right", besideAddress: "Beside the address" } as const;
const salutationNames = { title: "Dear Dr Brackwater", fullName: "Dear Ona Brackwater" } as const;

/** How letters look and read: fields of a form that holds PracticeValues. Every one of them may stay as it is. */
export function LetterFields() {
  const { register, control, formState } = useFormContext<PracticeValues>();
  const errors = formState.errors.letter;
  const footer = useManaged("letterFooter");
  const confidentiality = useManaged("letterConfidentiality");
  const findings = useManaged("lettersCarryFindings");
  const names = useManaged("patientNamesInFiles");
  return (
    <>
      <Controller
        name="letter.logoPlace"
        control={control}
        render={({ field }) => (
          <Choice label="Place of the logo" names={logoPlaceNames} values={logoPlaces} {...field} />
        )}
      />
      <Controller
        name="letter.salutation"
        control={control}
        render={({ field }) => (
          <Choice label="Salutation" names={salutationNames} values={salutations} {...field} />
        )}
      />
      <TextInput
        label="Close"
        placeholder="Sincerely,"
        autoComplete="off"
        {...register("letter.closing")}
        error={errors?.closing?.message}
      />
      <TextInput
        label="Footer"
        description={footer.describe("At the foot of every page, such as office hours")}
        readOnly={footer.isManaged}
        autoComplete="off"
        {...register("letter.footer")}
        error={errors?.footer?.message}
      />
      <Textarea
        label="Notice of confidentiality"
        description={confidentiality.describe("Where it stays empty, letters carry the usual notice")}
        readOnly={confidentiality.isManaged}
        rows={2}
        {...register("letter.confidentiality")}
        error={errors?.confidentiality?.message}
      />
      <Controller
        name="letter.evidenceOrder"
        control={control}
        render={({ field }) => <EvidenceOrder order={field.value} onChange={field.onChange} />}
      />
      <Controller
        name="letter.attachFindings"
        control={control}
        render={({ field: { value, ...field } }) => (
          <Switch
            label="Send the findings with the letter, for the referrer’s record system"
            description={findings.describe("Attached to the PDF as FHIR and as a case file")}
            checked={value}
            {...field}
            {...lockedSwitch(findings)}
          />
        )}
      />
      <Controller
        name="letter.namesInFiles"
        control={control}
        render={({ field: { value, ...field } }) => (
          <Switch
            label="Patients’ names in the names of files"
            description={names.describe("Off, a letter’s file is named by its number alone")}
            checked={value}
            {...field}
            {...lockedSwitch(names)}
          />
        )}
      />
    </>
  );
}

/** A switch that can be reached and heard, but not moved: a disabled one would be passed over. */
function lockedSwitch({ isManaged }: Managed) {
  return isManaged ? { "aria-disabled": true, onChange: () => {} } : {};
}

interface ChoiceProps<Value extends string> {
  readonly label: ReactNode;
  readonly names: Readonly<Record<Value, string>>;
  readonly values: readonly Value[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, names, values, value, onChange }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <Input.Wrapper label={label} labelElement="div" labelProps={{ id }}>
      <div>
        <SegmentedControl
          aria-labelledby={id}
          data={values.map((each) => ({ value: each, label: names[each] }))}
          value={value}
          onChange={onChange}
        />
      </div>
    </Input.Wrapper>
  );
}
