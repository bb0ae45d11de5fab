import { fieldsOf } from "../../../shared/phrases/phraseText.ts";

/**
 * Where the fields of a phrase are while somebody fills them. A filled one no longer shows in the text, so each is followed
 * through what is typed, and Shift+Tab finds the way back. Positions count as a text field's selection does.
 */
export interface OpenField {
  readonly start: number;
  readonly end: number;
  /** Empty where free words are asked for. */
  readonly choices: readonly string[];
}

interface Edit {
  readonly start: number;
  /** Where the replaced text ended before. */
  readonly end: number;
  /** Length of what replaced it. */
  readonly length: number;
}

/**
 * What one edit replaced.
 * @param caret where it is afterwards. With repeated letters several readings are possible; an edit ends at the caret.
 */
export function editBetween(before: string, after: string, caret: number): Edit {
  const shorter = Math.min(before.length, after.length);
  let tail = 0;
  const mostTail = Math.min(shorter, after.length - caret);
  while (tail < mostTail && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  let head = 0;
  const mostHead = shorter - tail;
  while (head < mostHead && before[head] === after[head]) head += 1;
  return { start: head, end: before.length - tail, length: after.length - tail - head };
}

/**
 * The fields after an edit: moved with the text around them, grown or shrunk by what was typed in them, gone when an edit
 * went across their border.
 * @param active the field that is being filled: what is typed at its border belongs to it.
 */
export function fieldsAfter(
  fields: readonly OpenField[],
  edit: Edit,
  active: OpenField | undefined,
): { readonly fields: readonly OpenField[]; readonly active: OpenField | undefined } {
  const growth = edit.length - (edit.end - edit.start);
  let activeAfter: OpenField | undefined;
  const after = fields.flatMap((field) => {
    const moved = fieldAfter(field, edit, growth, field === active);
    if (field === active) activeAfter = moved;
    return moved === undefined ? [] : [moved];
  });
  return { fields: after, active: activeAfter };
}

function fieldAfter(field: OpenField, edit: Edit, growth: number, isActive: boolean): OpenField | undefined {
  const within = edit.start >= field.start && edit.end <= field.end;
  if (isActive && within) return { ...field, end: field.end + growth };
  if (edit.end <= field.start) return { ...field, start: field.start + growth, end: field.end + growth };
  if (edit.start >= field.end) return field;
  return within ? { ...field, end: field.end + growth } : undefined;
}

/** Adds the fields that are written out in the text and not followed yet. */
export function withWritten(fields: readonly OpenField[], text: string): readonly OpenField[] {
  const written = fieldsOf(text).filter(
    (one) => !fields.some((known) => one.start < known.end && known.start < one.end),
  );
  return inOrder([...fields, ...written.map(({ start, end, choices }) => ({ start, end, choices }))]);
}

/** The stops of a phrase that was just put in: its fields, then the place behind it, to go on from. */
export function stopsOf(inserted: string, at: number): readonly OpenField[] {
  const fields = fieldsOf(inserted).map(({ start, end, choices }) => ({
    start: at + start,
    end: at + end,
    choices,
  }));
  const last = fields.at(-1);
  if (last === undefined) return [];
  const behind = at + inserted.length;
  return last.end === behind ? fields : [...fields, { start: behind, end: behind, choices: [] }];
}

export function inOrder(fields: readonly OpenField[]): readonly OpenField[] {
  return [...fields].sort((one, other) => one.start - other.start || one.end - other.end);
}

export interface Selection {
  readonly start: number;
  readonly end: number;
}

/** The field to go to with Tab (`by` 1) or Shift+Tab (-1), seen from the selection; none where the text field is to be left. */
export function fieldBeside(
  fields: readonly OpenField[],
  active: OpenField | undefined,
  { start, end }: Selection,
  by: 1 | -1,
): OpenField | undefined {
  const here =
    active !== undefined && start >= active.start && end <= active.end ? fields.indexOf(active) : -1;
  if (here !== -1) return fields[here + by];
  // An empty place at the caret is where one is already.
  const isElsewhere = (field: OpenField) =>
    field.start < field.end || field.start < start || field.start > end;
  return by === 1
    ? fields.find((field) => field.start >= end && isElsewhere(field))
    : fields.findLast((field) => field.end <= start && isElsewhere(field));
}
