import { Input, Modal, SegmentedControl, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useEffect, useId } from "react";
import { Controller, useForm } from "react-hook-form";
import type { PhraseRow } from "../../../shared/contract.ts";
import { mayShare } from "../../../shared/phrases/phrase.ts";
import { DialogActions } from "../../components/common/DialogActions.tsx";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { resolverOf } from "../../components/common/formCheck.ts";
import { useChange } from "../../state/queries.ts";
import { useAccount } from "../../state/session.ts";
import { checkPhrase, fieldWords, type PhraseDraft, type PhraseValues, toPhrase } from "./phraseValues.ts";

interface PhraseDialogProps {
  /** What the form begins with. */
  readonly draft: PhraseDraft;
  readonly known: readonly PhraseRow[];
  onTyped(values: PhraseValues): void;
  onSaved(): void;
  /** Closed without saving; `values` as they were left. */
  onLeft(values: PhraseValues): void;
}

/** One phrase as a form. */
export function PhraseDialog({ draft, known, onTyped, onSaved, onLeft }: PhraseDialogProps) {
  const { id } = draft;
  const account = useAccount();
  const save = useChange("phrases.save", ["phrases.list"]);
  const whoseId = useId();
  const form = useForm<PhraseValues>({
    defaultValues: draft.values,
    resolver: resolverOf((values) => checkPhrase({ ...(id ? { id } : {}), values }, known)),
  });
  const { register, control, formState, watch } = form;
  useEffect(
    () => form.subscribe({ formState: { values: true }, callback: ({ values }) => onTyped(values) }),
    [form, onTyped],
  );
  const submit = form.handleSubmit(async (values) => {
    try {
      await save.mutateAsync(toPhrase({ ...(id ? { id } : {}), values }));
      onSaved();
    } catch {
      // Shown above the buttons; what was typed stays in the form.
    }
  });
  const fields = fieldWords(watch("text"));

  return (
    <Modal
      opened
      onClose={() => onLeft(form.getValues())}
      closeOnClickOutside={false}
      title={id === undefined ? "New phrase" : "Change the phrase"}
      size="lg"
    >
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <TextInput
            label="Abbreviation"
            description="2 to 20 letters or digits; it is called with a semicolon before it"
            leftSection=";"
            required
            data-autofocus
            autoComplete="off"
            spellCheck={false}
            maw="20rem"
            {...register("abbreviation")}
            error={formState.errors.abbreviation?.message}
          />
          <Textarea
            label="Text"
            description="{name} is a field to fill, {side: left | right} one with choices"
            required
            autosize
            minRows={4}
            maxRows={12}
            {...register("text")}
            error={formState.errors.text?.message}
          />
          <Text size="sm" c="dimmed" aria-live="polite">
            {fields === "" ? "No fields to fill." : `To fill: ${fields}.`}
          </Text>
          {mayShare(account) ? (
            <Controller
              name="whose"
              control={control}
              render={({ field }) => (
                <Input.Wrapper label="For" labelElement="div" labelProps={{ id: whoseId }}>
                  <div>
                    <SegmentedControl
                      aria-labelledby={whoseId}
                      data={[
                        { value: "own", label: "Me" },
                        { value: "practice", label: "Everybody in the practice" },
                      ]}
                      value={field.value}
                      onChange={field.onChange}
                    />
                  </div>
                </Input.Wrapper>
              )}
            />
          ) : (
            <Text size="sm" c="dimmed">
              This phrase is for you. Physicians and administrators keep those of the practice.
            </Text>
          )}
          {save.error && <ErrorNote error={save.error} />}
          <DialogActions
            submit="Save the phrase"
            isBusy={save.isPending}
            onClose={() => onLeft(form.getValues())}
          />
        </Stack>
      </form>
    </Modal>
  );
}
