import { type BrowserWindow, dialog } from "electron";
import type { OperationOutput, ParsedInput } from "../../shared/contract.ts";

const titles = {
  backupsTo: "Folder for backups",
  restoreFrom: "Backup, or the folder that holds backups",
  saveTo: "Folder to save into",
} as const;

/** Asks for a folder. Only its path goes to the page; what is in it is the backend's to read. */
export async function chooseFolder(
  window: BrowserWindow,
  { purpose }: ParsedInput<"window.chooseFolder">,
): Promise<OperationOutput<"window.chooseFolder">> {
  const choice = await dialog.showOpenDialog(window, {
    title: titles[purpose],
    properties: purpose === "restoreFrom" ? ["openDirectory"] : ["openDirectory", "createDirectory"],
  });
  const [folder] = choice.filePaths;
  return choice.canceled || folder === undefined ? {} : { folder };
}
