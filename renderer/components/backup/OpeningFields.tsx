import { PasswordInput, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useId } from "react";
import type { Opening } from "../../../shared/contract.ts";

export interface OpeningValues {
  readonly by: "password" | "recoveryKey";
  readonly accountName: string;
  readonly password: string;
  readonly recoveryKey: string;
}

export const emptyOpening = (accountName = ""): OpeningValues => ({
  by: "password",
  accountName,
  password: "",
  recoveryKey: "",
});

export function isFilled({ by, accountName, password, recoveryKey }: OpeningValues): boolean {
  return by === "password" ? accountName.trim() !== "" && password !== "" : recoveryKey.trim() !== "";
}

export function toOpening({ by, accountName, password, recoveryKey }: OpeningValues): Opening {
  return by === "password"
    ? { accountName: accountName.trim(), password }
    : { recoveryKey: recoveryKey.trim() };
}

interface OpeningFieldsProps {
  readonly values: OpeningValues;
  onChange(values: OpeningValues): void;
  /** Whose keys are asked for: "as it was when the backup was made". */
  readonly when?: string;
}

/** What opens a store or a backup: the password of an account, or the recovery key from paper. */
export function OpeningFields({ values, onChange, when }: OpeningFieldsProps) {
  const label = useId();
  return (
    <Stack gap="sm">
      <div>
        <span id={label} hidden>
          Open with
        </span>
        <SegmentedControl
          aria-labelledby={label}
          data={[
            { value: "password", label: "Password" },
            { value: "recoveryKey", label: "Recovery key" },
          ]}
          value={values.by}
          onChange={(by) => onChange({ ...values, by: by as OpeningValues["by"] })}
        />
      </div>
      {values.by === "password" ? (
        <>
          <TextInput
            label="Account"
            autoComplete="off"
            spellCheck={false}
            value={values.accountName}
            onChange={(event) => onChange({ ...values, accountName: event.currentTarget.value })}
          />
          <PasswordInput
            label="Password"
            description={when}
            autoComplete="off"
            data-autofocus
            value={values.password}
            onChange={(event) => onChange({ ...values, password: event.currentTarget.value })}
            visibilityToggleButtonProps={{ "aria-label": "Show the password", tabIndex: 0 }}
          />
        </>
      ) : (
        <TextInput
          label="Recovery key"
          description="As printed; dashes and small or capital letters do not matter"
          autoComplete="off"
          spellCheck={false}
          value={values.recoveryKey}
          onChange={(event) => onChange({ ...values, recoveryKey: event.currentTarget.value })}
        />
      )}
    </Stack>
  );
}
