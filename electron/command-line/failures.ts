import { type ErrorReport, FourfoldError } from "../../shared/errors.ts";

/** How a command ends: 0 done, 1 it could not be done, 2 what was given cannot be used and nothing was begun. */
export const exitCodes = { done: 0, failed: 1, badInput: 2 } as const;

/** An argument, variable or file that cannot be used. */
export function badArgument(field: string, message: string): FourfoldError {
  return new FourfoldError({ code: "badInput", field, message });
}

export function exitCodeOf(error: FourfoldError): number {
  return error.code === "badInput" ? exitCodes.badInput : exitCodes.failed;
}

/** One line for a terminal or a log: which field, what is wrong with it and what is allowed. */
export function failureLine(error: ErrorReport): string {
  const text = error.code === "badInput" ? withoutField(error) : sentences(error);
  const field = error.code === "badInput" && error.field !== undefined ? `${error.field}: ` : "";
  return `fourfold: ${field}${text}`.replace(/\s+/g, " ").trim();
}

/** Messages of the case file begin with the field, which stands at the head of the line here. */
function withoutField({ message, field }: ErrorReport): string {
  return field !== undefined && message.startsWith(`${field} `) ? message.slice(field.length + 1) : message;
}

function sentences({ message, action }: ErrorReport): string {
  return action === undefined ? message : `${message} ${action}`;
}
