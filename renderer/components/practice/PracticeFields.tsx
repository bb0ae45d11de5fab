import { Input, SegmentedControl, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { useId } from "react";
import { Controller, useFormContext } from "react-hook-form";
import { useManaged } from "../policy/managed.tsx";
import type { PracticeValues } from "./practiceValues.ts";

export const paperChoices = [
  { value: "letter", label: "US Letter" },
  { value: "a4", label: "A4" },
] as const;

interface PracticeFieldsProps {
  /** True where they are the first that somebody types into. */
  readonly autoFocus?: boolean;
}

/** The letterhead: fields of a form that holds PracticeValues, whatever else it holds. */
export function PracticeFields({ autoFocus = false }: PracticeFieldsProps) {
  const { register, control, formState } = useFormContext<PracticeValues>();
  const { errors } = formState;
  const paperId = useId();
  const name = useManaged("letterheadName");
  const address = useManaged("letterheadAddress");
  const phone = useManaged("letterheadPhone");
  const fax = useManaged("letterheadFax");
  const paper = useManaged("letterPaper");
  return (
    <>
      <TextInput
        label="Practice name"
        description={name.describe("As it stands at the head of your letters")}
        required
        readOnly={name.isManaged}
        autoFocus={autoFocus}
        autoComplete="off"
        {...register("practiceName")}
        error={errors.practiceName?.message}
      />
      <Textarea
        label="Address, at most three lines"
        description={address.describe()}
        required
        readOnly={address.isManaged}
        rows={3}
        resize="none"
        {...register("address")}
        error={errors.address?.message}
      />
      <SimpleGrid cols={2} spacing="md">
        <TextInput
          label="Phone"
          description={phone.describe()}
          autoComplete="off"
          readOnly={phone.isManaged}
          {...register("phone")}
          error={errors.phone?.message}
        />
        <TextInput
          label="Fax"
          description={fax.describe()}
          autoComplete="off"
          readOnly={fax.isManaged}
          {...register("fax")}
          error={errors.fax?.message}
        />
      </SimpleGrid>
      <Controller
        name="paper"
        control={control}
        render={({ field }) => (
          <Input.Wrapper
            label="Paper"
            description={paper.describe()}
            labelElement="div"
            labelProps={{ id: paperId }}
          >
            <div>
              <SegmentedControl
                aria-labelledby={paperId}
                data={[...paperChoices]}
                value={field.value}
                readOnly={paper.isManaged}
                onChange={field.onChange}
              />
            </div>
          </Input.Wrapper>
        )}
      />
    </>
  );
}
