import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconHistory,
  IconX,
} from "@tabler/icons-react";
import { type RefObject, useRef } from "react";
import type { Item } from "../../../shared/checklist/kinds.ts";
import {
  useEvaluationState,
  useNoteBinding,
  useOpenedEvaluation,
  useReadOnly,
} from "../../state/evaluation/context.ts";
import { phraseField } from "../phrases/textField.ts";
import fieldClasses from "./fields.module.css";
import { notDoneWords } from "./ItemMenu.tsx";
import classes from "./items.module.css";
import { useShownText } from "./useShownText.ts";

/** Pieces that an item has whether it stands in a list or in a table. */

export interface ItemStatus {
  readonly isSet: boolean;
  readonly notDone: keyof typeof notDoneWords | undefined;
  /** Why it stays unanswered. */
  readonly waived: string | undefined;
  /** Date of the visit that the answer was carried from, as long as nobody has confirmed it. */
  readonly carriedFrom: string | undefined;
  readonly hasNote: boolean;
  /** A chosen "other" means nothing without words. */
  readonly wantsNote: boolean;
  readonly unsaved: string | undefined;
  readonly contradiction: string | undefined;
}

/** Each of these is compared by value, so that typing in a field does not draw its row again. */
export function useItemStatus(item: Item): ItemStatus {
  const { id } = item;
  return {
    isSet: useEvaluationState(({ evaluation: { answers } }) => isSet(answers[id])),
    notDone: useEvaluationState(({ evaluation: { answers } }) => answers[id]?.notDone),
    waived: useEvaluationState(({ evaluation: { answers } }) => answers[id]?.waived),
    carriedFrom: useEvaluationState(({ evaluation: { answers } }) => answers[id]?.carriedFrom),
    hasNote: useEvaluationState(({ evaluation: { answers } }) => answers[id]?.note !== undefined),
    wantsNote: useEvaluationState(({ evaluation: { answers } }) => needsNote(item, answers[id]?.value)),
    unsaved: useEvaluationState((state) => state.unsaved[id]),
    contradiction: useEvaluationState((state) => state.contradictions[id]),
  };
}

function isSet(answer: { readonly value?: unknown; readonly notDone?: unknown } | undefined): boolean {
  return answer?.value !== undefined || answer?.notDone !== undefined;
}

function needsNote(item: Item, value: unknown): boolean {
  if (item.kind !== "single" && item.kind !== "multi") return false;
  return item.choices.some(
    (choice) =>
      choice.needsNote && (Array.isArray(value) ? value.includes(choice.code) : value === choice.code),
  );
}

function settledAs(status: ItemStatus): "answered" | "carried" | "waived" | undefined {
  if (status.carriedFrom !== undefined) return "carried";
  if (status.isSet) return "answered";
  return status.waived === undefined ? undefined : "waived";
}

/** Answered, waived, missing or wrong, as a sign with words. */
export function ItemMark({ status, required }: { readonly status: ItemStatus; readonly required: boolean }) {
  const wrong = status.unsaved !== undefined || status.contradiction !== undefined;
  const state = wrong ? "problem" : (settledAs(status) ?? (required ? "missing" : "open"));
  const words = {
    problem: "Needs attention",
    answered: "Answered",
    waived: "Waived",
    carried: "Carried from an earlier visit, to confirm",
    missing: "Required, not answered",
    open: "",
  };
  return (
    <span className={classes.mark} data-state={state} title={words[state]}>
      {state === "problem" && <IconAlertTriangle size={15} aria-hidden />}
      {state === "answered" && <IconCircleCheck size={15} aria-hidden />}
      {state === "waived" && <IconCircleMinus size={15} aria-hidden />}
      {state === "carried" && <IconHistory size={15} aria-hidden />}
      {state === "missing" && <IconCircleDashed size={15} aria-hidden />}
      {words[state] !== "" && <span className={classes.hidden}>{words[state]}</span>}
    </span>
  );
}

/** Why the answer is not saved as it stands, and which other answer it contradicts. */
export function ItemProblems({ status }: { readonly status: ItemStatus }) {
  return (
    <>
      {status.unsaved !== undefined && (
        <span className={classes.under} data-kind="error" data-held="true">
          <IconAlertTriangle size={14} aria-hidden />
          Not saved yet: {status.unsaved}.
        </span>
      )}
      {status.contradiction !== undefined && (
        <span className={classes.under} data-kind="error">
          <IconAlertTriangle size={14} aria-hidden />
          {status.contradiction}
        </span>
      )}
    </>
  );
}

interface NotDoneProps {
  readonly item: Item;
  readonly reason: keyof typeof notDoneWords;
  readonly onDone: () => void;
}

/** Stands instead of the control of an item that was not examined. */
export function NotDone({ item, reason, onDone }: NotDoneProps) {
  const evaluation = useOpenedEvaluation();
  const readOnly = useReadOnly();
  const takeBack = () => {
    const note = evaluation.answer(item.id)?.note;
    evaluation.setAnswer(item.id, note === undefined ? null : { note });
    onDone();
  };
  return (
    <span className={classes.notDone}>
      <span>Not done: {notDoneWords[reason]}</span>
      {!readOnly && (
        <button
          type="button"
          className={classes.quietButton}
          aria-label={`Examine after all: ${item.label}`}
          onClick={takeBack}
          onKeyDown={(event) => {
            if (event.key === "Delete" || event.key === "Backspace") takeBack();
          }}
        >
          <IconX size={14} aria-hidden />
          Examine after all
        </button>
      )}
    </span>
  );
}

interface ItemNoteProps {
  readonly item: Item;
  readonly input: RefObject<HTMLTextAreaElement | null>;
  readonly onRemoved: () => void;
}

const showNote = (value: unknown) => (typeof value === "string" ? value : "");

export function ItemNote({ item, input, onRemoved }: ItemNoteProps) {
  const binding = useNoteBinding(item.id);
  const readOnly = useReadOnly();
  const wrote = useShownText(input, binding, showNote);
  const label = useRef<HTMLSpanElement>(null);
  return (
    <div className={classes.note}>
      <span className={classes.noteLabel} ref={label} aria-hidden>
        Note
      </span>
      <textarea
        {...phraseField}
        ref={input}
        rows={1}
        className={`${fieldClasses.input} ${fieldClasses.noteInput}`}
        aria-label={`Note on ${item.label}`}
        defaultValue={showNote(binding.read())}
        readOnly={readOnly}
        onInput={(event) => {
          const text = event.currentTarget.value;
          const note = text.trim() === "" ? undefined : text;
          wrote(note);
          binding.write(note, "typing");
        }}
        onBlur={binding.settle}
      />
      {!readOnly && (
        <button
          type="button"
          className={classes.menuButton}
          aria-label={`Remove the note on ${item.label}`}
          title="Remove the note"
          onClick={() => {
            wrote(undefined);
            binding.write(undefined);
            onRemoved();
          }}
        >
          <IconX size={14} aria-hidden />
        </button>
      )}
    </div>
  );
}
