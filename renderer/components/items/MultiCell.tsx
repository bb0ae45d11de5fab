import { IconCheck } from "@tabler/icons-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useBindingValue } from "../../state/evaluation/context.ts";
import { useFastKeys } from "../../state/fastKeys.ts";
import type { CellProps, KindOf } from "./cellProps.ts";
import fieldClasses from "./fields.module.css";
import { goOn } from "./focus.ts";
import { KeyedLabel } from "./KeyedLabel.tsx";
import { choiceLabel, mostWithOwnKeys, ownKeys, stepForKey, toggled } from "./keys.ts";

/** Any of several. Arrows and first letters move, Space and Enter switch. */
export function MultiCell({ kind, binding, name, readOnly, describedBy }: CellProps<KindOf<"multi">>) {
  const value = useBindingValue(binding);
  const codes = Array.isArray(value) ? value.filter((code): code is string => typeof code === "string") : [];
  const group = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const fast = useFastKeys();
  const keys = fast && kind.choices.length <= mostWithOwnKeys ? ownKeys(kind.choices) : [];

  const focus = (position: number) => {
    setCurrent(position);
    group.current?.querySelectorAll("button")[position]?.focus();
  };
  const toggle = (code: string) => {
    if (readOnly) return;
    const next = toggled(kind, codes, code);
    binding.write(next.length === 0 ? undefined : next);
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
      flushSync(() => {
        toggle(meant.code);
        focus(own);
      });
      const isAlone = kind.exclusive?.includes(meant.code) === true && !codes.includes(meant.code);
      if (isAlone) goOn(group.current?.querySelectorAll("button")[own] ?? null);
      return;
    }
    const position = stepForKey(event.key, current, kind.choices.length) ?? letterPosition(event.key);
    if (position === undefined) return;
    event.preventDefault();
    focus(position);
  };
  const letterPosition = (key: string): number | undefined => {
    if (key.length !== 1 || key === " ") return undefined;
    const count = kind.choices.length;
    const order = kind.choices.map((_choice, index) => (current + 1 + index) % count);
    return order.find((index) => {
      const choice = kind.choices[index];
      return choice !== undefined && choiceLabel(choice).toLowerCase().startsWith(key.toLowerCase());
    });
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a wrapping row everywhere
    <div
      ref={group}
      role="group"
      aria-label={name}
      aria-describedby={describedBy}
      className={fieldClasses.chips}
      onKeyDown={onKeyDown}
    >
      {kind.choices.map((choice, position) => {
        const chosen = codes.includes(choice.code);
        return (
          // biome-ignore lint/a11y/useSemanticElements: a chip is a button that behaves as a checkbox
          <button
            key={choice.code}
            type="button"
            role="checkbox"
            aria-checked={chosen}
            tabIndex={position === current ? 0 : -1}
            disabled={readOnly}
            className={fieldClasses.chip}
            onFocus={() => setCurrent(position)}
            onClick={() => toggle(choice.code)}
          >
            {chosen && <IconCheck size={14} aria-hidden />}
            <KeyedLabel label={choiceLabel(choice)} sign={keys[position]} />
          </button>
        );
      })}
    </div>
  );
}
