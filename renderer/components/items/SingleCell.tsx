import { type KeyboardEvent, useRef } from "react";
import { flushSync } from "react-dom";
import { useBindingValue } from "../../state/evaluation/context.ts";
import { useFastKeys } from "../../state/fastKeys.ts";
import type { CellProps, KindOf } from "./cellProps.ts";
import fieldClasses from "./fields.module.css";
import { goOn } from "./focus.ts";
import { KeyedLabel } from "./KeyedLabel.tsx";
import {
  choiceLabel,
  codeForKey,
  codeForWord,
  isSegmented,
  mayBeHalved,
  ownKeys,
  stepForKey,
  wordPause,
} from "./keys.ts";

/** One of few: side by side, with first-letter keys. One of many: a list that opens; with fast keys still side by side. */
export function SingleCell(props: CellProps<KindOf<"single">>) {
  const fast = useFastKeys();
  return isSegmented(props.kind, fast) ? <Segments {...props} /> : <ChoiceList {...props} />;
}

function Segments({ kind, binding, name, readOnly, describedBy }: CellProps<KindOf<"single">>) {
  const value = useBindingValue(binding);
  const group = useRef<HTMLDivElement>(null);
  const chosen = kind.choices.findIndex((choice) => choice.code === value);
  const inTabOrder = Math.max(chosen, 0);
  const fast = useFastKeys();
  const keys = fast ? ownKeys(kind.choices) : [];

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
    const own = keys.indexOf(event.key.toLowerCase());
    const meant = kind.choices[own];
    if (meant !== undefined) {
      event.preventDefault();
      flushSync(() => choose(own));
      if (!mayBeHalved(kind.choices, meant.code))
        goOn(group.current?.querySelectorAll("button")[own] ?? null);
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
          <KeyedLabel label={choiceLabel(choice)} sign={keys[position]} />
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
