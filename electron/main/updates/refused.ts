import { type UpdateFault, updateFaultOf, updateWords } from "../../../shared/updates/words.ts";

/** An update that was not taken, and why. */
export class UpdateRefused extends Error {
  readonly fault: UpdateFault;

  constructor(fault: UpdateFault, options?: { cause?: unknown }) {
    super(updateWords[fault].message, options);
    this.name = "UpdateRefused";
    this.fault = fault;
  }
}

export function faultOf(error: unknown): UpdateFault {
  if (error instanceof UpdateRefused) return error.fault;
  if (!(error instanceof Error)) return "unexpected";
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return updateFaultOf(code, error.message);
}
