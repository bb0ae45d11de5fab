import type { WorkFactor } from "../backend/vault/wrap.ts";

/** What a command may reach besides its arguments; tests give their own. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly output: NodeJS.WritableStream;
  readonly errors: NodeJS.WritableStream;
  readonly now: () => Date;
  /** Only tests lower it. */
  readonly workFactor?: WorkFactor;
}

export function processSurroundings(): Surroundings {
  return {
    environment: process.env,
    output: process.stdout,
    errors: process.stderr,
    now: () => new Date(),
  };
}

/**
 * Writes and waits until the text has left the process, so that ending the process cuts nothing off. A reader that went
 * away (`| head`) has what it wanted: that is no failure.
 */
export function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED") resolve();
      else reject(error);
    };
    stream.once("error", fail);
    stream.write(text, (error) => {
      if (error) {
        // The stream tells of the same error by its event as well, later: the listener stays for that.
        fail(error);
        return;
      }
      stream.off("error", fail);
      resolve();
    });
  });
}

export function writeLine(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return write(stream, `${text}\n`);
}
