import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useEffect } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { holdsOneOf } from "../../../shared/accounts/roles.ts";
import type { Practice } from "../../../shared/evaluation/people.ts";
import type { PolicyValues } from "../../../shared/policy/policies.ts";
import { Fact } from "../../app/AboutFacts.tsx";
import { notifyDone } from "../../app/notify.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { resolverOf } from "../../components/common/formCheck.ts";
import { governPracticeValues } from "../../components/policy/governedValues.ts";
import { LetterFields } from "../../components/practice/LetterFields.tsx";
import { PictureField } from "../../components/practice/PictureField.tsx";
import { PracticeFields, paperChoices } from "../../components/practice/PracticeFields.tsx";
import {
  checkPractice,
  type PracticeValues,
  practiceValues,
  toPractice,
} from "../../components/practice/practiceValues.ts";
import { readDraft, useDrafts } from "../../state/drafts.ts";
import { usePolicyValues } from "../../state/policy.ts";
import { useChange, useRead } from "../../state/queries.ts";
import { useAccount } from "../../state/session.ts";
import classes from "./Settings.module.css";

/** The practice as it stands at the head of its letters. */
export function PracticeSection() {
  const policy = usePolicyValues();
  // What a policy changes is read anew, and the form begins with it.
  const version = JSON.stringify(policy ?? {});
  const practice = useRead("practice.read", {}, { enabled: policy !== undefined, version });
  const account = useAccount();
  return (
    <section aria-label="Practice and letterhead" className={classes.section}>
      {practice.error && <ErrorNote error={practice.error} />}
      {practice.data &&
        (!holdsOneOf(account, ["physician", "administrator"]) ? (
          <PracticeFacts practice={practice.data} />
        ) : (
          <PracticeForm key={version} practice={practice.data} policy={policy ?? {}} />
        ))}
    </section>
  );
}

/** Half-typed changes wait here while the window is locked or shows something else. */
const draftKey = "practice";

function PracticeForm({ practice, policy }: { readonly practice: Practice; readonly policy: PolicyValues }) {
  const { keep, drop } = useDrafts();
  const save = useChange("practice.save", ["practice.read", "letter.preview"]);
  const form = useForm<PracticeValues>({
    defaultValues: practiceValues(practice),
    resolver: resolverOf(checkPractice),
  });
  const { isDirty } = form.formState;
  useEffect(() => {
    const draft = readDraft<PracticeValues>(draftKey);
    if (draft !== undefined) form.reset(governPracticeValues(draft, policy), { keepDefaultValues: true });
    return form.subscribe({
      formState: { values: true },
      callback: ({ values }) => keep(draftKey, values),
    });
  }, [form, keep, policy]);

  const submit = form.handleSubmit(async (values) => {
    try {
      const entered = toPractice(values);
      await save.mutateAsync(entered);
      form.reset(practiceValues(entered));
      drop(draftKey);
      notifyDone("The practice is saved", "Letters that are signed already stay as they are.");
    } catch {
      // Shown above the button; what was typed stays in the form.
    }
  });
  const putBack = () => {
    form.reset(practiceValues(practice));
    drop(draftKey);
  };

  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={(event) => void submit(event)} className={classes.form}>
        <Stack gap="md">
          <PracticeFields />
          <Title order={2} size="h4" mt="sm">
            How letters look and read
          </Title>
          <PictureField
            purpose="logo"
            label="Logo"
            description="PNG or JPEG, at most 5 MB. It is kept as soon as it is chosen"
          />
          <LetterFields />
          {save.error && <ErrorNote error={save.error} />}
          <Group gap="sm">
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
            {isDirty && (
              <Button variant="default" onClick={putBack}>
                Put back what is saved
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </FormProvider>
  );
}

function PracticeFacts({ practice }: { readonly practice: Practice }) {
  return (
    <Stack gap="sm">
      <Fact name="Practice name" value={practice.name} />
      <Fact name="Address" value={practice.addressLines.join("\n")} />
      <Fact name="Phone" value={practice.phone ?? "None"} />
      <Fact name="Fax" value={practice.fax ?? "None"} />
      <Fact name="Paper" value={paperChoices.find(({ value }) => value === practice.paper)?.label} />
      <PictureField purpose="logo" label="Logo" description="As on every letter" canChange={false} />
      <Text size="sm">Physicians and administrators change the letterhead.</Text>
    </Stack>
  );
}
