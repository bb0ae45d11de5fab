import type { Answer, AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import { lookedAt } from "../../../shared/evaluation/filled.ts";
import type { ChangeManner, Draft, OpenedEvaluation } from "./evaluationStore.ts";

/**
 * A place inside an answer that one control reads and writes: a whole value, one side of a pair, one field of a record,
 * one cell of a grid. Each control listens to its own place only.
 */
export interface Binding {
  readonly itemId: string;
  /** "HX.MED/2/dose": unique, and the key of drafts and of what is not confirmed yet. */
  readonly path: string;
  read(): AnswerValue | undefined;
  /** `undefined` takes the value away. */
  write(value: AnswerValue | undefined, manner?: ChangeManner): void;
  draft(): Draft | undefined;
  setDraft(draft: Draft | undefined): void;
  subscribe(listener: () => void): () => void;
  /** The field was left. */
  settle(): void;
}

interface Place {
  readonly path: string;
  read(): AnswerValue | undefined;
  write(value: AnswerValue | undefined, manner: ChangeManner, mergeKey: string): void;
}

function bindingAt(opened: OpenedEvaluation, itemId: string, place: Place): Binding {
  return {
    itemId,
    path: place.path,
    read: place.read,
    write: (value, manner = "choice") => place.write(value, manner, place.path),
    draft: () => opened.store.getState().drafts[place.path],
    setDraft: (draft) => opened.setDraft(place.path, draft),
    subscribe: (listener) => opened.subscribe(itemId, listener),
    settle: opened.settle,
  };
}

/** The whole value of an item. Writing a value takes "not done" away and keeps the note. */
export function itemBinding(opened: OpenedEvaluation, itemId: string): Binding {
  return bindingAt(opened, itemId, itemPlace(opened, itemId));
}

/** With `within` what is written lies in that side or row, and only there a mark "filled" goes. */
function itemPlace(opened: OpenedEvaluation, itemId: string, within?: string): Place {
  return {
    path: itemId,
    read: () => opened.answer(itemId)?.value,
    write: (value, manner, mergeKey) => {
      const before = opened.answer(itemId) ?? {};
      const own = answerWith(value, before.note);
      const { filled } = lookedAt(before, within);
      const answer = own?.value === undefined || filled === undefined ? own : { ...own, filled };
      opened.setAnswer(itemId, answer, manner, manner === "typing" ? mergeKey : undefined);
    },
  };
}

/** The physician's own words about an item, beside its value or "not done". */
export function noteBinding(opened: OpenedEvaluation, itemId: string): Binding {
  return bindingAt(opened, itemId, {
    path: `${itemId}/#note`,
    read: () => opened.answer(itemId)?.note,
    write: (value, manner, mergeKey) => {
      const { note: _replaced, ...rest } = opened.answer(itemId) ?? {};
      const answer = typeof value === "string" ? { ...rest, note: value } : rest;
      const empty = Object.keys(answer).length === 0;
      opened.setAnswer(itemId, empty ? null : answer, manner, manner === "typing" ? mergeKey : undefined);
    },
  });
}

/** An answer without value and note is no answer. */
export function answerWith(value: AnswerValue | undefined, note: string | undefined): Answer | null {
  if (value === undefined && note === undefined) return null;
  return { ...(value === undefined ? {} : { value }), ...(note === undefined ? {} : { note }) };
}

/**
 * A place below an item: `["right", "grade"]`, `["L4-5", "discType"]`, or `[2, "dose"]` in a repeat. Objects are made on
 * the way in and taken away when their last member goes; rows of a repeat stay until they are removed.
 */
export function partBinding(
  opened: OpenedEvaluation,
  itemId: string,
  keys: readonly (string | number)[],
): Binding {
  const [place] = keys;
  const whole = itemPlace(opened, itemId, place === undefined ? undefined : String(place));
  return bindingAt(opened, itemId, {
    path: [itemId, ...keys].join("/"),
    read: () => valueAt(whole.read(), keys),
    write: (value, manner, mergeKey) => whole.write(withValueAt(whole.read(), keys, value), manner, mergeKey),
  });
}

export function valueAt(
  value: AnswerValue | undefined,
  keys: readonly (string | number)[],
): AnswerValue | undefined {
  let current = value;
  for (const key of keys) {
    if (typeof current !== "object") return undefined;
    current = Array.isArray(current)
      ? (current as readonly AnswerValue[])[Number(key)]
      : (current as { readonly [key: string]: AnswerValue })[String(key)];
  }
  return current;
}

export function withValueAt(
  whole: AnswerValue | undefined,
  keys: readonly (string | number)[],
  value: AnswerValue | undefined,
): AnswerValue | undefined {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (typeof key === "number") {
    const rows: AnswerValue[] = Array.isArray(whole) ? [...(whole as readonly AnswerValue[])] : [];
    rows[key] = withValueAt(rows[key], rest, value) ?? {};
    return rows;
  }
  const members: Record<string, AnswerValue> =
    typeof whole === "object" && !Array.isArray(whole)
      ? { ...(whole as { readonly [key: string]: AnswerValue }) }
      : {};
  const part = withValueAt(members[key], rest, value);
  if (part === undefined) delete members[key];
  else members[key] = part;
  return Object.keys(members).length === 0 ? undefined : members;
}
