import { FourfoldError } from "../../../shared/errors.ts";
import { flushOpenEvaluations } from "../../state/evaluation/registry.ts";

/** A letter must not be made while an answer typed a moment ago is still on its way to the store. */
export async function settleAnswers(): Promise<void> {
  if (await flushOpenEvaluations()) return;
  throw new FourfoldError({
    code: "conflict",
    message: "Some answers are not saved yet, so the letter would lack them.",
    action: "Look at the status bar, mend what keeps them from being saved, then try again.",
  });
}
