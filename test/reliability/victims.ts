import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";

/** What a victim does until it is killed; see victim.ts. */
export type Task = { readonly dataFolder: string } & (
  | { readonly kind: "save"; readonly evaluationId: string; readonly first: number }
  | { readonly kind: "sign"; readonly evaluationIds: readonly string[] }
  | { readonly kind: "upgrade" }
  | {
      readonly kind: "backUp";
      readonly evaluationId: string;
      readonly first: number;
      readonly shelf: string;
      readonly keep: number;
    }
  | { readonly kind: "setUp" }
);

/** When a victim is killed: so many milliseconds after so many lines that begin with one of the words. */
export interface Moment {
  readonly words: readonly string[];
  readonly count: number;
  readonly delay: number;
  /** After every so many such lines it is halted for a moment, as by a computer that goes to sleep. */
  readonly sleepsEvery?: number;
}

export interface Death {
  /** All that the victim had printed. */
  readonly lines: readonly string[];
  /** How often it was halted. */
  readonly sleeps: number;
  /** Whether it was at work when it died; otherwise it had done its task. */
  readonly isKilled: boolean;
}

const sleepMilliseconds = 40;

type Victim = ChildProcessByStdio<Writable, Readable, null>;

const source = fileURLToPath(new URL("victim.ts", import.meta.url));

/** Victims that are started ahead, since to load the program takes longer than to die. */
export class Victims {
  readonly #spares: Victim[] = [];
  readonly #cache: string;

  /** @param cache a folder in which what was compiled is kept for the next one. */
  constructor(cache: string) {
    this.#cache = cache;
    this.#spares.push(this.#start(), this.#start());
  }

  #start(): Victim {
    // Vitest gives its own programs settings that Node alone does not understand.
    const { NODE_OPTIONS: _vitests, ...own } = process.env;
    const env = { ...own, NODE_COMPILE_CACHE: this.#cache };
    const options = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];
    return spawn(process.execPath, [...options, source], { stdio: ["pipe", "pipe", "inherit"], env });
  }

  /** Lets a victim do a task and kills it at the moment, as by `kill -9`. */
  async run(task: Task, moment: Moment): Promise<Death> {
    let count = 0;
    let sleeps = 0;
    const death = await this.#watch(task, (line, send) => {
      if (!moment.words.some((word) => line.startsWith(word))) return;
      count += 1;
      if (count === moment.count) setTimeout(() => send("SIGKILL"), moment.delay);
      if (moment.sleepsEvery === undefined || count % moment.sleepsEvery !== 0) return;
      sleeps += 1;
      send("SIGSTOP");
      setTimeout(() => send("SIGCONT"), sleepMilliseconds);
    });
    return { ...death, sleeps };
  }

  /** Milliseconds from the first to the second line that begins with one of the words; the victim is ended then. */
  async timeBetween(task: Task, words: readonly string[]): Promise<number> {
    const times: number[] = [];
    await this.#watch(task, (line, send) => {
      if (!words.some((word) => line.startsWith(word))) return;
      times.push(performance.now());
      if (times.length === 2) send("SIGKILL");
    });
    const [from = 0, to = 0] = times;
    return to - from;
  }

  async #watch(
    task: Task,
    onLine: (line: string, send: (signal: NodeJS.Signals) => void) => void,
  ): Promise<Omit<Death, "sleeps">> {
    const victim = this.#spares.shift() ?? this.#start();
    this.#spares.push(this.#start());
    const closed = new Promise<NodeJS.Signals | null>((resolve) => {
      victim.once("close", (_code, signal) => resolve(signal));
    });
    victim.stdin.write(`${JSON.stringify(task)}\n`);
    const lines: string[] = [];
    for await (const line of createInterface({ input: victim.stdout })) {
      lines.push(line);
      onLine(line, (signal) => victim.kill(signal));
    }
    const isKilled = (await closed) === "SIGKILL";
    const hasDone = ["opened", "done", "signed"].some((word) => lines.at(-1)?.startsWith(word));
    if (!isKilled && !hasDone) throw new Error(`A victim ended by itself (${task.kind}): ${lines.at(-1)}`);
    return { lines, isKilled };
  }

  /** Ends those that were started and not needed. */
  end(): void {
    for (const spare of this.#spares.splice(0)) spare.kill("SIGKILL");
  }
}
