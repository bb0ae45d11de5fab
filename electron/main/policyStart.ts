import { app, dialog } from "electron";
import type { ErrorReport } from "../../shared/errors.ts";
import type { PolicyInForce } from "../../shared/policy/merge.ts";
import { dataOnShare, namesShare } from "../../shared/policy/shares.ts";
import { PolicyReader } from "../policy/readPolicies.ts";
import { policySurroundings } from "../policy/surroundings.ts";
import { logger, setLogLevel } from "./logging.ts";
import { PolicyWatch } from "./policy.ts";

/** The app ends with this code where a policy wants the live data on a share; the guide for IT names it. */
export const dataFolderRefused = 3;

/** Reads the policies of this computer and follows their changes. */
export async function startPolicy(onChange: (policy: PolicyInForce) => void): Promise<PolicyWatch> {
  const surroundings = policySurroundings({
    settingsFolder: app.getPath("userData"),
    isPackaged: app.isPackaged,
  });
  const policy = new PolicyWatch({
    reader: new PolicyReader(surroundings, { keeps: true }),
    onChange: (inForce) => {
      noteInLog(policy);
      onChange(inForce);
    },
    onFault: (error) => logger.fault("policy", error),
  });
  await policy.start();
  noteInLog(policy);
  app.once("will-quit", () => policy.close());
  return policy;
}

function noteInLog({ inForce, values }: PolicyWatch): void {
  const { entries, problems } = inForce;
  // Before the level, so that the log says from when on it holds less.
  if (entries.length + problems.length > 0) {
    logger.info(`policy: ${entries.length} in force, ${problems.length} problems`);
  }
  setLogLevel(values.logLevel ?? "info");
}

/**
 * A live database on a share is refused before the first window: one that opened somewhere else instead would look like an empty
 * practice.
 * @param statusOfStore what the backend says of the folder; a drive letter or a mount does not show by its name that it is a share.
 * @returns whether the app may go on.
 */
export async function mayUseDataFolder(
  policy: PolicyWatch,
  statusOfStore: () => Promise<{ readonly problem?: Pick<ErrorReport, "code"> | undefined }>,
): Promise<boolean> {
  const { dataFolder } = policy.values;
  if (dataFolder === undefined) return true;
  const isShare = namesShare(dataFolder) || (await statusOfStore()).problem?.code === "folderOnNetwork";
  if (!isShare) return true;
  const source = policy.inForce.entries.find(({ key }) => key === "dataFolder")?.source;
  const place = policy.inForce.sources.find(({ id }) => id === source)?.place ?? "";
  const words = `${dataOnShare.message} ${dataOnShare.action} The policy comes from ${place}.`;
  logger.warn("start refused: folderOnNetwork");
  process.stderr.write(`Fourfold could not start. ${words}\n`);
  dialog.showErrorBox("Fourfold could not start", words);
  return false;
}
