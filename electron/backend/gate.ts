/**
 * Lets ordinary operations run side by side, and those that change who is signed in run alone: locking waits until a
 * letter that is being signed is stored, and what comes after the lock finds it in force. First come, first served.
 */
export class Gate {
  #lastAlone: Promise<unknown> = Promise.resolve();
  readonly #running = new Set<Promise<unknown>>();

  shared<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#lastAlone.then(work);
    const settled: Promise<unknown> = done.catch(ignore).finally(() => this.#running.delete(settled));
    this.#running.add(settled);
    return done;
  }

  alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = Promise.all([this.#lastAlone, ...this.#running]).then(work);
    this.#lastAlone = done.catch(ignore);
    return done;
  }
}

function ignore(): void {}
