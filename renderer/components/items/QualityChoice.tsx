import { type KeyboardEvent, useId, useRef } from "react";
import type { Choice } from "../../../shared/checklist/kinds.ts";
import { qualityPatterns } from "../../../shared/letter/figures/bodyFigure.ts";
import { rectangle } from "../../../shared/letter/figures/drawing.ts";
import { figureTones, Outline } from "../common/Figure.tsx";
import drawingClasses from "./drawing.module.css";
import fieldClasses from "./fields.module.css";
import classes from "./items.module.css";
import { choiceLabel, codeForKey, stepForKey } from "./keys.ts";

interface QualityChoiceProps {
  readonly qualities: readonly Choice[];
  readonly value: string;
  readonly onChange: (code: string) => void;
  readonly disabled: boolean;
}

/** Which quality the next mark records: a tool, not an answer. */
export function QualityChoice({ qualities, value, onChange, disabled }: QualityChoiceProps) {
  const group = useRef<HTMLDivElement>(null);
  const current = Math.max(
    0,
    qualities.findIndex((choice) => choice.code === value),
  );
  const choose = (position: number) => {
    const choice = qualities[position];
    if (choice === undefined) return;
    onChange(choice.code);
    group.current?.querySelectorAll("button")[position]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const code = codeForKey(qualities, event.key, value);
    const position =
      stepForKey(event.key, current, qualities.length) ??
      qualities.findIndex((choice) => choice.code === code);
    if (position < 0) return;
    event.preventDefault();
    choose(position);
  };
  return (
    <div className={classes.actions}>
      <span className={fieldClasses.fieldLabel}>Mark as</span>
      <div
        ref={group}
        role="radiogroup"
        aria-label="Mark as"
        className={fieldClasses.segments}
        onKeyDown={onKeyDown}
      >
        {qualities.map((choice, position) => (
          // biome-ignore lint/a11y/useSemanticElements: a segment is a button that behaves as a radio; keys are handled by the group
          <button
            key={choice.code}
            type="button"
            role="radio"
            aria-checked={choice.code === value}
            tabIndex={position === current ? 0 : -1}
            disabled={disabled}
            className={fieldClasses.segment}
            onClick={() => choose(position)}
          >
            <Swatch quality={choice.code} />
            {choiceLabel(choice)}
          </button>
        ))}
      </div>
    </div>
  );
}

const swatchArea = rectangle(0, 0, 40, 26);

/** The pattern by which a quality is known in the drawing. */
function Swatch({ quality }: { readonly quality: string }) {
  const clipId = useId();
  return (
    <svg
      className={`${figureTones} ${drawingClasses.pattern} ${drawingClasses.swatch}`}
      viewBox="0 0 40 26"
      aria-hidden
    >
      {qualityPatterns(swatchArea, [quality]).map((shape) => (
        <Outline key={shape.style} shape={shape} clipId={clipId} />
      ))}
    </svg>
  );
}
