import { Button, Group, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { useShortcuts } from "../../app/shortcuts.ts";
import { today } from "../../components/common/dates.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { resolverOf } from "../../components/common/formCheck.ts";
import { KeyHint } from "../../components/common/KeyHint.tsx";
import { readDraft, useDrafts } from "../../state/drafts.ts";
import { useNavigation } from "../../state/navigation.ts";
import { useChange } from "../../state/queries.ts";
import { useWorklistView } from "../../state/worklistView.ts";
import { PatientSection } from "./PatientSection.tsx";
import classes from "./Referral.module.css";
import { ReferrerSection } from "./ReferrerSection.tsx";
import { RequestSection } from "./RequestSection.tsx";
import { checkReferral, emptyReferral, type ReferralValues, toReferral } from "./referralValues.ts";
import { useDuplicateCheck } from "./useDuplicateCheck.ts";

/** Where a half-typed new referral waits while somebody looks at something else or the window is locked. */
export const newReferralDraft = "newReferral";

export function NewReferralForm() {
  const go = useNavigation((navigation) => navigation.go);
  const select = useWorklistView((view) => view.select);
  const drafts = useDrafts();
  const [hasDraft, setHasDraft] = useState(readDraft(newReferralDraft) !== undefined);
  const duplicates = useDuplicateCheck();
  const create = useChange("referral.create", ["worklist.list", "patients.search", "referrers.search"]);
  const form = useForm<ReferralValues>({
    defaultValues: readDraft<ReferralValues>(newReferralDraft) ?? emptyReferral(today()),
    resolver: resolverOf((values) => ({
      ...checkReferral(values, today()),
      ...(duplicates.blocks(values)
        ? { isAnotherPatient: "Use the known patient, or confirm that this is another person." }
        : {}),
    })),
    shouldFocusError: true,
  });
  const { keep } = drafts;
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => keep(newReferralDraft, values),
      }),
    [form, keep],
  );

  const submit = form.handleSubmit(async (values) => {
    const { patient, referrer, referral, visitDate } = toReferral(values);
    try {
      const { evaluationId } = await create.mutateAsync({
        patient: values.patientId ? { existingId: values.patientId } : { new: patient },
        referrer: values.referrerId ? { existingId: values.referrerId } : { new: referrer },
        referral,
        visitDate,
      });
      drafts.drop(newReferralDraft);
      select(evaluationId);
      go({ screen: "evaluation", evaluationId, view: "history" });
    } catch {
      // Shown above the buttons; what was typed stays in the form.
    }
  });
  useShortcuts([
    {
      keys: "Ctrl+Enter",
      label: "Create the referral and begin",
      scope: "New referral",
      run: () => void submit(),
    },
  ]);

  const startAfresh = () => {
    drafts.drop(newReferralDraft);
    form.reset(emptyReferral(today()));
    drafts.drop(newReferralDraft);
    setHasDraft(false);
  };

  return (
    <FormProvider {...form}>
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        {hasDraft && (
          <Group gap="sm">
            <Text size="sm">This is what you had typed before.</Text>
            <Button size="compact-sm" variant="default" onClick={startAfresh}>
              Start with an empty form
            </Button>
          </Group>
        )}
        <div className={classes.sections}>
          <PatientSection mode="new" duplicates={duplicates} />
          <ReferrerSection mode="new" />
          <RequestSection />
        </div>
        <div className={classes.foot}>
          {create.error && <ErrorNote error={create.error} />}
          <Group gap="sm">
            <KeyHint label="Create the referral and begin" keys="Ctrl+Enter" position="top">
              <Button type="submit" loading={create.isPending}>
                Create and begin the evaluation
              </Button>
            </KeyHint>
            <Button variant="default" onClick={() => go({ screen: "worklist" })}>
              Back to the worklist
            </Button>
          </Group>
        </div>
      </form>
    </FormProvider>
  );
}
