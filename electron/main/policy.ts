import { existsSync, type FSWatcher, watch } from "node:fs";
import { basename, dirname } from "node:path";
import { noPolicy, type PolicyInForce, valuesOf } from "../../shared/policy/merge.ts";
import type { PolicyValues } from "../../shared/policy/policies.ts";

/** What reads the policies of this computer; see electron/policy. */
export interface Reader {
  readonly files: readonly string[];
  read(): Promise<PolicyInForce>;
}

interface Options {
  readonly reader: Reader;
  /** Told of every change after the start. */
  readonly onChange: (policy: PolicyInForce) => void;
  readonly onFault: (error: unknown) => void;
}

/** Whoever writes a file may do so in several steps. */
const settleMilliseconds = 250;
/** The registry does not tell of its changes to whoever has no native module, and a watcher may miss one. */
const lookEveryMilliseconds = 60_000;

/** Reads the policies at the start, and again whenever they may have changed. */
export class PolicyWatch {
  readonly #options: Options;
  #inForce: PolicyInForce = noPolicy;
  #watchers: readonly FSWatcher[] = [];
  #watched = "";
  #settling: ReturnType<typeof setTimeout> | undefined;
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  get inForce(): PolicyInForce {
    return this.#inForce;
  }

  get values(): PolicyValues {
    return valuesOf(this.#inForce.entries);
  }

  /** Resolves when the policies have been read; never rejects, so that nothing in them can stop the start. */
  async start(): Promise<void> {
    this.#watchAgain();
    try {
      this.#inForce = await this.#options.reader.read();
    } catch (error) {
      this.#options.onFault(error);
    }
    this.#timer = setInterval(() => void this.look(), lookEveryMilliseconds);
    this.#timer.unref();
  }

  /** Reads again now; what comes meanwhile is read after it. */
  look(): Promise<void> {
    if (this.#looking !== undefined) {
      this.#lookAgain = true;
      return this.#looking;
    }
    this.#looking = this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  close(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#settling);
    for (const watcher of this.#watchers) watcher.close();
    this.#watchers = [];
  }

  async #look(): Promise<void> {
    do {
      this.#lookAgain = false;
      this.#watchAgain();
      try {
        const found = await this.#options.reader.read();
        if (JSON.stringify(found) === JSON.stringify(this.#inForce)) continue;
        this.#inForce = found;
        this.#options.onChange(found);
      } catch (error) {
        this.#options.onFault(error);
      }
    } while (this.#lookAgain);
  }

  /**
   * A file that is replaced takes its watcher along, so the folder is watched; where there is none yet, the closest one above it.
   */
  #watchAgain(): void {
    const wanted = this.#options.reader.files.map((file) => nearest(file));
    const watched = JSON.stringify(wanted);
    if (watched === this.#watched) return;
    this.#watched = watched;
    for (const watcher of this.#watchers) watcher.close();
    this.#watchers = wanted.flatMap(({ folder, name }) => this.#watch(folder, name));
  }

  #watch(folder: string, name: string): readonly FSWatcher[] {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, changed) => {
        if (changed === null || changed === name) this.#changed();
      });
      watcher.on("error", () => {
        // The folder is gone, or the system has no more watchers: the timer looks.
        watcher.close();
        this.#watched = "";
        this.#changed();
      });
      return [watcher];
    } catch {
      return [];
    }
  }

  #changed(): void {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => void this.look(), settleMilliseconds);
  }
}

/** The closest folder that is there, and the name in it that leads on to the file. */
function nearest(file: string): { readonly folder: string; readonly name: string } {
  let name = basename(file);
  let folder = dirname(file);
  while (!existsSync(folder) && dirname(folder) !== folder) {
    name = basename(folder);
    folder = dirname(folder);
  }
  return { folder, name };
}
