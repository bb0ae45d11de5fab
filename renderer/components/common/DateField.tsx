import { TextInput, type TextInputProps } from "@mantine/core";
import { type Ref, useState } from "react";
import { formatDate, parseDate, today } from "./dates.ts";

interface DateFieldProps extends Omit<TextInputProps, "value" | "onChange" | "type"> {
  /** A calendar date, or the typed text while it is none. */
  readonly value: string;
  onChange(value: string): void;
  readonly ref?: Ref<HTMLInputElement>;
}

/**
 * A date that is typed or pasted in whatever form is at hand and shown unambiguously ("14 Sep 1982") when the field is left.
 * Text that is no date stays as it was typed, for the form to complain about.
 */
export function DateField({ value, onChange, onBlur, ref, ...rest }: DateFieldProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <TextInput
      placeholder="MM/DD/YYYY"
      autoComplete="off"
      {...rest}
      {...(ref === undefined ? {} : { ref })}
      value={typed ?? formatDate(value)}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        onChange(parseDate(text, today()) ?? text.trim());
      }}
      onBlur={(event) => {
        setTyped(undefined);
        onBlur?.(event);
      }}
    />
  );
}
