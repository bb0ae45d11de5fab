import { type BrowserWindow, dialog } from "electron";
import { FourfoldError } from "../../shared/errors.ts";
import type { SavedFile } from "./printing.ts";
import { whyNotWritten } from "./saveLetter.ts";
import { writeFileAtomically } from "./writeFile.ts";

/** Asks where to, then writes a file there, whole or not at all. Undefined when the person cancelled. */
export async function saveFile(window: BrowserWindow, file: SavedFile): Promise<string | undefined> {
  const choice = await dialog.showSaveDialog(window, {
    title: file.title,
    defaultPath: file.fileName,
    filters: [{ name: file.kind.name, extensions: [file.kind.extension] }],
    properties: ["showOverwriteConfirmation", "createDirectory"],
  });
  if (choice.canceled || choice.filePath === "") return undefined;
  const content = await file.content();
  try {
    await writeFileAtomically(choice.filePath, content);
  } catch (error) {
    throw new FourfoldError(whyNotWritten(error, file.what), { cause: error });
  }
  return choice.filePath;
}
