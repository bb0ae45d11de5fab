import { parseCaseFile } from "../../../shared/evaluation/caseFile.ts";
import { samples } from "../../../shared/samples/index.ts";
import type { SignedInContext } from "./context.ts";
import { recordCase } from "./record.ts";

/** Fills a new practice with invented patients, by the same way that the window and the command line use. */
export async function fillWithInventedPatients(context: SignedInContext): Promise<void> {
  await context.session.store.write(async (writable) => {
    for (const sample of samples) {
      const { patient, letterDate: _letterDate, ...rest } = parseCaseFile(JSON.stringify(sample));
      await recordCase(
        writable,
        { ...rest, patient: { new: patient }, answers: { ...rest.answers } },
        context,
      );
    }
  });
}
