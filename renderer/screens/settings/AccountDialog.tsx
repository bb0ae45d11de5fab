import { Checkbox, Input, Modal, SegmentedControl, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useEffect, useId } from "react";
import { Controller, FormProvider, useForm } from "react-hook-form";
import type { AccountRow } from "../../../shared/contract.ts";
import { roles } from "../../../shared/evaluation/people.ts";
import { DialogActions } from "../../components/common/DialogActions.tsx";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { resolverOf } from "../../components/common/formCheck.ts";
import { useShortestPassword } from "../../state/policy.ts";
import { useChange } from "../../state/queries.ts";
import { useAccount, useSession } from "../../state/session.ts";
import {
  type AccountDraft,
  type AccountValues,
  checkAccount,
  checkPasswords,
  type PasswordValues,
  roleLabels,
  toChangedAccount,
  toNewAccount,
} from "./accountValues.ts";
import { TemporaryPasswordFields } from "./TemporaryPasswordFields.tsx";

interface AccountDialogProps {
  /** What the form begins with. */
  readonly draft: AccountDraft;
  readonly known: readonly AccountRow[];
  onTyped(values: AccountValues): void;
  onDone(): void;
}

/** One account as a form: a new one with its first password, or the particulars of one that is there. */
export function AccountDialog({ draft, known, onTyped, onDone }: AccountDialogProps) {
  const { accountId } = draft;
  const isNew = accountId === undefined;
  const own = useAccount();
  const accountChanged = useSession((session) => session.accountChanged);
  const add = useChange("accounts.add", ["accounts.list"]);
  const change = useChange("accounts.change", ["accounts.list"]);
  const roleId = useId();
  const taken = known.filter(({ id }) => id !== accountId).map(({ accountName }) => accountName);
  const shortest = useShortestPassword();
  const form = useForm<AccountValues & PasswordValues>({
    defaultValues: { ...draft.values, temporaryPassword: "", password: "" },
    resolver: resolverOf((values) => ({
      ...checkAccount(values, taken),
      ...(isNew ? checkPasswords(values, values, shortest) : {}),
    })),
  });
  const { register, control, formState, watch } = form;
  const role = watch("role");
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values: { temporaryPassword: _given, password: _own, ...values } }) => onTyped(values),
      }),
    [form, onTyped],
  );
  const submit = form.handleSubmit(async ({ temporaryPassword, password, ...values }) => {
    try {
      if (isNew) {
        await add.mutateAsync(toNewAccount(values, { temporaryPassword, password }));
      } else {
        const changed = await change.mutateAsync(toChangedAccount(accountId, values));
        if (changed.id === own.id) accountChanged(changed);
      }
      onDone();
    } catch {
      // Shown above the buttons; what was typed stays in the form.
    }
  });
  const error = add.error ?? change.error;

  return (
    <Modal
      opened
      onClose={onDone}
      closeOnClickOutside={false}
      title={isNew ? "New account" : "Change the account"}
      size="lg"
    >
      <FormProvider {...form}>
        <form noValidate onSubmit={(event) => void submit(event)}>
          <Stack gap="md">
            <SimpleGrid cols={2} spacing="md">
              <TextInput
                label="Name"
                description="Under letters and in the audit log"
                required
                data-autofocus
                autoComplete="off"
                {...register("displayName")}
                error={formState.errors.displayName?.message}
              />
              <TextInput
                label="Account"
                description="What is typed to sign in"
                required
                autoComplete="off"
                spellCheck={false}
                {...register("accountName")}
                error={formState.errors.accountName?.message}
              />
            </SimpleGrid>
            <Controller
              name="role"
              control={control}
              render={({ field }) => (
                <Input.Wrapper label="Role" labelElement="div" labelProps={{ id: roleId }}>
                  <div>
                    <SegmentedControl
                      aria-labelledby={roleId}
                      data={roles.map((each) => ({ value: each, label: roleLabels[each] }))}
                      value={field.value}
                      onChange={field.onChange}
                    />
                  </div>
                </Input.Wrapper>
              )}
            />
            {role === "administrator" ? null : (
              <Checkbox
                label="Is an administrator too"
                description="Cares for accounts, keys, backups and the audit log"
                {...register("isAdministrator")}
              />
            )}
            {role === "physician" && (
              <SimpleGrid cols={2} spacing="md">
                <TextInput
                  label="Credentials"
                  description="Such as MD or DO"
                  autoComplete="off"
                  {...register("credentials")}
                  error={formState.errors.credentials?.message}
                />
                <TextInput
                  label="NPI"
                  description="Ten digits; may be added later"
                  inputMode="numeric"
                  autoComplete="off"
                  {...register("npi")}
                  error={formState.errors.npi?.message}
                />
              </SimpleGrid>
            )}
            {isNew && <TemporaryPasswordFields />}
            {error && <ErrorNote error={error} />}
            <DialogActions
              submit={isNew ? "Add the account" : "Save the account"}
              isBusy={add.isPending || change.isPending}
              onClose={onDone}
            />
          </Stack>
        </form>
      </FormProvider>
    </Modal>
  );
}
