import { reportFailure } from "./failure.ts";
import { signingPlan } from "./signing.ts";
import { signFile } from "./signWindows.ts";

/** Signs one Windows file as the environment says. NSIS calls it on the uninstaller while that is being made. */
try {
  const file = process.argv[2];
  const { windows } = signingPlan(process.env, new Date());
  if (file === undefined || windows.kind === "off")
    throw new Error("There is nothing to sign, or nothing to sign with.");
  signFile(windows, file);
} catch (error) {
  reportFailure(error);
}
