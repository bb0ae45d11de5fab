import { type Phrase, phraseCalled } from "../../../shared/phrases/phrase.ts";
import { fieldsOf } from "../../../shared/phrases/phraseText.ts";
import {
  editBetween,
  fieldBeside,
  fieldsAfter,
  inOrder,
  type OpenField,
  stopsOf,
  withWritten,
} from "./filling.ts";
import { type Offer, offerFor } from "./offer.ts";
import { phraseFieldOf, selectionOf, type TextField, typeOver } from "./textField.ts";

/** What is on screen under a text field. */
export interface Shown {
  readonly field: TextField;
  readonly offer: Offer;
  /** Position in the options; -1 for none. */
  readonly chosen: number;
}

/**
 * Phrases as they are typed, for all text fields of the window that ask for them: one set of listeners instead of one in each
 * field. A key costs a look at the characters before the caret and nothing more, unless a phrase is called or filled.
 */
export class PhraseTyping {
  phrases: readonly Phrase[] = [];
  readonly #show: (shown: Shown | undefined) => void;
  #shown: Shown | undefined;
  #field: TextField | undefined;
  #fields: readonly OpenField[] = [];
  #active: OpenField | undefined;
  /** The text that the fields' positions belong to; kept only while there are any. */
  #text = "";
  /** Where Escape closed the list: it stays closed as long as the same word is typed on. */
  #dismissed: number | undefined;
  #isInserting = false;

  constructor(show: (shown: Shown | undefined) => void) {
    this.#show = show;
  }

  /** Begins to listen; returns what ends it. Keys are seen before the fields' own handlers. */
  listen(): () => void {
    const ending = new AbortController();
    const options = { capture: true, signal: ending.signal };
    window.addEventListener("input", (event) => this.#onInput(event), options);
    window.addEventListener("keydown", (event) => this.#onKeyDown(event), options);
    window.addEventListener("click", (event) => this.#onClick(event), options);
    window.addEventListener("focusout", () => this.#reset(), options);
    document.addEventListener("selectionchange", () => this.#onSelectionChange(), options);
    return () => {
      ending.abort();
      this.#reset();
    };
  }

  /** Takes an option of the list, by key or by mouse. */
  accept(position: number): void {
    const shown = this.#shown;
    if (shown === undefined) return;
    const { field, offer } = shown;
    if (offer.kind === "phrases") {
      const phrase = offer.options[position];
      if (phrase !== undefined) this.#expand(field, offer.call.start, phrase, "");
      return;
    }
    const choice = offer.options[position];
    if (choice === undefined) return;
    this.#insert(field, offer.field.start, offer.field.end, choice);
    this.#move(field, 1);
  }

  #onInput(event: Event): void {
    const field = phraseFieldOf(event.target);
    if (field === undefined || this.#isInserting) return;
    const manner = event instanceof InputEvent ? event.inputType : "";
    if (field !== this.#field) this.#reset();
    this.#field = field;
    this.#follow(field);
    if (manner.startsWith("history")) this.#close();
    else this.#update(field);
  }

  #onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = phraseFieldOf(event.target);
    if (field === undefined || !this.#take(event, field)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Whether the key was meant for a phrase. */
  #take(event: KeyboardEvent, field: TextField): boolean {
    if (this.#shown?.field === field && this.#takeForList(event, this.#shown)) return true;
    if (event.key === " ") return this.#takeSpace(field);
    return event.key === "Tab" && this.#move(field, event.shiftKey ? -1 : 1);
  }

  #takeForList({ key, shiftKey }: KeyboardEvent, shown: Shown): boolean {
    const { offer, chosen } = shown;
    const count = offer.options.length;
    if (key === "ArrowDown") return this.#choose(shown, chosen + 1 < count ? chosen + 1 : 0);
    if (key === "ArrowUp") return this.#choose(shown, chosen > 0 ? chosen - 1 : count - 1);
    if (key === "Escape") {
      this.#dismissed = startOf(offer);
      this.#close();
      return true;
    }
    if (shiftKey || chosen === -1 || (key !== "Enter" && key !== "Tab")) return false;
    this.accept(chosen);
    return true;
  }

  #choose(shown: Shown, chosen: number): boolean {
    this.#present({ ...shown, chosen });
    return true;
  }

  #takeSpace(field: TextField): boolean {
    if (this.#shown?.offer.kind !== "phrases") return false;
    const { call } = this.#shown.offer;
    const phrase = phraseCalled(this.phrases, call.typed);
    if (phrase === undefined) return false;
    this.#expand(field, call.start, phrase, " ");
    return true;
  }

  /** @param behind goes behind a phrase that has nothing to fill. */
  #expand(field: TextField, start: number, phrase: Phrase, behind: string): void {
    const oneLine = field instanceof HTMLInputElement;
    const words = oneLine ? phrase.text.replace(/\s*\n\s*/g, " ") : phrase.text;
    const hasFields = fieldsOf(words).length > 0;
    this.#insert(field, start, selectionOf(field).end, hasFields ? words : words + behind);
    if (!hasFields) return;
    const stops = stopsOf(words, start);
    this.#fields = inOrder([...this.#fields, ...stops]);
    this.#text = field.value;
    this.#select(field, stops[0]);
  }

  #insert(field: TextField, start: number, end: number, text: string): void {
    this.#close();
    this.#field = field;
    this.#isInserting = true;
    try {
      typeOver(field, start, end, text);
    } finally {
      this.#isInserting = false;
    }
    this.#follow(field);
  }

  /** Goes to the next or previous field of a phrase; false where there is none and the key means the page's next control. */
  #move(field: TextField, by: 1 | -1): boolean {
    if (this.#fields.length === 0 && !field.value.includes("{")) return false;
    const fields = withWritten(this.#fields, field.value);
    const target = fieldBeside(fields, this.#active, whereFrom(field), by);
    if (target === undefined) return false;
    this.#field = field;
    this.#fields = fields;
    this.#text = field.value;
    this.#select(field, target);
    return true;
  }

  #select(field: TextField, target: OpenField | undefined): void {
    if (target === undefined) return;
    this.#active = target;
    this.#dismissed = undefined;
    field.setSelectionRange(target.start, target.end);
    this.#update(field);
  }

  /** A field to fill is taken as a whole when it is clicked. */
  #onClick({ target }: MouseEvent): void {
    const field = phraseFieldOf(target);
    if (field === undefined || !field.value.includes("{")) return;
    const { start, end } = selectionOf(field);
    if (start !== end) return;
    const written = withWritten([], field.value).find((one) => one.start < start && start < one.end);
    if (written === undefined) return;
    this.#field = field;
    this.#fields = withWritten(this.#fields, field.value);
    this.#text = field.value;
    this.#select(
      field,
      this.#fields.find((one) => one.start === written.start),
    );
  }

  /** Keeps the fields where they are after an edit. */
  #follow(field: TextField): void {
    if (this.#fields.length === 0) return;
    const edit = editBetween(this.#text, field.value, selectionOf(field).end);
    const { fields, active } = fieldsAfter(this.#fields, edit, this.#active);
    this.#fields = fields;
    this.#active = active;
    this.#text = field.value;
  }

  /** Only while a list is open: the caret may have been put elsewhere. */
  #onSelectionChange(): void {
    if (this.#shown !== undefined && !this.#isInserting) this.#update(this.#shown.field);
  }

  #update(field: TextField): void {
    const offer = offerFor(field.value, selectionOf(field), this.#active, this.phrases);
    if (offer === undefined) {
      this.#dismissed = undefined;
      this.#close();
    } else if (this.#dismissed !== startOf(offer)) {
      const before = this.#shown;
      const same = before !== undefined && isSame(before.offer, offer);
      this.#present({ field, offer, chosen: same ? before.chosen : offer.first });
    }
  }

  #present(shown: Shown | undefined): void {
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#show(shown);
  }

  #close(): void {
    this.#present(undefined);
  }

  #reset(): void {
    this.#close();
    this.#field = undefined;
    this.#fields = [];
    this.#active = undefined;
    this.#text = "";
    this.#dismissed = undefined;
  }
}

/** The selection that Tab starts from. A field that was just entered is marked as a whole: then from its beginning. */
function whereFrom(field: TextField): { readonly start: number; readonly end: number } {
  const selection = selectionOf(field);
  const isWhole = selection.start === 0 && selection.end === field.value.length;
  return isWhole ? { start: 0, end: 0 } : selection;
}

function startOf(offer: Offer): number {
  return offer.kind === "phrases" ? offer.call.start : offer.field.start;
}

function isSame(one: Offer, other: Offer): boolean {
  if (startOf(one) !== startOf(other) || one.first !== other.first) return false;
  if (one.options.length !== other.options.length) return false;
  const options: readonly unknown[] = other.options;
  return one.kind === other.kind && one.options.every((option, index) => option === options[index]);
}
