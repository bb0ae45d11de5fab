import type { FromBackend } from "../../../../electron/backendMessages.ts";

/** Gives a plain child process the `parentPort` of a utilityProcess, over the channel of `child_process.fork`. */
const parentPort = {
  on: (_event: "message", listener: (event: { data: unknown }) => void) =>
    process.on("message", (data: unknown) => listener({ data })),
  postMessage: (message: FromBackend) => process.send?.(message),
};
Object.assign(process, { parentPort });
