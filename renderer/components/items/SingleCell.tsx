import { type KeyboardEvent, useRef } from "react";
import { useBindingValue } from "../../state/evaluation/context.ts";
import type { CellProps, KindOf } from "./cellProps.ts";
import fieldClasses from "./fields.module.css";
import { choiceLabel, codeForKey, codeForWord, stepForKey, wordPause } from "./keys.ts";

const mostSegments = 6;
const longestSegments = 84;

/** One of few: side by side, with first-letter keys. One of many: a list that opens. */
export function SingleCell(props: CellProps<KindOf<"single">>) {
  const labels = props.kind.choices.map(choiceLabel);
  const fits = labels.length <= mostSegments && labels.join("").length <= longestSegments;
  return fits ? <Segments {...props} /> : <ChoiceList {...props} />;
}

function Segments({ kind, binding, name, readOnly, describedBy }: CellProps<KindOf<"single">>) {
  const value = useBindingValue(binding);
  const group = useRef<HTMLDivElement>(null);
  const chosen = kind.choices.findIndex((choice) => choice.code === value);
  const inTabOrder = Math.max(chosen, 0);

  const choose = (position: number) => {
    const choice = kind.choices[position];
    if (choice === undefined || readOnly) return;
    binding.write(choice.code);
    group.current?.querySelectorAll("button")[position]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      if (!readOnly) binding.write(undefined);
      return;
    }
    const code = codeForKey(kind.choices, event.key, typeof value === "string" ? value : undefined);
    const position =
      stepForKey(event.key, inTabOrder, kind.choices.length) ??
      kind.choices.findIndex((choice) => choice.code === code);
    if (position < 0) return;
    event.preventDefault();
    choose(position);
  };

  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={name}
      aria-describedby={describedBy}
      aria-readonly={readOnly || undefined}
      className={fieldClasses.segments}
      onKeyDown={onKeyDown}
    >
      {kind.choices.map((choice, position) => (
        // biome-ignore lint/a11y/useSemanticElements: a segment is a button that behaves as a radio; keys are handled by the group
        <button
          key={choice.code}
          type="button"
          role="radio"
          aria-checked={choice.code === value}
          tabIndex={position === inTabOrder ? 0 : -1}
          disabled={readOnly}
          className={fieldClasses.segment}
          onClick={() => choose(position)}
        >
          {choiceLabel(choice)}
        </button>
      ))}
    </div>
  );
}

/** The browser's own search by letters differs from one system to the next: this one is everywhere the same. */
function ChoiceList({ kind, binding, name, readOnly, describedBy }: CellProps<KindOf<"single">>) {
  const value = useBindingValue(binding);
  const typed = useRef({ word: "", at: Number.NEGATIVE_INFINITY });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Delete" || event.key === "Backspace") {
      binding.write(undefined);
      return;
    }
    const { word, at } = typed.current;
    const begun = event.timeStamp - at < wordPause ? word : "";
    if (event.key.length !== 1 || (event.key === " " && begun === "")) return;
    event.preventDefault();
    typed.current = { word: begun + event.key, at: event.timeStamp };
    const code = codeForWord(kind.choices, begun + event.key, typeof value === "string" ? value : undefined);
    if (code !== undefined) binding.write(code);
  };
  return (
    <select
      className={fieldClasses.select}
      aria-label={name}
      aria-describedby={describedBy}
      value={typeof value === "string" ? value : ""}
      disabled={readOnly}
      onChange={(event) => binding.write(event.currentTarget.value || undefined)}
      onKeyDown={onKeyDown}
    >
      <option value="">Choose…</option>
      {kind.choices.map((choice) => (
        <option key={choice.code} value={choice.code}>
          {choiceLabel(choice)}
        </option>
      ))}
    </select>
  );
}
