import { CloseButton, TextInput, type TextInputProps } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";

interface SearchFieldProps extends Omit<TextInputProps, "aria-label" | "value" | "onChange"> {
  readonly label: string;
  readonly value: string;
  onChange(value: string): void;
}

/** One line to search a list by. Escape and the cross empty it. */
export function SearchField({ label, value, onChange, ...field }: SearchFieldProps) {
  return (
    <TextInput
      {...field}
      aria-label={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        value !== "" && <CloseButton size="sm" aria-label="Clear the search" onClick={() => onChange("")} />
      }
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Escape") onChange("");
      }}
    />
  );
}
