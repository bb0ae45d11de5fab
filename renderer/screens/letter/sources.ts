import { findItem } from "../../../shared/checklist/index.ts";
import type { Sentence, Source } from "../../../shared/letter/document.ts";

/** What a sentence was made from, in words, and where that can be changed. */
export interface SourceLine {
  readonly label: string;
  /** Absent for what is no finding: a rule, the standing words of the letter, the practice. */
  readonly itemId?: string;
}

type Header = Extract<Source, { readonly header: string }>["header"];

const headers: Readonly<Record<Header, SourceLine>> = {
  patient: { label: "The patient's details", itemId: "ENC.PTID" },
  referrer: { label: "The referring clinician", itemId: "REF.NAME" },
  referral: { label: "The referral", itemId: "REF.QUESTION" },
  visit: { label: "The visit", itemId: "ENC.DATE" },
  practice: { label: "The practice's letterhead" },
  signer: { label: "The account that signs" },
};

function lineOf(source: Source): SourceLine {
  if ("item" in source) return { label: findItem(source.item)?.label ?? source.item, itemId: source.item };
  if ("header" in source) return headers[source.header];
  if ("rule" in source) return { label: `Rule ${source.rule}` };
  return { label: "Standing words of the letter" };
}

/** One line a source, without repeats, findings first. */
export function sourceLines(sentence: Sentence): readonly SourceLine[] {
  const lines = new Map<string, SourceLine>();
  for (const line of sentence.sources.map(lineOf)) {
    const key = line.itemId ?? line.label;
    if (!lines.has(key)) lines.set(key, line);
  }
  const all = [...lines.values()];
  return [
    ...all.filter((line) => line.itemId !== undefined),
    ...all.filter((line) => line.itemId === undefined),
  ];
}

/** Where Enter on a sentence goes: to the first finding that it was made from. */
export function firstItem(sentence: Sentence): string | undefined {
  const direct = sentence.sources.find((source) => "item" in source);
  return direct && "item" in direct ? direct.item : sourceLines(sentence)[0]?.itemId;
}
