import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { referrerSpecialties } from "../../../shared/evaluation/people.ts";
import { specialtyLabels } from "../../components/directory/specialties.ts";
import classes from "./Referral.module.css";
import type { ReferralValues } from "./referralValues.ts";

const specialtyChoices = [
  { value: "", label: "Choose" },
  ...referrerSpecialties.map((value) => ({ value, label: specialtyLabels[value] })),
];

interface ClinicianFieldsProps {
  readonly name: "referrer" | "primaryCare";
  /** Shown under the name while it is typed. */
  readonly known: ReactNode;
}

/** A clinician as the letter addresses them. The primary care clinician's specialty goes without saying. */
export function ClinicianFields({ name, known }: ClinicianFieldsProps) {
  const { register, formState } = useFormContext<ReferralValues>();
  const specialty = useWatch<ReferralValues, "referrer.specialty">({ name: "referrer.specialty" });
  const errors = formState.errors[name];
  const isReferrer = name === "referrer";
  return (
    <div className={classes.fields}>
      <TextInput
        label="Family name"
        required={isReferrer}
        autoComplete="off"
        {...register(`${name}.familyName`)}
        error={errors?.familyName?.message}
      />
      <TextInput
        label="Given names"
        autoComplete="off"
        {...register(`${name}.givenNames`)}
        error={errors?.givenNames?.message}
      />
      <div className={classes.knownSlot}>{known}</div>
      <TextInput
        label="Title"
        placeholder="Dr"
        autoComplete="off"
        {...register(`${name}.title`)}
        error={errors?.title?.message}
      />
      <TextInput
        label="Credentials"
        placeholder="MD"
        autoComplete="off"
        {...register(`${name}.credentials`)}
        error={errors?.credentials?.message}
      />
      {isReferrer && (
        <NativeSelect
          className={specialty === "other" ? undefined : classes.wide}
          label="Specialty"
          required
          data={specialtyChoices}
          {...register("referrer.specialty")}
          error={errors?.specialty?.message}
        />
      )}
      {isReferrer && specialty === "other" && (
        <TextInput
          label="Specialty in words"
          required
          autoComplete="off"
          {...register("referrer.specialtyOther")}
          error={errors?.specialtyOther?.message}
        />
      )}
      <TextInput
        className={classes.wide}
        label="Practice"
        autoComplete="off"
        {...register(`${name}.practice`)}
        error={errors?.practice?.message}
      />
      <Textarea
        className={classes.wide}
        label="Address, at most three lines"
        rows={3}
        resize="none"
        autoComplete="off"
        {...register(`${name}.address`)}
        error={errors?.address?.message}
      />
      <TextInput
        label="Phone"
        autoComplete="off"
        {...register(`${name}.phone`)}
        error={errors?.phone?.message}
      />
      <TextInput label="Fax" autoComplete="off" {...register(`${name}.fax`)} error={errors?.fax?.message} />
      <TextInput
        label="Secure address"
        autoComplete="off"
        {...register(`${name}.secureAddress`)}
        error={errors?.secureAddress?.message}
      />
      <TextInput
        label="NPI"
        autoComplete="off"
        inputMode="numeric"
        {...register(`${name}.npi`)}
        error={errors?.npi?.message}
      />
    </div>
  );
}
