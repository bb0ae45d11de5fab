import { Input, SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { useId } from "react";
import { Controller, useFormContext } from "react-hook-form";
import { urgencies } from "../../../shared/evaluation/people.ts";
import { DateField } from "../../components/common/DateField.tsx";
import { urgencyLabels } from "../../components/common/UrgencyMark.tsx";
import { phraseField } from "../../components/phrases/textField.ts";
import { Section } from "./FormSection.tsx";
import classes from "./Referral.module.css";
import type { ReferralValues } from "./referralValues.ts";

const urgencyChoices = urgencies.map((value) => ({ value, label: urgencyLabels[value] ?? value }));

interface RequestSectionProps {
  /** The urgency is no plain field: it has to be told that nothing changes any more. */
  readonly isFrozen?: boolean;
}

/** What is asked, how soon, and when. */
export function RequestSection({ isFrozen = false }: RequestSectionProps) {
  const { register, control, formState } = useFormContext<ReferralValues>();
  const { errors } = formState;
  const urgencyId = useId();
  return (
    <Section title="Referral">
      <div className={classes.fields}>
        <Controller
          name="date"
          control={control}
          render={({ field }) => (
            <DateField {...field} label="Date of referral" required error={errors.date?.message} />
          )}
        />
        <Controller
          name="visitDate"
          control={control}
          render={({ field }) => (
            <DateField {...field} label="Visit date" required error={errors.visitDate?.message} />
          )}
        />
        <Controller
          name="urgency"
          control={control}
          render={({ field }) => (
            <Input.Wrapper
              className={classes.wide}
              label="Urgency"
              labelElement="div"
              labelProps={{ id: urgencyId }}
              error={errors.urgency?.message}
            >
              <SegmentedControl
                fullWidth
                disabled={isFrozen}
                aria-labelledby={urgencyId}
                data={urgencyChoices}
                value={field.value}
                onChange={field.onChange}
                onBlur={field.onBlur}
              />
            </Input.Wrapper>
          )}
        />
        <Textarea
          className={classes.wide}
          label="The question to answer"
          description="In the referrer's words; the letter begins with the answer to it"
          required
          autosize
          minRows={3}
          maxRows={10}
          {...phraseField}
          {...register("question")}
          error={errors.question?.message}
        />
        <TextInput
          className={classes.wide}
          label="Referral number"
          description="As the sender identifies it"
          autoComplete="off"
          {...register("identifier")}
          error={errors.identifier?.message}
        />
      </div>
    </Section>
  );
}
