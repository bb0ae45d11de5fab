/** The text fields in which phrases are offered carry this attribute. */
export const phraseField = { "data-phrases": "" } as const;

export type TextField = HTMLInputElement | HTMLTextAreaElement;

export function phraseFieldOf(target: EventTarget | null): TextField | undefined {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return undefined;
  return target.dataset.phrases === undefined || target.readOnly || target.disabled ? undefined : target;
}

export function selectionOf(field: TextField): { readonly start: number; readonly end: number } {
  const end = field.selectionEnd ?? field.value.length;
  return { start: field.selectionStart ?? end, end };
}

/**
 * Replaces a part as if it had been typed: the field's own undo takes it back, and its `input` event goes the way of a key.
 * The command is old and without a successor: what sets a value directly empties the field's undo.
 */
export function typeOver(field: TextField, start: number, end: number, text: string): void {
  field.setSelectionRange(start, end);
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
}
