import type { OpenDialogReturnValue, SaveDialogReturnValue } from "electron";

/**
 * Native dialogs. Nobody is there to answer one, so each is answered as the test said beforehand by replacing these functions,
 * the same way as in Electron; unasked, a dialog counts as cancelled.
 */
export const dialog = {
  async showSaveDialog(..._values: unknown[]): Promise<SaveDialogReturnValue> {
    return { canceled: true, filePath: "" };
  },
  async showOpenDialog(..._values: unknown[]): Promise<OpenDialogReturnValue> {
    return { canceled: true, filePaths: [] };
  },
  showErrorBox(title: string, content: string): void {
    process.stderr.write(`${title}\n${content}\n`);
  },
};
