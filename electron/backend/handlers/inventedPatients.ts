import { parseCaseFile } from "../../../shared/evaluation/caseFile.ts";
import { sampleCases } from "../../../shared/samples/index.ts";
import { localDateOf } from "../clock.ts";
import type { SignedInContext } from "./context.ts";
import { recordCase } from "./record.ts";

/** A visit that is planned lies ahead: no letter is written about it yet. */
const whenLettersAreWritten = "9999-12-31";

/** Fills a new practice with invented patients, by the same way that the window and the command line use. */
export async function fillWithInventedPatients(context: SignedInContext): Promise<void> {
  await context.session.store.write(async (writable) => {
    for (const text of sampleCases(localDateOf(context.now()))) {
      const { patient, ...rest } = parseCaseFile(text, whenLettersAreWritten);
      await recordCase(
        writable,
        { ...rest, patient: { new: patient }, answers: { ...rest.answers } },
        context,
      );
    }
  });
}
