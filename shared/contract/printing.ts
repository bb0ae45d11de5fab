import { z } from "zod";
import { envelopeFormats } from "./desk.ts";
import { everyRole, id, nothing, operation } from "./operation.ts";

/** Printing and saving from the desk: what needs the system's printers or a dialog, and therefore the main process. */

const printer = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}+$/u, "must be the name of a printer");
const dispatchIds = z.array(id).min(1).max(200);

const printerRow = z
  .object({
    name: z.string(),
    isDefault: z.boolean(),
    isReady: z.boolean(),
    /** Why it is not ready, as the system says it. */
    problem: z.string().optional(),
  })
  .strict();
export type PrinterRow = z.infer<typeof printerRow>;

const printResult = z
  .object({
    /** The printer's queue has them. */
    queued: z.array(id),
    refused: z.array(
      z
        .object({
          dispatchId: id,
          letterNumber: z.string().optional(),
          message: z.string(),
          action: z.string().optional(),
        })
        .strict(),
    ),
    /** As they were, because the printer refused the one before or somebody cancelled. */
    notTried: z.array(id),
    cancelled: z.boolean(),
  })
  .strict();
export type PrintResult = z.infer<typeof printResult>;

export const printingOperations = {
  /** The printers of this computer; none where the system asks by a dialog of its own. */
  "window.printers": operation({
    input: nothing,
    output: z.object({ printers: z.array(printerRow) }).strict(),
    allowed: "anybody",
    answeredBy: "main",
  }),
  /** Prints letters as one job; "print.progress" tells how far it is. One job at a time. */
  "window.printLetters": operation({
    input: z
      .object({
        dispatchIds,
        printer: printer.optional(),
        /** They were printed before: the same bytes go out as a COPY. */
        copy: z.object({ withCover: z.boolean() }).strict().optional(),
      })
      .strict(),
    output: printResult,
    allowed: everyRole,
    answeredBy: "main",
  }),
  /** What the printer has already, it keeps. */
  "window.cancelPrinting": operation({
    input: nothing,
    output: nothing,
    allowed: "anybody",
    answeredBy: "main",
  }),
  /** Envelopes without windows or address labels, to a printer or into a file. */
  "window.printEnvelopes": operation({
    input: z
      .object({
        dispatchIds,
        format: z.enum(envelopeFormats),
        firstLabel: z.number().int().min(1).max(30).optional(),
        to: z.union([
          z.object({ printer: printer.optional() }).strict(),
          z.object({ file: z.literal(true) }).strict(),
        ]),
      })
      .strict(),
    output: z.object({ printed: z.boolean(), savedTo: z.string().optional() }).strict(),
    allowed: everyRole,
    answeredBy: "main",
  }),
  /** Asks where to, then writes the worklist there as a table. */
  "window.exportWorklist": operation({
    input: nothing,
    output: z.object({ savedTo: z.string().optional(), rows: z.number().int().optional() }).strict(),
    allowed: everyRole,
    answeredBy: "main",
  }),
} as const;
