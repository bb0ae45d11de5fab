import { type ErrorReport, FourfoldError } from "../../shared/errors.ts";

/** Many letters handed to a printer one after the other, as one job that somebody watches and may cancel. */

export interface JobParts {
  /** The bytes of a letter for one recipient, their hash checked. */
  readonly file: (
    dispatchId: string,
  ) => Promise<{ readonly bytes: Uint8Array; readonly letterNumber: string }>;
  /** What is printed before it: the cover of a COPY. */
  readonly cover?: (dispatchId: string) => Promise<Uint8Array>;
  /** Resolves when the printer's queue has it. */
  readonly hand: (bytes: Uint8Array) => Promise<void>;
  /** The queue has it: that is recorded at once, so that nothing that happens later can undo it. */
  readonly record: (dispatchId: string) => Promise<unknown>;
  readonly onProgress: (progress: JobProgress) => void;
  /** Nothing further is handed over once it is aborted; what the printer has, it has. */
  readonly signal: AbortSignal;
}

export interface JobProgress {
  readonly done: number;
  readonly total: number;
  readonly letterNumber: string;
}

export interface Refusal extends Pick<ErrorReport, "message" | "action"> {
  readonly dispatchId: string;
  readonly letterNumber?: string;
}

export interface JobResult {
  readonly queued: readonly string[];
  readonly refused: readonly Refusal[];
  /** After the printer refused or somebody cancelled, these were not tried and are as they were. */
  readonly notTried: readonly string[];
  readonly cancelled: boolean;
}

/**
 * A letter that cannot be printed is passed over and named. A printer that refuses ends the job: it would refuse the next as
 * well, and somebody has to see to it.
 */
export async function runPrintJob(dispatchIds: readonly string[], parts: JobParts): Promise<JobResult> {
  const queued: string[] = [];
  const refused: Refusal[] = [];
  const total = dispatchIds.length;
  for (const [index, dispatchId] of dispatchIds.entries()) {
    const rest = dispatchIds.slice(index);
    if (parts.signal.aborted) return { queued, refused, notTried: rest, cancelled: true };
    let letterNumber: string | undefined;
    try {
      const file = await parts.file(dispatchId);
      letterNumber = file.letterNumber;
      parts.onProgress({ done: queued.length, total, letterNumber });
      const cover = await parts.cover?.(dispatchId);
      if (parts.signal.aborted) return { queued, refused, notTried: rest, cancelled: true };
      if (cover !== undefined) await parts.hand(cover);
      await parts.hand(file.bytes);
      await parts.record(dispatchId);
      queued.push(dispatchId);
      parts.onProgress({ done: queued.length, total, letterNumber });
    } catch (error) {
      if (parts.signal.aborted) return { queued, refused, notTried: rest, cancelled: true };
      if (!(error instanceof FourfoldError)) throw error;
      refused.push(refusalOf(dispatchId, letterNumber, error));
      if (error.code === "printerRefused") {
        return { queued, refused, notTried: dispatchIds.slice(index + 1), cancelled: false };
      }
    }
  }
  return { queued, refused, notTried: [], cancelled: false };
}

function refusalOf(dispatchId: string, letterNumber: string | undefined, error: FourfoldError): Refusal {
  const { message, action } = error.report();
  return {
    dispatchId,
    message,
    ...(action === undefined ? {} : { action }),
    ...(letterNumber === undefined ? {} : { letterNumber }),
  };
}
