import { ipcMain } from "electron";
import { callChannel } from "../channels.ts";
import { createCallHandler } from "./calls.ts";

/** Opens the one channel on which the page may call. */
export function answerCalls(parts: Parameters<typeof createCallHandler>[0]): void {
  const handle = createCallHandler(parts);
  ipcMain.handle(callChannel, (event, name: unknown, input: unknown) => handle(event, name, input));
}
