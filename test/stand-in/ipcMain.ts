import { EventEmitter } from "node:events";

type InvokeHandler = (event: unknown, ...values: unknown[]) => unknown;

const handlers = new Map<string, InvokeHandler>();

class StandInIpcMain extends EventEmitter {
  handle(channel: string, handler: InvokeHandler): void {
    if (handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    handlers.delete(channel);
  }
}

export const ipcMain = new StandInIpcMain();

/** What `ipcRenderer.invoke` gets: the handler's value, or its error as text, which is all that Electron passes on. */
export async function answerInvoke(
  channel: string,
  event: object,
  values: unknown[],
): Promise<{ value: unknown } | { value: undefined; error: string }> {
  const handler = handlers.get(channel);
  if (handler === undefined) {
    return {
      value: undefined,
      error: `Error invoking remote method '${channel}': Error: No handler registered for '${channel}'`,
    };
  }
  try {
    return { value: await handler(event, ...values) };
  } catch (error) {
    return { value: undefined, error: `Error invoking remote method '${channel}': ${error}` };
  }
}

export function deliverSend(channel: string, event: object, values: unknown[]): void {
  ipcMain.emit(channel, event, ...values);
}
