import { z } from "zod";
import { calendarDate } from "../evaluation/people.ts";
import { letterKinds } from "../letter/kinds/kinds.ts";
import { deskStates, dispatchEvents, sendingMethods } from "../referrals/desk.ts";
import { loopStates, loopSteps } from "../referrals/loop.ts";
import { bytes, everyRole, id, instant, operation } from "./operation.ts";

/** The desk: what becomes of signed letters, and where the loop of each referral stands. No operation here shows an evaluation. */

const text = (max: number) =>
  z
    .string()
    .max(max)
    .transform((value) => value.normalize("NFC").trim());
const words = (max: number) =>
  text(max).refine((value) => value.length >= 3, { message: "must say something" });

/** As many letters as are handled at once. */
const mostAtOnce = 200;
const dispatchIds = z.array(id).min(1).max(mostAtOnce);

const deskRow = z
  .object({
    dispatchId: id,
    letterId: id,
    letterNumber: z.string(),
    kind: z.enum(letterKinds),
    /** Which of the letters about its visit it is, from 1. */
    version: z.number().int(),
    patientName: z.string(),
    dateOfBirth: calendarDate,
    mrn: z.string(),
    recipient: z.string(),
    /** Goes to somebody who did not refer the patient; nobody asks whether it arrived. */
    isCarbonCopy: z.boolean(),
    state: z.enum(deskStates),
    signedAt: instant,
    signedBy: z.string(),
    /** By when it is to be sent or, once it is, its receipt asked after. */
    dueOn: calendarDate.optional(),
    method: z.enum(sendingMethods).optional(),
    printedAt: instant.optional(),
    sentAt: instant.optional(),
    acknowledgedAt: instant.optional(),
    attempts: z.number().int(),
    /** Why the last try failed. */
    problem: z.string().optional(),
    /** Number of the letter that took its place. */
    amendedBy: z.string().optional(),
  })
  .strict();
export type DeskRow = z.infer<typeof deskRow>;

const deskEntry = z
  .object({
    recipient: z.string(),
    event: z.enum(dispatchEvents),
    /** When it happened. */
    happenedAt: instant,
    method: z.enum(sendingMethods).optional(),
    /** Who did it, or who acknowledged. */
    person: z.string().optional(),
    words: z.string().optional(),
    attempt: z.number().int(),
    sha256: z.string(),
    /** Who recorded it, and when. */
    recordedBy: z.string(),
    recordedAt: instant,
  })
  .strict();
export type DeskEntry = z.infer<typeof deskEntry>;

const loopEvent = z
  .object({
    state: z.enum(loopStates),
    onDate: calendarDate.optional(),
    reason: z.string().optional(),
    letterNumber: z.string().optional(),
    recordedBy: z.string().optional(),
    recordedAt: instant,
  })
  .strict();
export type LoopEvent = z.infer<typeof loopEvent>;

const changed = z.object({ changed: z.number().int() }).strict();
const file = z.object({ bytes, fileName: z.string(), letterNumber: z.string(), sha256: z.string() }).strict();

/** What a job of plain envelopes or labels is made for. */
export const envelopeFormats = ["number10", "dl", "labels"] as const;

export const deskOperations = {
  /** Letters of one tab, the most pressing first; `find` narrows every tab by letter number, patient, MRN or recipient. */
  "desk.list": operation({
    input: z.object({ tab: z.enum(deskStates), find: z.string().max(200).optional() }).strict(),
    output: z
      .object({
        rows: z.array(deskRow),
        counts: z.record(z.enum(deskStates), z.number().int()),
      })
      .strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** All that happened to a letter, to every recipient of it, the latest first. */
  "desk.log": operation({
    input: z.object({ letterId: id }).strict(),
    output: z
      .object({
        letterNumber: z.string(),
        kind: z.enum(letterKinds),
        version: z.number().int(),
        signedAt: instant,
        signedBy: z.string(),
        sha256: z.string(),
        entries: z.array(deskEntry),
      })
      .strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** The bytes for one recipient, checked against their SHA-256, to be printed. A void letter is refused. */
  "desk.file": operation({
    input: z.object({ dispatchId: id }).strict(),
    output: file,
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** A page that says that what follows is a COPY, of which letter and when; the letter itself stays as it is. */
  "desk.copyCover": operation({
    input: z.object({ dispatchId: id }).strict(),
    output: file.omit({ sha256: true }),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** Envelopes without windows, or a sheet of address labels, for the letters' recipients. */
  "desk.envelopes": operation({
    input: z
      .object({
        dispatchIds,
        format: z.enum(envelopeFormats),
        /** The first label of the sheet that is still there, from 1. */
        firstLabel: z.number().int().min(1).max(30).optional(),
      })
      .strict(),
    output: z.object({ bytes, fileName: z.string(), count: z.number().int() }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** The printer took them. */
  "desk.recordPrinted": operation({
    input: z.object({ dispatchIds, printer: text(200).optional() }).strict(),
    output: changed,
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** The printer took them once more: the same bytes, as a COPY. */
  "desk.reprint": operation({
    input: z.object({ dispatchIds, printer: text(200).optional(), withCover: z.boolean() }).strict(),
    output: changed,
    allowed: everyRole,
    answeredBy: "backend",
  }),
  "desk.recordSent": operation({
    input: z
      .object({
        dispatchIds,
        method: z.enum(sendingMethods),
        /** Now, where absent. */
        at: instant.optional(),
        /** Who did it; whoever is signed in, where absent. */
        by: text(120).optional(),
      })
      .strict(),
    output: changed,
    allowed: everyRole,
    answeredBy: "backend",
  }),
  "desk.recordAcknowledged": operation({
    input: z.object({ dispatchIds, at: instant.optional(), by: text(120) }).strict(),
    output: changed,
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** It did not go, or came back. `method` is absent when the printer spoiled it. */
  "desk.recordFailure": operation({
    input: z.object({ dispatchIds, method: z.enum(sendingMethods).optional(), problem: words(300) }).strict(),
    output: changed,
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** For every recipient. The letter is kept as it was signed, and goes nowhere any more. */
  "desk.void": operation({
    input: z.object({ letterId: id, reason: words(500) }).strict(),
    output: changed,
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** How a visit's loop came to where it stands, the latest first, and what can be recorded next. */
  "referral.loop": operation({
    input: z.object({ evaluationId: id }).strict(),
    output: z
      .object({
        state: z.enum(loopStates),
        next: z.array(z.enum(loopSteps)),
        visitDate: calendarDate,
        events: z.array(loopEvent),
      })
      .strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  "referral.recordStep": operation({
    input: z
      .object({
        evaluationId: id,
        step: z.enum(loopSteps),
        /** Of the appointment or the visit. */
        onDate: calendarDate.optional(),
        reason: text(500).optional(),
      })
      .strict(),
    output: z.object({ state: z.enum(loopStates) }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** The worklist as a table for a spreadsheet; where it goes is recorded. */
  "worklist.export": operation({
    input: z.object({}).strict(),
    output: z.object({ text: z.string(), rows: z.number().int() }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
} as const;
