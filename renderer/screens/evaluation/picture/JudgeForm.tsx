import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { useDrafts } from "../../../state/drafts.ts";
import classes from "./Picture.module.css";

/**
 * What is typed about a proposal before it is judged. It outlives the lock and a look at another part; `undefined` while the
 * form is closed.
 */
export function useJudgeDraft<Values extends object>(key: string) {
  const draft = useDrafts(({ values }) => values[key]) as Values | undefined;
  const { keep, drop } = useDrafts();
  return {
    draft,
    begin: (values: Values) => keep(key, values),
    change: (part: Partial<Values>) => draft !== undefined && keep(key, { ...draft, ...part }),
    close: () => drop(key),
  };
}

/** The focus goes to the first button of what was judged, once it is drawn; where it moved to the refused, to their fold. */
export function focusJudged(id: string): void {
  requestAnimationFrame(() => {
    const place = document.getElementById(id)?.querySelector<HTMLElement>("button");
    (place ?? document.querySelector<HTMLElement>('[data-fold="refused"]'))?.focus();
  });
}

interface JudgeFormProps {
  readonly label: string;
  /** Words of the button that sends it. */
  readonly submit: string;
  /** Why it cannot be sent as it stands. */
  readonly objection?: string | undefined;
  onSubmit(): void;
  onCancel(): void;
  readonly children: ReactNode;
}

/** A few fields under a line of the picture. Escape leaves it, and the line has the focus again. */
export function JudgeForm({ label, submit, objection, onSubmit, onCancel, children }: JudgeFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const objectionId = useId();
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("select, input, textarea")?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onCancel();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (objection === undefined) onSubmit();
    else form.current?.querySelector<HTMLElement>("[data-wanted]")?.focus();
  };
  return (
    <form
      ref={form}
      className={classes.judgeForm}
      aria-label={label}
      data-resumable
      aria-describedby={objection === undefined ? undefined : objectionId}
      onSubmit={send}
      onKeyDown={onKeyDown}
    >
      {children}
      {objection !== undefined && (
        <p id={objectionId} className={classes.note}>
          {objection}
        </p>
      )}
      <div className={classes.buttons}>
        <button type="submit" className={classes.accept}>
          {submit}
        </button>
        <button type="button" className={classes.accept} onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

interface JudgeTextProps {
  readonly label: string;
  readonly value: string;
  readonly most: number;
  /** The focus comes here when it is what is missing. */
  readonly wanted?: boolean;
  onChange(value: string): void;
}

export function JudgeText({ label, value, most, wanted = false, onChange }: JudgeTextProps) {
  return (
    <label className={classes.judgeField}>
      <span>{label}</span>
      <textarea
        rows={2}
        maxLength={most}
        value={value}
        {...(wanted ? { "data-wanted": true } : {})}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}

interface JudgeChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly string[];
  onChange(value: string): void;
}

export function JudgeChoice({ label, value, choices, onChange }: JudgeChoiceProps) {
  return (
    <label className={classes.judgeField}>
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    </label>
  );
}
