import { readFileSync } from "node:fs";
import { z } from "zod";
import { FourfoldError } from "../../../shared/errors.ts";
import { writeFileAtomically } from "../folder/atomicFile.ts";

/**
 * Counts wrong passwords in a file beside the keys, so that starting the program anew does not start the count anew.
 * It slows down somebody at the keyboard; against somebody who copies the files stands the dear key derivation.
 */

const freeFailures = 5;
const firstDelaySeconds = 5;
const longestDelaySeconds = 15 * 60;

const entrySchema = z.object({ failures: z.number().int().min(0), lastAt: z.number() }).strict();
const attemptsSchema = z.record(z.string(), entrySchema);
type Attempts = z.infer<typeof attemptsSchema>;

/** Seconds to wait after so many failures in a row: none for the first four, then 5, 10, 20 ... up to 15 minutes. */
export function delayAfter(failures: number): number {
  if (failures < freeFailures) return 0;
  return Math.min(longestDelaySeconds, firstDelaySeconds * 2 ** Math.min(30, failures - freeFailures));
}

export class AttemptLog {
  readonly #path: string;
  readonly #now: () => Date;

  constructor(path: string, now: () => Date) {
    this.#path = path;
    this.#now = now;
  }

  /** @throws FourfoldError `tooManyAttempts` while the holder must wait; asking does not lengthen the wait. */
  check(holder: string): void {
    const entry = this.#read()[holder];
    if (entry === undefined) return;
    const delay = delayAfter(entry.failures);
    // A clock that was set back must not make the wait longer than it was meant to be.
    const elapsed = Math.max(0, (this.#now().getTime() - entry.lastAt) / 1000);
    const seconds = Math.ceil(delay - elapsed);
    if (seconds <= 0) return;
    throw new FourfoldError({
      code: "tooManyAttempts",
      message: `Too many wrong attempts. Wait ${seconds} seconds, then try again.`,
      action: "If the password is lost, use the recovery key.",
    });
  }

  recordFailure(holder: string): void {
    const attempts = this.#read();
    const failures = (attempts[holder]?.failures ?? 0) + 1;
    this.#write({ ...attempts, [holder]: { failures, lastAt: this.#now().getTime() } });
  }

  /** Forgets the holder's failures and says how many there were. */
  recordSuccess(holder: string): number {
    const { [holder]: entry, ...others } = this.#read();
    if (entry === undefined) return 0;
    this.#write(others);
    return entry.failures;
  }

  /** An absent or damaged file counts as no failures: it must never keep a physician out. */
  #read(): Attempts {
    try {
      const parsed = attemptsSchema.safeParse(JSON.parse(readFileSync(this.#path, "utf8")));
      return parsed.success ? parsed.data : {};
    } catch {
      return {};
    }
  }

  #write(attempts: Attempts): void {
    writeFileAtomically(this.#path, JSON.stringify(attempts));
  }
}
