import { type Call, callBefore } from "../../../shared/phrases/abbreviation.ts";
import { matchingPhrases, type Phrase } from "../../../shared/phrases/phrase.ts";
import type { OpenField, Selection } from "./filling.ts";

/** What is offered under a text field while a phrase is called or one of its fields is filled. */
export type Offer =
  | {
      readonly kind: "phrases";
      readonly call: Call;
      readonly options: readonly Phrase[];
      /** Position in the options that Enter accepts; -1 while only the semicolon stands there, which may be meant as one. */
      readonly first: number;
    }
  | {
      readonly kind: "choices";
      readonly field: OpenField;
      readonly options: readonly string[];
      readonly first: number;
    };

/** More than this nobody reads; another letter tells them apart. */
const mostOptions = 50;

export function offerFor(
  text: string,
  selection: Selection,
  active: OpenField | undefined,
  phrases: readonly Phrase[],
): Offer | undefined {
  if (active !== undefined && active.choices.length > 0) {
    const choices = choicesOffer(text, selection, active);
    if (choices !== undefined) return choices;
  }
  if (selection.start !== selection.end || phrases.length === 0) return undefined;
  const call = callBefore(text, selection.start);
  if (call === undefined) return undefined;
  const options = matchingPhrases(phrases, call.typed).slice(0, mostOptions);
  return options.length === 0
    ? undefined
    : { kind: "phrases", call, options, first: call.typed === "" ? -1 : 0 };
}

function choicesOffer(text: string, { start, end }: Selection, field: OpenField): Offer | undefined {
  if (start < field.start || end > field.end) return undefined;
  const written = text.slice(field.start, field.end);
  if (start === field.start && end === field.end && start !== end) {
    const chosen = field.choices.indexOf(written);
    return { kind: "choices", field, options: field.choices, first: Math.max(0, chosen) };
  }
  const typed = written.toLowerCase();
  const options = field.choices.filter((choice) => choice.toLowerCase().startsWith(typed));
  if (options.length === 0 || options[0] === written) return undefined;
  return { kind: "choices", field, options, first: 0 };
}
