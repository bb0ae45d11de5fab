import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { FormProvider, useForm } from "react-hook-form";
import type { AccountRow } from "../../../shared/contract.ts";
import { notifyDone } from "../../app/notify.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { resolverOf } from "../../components/common/formCheck.ts";
import { useShortestPassword } from "../../state/policy.ts";
import { useChange } from "../../state/queries.ts";
import { checkPasswords, type PasswordValues } from "./accountValues.ts";
import { TemporaryPasswordFields } from "./TemporaryPasswordFields.tsx";

interface ResetPasswordDialogProps {
  readonly row: AccountRow;
  onDone(): void;
}

/** Gives an account another password, and enables it if it was disabled. */
export function ResetPasswordDialog({ row, onDone }: ResetPasswordDialogProps) {
  const reset = useChange("accounts.resetPassword", ["accounts.list"]);
  const { accountName, signer } = row;
  const isDisabled = row.state === "disabled";
  const shortest = useShortestPassword();
  const form = useForm<PasswordValues>({
    defaultValues: { temporaryPassword: "", password: "" },
    resolver: resolverOf((values) =>
      checkPasswords(values, { accountName, displayName: signer.displayName }, shortest),
    ),
  });
  const submit = form.handleSubmit(async (passwords) => {
    try {
      await reset.mutateAsync({ accountId: row.id, ...passwords });
      notifyDone(
        isDisabled ? `${accountName} is enabled` : `${accountName} has a temporary password`,
        "It must be changed when it is first used.",
      );
      onDone();
    } catch {
      // Shown above the buttons; what was typed stays in the form.
    }
  });
  return (
    <Modal
      opened
      onClose={onDone}
      closeOnClickOutside={false}
      title={isDisabled ? `Enable ${accountName}` : `New password for ${accountName}`}
      size="lg"
    >
      <FormProvider {...form}>
        <form noValidate onSubmit={(event) => void submit(event)}>
          <Stack gap="md">
            <Text size="sm">
              {isDisabled
                ? `${signer.displayName} may sign in again, with a new password.`
                : `The password that ${signer.displayName} has now opens nothing any more.`}
            </Text>
            <TemporaryPasswordFields />
            {reset.error && <ErrorNote error={reset.error} />}
            <Group gap="sm">
              <Button type="submit" loading={reset.isPending}>
                {isDisabled ? "Enable the account" : "Give the new password"}
              </Button>
              <Button variant="default" onClick={onDone}>
                Cancel
              </Button>
            </Group>
          </Stack>
        </form>
      </FormProvider>
    </Modal>
  );
}
