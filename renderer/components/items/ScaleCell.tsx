import { type KeyboardEvent, useRef } from "react";
import { flushSync } from "react-dom";
import { useBindingValue } from "../../state/evaluation/context.ts";
import { useFastKeys } from "../../state/fastKeys.ts";
import type { CellProps, KindOf } from "./cellProps.ts";
import fieldClasses from "./fields.module.css";
import { goOn } from "./focus.ts";
import { isWholeNumber, scaleForKey, stepForKey } from "./keys.ts";

/** A bar of whole numbers that takes a digit; "1" and then "0" is ten. */
export function ScaleCell({ kind, binding, name, readOnly, describedBy }: CellProps<KindOf<"scale">>) {
  const value = useBindingValue(binding);
  const bar = useRef<HTMLDivElement>(null);
  const lastDigitAt = useRef(Number.NEGATIVE_INFINITY);
  const steps = Array.from({ length: kind.max - kind.min + 1 }, (_, index) => kind.min + index);
  const chosen = typeof value === "number" ? value : undefined;
  const inTabOrder = chosen ?? kind.min;
  const fast = useFastKeys();

  const choose = (step: number) => {
    if (readOnly) return;
    binding.write(step);
    bar.current?.querySelectorAll("button")[step - kind.min]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      if (!readOnly) binding.write(undefined);
      return;
    }
    const digit = scaleForKey(kind, event.key, chosen, event.timeStamp - lastDigitAt.current);
    const stepped = stepForKey(event.key, inTabOrder - kind.min, steps.length);
    const step = digit ?? (stepped === undefined ? undefined : kind.min + stepped);
    if (step === undefined) return;
    if (digit !== undefined) lastDigitAt.current = event.timeStamp;
    event.preventDefault();
    flushSync(() => choose(step));
    if (fast && digit !== undefined && !readOnly && isWholeNumber(kind, String(digit))) {
      goOn(bar.current?.querySelectorAll("button")[digit - kind.min] ?? null);
    }
  };

  return (
    <div className={fieldClasses.scale}>
      <div
        ref={bar}
        role="radiogroup"
        aria-label={name}
        aria-describedby={describedBy}
        className={fieldClasses.scaleBar}
        onKeyDown={onKeyDown}
      >
        {steps.map((step) => (
          // biome-ignore lint/a11y/useSemanticElements: a step is a button that behaves as a radio; keys are handled by the bar
          <button
            key={step}
            type="button"
            role="radio"
            aria-checked={step === chosen}
            data-below={chosen !== undefined && step < chosen}
            tabIndex={step === inTabOrder ? 0 : -1}
            disabled={readOnly}
            className={fieldClasses.scaleStep}
            onClick={() => choose(step)}
          >
            {step}
          </button>
        ))}
      </div>
      {(kind.minLabel || kind.maxLabel) && (
        <span className={fieldClasses.scaleEnds}>
          {kind.min} {kind.minLabel?.toLowerCase()}, {kind.max} {kind.maxLabel?.toLowerCase()}
        </span>
      )}
    </div>
  );
}
