import { useRef } from "react";
import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import { phraseField } from "../phrases/textField.ts";
import type { CellProps, KindOf } from "./cellProps.ts";
import fieldClasses from "./fields.module.css";
import tableClasses from "./tables.module.css";
import { useShownText } from "./useShownText.ts";

const show = (value: AnswerValue | undefined) => (typeof value === "string" ? value : "");

/** Free words. Uncontrolled: a key draws nothing again, the text is read as it is typed. */
export function TextCell({
  kind,
  binding,
  name,
  readOnly,
  describedBy,
  cellProps,
}: CellProps<KindOf<"text">>) {
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const wrote = useShownText(input, binding, show);
  const shared = {
    ...cellProps,
    ...phraseField,
    ref: input,
    className: cellProps === undefined ? fieldClasses.input : tableClasses.cell,
    defaultValue: show(binding.read()),
    "aria-label": name,
    "aria-describedby": describedBy,
    readOnly,
    spellCheck: true,
    onInput: () => {
      const text = input.current?.value ?? "";
      const value = text.trim() === "" ? undefined : text;
      wrote(value);
      binding.write(value, "typing");
    },
    onBlur: binding.settle,
  };
  return kind.multiline ? <textarea {...shared} rows={2} /> : <input type="text" {...shared} />;
}
