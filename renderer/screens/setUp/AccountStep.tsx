import { PasswordInput, SimpleGrid, Text, TextInput } from "@mantine/core";
import { useFormContext } from "react-hook-form";
import { useShortestPassword } from "../../state/policy.ts";
import type { SetUpValues } from "./setUpValues.ts";

/** The first account belongs to the physician who signs. */
export function AccountStep() {
  const { register, formState } = useFormContext<SetUpValues>();
  const { errors } = formState;
  const shortest = useShortestPassword();
  return (
    <>
      <Text>The first account belongs to the physician who signs the letters.</Text>
      <SimpleGrid cols={2} spacing="md">
        <TextInput
          label="Name"
          description="Under your letters"
          required
          autoFocus
          autoComplete="off"
          {...register("displayName")}
          error={errors.displayName?.message}
        />
        <TextInput
          label="Credentials"
          description="Such as MD or DO"
          autoComplete="off"
          {...register("credentials")}
          error={errors.credentials?.message}
        />
        <TextInput
          label="NPI"
          description="Ten digits; may be added later"
          inputMode="numeric"
          autoComplete="off"
          {...register("npi")}
          error={errors.npi?.message}
        />
        <TextInput
          label="Account"
          description="What you type to sign in"
          required
          autoComplete="off"
          spellCheck={false}
          {...register("accountName")}
          error={errors.accountName?.message}
        />
        <PasswordInput
          label="Password"
          description={`At least ${shortest} characters`}
          required
          autoComplete="off"
          {...register("password")}
          error={errors.password?.message}
          visibilityToggleButtonProps={{ "aria-label": "Show the password", tabIndex: 0 }}
        />
        <PasswordInput
          label="Password again"
          description="The same once more"
          required
          autoComplete="off"
          {...register("passwordAgain")}
          error={errors.passwordAgain?.message}
          visibilityToggleButtonProps={{ "aria-label": "Show the repeated password", tabIndex: 0 }}
        />
      </SimpleGrid>
    </>
  );
}
