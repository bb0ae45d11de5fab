import type { SetUpFile } from "../../../shared/setUp/setUpFile.ts";
import { notifyError } from "../../app/notify.ts";
import { call } from "../../state/bridge.ts";

/** Settings that IT prepared and that need a store. A folder that is not there now is told, and stops nothing. */
export async function applyPrepared({ backup, retention }: SetUpFile): Promise<void> {
  try {
    if (retention !== undefined) await call("patientData.saveRule", retention);
    if (backup !== undefined) await call("backup.saveSettings", backup);
  } catch (error) {
    notifyError(error);
  }
}
