import type { FigureDrawing } from "./figures/drawing.ts";
import type { LetterKind } from "./kinds/kinds.ts";

/**
 * The letter as a document: what is said, in which order, and what each sentence was made from.
 * It knows nothing of paper; the PDF writer and the preview draw it.
 */

/** What a sentence or a cell was made from. Never empty: nothing in a letter is invented. */
export type Source =
  | { readonly item: string; readonly part?: string }
  | { readonly header: "patient" | "referrer" | "referral" | "visit" | "practice" | "signer" }
  | { readonly rule: string }
  /** Standing words of the letter itself: salutation, closing, "no procedure is planned". */
  | { readonly fixed: string };

export interface Run {
  readonly text: string;
  readonly style?: "strong" | "emphasis";
}

export interface Sentence {
  readonly runs: readonly Run[];
  readonly sources: readonly Source[];
  /** The physician wrote these words in place of those that were composed from the sources. */
  readonly edited?: true;
}

export interface Cell extends Sentence {
  readonly align?: "start" | "center";
}

export type Block =
  | { readonly kind: "paragraph"; readonly lead?: string; readonly sentences: readonly Sentence[] }
  | { readonly kind: "numbered"; readonly items: readonly Sentence[] }
  | { readonly kind: "bulleted"; readonly items: readonly Sentence[] }
  | {
      readonly kind: "table";
      /** Read out by assistive technology, not printed. */
      readonly summary: string;
      readonly columns: readonly { readonly label: string; readonly share: number }[];
      /** The first cell of each row is its header. */
      readonly rows: readonly (readonly Cell[])[];
    }
  | {
      /** Stands at the side of what follows it. It shows what sentences tell, and is told by none itself. */
      readonly kind: "figure";
      readonly drawing: FigureDrawing;
      /** What it shows in words, for those who cannot see it. */
      readonly alternative: string;
      readonly sources: readonly Source[];
    };

/** Sections of a full letter, in the mandatory order of the clinical reference, 4.2. */
export const sectionIds = [
  "answer",
  "impression",
  "problems",
  "recommendations",
  "medication",
  "procedure",
  "followUp",
  "history",
  "physical",
  "neurological",
  "records",
  "instruments",
  "coordination",
] as const;
export type FullSectionId = (typeof sectionIds)[number];
/** Sections that only letters of other kinds have: what a procedure brought, what is still open, what is added. */
export type SectionId = FullSectionId | "result" | "pending" | "addendum";

export const sectionHeadings: Readonly<Record<SectionId, string>> = {
  answer: "Answer to your question",
  impression: "Summary impression",
  problems: "Problem list",
  recommendations: "Recommendations: who does what",
  medication: "Medication changes and safety",
  procedure: "Procedure plan",
  followUp: "Follow-up and safety-net",
  history: "History",
  physical: "Physical examination",
  neurological: "Neurological examination",
  records: "Records and imaging review",
  instruments: "Instruments",
  coordination: "Coordination of care",
  result: "Result of the procedure",
  pending: "Still open",
  addendum: "Addendum",
};

export interface Section {
  readonly id: SectionId;
  readonly heading: string;
  readonly blocks: readonly Block[];
}

export interface LetterAddressee {
  /** Name with title, as on the envelope. */
  readonly name: string;
  /** Practice and address, at most four lines. */
  readonly lines: readonly string[];
}

export interface LetterSignature {
  readonly name: string;
  readonly credentials?: string;
  readonly npi?: string;
  /** "10 Mar 2025 at 16:42 (UTC-05:00)" */
  readonly signedAt: string;
}

export interface LetterDocument {
  readonly language: "en-US";
  /** Absent in documents from before there were kinds: consultation letters. */
  readonly kind?: LetterKind;
  readonly title: string;
  /** Calendar date of the letter, "2025-03-10". */
  readonly letterDate: string;
  /** Printed on each page; a draft has none. */
  readonly letterNumber?: string;
  readonly status: "draft" | "signed";
  readonly letterhead: { readonly name: string; readonly lines: readonly string[] };
  readonly addressee: LetterAddressee;
  readonly copies: readonly LetterAddressee[];
  /** On every page after the first, and in the reference line of the first. */
  readonly running: { readonly patientName: string; readonly dateOfBirth: string; readonly mrn: string };
  /** "Re: ..." and the question asked. */
  readonly reference: readonly Sentence[];
  readonly salutation: Sentence;
  readonly opening: readonly Sentence[];
  /** Present only with an emergency or urgent red flag; stands before everything else. */
  readonly urgent?: readonly Sentence[];
  readonly sections: readonly Section[];
  readonly closing: readonly Sentence[];
  readonly signature?: LetterSignature;
  readonly footer: {
    readonly confidentiality: string;
    readonly disclaimer: string;
    readonly rulesVersion: string;
    /** The practice's own words, on every page. */
    readonly practice?: string;
  };
}

export function plainText(sentence: Sentence): string {
  return sentence.runs.map((run) => run.text).join("");
}
