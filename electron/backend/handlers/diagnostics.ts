import { storeReport } from "../diagnostics/storeReport.ts";
import type { AnybodyHandlers } from "./context.ts";

export const diagnosticHandlers: Pick<AnybodyHandlers, "store.report"> = {
  "store.report": (_input, context) => storeReport(context),
};
