import { IconAlertTriangle } from "@tabler/icons-react";
import { useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import { useBindingValue, useDraft, useOpenedEvaluation } from "../../state/evaluation/context.ts";
import { useFastKeys } from "../../state/fastKeys.ts";
import { today } from "../common/dates.ts";
import type { CellProps, KindOf } from "./cellProps.ts";
import fieldClasses from "./fields.module.css";
import { goOn } from "./focus.ts";
import classes from "./items.module.css";
import { isWholeNumber } from "./keys.ts";
import { formatPartialDate, isVisitDay, type Parsed, parseDate, parseNumber, rangeWords } from "./parse.ts";
import tableClasses from "./tables.module.css";
import { useShownText } from "./useShownText.ts";

interface EntryProps extends CellProps {
  readonly parse: (text: string) => Parsed<string | number>;
  readonly show: (value: AnswerValue | undefined) => string;
  readonly className?: string | undefined;
  readonly inputMode: "decimal" | "text";
  readonly placeholder?: string;
  /** Unit and range, or the date as it was understood. */
  readonly hint?: string | undefined;
  /** The hint is only of use while somebody types. */
  readonly hintInField?: boolean;
  readonly title?: string;
  /** Whether nothing more can be typed: with fast keys the focus then goes on. */
  readonly isWhole?: (text: string) => boolean;
}

/**
 * A value that is typed as text. What cannot be understood stays in the field with the reason under it; the item is then
 * not answered, so that a half-typed number never counts as one.
 */
function EntryCell(props: EntryProps) {
  const { binding, name, readOnly, describedBy, parse, show, hint } = props;
  const input = useRef<HTMLInputElement>(null);
  const draft = useDraft(binding);
  const [inField, setInField] = useState(false);
  const errorId = useId();
  const wrote = useShownText(input, binding, show);
  const wrong = draft !== undefined && !inField;
  const fast = useFastKeys();

  const onInput = () => {
    const text = input.current?.value ?? "";
    const parsed = parse(text);
    const value = parsed.kind === "value" ? parsed.value : undefined;
    wrote(value);
    // The value first: a draft that goes while an older value stands would bring that into the field, under the typist's hands.
    const keep = () => {
      if (value !== binding.read()) binding.write(value, "typing");
      binding.setDraft(parsed.kind === "wrong" ? { text, message: parsed.message } : undefined);
    };
    if (!fast) return keep();
    // What the number makes to be asked has to be there before the focus goes on.
    flushSync(keep);
    const typesOn = input.current?.selectionStart === text.length;
    const isDone = parsed.kind === "value" && typesOn && props.isWhole?.(text) === true;
    if (isDone && props.cellProps === undefined) goOn(input.current);
  };

  return (
    <div className={fieldClasses.entry}>
      <input
        ref={input}
        type="text"
        inputMode={props.inputMode}
        {...props.cellProps}
        className={
          props.cellProps === undefined ? `${fieldClasses.input} ${props.className ?? ""}` : tableClasses.cell
        }
        data-unconfirmed={props.unconfirmed}
        title={props.title}
        defaultValue={draft?.text ?? show(binding.read())}
        placeholder={readOnly ? undefined : props.placeholder}
        aria-label={name}
        aria-invalid={wrong}
        aria-describedby={wrong ? errorId : describedBy}
        readOnly={readOnly}
        autoComplete="off"
        onInput={onInput}
        onFocus={() => setInField(true)}
        onBlur={() => {
          setInField(false);
          if (input.current !== null && binding.draft() === undefined)
            input.current.value = show(binding.read());
          binding.settle();
        }}
      />
      {hint && (inField || !props.hintInField) && <span className={fieldClasses.unit}>{hint}</span>}
      {wrong && (
        <span id={errorId} className={classes.under} data-kind="error">
          <IconAlertTriangle size={14} aria-hidden />
          {draft.message}
        </span>
      )}
    </div>
  );
}

const showNumber = (value: AnswerValue | undefined) => (typeof value === "number" ? String(value) : "");
const showDate = (value: AnswerValue | undefined) =>
  typeof value === "string" ? formatPartialDate(value) : "";

export function NumberCell(props: CellProps<KindOf<"number">>) {
  const { kind } = props;
  const range = rangeWords(kind);
  const reference = kind.reference === undefined ? "" : `usual ${kind.reference}`;
  const unit = kind.unit === "°" && reference !== "" ? "" : kind.unit;
  const hint = props.compact ? [unit, reference] : [range, reference];
  const words = hint.filter(Boolean).join("; ");
  return (
    <EntryCell
      {...props}
      parse={(text) => parseNumber(text, kind)}
      isWhole={(text) => isWholeNumber(kind, text)}
      show={showNumber}
      className={fieldClasses.number}
      inputMode="decimal"
      hint={props.cellProps === undefined ? words : undefined}
      title={[range, reference].filter(Boolean).join("; ")}
    />
  );
}

export function DateCell(props: CellProps<KindOf<"date">>) {
  const { kind, binding } = props;
  const opened = useOpenedEvaluation();
  const value = useBindingValue(binding);
  const parse = (text: string) => {
    const { patient, visitDate } = opened.store.getState().evaluation;
    return parseDate(text, kind, { today: today(), dateOfBirth: patient.dateOfBirth, visitDate });
  };
  return (
    <EntryCell
      {...props}
      parse={parse}
      show={showDate}
      isWhole={isVisitDay}
      className={fieldClasses.short}
      inputMode="text"
      placeholder={datePlaceholders[kind.precision ?? "day"]}
      hint={typeof value === "string" ? formatPartialDate(value) : undefined}
      hintInField
    />
  );
}

const datePlaceholders = {
  day: "m/d/yyyy",
  month: "m/d/yyyy or m/yyyy",
  year: "m/d/yyyy or yyyy",
} as const;
