import { z } from "zod";
import { calendarDate } from "../evaluation/people.ts";
import type { LetterDocument } from "../letter/document.ts";
import type { Edit, Passage } from "../letter/edits.ts";
import { letterKinds } from "../letter/kinds/kinds.ts";
import { deskStates } from "../referrals/desk.ts";
import { bytes, clinical, everyRole, id, instant, nothing, operation, paper, password } from "./operation.ts";

/** The letters of an evaluation: composed, edited, checked, signed, read. */

const kind = z.enum(letterKinds);

const readinessEntry = z
  .object({
    /**
     * missing: a required item, to be answered or waived; contradiction: a broken rule; blocker: cannot be signed over;
     * question: answers that rarely go together, which may be right and stand in nobody's way.
     */
    kind: z.enum(["missing", "contradiction", "blocker", "question"]),
    /** A blocker that goes when its item is answered, and in no other way. */
    cannotBeWaived: z.literal(true).optional(),
    itemId: z.string().optional(),
    message: z.string(),
    /** The section of the letter that it is about. */
    section: z.string().optional(),
    /** The criterion of the clinical reference, 4.3, that the letter does not meet: "L21". */
    criterion: z.string().optional(),
    /** The edited passage that it is about. */
    passageKey: z.string().optional(),
    /** What of the draft it is about, beside the text. */
    part: z.enum(["copies", "addendum"]).optional(),
  })
  .strict();
export type ReadinessEntry = z.infer<typeof readinessEntry>;

const line = (max: number) =>
  z
    .string()
    .max(max)
    .transform((text) => text.normalize("NFC").replace(/\s+/g, " ").trim())
    .refine((text) => text.length > 0, { message: "must not be empty" });

/** Name with title, and practice and address as on the envelope. */
export const addresseeSchema = z.object({ name: line(160), lines: z.array(line(160)).max(4) }).strict();

export const mostCopies = 8;
export const longestAddendum = 8000;
export const longestPassage = 6000;

/** What is prepared for a letter of one kind, beside its edits. */
const letterDraft = z
  .object({
    /** Who gets a copy beside the primary care clinician. */
    copies: z.array(addresseeSchema).max(mostCopies),
    /** The primary care clinician gets none although another referred. */
    withoutPrimaryCare: z.literal(true).optional(),
    /** What an addendum says; an empty line parts paragraphs. */
    addendum: z
      .string()
      .max(longestAddendum)
      .transform((text) => text.normalize("NFC"))
      .optional(),
  })
  .strict();
export type LetterDraft = z.output<typeof letterDraft>;

const draftState = letterDraft.extend({
  /** 0: nothing is prepared. Counts the changes. */
  revision: z.number().int(),
  savedAt: instant.optional(),
});
const saved = z.object({ revision: z.number().int(), savedAt: instant }).strict();

const citedLetter = z.object({ letterId: id, letterNumber: z.string(), letterDate: calendarDate }).strict();

const letterRow = z
  .object({
    letterId: id,
    letterNumber: z.string(),
    evaluationId: id,
    kind,
    signedAt: instant,
    signedBy: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    byteLength: z.number().int(),
    /** The letter that this one sums up, adds to or corrects. */
    cites: citedLetter.optional(),
    /** Why it corrects that one. */
    reason: z.string().optional(),
    /** The letter that corrects this one, which stays as it was signed. */
    amendedBy: citedLetter.optional(),
    /** In the order in which the letter names them; each has bytes of its own. */
    copies: z.array(
      z
        .object({
          copyId: id,
          recipient: z.object({ name: z.string(), lines: z.array(z.string()) }).strict(),
          sha256: z.string().regex(/^[0-9a-f]{64}$/),
          byteLength: z.number().int(),
        })
        .strict(),
    ),
  })
  .strict();
export type LetterRow = z.infer<typeof letterRow>;

const visitLetter = letterRow.extend({
  /** What the desk did with it, for whom it is addressed to. */
  state: z.enum(deskStates),
  /** The evaluation that corrects it, signed or not. */
  correctedIn: id.optional(),
});
export type VisitLetter = z.infer<typeof visitLetter>;

const letterOffer = z
  .object({
    kind,
    isPossible: z.boolean(),
    /** Why it is not, in words. */
    because: z.string().optional(),
    /** What this evaluation calls for now. */
    isSuggested: z.boolean(),
    /** Something is prepared for it: copies, edits, text. */
    hasDraft: z.boolean(),
  })
  .strict();
export type LetterOffer = z.infer<typeof letterOffer>;

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

const passage = z.custom<Passage>(isObject);
const edit = z.custom<Edit>(isObject);
const document = z.custom<LetterDocument>(isObject);
const ofKind = { evaluationId: id, kind: kind.optional() } as const;

export const letterOperations = {
  /**
   * The letter as it stands. Without a kind: the signed one, else the kind that was chosen, else the full letter. The kind that
   * closed this evaluation is shown as it was signed, with nothing to edit.
   */
  "letter.preview": operation({
    input: z.object(ofKind).strict(),
    output: z
      .object({
        kind,
        document,
        readiness: z.array(readinessEntry),
        /** What can be edited, in the order of reading; empty for a signed letter. */
        passages: z.array(passage),
        /** Edits of passages that are not composed any more: nothing of them stands in the letter. */
        orphans: z.array(edit),
        draft: draftState,
        /** How many pages it takes on the practice's paper: given for a summary, which must fit on one. */
        pages: z.number().int().optional(),
        /** The signed letter that is shown; absent for a draft. */
        letterId: id.optional(),
      })
      .strict(),
    allowed: clinical,
    answeredBy: "backend",
  }),
  /** Which kinds of letter this evaluation may have, in the order in which they are offered. */
  "letter.kinds": operation({
    input: z.object({ evaluationId: id }).strict(),
    output: z.object({ kinds: z.array(letterOffer), chosen: kind }).strict(),
    allowed: clinical,
    answeredBy: "backend",
  }),
  /** Keeps the kind for the next look at the letter. */
  "letter.chooseKind": operation({
    input: z.object({ evaluationId: id, kind }).strict(),
    output: nothing,
    allowed: clinical,
    answeredBy: "backend",
  }),
  /** Stores copies and text as they are typed. Edits are kept apart. */
  "letter.saveDraft": operation({
    input: z.object({ evaluationId: id, kind, draft: letterDraft }).strict(),
    output: saved,
    allowed: clinical,
    answeredBy: "backend",
  }),
  /**
   * Writes over a passage, puts the composed words back, or keeps an edit that became stale. An empty text takes the passage
   * out.
   */
  "letter.edit": operation({
    input: z
      .object({
        evaluationId: id,
        kind,
        passageKey: z.string().min(1).max(200),
        change: z.union([
          z.object({ write: z.string().max(longestPassage) }).strict(),
          z.object({ putBack: z.literal(true) }).strict(),
          z.object({ keep: z.literal(true) }).strict(),
        ]),
      })
      .strict(),
    output: saved,
    allowed: clinical,
    answeredBy: "backend",
  }),
  /** Takes back all that was prepared for the kind: copies, edits, text. Findings stay. */
  "letter.discardDraft": operation({
    input: z.object({ evaluationId: id, kind }).strict(),
    output: nothing,
    allowed: clinical,
    answeredBy: "backend",
  }),
  "letter.sign": operation({
    input: z
      .object({
        ...ofKind,
        password,
        paper,
        /** Why required items stay unanswered: each of them is waived for this reason as the letter is signed. */
        incompleteReason: z.string().trim().min(3).max(500).optional(),
      })
      .strict(),
    output: letterRow,
    allowed: clinical,
    answeredBy: "backend",
  }),
  "letter.list": operation({
    input: z.object({ evaluationId: id.optional() }).strict(),
    output: z.object({ letters: z.array(letterRow) }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** All letters about the visit of an evaluation, those of its corrections and of what it corrects among them, the latest first. */
  "letter.ofVisit": operation({
    input: z.object({ evaluationId: id }).strict(),
    output: z
      .object({
        letters: z.array(visitLetter),
        /** The signed letter that this evaluation corrects. */
        corrects: citedLetter.extend({ evaluationId: id, reason: z.string() }).optional(),
      })
      .strict(),
    allowed: clinical,
    answeredBy: "backend",
  }),
  /** A signed letter as it was signed, for the screen. */
  "letter.show": operation({
    input: z.object({ letterId: id }).strict(),
    output: z.object({ letter: letterRow, document }).strict(),
    allowed: clinical,
    answeredBy: "backend",
  }),
  /** The stored bytes of a signed letter, or of one of its copies; their SHA-256 is checked first. */
  "letter.read": operation({
    input: z.object({ letterId: id, copyId: id.optional() }).strict(),
    output: z.object({ bytes, fileName: z.string() }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** The letter as it stands, marked DRAFT; nothing is stored. */
  "letter.draft": operation({
    input: z.object({ ...ofKind, paper }).strict(),
    output: z.object({ bytes, fileName: z.string() }).strict(),
    allowed: clinical,
    answeredBy: "backend",
  }),
  /**
   * Begins to correct a signed letter: a new evaluation with the same answers, whose letter cites the first and says why. The
   * first stays as it was signed.
   */
  "letter.amend": operation({
    input: z.object({ letterId: id, reason: z.string().trim().min(3).max(500) }).strict(),
    output: z.object({ evaluationId: id }).strict(),
    allowed: clinical,
    answeredBy: "backend",
  }),
  /** Takes back a correction that is not signed. */
  "letter.discardAmendment": operation({
    input: z.object({ evaluationId: id }).strict(),
    output: nothing,
    allowed: clinical,
    answeredBy: "backend",
  }),
} as const;
