import { Button, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { passwordProblem } from "../../../shared/accounts/passwordRule.ts";
import type { Account } from "../../../shared/contract.ts";
import type { FourfoldError } from "../../../shared/errors.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { type FieldProblems, resolverOf } from "../../components/common/formCheck.ts";
import { ScreenHeading } from "../../components/common/ScreenHeading.tsx";
import { call } from "../../state/bridge.ts";
import { asFourfoldError } from "../../state/failures.ts";
import { useShortestPassword } from "../../state/policy.ts";

interface RecoverFormProps {
  readonly accountName: string;
  onSignedIn(account: Account): void;
  onBack(): void;
}

interface RecoverValues {
  accountName: string;
  recoveryKey: string;
  password: string;
  again: string;
}

export function checkRecovery(values: RecoverValues, shortest?: number): FieldProblems {
  const problem = passwordProblem(values.password, values, shortest);
  return {
    ...(values.accountName.trim() === "" ? { accountName: "Account must not be empty." } : {}),
    ...(values.recoveryKey.trim() === "" ? { recoveryKey: "Recovery key must not be empty." } : {}),
    ...(problem === undefined ? {} : { password: `New password ${problem}.` }),
    ...(values.again === values.password ? {} : { again: "The two passwords are not the same." }),
  };
}

/** The recovery key that was printed at set-up opens the store and gives the account a new password. */
export function RecoverForm({ accountName, onSignedIn, onBack }: RecoverFormProps) {
  const [error, setError] = useState<FourfoldError>();
  const shortest = useShortestPassword();
  const { register, handleSubmit, formState } = useForm<RecoverValues>({
    defaultValues: { accountName, recoveryKey: "", password: "", again: "" },
    resolver: resolverOf((values) => checkRecovery(values, shortest)),
  });
  const submit = handleSubmit(async (values) => {
    setError(undefined);
    try {
      onSignedIn(
        await call("session.recover", {
          accountName: values.accountName.trim(),
          recoveryKey: values.recoveryKey.trim(),
          newPassword: values.password,
        }),
      );
    } catch (caught) {
      setError(asFourfoldError(caught));
    }
  });
  const { errors } = formState;
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        <ScreenHeading takesFocus={false}>Password forgotten</ScreenHeading>
        <Text>
          Ask an administrator of the practice for a temporary password. Or use the recovery key that was
          printed: it gives an account a new password, and the data stays as it is.
        </Text>
        <Text size="sm" c="dimmed">
          With neither a password nor the recovery key nobody can read the data: not the practice, not IT, not
          the makers of Fourfold. Do not delete the data folder; the key may turn up.
        </Text>
        <TextInput
          label="Account"
          autoComplete="off"
          spellCheck={false}
          {...register("accountName")}
          error={errors.accountName?.message}
        />
        <TextInput
          label="Recovery key"
          description="As printed; dashes and small or capital letters do not matter"
          autoComplete="off"
          spellCheck={false}
          autoFocus
          {...register("recoveryKey")}
          error={errors.recoveryKey?.message}
        />
        <PasswordInput
          label="New password"
          description={`At least ${shortest} characters`}
          autoComplete="off"
          {...register("password")}
          error={errors.password?.message}
          visibilityToggleButtonProps={{ "aria-label": "Show the new password", tabIndex: 0 }}
        />
        <PasswordInput
          label="New password again"
          autoComplete="off"
          {...register("again")}
          error={errors.again?.message}
          visibilityToggleButtonProps={{ "aria-label": "Show the repeated password", tabIndex: 0 }}
        />
        {error && <ErrorNote error={error} />}
        <Group>
          <Button type="submit" loading={formState.isSubmitting}>
            Set the new password and sign in
          </Button>
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
