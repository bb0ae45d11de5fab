import { debuggingEndpoint } from "./browserContext.ts";
import { decode, encode } from "./wire.ts";

/**
 * How a test reaches the main process: the same way as playwright does it in Electron, by the source text of a function that
 * is run with the electron module. Only there when the test started this process with a channel to itself.
 */
interface Request {
  readonly id: number;
  /** A function of (electron, argument), as text; or `endpoint`, to learn where the browser is. */
  readonly code: string;
  readonly argument: string;
}

export function listenToTest(electron: object): void {
  if (process.send === undefined) return;
  process.on("message", (request: Request) => void answer(electron, request));
  // The test is gone: so is the need for this process.
  process.on("disconnect", () => process.exit(1));
}

async function answer(electron: object, { id, code, argument }: Request): Promise<void> {
  try {
    const value =
      code === "endpoint"
        ? await debuggingEndpoint()
        : await new Function("electron", "argument", `return (${code})(electron, argument);`)(
            electron,
            decode(argument),
          );
    process.send?.({ id, value: encode(value) });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
