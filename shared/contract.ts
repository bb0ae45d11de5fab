import { z } from "zod";
import { notDoneReasons } from "./checklist/kinds.ts";
import { errorCodes } from "./errors.ts";
import type { Answer, AnswerValue } from "./evaluation/evaluation.ts";
import {
  calendarDate,
  clinicianSchema,
  patientSchema,
  practiceSchema,
  referralSchema,
  roles,
  signerSchema,
} from "./evaluation/people.ts";
import type { LetterDocument } from "./letter/document.ts";
import { phraseSchema } from "./phrases/phrase.ts";

/**
 * Every operation that the window may ask for: what goes in, what comes out, who may call it and who answers it.
 * The compiler checks both ends against this map; the backend checks every call against it at run time.
 */

const id = z.string().uuid();
/** UTC instant with milliseconds, "2025-03-10T16:42:07.123Z". */
const instant = z.string().datetime({ offset: true });
const password = z.string().min(1).max(1024);
/** The rule for new passwords; a managed policy may ask for more. */
export const newPassword = z
  .string()
  .min(12, "must have at least 12 characters")
  .max(1024, "must have at most 1024 characters");
const accountName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[\p{L}\p{N}._-]+$/u, "may hold letters, digits, dot, dash and underscore");
const recoveryKey = z.string().max(200);

const answerValue: z.ZodType<AnswerValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.array(answerValue), z.record(z.string(), answerValue)]),
);
export const answerSchema: z.ZodType<Answer> = z
  .object({
    value: answerValue.optional(),
    notDone: z.enum(notDoneReasons).optional(),
    waived: z.string().max(500).optional(),
    note: z.string().max(4000).optional(),
    carriedFrom: calendarDate.optional(),
  })
  .strict();

const account = z
  .object({
    id,
    accountName: z.string(),
    role: z.enum(roles),
    signer: signerSchema,
  })
  .strict();
export type Account = z.infer<typeof account>;

const storeStatus = z
  .object({
    /** absent: first run; closed: nobody is signed in; open: somebody is; unusable: see `problem`. */
    state: z.enum(["absent", "closed", "open", "unusable"]),
    dataFolder: z.string(),
    accountNames: z.array(z.string()),
    problem: z
      .object({ code: z.enum(errorCodes), message: z.string(), action: z.string().optional() })
      .optional(),
  })
  .strict();
export type StoreStatus = z.infer<typeof storeStatus>;

export const worklistStages = [
  "referred",
  "inEvaluation",
  "readyToSign",
  "letterToSend",
  "awaitingAcknowledgement",
  "closed",
] as const;

const worklistRow = z
  .object({
    evaluationId: id,
    patientName: z.string(),
    dateOfBirth: calendarDate,
    mrn: z.string(),
    referrerName: z.string(),
    question: z.string(),
    urgency: z.string(),
    referralDate: calendarDate,
    visitDate: calendarDate,
    stage: z.enum(worklistStages),
    /** A red-flag item of this evaluation is answered "yes". */
    redFlag: z.boolean(),
    owner: z.string(),
    letterId: id.optional(),
    /** A later visit of a referral that was answered before. */
    followUp: z.literal(true).optional(),
  })
  .strict();
export type WorklistRow = z.infer<typeof worklistRow>;

const patientRow = z.object({ id, patient: patientSchema }).strict();
const referrerRow = z.object({ id, referrer: clinicianSchema }).strict();

const openEvaluation = z
  .object({
    evaluationId: id,
    patientId: id,
    patient: patientSchema,
    referrer: clinicianSchema,
    referral: referralSchema,
    visitDate: calendarDate,
    answers: z.record(z.string(), answerSchema),
    /** Counts the saves; the window sends it back so that a lost update is noticed. */
    revision: z.number().int(),
    savedAt: instant.optional(),
    signedLetterId: id.optional(),
    /** The signed visit that this one follows. */
    followUpOf: z
      .object({ visitDate: calendarDate, answers: z.record(z.string(), answerSchema) })
      .strict()
      .optional(),
  })
  .strict();
export type OpenEvaluation = z.infer<typeof openEvaluation>;

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
  })
  .strict();
export type ReadinessEntry = z.infer<typeof readinessEntry>;

const paper = z.enum(["letter", "a4"]);
const letterRow = z
  .object({
    letterId: id,
    letterNumber: z.string(),
    evaluationId: id,
    signedAt: instant,
    signedBy: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    byteLength: z.number().int(),
  })
  .strict();
export type LetterRow = z.infer<typeof letterRow>;

const phraseRow = phraseSchema.extend({ id, changedAt: instant, changedBy: z.string() }).strict();
export type PhraseRow = z.infer<typeof phraseRow>;

const bytes = z.instanceof(Uint8Array);
const nothing = z.object({}).strict();

interface Operation<Input extends z.ZodType, Output extends z.ZodType> {
  readonly input: Input;
  readonly output: Output;
  /** "anybody" may call before sign-in; otherwise the signed-in account must hold one of the roles. */
  readonly allowed: "anybody" | readonly (typeof roles)[number][];
  /** `main` answers what needs a window or a dialog; all else is the backend's. */
  readonly answeredBy: "backend" | "main";
}

function operation<Input extends z.ZodType, Output extends z.ZodType>(
  definition: Operation<Input, Output>,
): Operation<Input, Output> {
  return definition;
}

const everyRole = roles;
const clinical = ["physician"] as const;

export const contract = {
  "store.status": operation({
    input: nothing,
    output: storeStatus,
    allowed: "anybody",
    answeredBy: "backend",
  }),
  "store.setUp": operation({
    input: z
      .object({
        practice: practiceSchema,
        accountName,
        password: newPassword,
        signer: signerSchema,
        /** Fills the new store with invented patients. */
        withInventedPatients: z.boolean(),
      })
      .strict(),
    output: z.object({ recoveryKey, account }).strict(),
    allowed: "anybody",
    answeredBy: "backend",
  }),
  "session.signIn": operation({
    input: z.object({ accountName, password }).strict(),
    output: account,
    allowed: "anybody",
    answeredBy: "backend",
  }),
  /** Opens with the recovery key and gives the named account a new password. */
  "session.recover": operation({
    input: z.object({ accountName, recoveryKey, newPassword }).strict(),
    output: account,
    allowed: "anybody",
    answeredBy: "backend",
  }),
  "session.current": operation({
    input: nothing,
    output: z.object({ account: account.optional() }).strict(),
    allowed: "anybody",
    answeredBy: "backend",
  }),
  "session.lock": operation({ input: nothing, output: nothing, allowed: "anybody", answeredBy: "backend" }),
  "practice.read": operation({
    input: nothing,
    output: practiceSchema,
    allowed: everyRole,
    answeredBy: "backend",
  }),
  "practice.save": operation({
    input: practiceSchema,
    output: nothing,
    allowed: ["administrator", "physician"],
    answeredBy: "backend",
  }),
  "patients.search": operation({
    input: z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(200) }).strict(),
    output: z.object({ patients: z.array(patientRow) }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** Patients with the same MRN, or the same date of birth and a like name. */
  "patients.likely": operation({
    input: z
      .object({ familyName: z.string(), givenNames: z.string(), dateOfBirth: z.string(), mrn: z.string() })
      .strict(),
    output: z.object({ patients: z.array(patientRow) }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  "referrers.search": operation({
    input: z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(200) }).strict(),
    output: z.object({ referrers: z.array(referrerRow) }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  "referral.create": operation({
    input: z
      .object({
        patient: z.union([z.object({ existingId: id }).strict(), z.object({ new: patientSchema }).strict()]),
        referrer: z.union([
          z.object({ existingId: id }).strict(),
          z.object({ new: clinicianSchema }).strict(),
        ]),
        referral: referralSchema,
        visitDate: calendarDate,
      })
      .strict(),
    output: z.object({ evaluationId: id }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  "referral.update": operation({
    input: z
      .object({
        evaluationId: id,
        patient: patientSchema,
        referrer: clinicianSchema,
        referral: referralSchema,
        visitDate: calendarDate,
      })
      .strict(),
    output: nothing,
    allowed: everyRole,
    answeredBy: "backend",
  }),
  "worklist.list": operation({
    input: nothing,
    output: z.object({ rows: z.array(worklistRow) }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  "evaluation.open": operation({
    input: z.object({ evaluationId: id }).strict(),
    output: openEvaluation,
    allowed: clinical,
    answeredBy: "backend",
  }),
  /** A whole case at once: referral, evaluation and answers in one transaction, or nothing. */
  "evaluation.record": operation({
    input: z
      .object({
        patient: z.union([z.object({ existingId: id }).strict(), z.object({ new: patientSchema }).strict()]),
        referrer: clinicianSchema,
        referral: referralSchema,
        visitDate: calendarDate,
        answers: z.record(z.string().max(80), answerSchema),
      })
      .strict(),
    output: z.object({ evaluationId: id }).strict(),
    allowed: clinical,
    answeredBy: "backend",
  }),
  /** All changes are stored in one transaction or none is. `answer: null` removes the row. */
  "evaluation.saveAnswers": operation({
    input: z
      .object({
        evaluationId: id,
        changes: z
          .array(z.object({ itemId: z.string().max(80), answer: answerSchema.nullable() }).strict())
          .min(1)
          .max(500),
      })
      .strict(),
    output: z.object({ revision: z.number().int(), savedAt: instant }).strict(),
    allowed: clinical,
    answeredBy: "backend",
  }),
  /**
   * Begins the next visit of the same referral, from a signed evaluation. What may be carried forward is in it, marked until
   * somebody confirms it.
   */
  "evaluation.followUp": operation({
    input: z.object({ evaluationId: id, visitDate: calendarDate }).strict(),
    output: z.object({ evaluationId: id }).strict(),
    allowed: clinical,
    answeredBy: "backend",
  }),
  /** Earlier evaluations of the same patient, the latest first. */
  "evaluation.earlier": operation({
    input: z.object({ evaluationId: id }).strict(),
    output: z
      .object({
        evaluations: z.array(
          z
            .object({
              evaluationId: id,
              visitDate: calendarDate,
              isSigned: z.boolean(),
              answers: z.record(z.string(), answerSchema),
            })
            .strict(),
        ),
      })
      .strict(),
    allowed: clinical,
    answeredBy: "backend",
  }),
  "letter.preview": operation({
    input: z.object({ evaluationId: id }).strict(),
    output: z
      .object({ document: z.custom<LetterDocument>(isObject), readiness: z.array(readinessEntry) })
      .strict(),
    allowed: clinical,
    answeredBy: "backend",
  }),
  "letter.sign": operation({
    input: z
      .object({
        evaluationId: id,
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
  /** The stored bytes of a signed letter; their SHA-256 is checked first. */
  "letter.read": operation({
    input: z.object({ letterId: id }).strict(),
    output: z.object({ bytes, fileName: z.string() }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** The letter as it stands, marked DRAFT; nothing is stored. */
  "letter.draft": operation({
    input: z.object({ evaluationId: id, paper }).strict(),
    output: z.object({ bytes, fileName: z.string() }).strict(),
    allowed: clinical,
    answeredBy: "backend",
  }),
  /** What the account can call: its own phrases and the practice's. */
  "phrases.list": operation({
    input: nothing,
    output: z.object({ phrases: z.array(phraseRow) }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** Adds, or changes the one with this id. The practice's phrases are kept by physicians and administrators. */
  "phrases.save": operation({
    input: phraseSchema.extend({ id: id.optional() }).strict(),
    output: z.object({ id }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  "phrases.remove": operation({
    input: z.object({ id }).strict(),
    output: nothing,
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** Asks where to, then writes the PDF there. `savedTo` is absent when the person cancelled. */
  "window.saveLetter": operation({
    input: z.union([z.object({ letterId: id }).strict(), z.object({ draftOf: id, paper }).strict()]),
    output: z.object({ savedTo: z.string().optional() }).strict(),
    allowed: everyRole,
    answeredBy: "main",
  }),
  /** The page's answer to "window.closing": everything that was typed has been handed over. */
  "window.readyToClose": operation({
    input: nothing,
    output: nothing,
    allowed: "anybody",
    answeredBy: "main",
  }),
  "window.about": operation({
    input: nothing,
    output: z.object({ version: z.string(), runtime: z.string(), logFolder: z.string() }).strict(),
    allowed: "anybody",
    answeredBy: "main",
  }),
} as const;

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

export type Contract = typeof contract;
export type OperationName = keyof Contract;
export type OperationInput<Name extends OperationName> = z.input<Contract[Name]["input"]>;
/** What a handler receives: parsed, trimmed and normalised. */
export type ParsedInput<Name extends OperationName> = z.output<Contract[Name]["input"]>;
export type OperationOutput<Name extends OperationName> = z.output<Contract[Name]["output"]>;

export const operationNames = Object.keys(contract) as OperationName[];

/** What comes back over the bridge; a rejected promise would lose the error's fields. */
export type Reply<Name extends OperationName> =
  | { readonly ok: true; readonly value: OperationOutput<Name> }
  | { readonly ok: false; readonly error: import("./errors.ts").ErrorReport };

/** What the window is told without asking. */
export interface EventMap {
  /** The backend had to be started again; nobody is signed in any more, nothing acknowledged is lost. */
  readonly "backend.restarted": Record<string, never>;
  /** Idle time, Ctrl+L or the system's lock closed the session. */
  readonly "session.locked": { readonly reason: "idle" | "system" | "asked" };
  /** The window was asked to close and waits, for a moment, until "window.readyToClose" is called. */
  readonly "window.closing": Record<string, never>;
  /** A menu command for the page. */
  readonly "menu.command": {
    readonly command: "newReferral" | "findAnything" | "lock" | "showShortcuts" | "about";
  };
}
export type EventName = keyof EventMap;

/** What the preload exposes as `window.fourfold`. */
export interface FourfoldBridge {
  call<Name extends OperationName>(name: Name, input: OperationInput<Name>): Promise<Reply<Name>>;
  /** Returns the function that stops listening. */
  on<Name extends EventName>(name: Name, listener: (detail: EventMap[Name]) => void): () => void;
}
