import { FourfoldError } from "../../shared/errors.ts";

/** Whatever was thrown, as an error with words and with what to do next. */
export function asFourfoldError(error: unknown): FourfoldError {
  if (error instanceof FourfoldError) return error;
  return new FourfoldError(
    {
      code: "unexpected",
      message: "Something unexpected happened. What you typed is kept.",
      action: "Try again. If it happens again, give the log named under About to IT.",
    },
    { cause: error },
  );
}
