import {
  type LastKnown,
  mergePolicies,
  type PolicyInForce,
  type SourceReading,
} from "../../shared/policy/merge.ts";
import { readLastKnown, writeLastKnown } from "./lastKnown.ts";
import { onThisComputer } from "./onThisComputer.ts";
import { policySources, type ReadableSource } from "./sources.ts";
import type { PolicySurroundings } from "./surroundings.ts";

/** Reads every source of this computer. Never rejects: what cannot be read is told in what comes back. */
export class PolicyReader {
  readonly #surroundings: PolicySurroundings;
  readonly #sources: readonly ReadableSource[];
  readonly #keeps: boolean;
  #lastKnown: LastKnown | undefined;

  /** @param keeps whether what sources say is kept for the next start: by the app, not by a command. */
  constructor(surroundings: PolicySurroundings, { keeps }: { readonly keeps: boolean }) {
    this.#surroundings = surroundings;
    this.#sources = policySources(surroundings);
    this.#keeps = keeps;
  }

  /** Files whose changes are worth a look. */
  get files(): readonly string[] {
    return this.#sources.flatMap(({ file }) => (file === undefined ? [] : [file]));
  }

  async read(): Promise<PolicyInForce> {
    const before = this.#lastKnown ?? (await readLastKnown(this.#surroundings.settingsFolder));
    const readings = await Promise.all(this.#sources.map(reading));
    const { inForce, lastKnown } = mergePolicies(readings, before);
    this.#lastKnown = lastKnown;
    if (this.#keeps && JSON.stringify(lastKnown) !== JSON.stringify(before)) await this.#keep(lastKnown);
    return onThisComputer(inForce, this.#surroundings);
  }

  /** A disk that is full takes nothing from what is in force now. */
  async #keep(lastKnown: LastKnown): Promise<void> {
    if (Object.values(lastKnown).every((said) => Object.keys(said).length === 0)) {
      const stored = await readLastKnown(this.#surroundings.settingsFolder);
      // On a computer without policies no file is made.
      if (Object.keys(stored).length === 0) return;
    }
    await writeLastKnown(this.#surroundings.settingsFolder, lastKnown).catch(() => undefined);
  }
}

async function reading({ source, read }: ReadableSource): Promise<SourceReading> {
  return { source, outcome: await read() };
}
