import { Button, Group, PasswordInput, Text, TextInput } from "@mantine/core";
import { useFormContext } from "react-hook-form";
import { useShortestPassword } from "../../state/policy.ts";
import { type PasswordValues, suggestPassword } from "./accountValues.ts";

/** The password that is handed over, and one's own, which allows it. */
export function TemporaryPasswordFields() {
  const { register, setValue, formState } = useFormContext<PasswordValues>();
  const { errors } = formState;
  const shortest = useShortestPassword();
  const suggest = () =>
    setValue(
      "temporaryPassword",
      suggestPassword((bytes) => crypto.getRandomValues(bytes), shortest),
      { shouldValidate: formState.isSubmitted },
    );
  return (
    <>
      <Group align="flex-start" gap="sm" wrap="nowrap">
        <TextInput
          label="Temporary password"
          description={`At least ${shortest} characters; must be changed when it is first used`}
          required
          autoComplete="off"
          spellCheck={false}
          style={{ flex: 1 }}
          {...register("temporaryPassword")}
          error={errors.temporaryPassword?.message}
        />
        <Button variant="default" mt="2.375rem" onClick={suggest}>
          Suggest one
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        Hand it over in person. It opens nothing until its owner has chosen another one.
      </Text>
      <PasswordInput
        label="Your own password"
        required
        autoComplete="off"
        {...register("password")}
        error={errors.password?.message}
        visibilityToggleButtonProps={{ "aria-label": "Show your own password", tabIndex: 0 }}
      />
    </>
  );
}
