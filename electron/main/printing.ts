import { FourfoldError } from "../../shared/errors.ts";
import { refusalOf } from "../../shared/policy/permissions.ts";
import type { PolicyValues } from "../../shared/policy/policies.ts";
import type { Medium, Printer, PrintOptions } from "../printing/lp.ts";
import { runPrintJob } from "../printing/printJob.ts";
import { ask, type Forward, type MainOperations } from "./calls.ts";

/** How this computer prints. */
export interface System {
  readonly printers: () => Promise<readonly Printer[]>;
  readonly print: (bytes: Uint8Array, options: PrintOptions) => Promise<unknown>;
}

interface Parts {
  readonly forward: Forward;
  readonly system: System;
  /** What administrators have decided. */
  readonly policy: () => PolicyValues;
  readonly onProgress: (progress: { done: number; total: number; letterNumber: string }) => void;
  /** Asks where to and writes a file there; undefined when the person cancelled. */
  readonly save: (file: SavedFile) => Promise<string | undefined>;
}

export interface SavedFile {
  readonly title: string;
  /** Begins the sentence that says why it was not saved: "The table". */
  readonly what: string;
  readonly fileName: string;
  readonly kind: { readonly name: string; readonly extension: string };
  /** Asked for once the place is known. */
  readonly content: () => Promise<Uint8Array | string>;
}

type PrintingOperations = Pick<
  MainOperations,
  | "window.printers"
  | "window.printLetters"
  | "window.cancelPrinting"
  | "window.printEnvelopes"
  | "window.exportWorklist"
>;

const paperOf: Readonly<Record<"number10" | "dl" | "labels", Medium | undefined>> = {
  number10: "number10",
  dl: "dl",
  // A sheet of labels is as large as the practice's paper, which is what the printer holds.
  labels: undefined,
};

/** The main process's share of the desk. The bytes come from the backend, which has checked their hash and who asks. */
export function createPrinting({ forward, system, policy, onProgress, save }: Parts): PrintingOperations {
  let running: AbortController | undefined;

  return {
    "window.printers": async () => ({ printers: [...(await system.printers())] }),

    "window.printLetters": async ({ dispatchIds, printer, copy }) => {
      if (running !== undefined) {
        throw new FourfoldError({
          code: "conflict",
          message: "Letters are being printed already.",
          action: "Wait until that job is done, or cancel it.",
        });
      }
      const controller = new AbortController();
      running = controller;
      const named = printer === undefined ? {} : { printer };
      try {
        const result = await runPrintJob([...new Set(dispatchIds)], {
          file: (dispatchId) => ask(forward, "desk.file", { dispatchId }),
          ...(copy?.withCover === true
            ? { cover: async (dispatchId) => (await ask(forward, "desk.copyCover", { dispatchId })).bytes }
            : {}),
          hand: async (bytes) => {
            await system.print(bytes, { ...named, signal: controller.signal });
          },
          record: (dispatchId) =>
            copy === undefined
              ? ask(forward, "desk.recordPrinted", { dispatchIds: [dispatchId], ...named })
              : ask(forward, "desk.reprint", {
                  dispatchIds: [dispatchId],
                  withCover: copy.withCover,
                  ...named,
                }),
          onProgress,
          signal: controller.signal,
        });
        return {
          queued: [...result.queued],
          refused: [...result.refused],
          notTried: [...result.notTried],
          cancelled: result.cancelled,
        };
      } finally {
        running = undefined;
      }
    },

    "window.cancelPrinting": async () => {
      running?.abort();
      return {};
    },

    "window.printEnvelopes": async ({ dispatchIds, format, firstLabel, to }) => {
      const permission = "file" in to ? "exportAllowed" : "printingAllowed";
      if (policy()[permission] === false) throw new FourfoldError(refusalOf(permission));
      const { bytes, fileName } = await ask(forward, "desk.envelopes", {
        dispatchIds,
        format,
        ...(firstLabel === undefined ? {} : { firstLabel }),
      });
      if ("file" in to) {
        const savedTo = await save({
          title: format === "labels" ? "Save address labels" : "Save envelopes",
          what: "The file",
          fileName,
          kind: { name: "PDF", extension: "pdf" },
          content: async () => bytes,
        });
        return { printed: false, ...(savedTo === undefined ? {} : { savedTo }) };
      }
      const medium = paperOf[format];
      await system.print(bytes, {
        ...(to.printer === undefined ? {} : { printer: to.printer }),
        ...(medium === undefined ? {} : { medium }),
      });
      return { printed: true };
    },

    "window.exportWorklist": async () => {
      let rows = 0;
      const savedTo = await save({
        title: "Export the worklist",
        what: "The table",
        fileName: "Worklist.csv",
        kind: { name: "Comma-separated values", extension: "csv" },
        // An export is recorded: it is asked for only when it takes place.
        content: async () => {
          const table = await ask(forward, "worklist.export", {});
          rows = table.rows;
          return table.text;
        },
      });
      return savedTo === undefined ? {} : { savedTo, rows };
    },
  };
}
