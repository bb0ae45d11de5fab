import { Button, Group, PasswordInput, Stack } from "@mantine/core";
import { useForm } from "react-hook-form";
import type { Account } from "../../../shared/contract.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { resolverOf } from "../../components/common/formCheck.ts";
import { useShortestPassword } from "../../state/policy.ts";
import { useChange } from "../../state/queries.ts";
import { checkOwnPassword, type OwnPasswordValues } from "./accountValues.ts";

interface OwnPasswordFormProps {
  readonly account: Account;
  readonly takesFocus?: boolean;
  onChanged(account: Account): void;
}

const empty: OwnPasswordValues = { password: "", newPassword: "", again: "" };

/** The password now, and a new one twice. */
export function OwnPasswordForm({ account, takesFocus = false, onChanged }: OwnPasswordFormProps) {
  const change = useChange("session.changePassword", []);
  const { accountName, signer } = account;
  const shortest = useShortestPassword();
  const form = useForm<OwnPasswordValues>({
    defaultValues: empty,
    resolver: resolverOf((values) =>
      checkOwnPassword(values, { accountName, displayName: signer.displayName }, shortest),
    ),
  });
  const { register, formState } = form;
  const submit = form.handleSubmit(async ({ password, newPassword }) => {
    try {
      const changed = await change.mutateAsync({ password, newPassword });
      form.reset(empty);
      onChanged(changed);
    } catch {
      // Shown above the button.
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <PasswordInput
          label={account.mustChangePassword ? "Temporary password" : "Password now"}
          autoFocus={takesFocus}
          autoComplete="off"
          {...register("password")}
          error={formState.errors.password?.message}
          visibilityToggleButtonProps={{ "aria-label": "Show the password now", tabIndex: 0 }}
        />
        <PasswordInput
          label="New password"
          description={`At least ${shortest} characters; a few unrelated words are easy to keep`}
          autoComplete="off"
          {...register("newPassword")}
          error={formState.errors.newPassword?.message}
          visibilityToggleButtonProps={{ "aria-label": "Show the new password", tabIndex: 0 }}
        />
        <PasswordInput
          label="New password again"
          autoComplete="off"
          {...register("again")}
          error={formState.errors.again?.message}
          visibilityToggleButtonProps={{ "aria-label": "Show the repeated password", tabIndex: 0 }}
        />
        {change.error && <ErrorNote error={change.error} />}
        <Group>
          <Button type="submit" loading={change.isPending}>
            Change the password
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
