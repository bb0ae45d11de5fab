import { FourfoldError } from "../../../shared/errors.ts";

export function notFound(what: string, field: string): FourfoldError {
  return new FourfoldError({
    code: "notFound",
    field,
    message: `There is no such ${what} in this practice's data.`,
    action: "Go back to the list and choose again.",
  });
}

export function alreadySigned(): FourfoldError {
  return new FourfoldError({
    code: "alreadySigned",
    message: "The letter of this evaluation is signed: the evaluation can no longer be changed.",
    action: "What is to be added goes into an addendum that cites the letter.",
  });
}
