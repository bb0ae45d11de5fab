/** Everything that can go wrong in a way a person can act on. Codes are stable: tests and IT rely on them. */
export const errorCodes = [
  "badRequest",
  "unknownOperation",
  "badSender",
  "badInput",
  "notSignedIn",
  "notAllowed",
  "notFound",
  "conflict",
  "wrongPassword",
  "tooManyAttempts",
  "storeAbsent",
  "storeExists",
  "storeLocked",
  "storeUnreadable",
  "storeFromNewerVersion",
  "storeDamaged",
  "folderNotWritable",
  "folderOnNetwork",
  "diskFull",
  "notReadyToSign",
  "alreadySigned",
  "letterDamaged",
  "letterVoid",
  "printerRefused",
  "unexpected",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** The form in which an error crosses from the backend to the window or the command line. */
export interface ErrorReport {
  readonly code: ErrorCode;
  /** What happened, in the words of a physician or of IT. Never holds patient data. */
  readonly message: string;
  /** The field or item at fault, as it is called in the input. */
  readonly field?: string;
  /** What to do next. */
  readonly action?: string;
}

export class FourfoldError extends Error {
  readonly code: ErrorCode;
  readonly field?: string;
  readonly action?: string;

  constructor(report: ErrorReport, options?: { cause?: unknown }) {
    super(report.message, options);
    this.name = "FourfoldError";
    this.code = report.code;
    if (report.field !== undefined) this.field = report.field;
    if (report.action !== undefined) this.action = report.action;
  }

  report(): ErrorReport {
    return {
      code: this.code,
      message: this.message,
      ...(this.field === undefined ? {} : { field: this.field }),
      ...(this.action === undefined ? {} : { action: this.action }),
    };
  }
}
