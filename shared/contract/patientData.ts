import { z } from "zod";
import { erasureGrounds } from "../dataRights/erasure.ts";
import { retentionRuleSchema } from "../dataRights/retention.ts";
import { calendarDate } from "../evaluation/people.ts";
import { id, instant, nothing, operation, password } from "./operation.ts";

/** What a patient may ask for of the own record, what the law asks for, and what is kept of it. */

const administrators = ["administrator"] as const;
/** A patient's own record is handed out by whoever treats, or by the administrator. */
const treating = ["physician", "administrator"] as const;

const folder = z.string().trim().min(1, "must name a folder").max(1000);
const count = z.number().int().min(0);
export const exportForms = ["folder", "zip"] as const;
export type ExportForm = (typeof exportForms)[number];

const person = {
  patientId: id,
  /** "Quillfeather, Harlan" */
  name: z.string(),
  dateOfBirth: calendarDate,
  mrn: z.string(),
} as const;

const contents = z
  .object({
    ...person,
    evaluations: count,
    /** Evaluations whose letter is not signed. */
    unsigned: count,
    letters: count,
    /** Letters and copies that wait to be printed or sent. */
    unsent: count,
    /** Calendar date of the last signed letter, or of a later referral or visit. */
    lastContact: calendarDate,
    /** The last day on which the practice's rule keeps the record. */
    keepUntil: calendarDate,
    isKept: z.boolean(),
    /** Where the record is besides: what an erasure cannot reach. */
    elsewhere: z
      .object({
        /** Backups of this practice in its folder for backups; absent where that cannot be read. */
        backups: z.array(z.object({ name: z.string(), createdAt: instant }).strict()).optional(),
        backupFolder: z.string().optional(),
        /** Copies of the store in the data folder itself: put aside by a restore, or made before an update. */
        putAside: count,
      })
      .strict(),
  })
  .strict();
export type PatientContents = z.infer<typeof contents>;

const retentionRow = z
  .object({ ...person, letters: count, lastContact: calendarDate, keepUntil: calendarDate })
  .strict();
export type RetentionRow = z.infer<typeof retentionRow>;

export const patientDataOperations = {
  /** What there is of one patient, and how long it is to be kept. */
  "patientData.contents": operation({
    input: z.object({ patientId: id }).strict(),
    output: contents,
    allowed: treating,
    answeredBy: "backend",
  }),
  /** Writes one patient's record into a new folder, or a ZIP file, inside the folder named. Not encrypted. */
  "patientData.export": operation({
    input: z.object({ patientId: id, folder, as: z.enum(exportForms) }).strict(),
    output: z.object({ savedTo: z.string(), evaluations: count, letters: count, files: count }).strict(),
    allowed: treating,
    answeredBy: "backend",
  }),
  /**
   * Writes every patient's record, a stretch at a time: `next` goes into `continue` for the following one. It is complete when
   * there is no `next`.
   */
  "patientData.exportEverything": operation({
    input: z
      .object({
        folder,
        as: z.enum(exportForms),
        continue: z
          .object({
            name: z.string().regex(/^fourfold-export-\d{8}-\d{6}(-\d+)?$/, "must be of an export that began"),
            after: count,
          })
          .strict()
          .optional(),
      })
      .strict(),
    output: z
      .object({
        savedTo: z.string(),
        /** Patients written so far, and all of them. */
        done: count,
        total: count,
        next: z.object({ name: z.string(), after: count }).strict().optional(),
      })
      .strict(),
    allowed: administrators,
    answeredBy: "backend",
  }),
  /** Erases one patient's record for good. The MRN and the password are asked so that nobody does it by a slip. */
  "patientData.erase": operation({
    input: z
      .object({
        patientId: id,
        ground: z.enum(erasureGrounds),
        /** As it stands in the record. */
        mrn: z.string().max(40),
        password,
      })
      .strict(),
    output: z
      .object({
        /** All that is left: the random id that the record had, as the audit log names it. */
        reference: id,
        evaluations: count,
        letters: count,
        elsewhere: contents.shape.elsewhere,
      })
      .strict(),
    allowed: administrators,
    answeredBy: "backend",
  }),
  /** Patients whose record need not be kept any longer, the longest overdue first. */
  "patientData.retention": operation({
    input: z.object({ limit: z.number().int().min(1).max(1000) }).strict(),
    output: z
      .object({
        rule: retentionRuleSchema,
        /** False while the rule is only a proposal that the practice has not confirmed. */
        isSet: z.boolean(),
        rows: z.array(retentionRow),
        /** How many there are, also beyond the limit. */
        total: count,
      })
      .strict(),
    allowed: administrators,
    answeredBy: "backend",
  }),
  "patientData.saveRule": operation({
    input: retentionRuleSchema,
    output: nothing,
    allowed: administrators,
    answeredBy: "backend",
  }),
} as const;
