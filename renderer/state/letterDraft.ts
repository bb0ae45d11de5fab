import type { LetterDraft } from "../../shared/contract/letters.ts";
import type { FourfoldError } from "../../shared/errors.ts";
import { asFourfoldError } from "./failures.ts";
import type { SaveState } from "./saveStatus.ts";

/** Copies and text of a letter that is not signed: saved by itself while it is typed, as answers are. */
export interface LetterDraftState {
  readonly draft: LetterDraft;
  /** Why the last save was refused. */
  readonly error?: FourfoldError;
}

interface Hands {
  /** Stores all of it; resolves with the instant of the acknowledgement. */
  save(draft: LetterDraft): Promise<{ readonly savedAt: string }>;
  report(state: SaveState): void;
  /** Holds what is not stored yet over a lock, and lets it go. */
  keep(draft: LetterDraft): void;
  drop(): void;
}

/** Milliseconds after the last key; with the save itself well below the second that a text may wait. */
const pauseBeforeSaving = 400;
/** Milliseconds until a save that failed for want of the backend or of disk space is tried again. */
const pauseBeforeRetry = 2000;

/** A refusal that the same words would meet again. */
const isFinal = ({ code }: FourfoldError) =>
  code === "badInput" || code === "notSignedIn" || code === "alreadySigned" || code === "notFound";

export class LetterDraftKeeper {
  #state: LetterDraftState;
  readonly #hands: Hands;
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> = Promise.resolve();
  #isLeft = false;

  constructor(stored: LetterDraft, hands: Hands) {
    this.#state = { draft: stored };
    this.#hands = hands;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly read = (): LetterDraftState => this.#state;

  /** While it is typed: stored after a pause. */
  change(part: Partial<LetterDraft>): void {
    const draft = { ...this.#state.draft, ...part };
    this.#become({ draft });
    this.#hands.keep(draft);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#begin(), pauseBeforeSaving);
  }

  /** Stores what waits; resolves when it is stored, or refused for a reason that `read` gives. */
  async flush(): Promise<void> {
    if (this.#timer !== undefined) this.#begin();
    await this.#running;
  }

  /** The draft was discarded: it begins with nothing. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#become({ draft: { copies: [] } });
  }

  /** The screen is left: what waits is stored, and tried no more where that fails; it then stays in memory. */
  async leave(): Promise<void> {
    this.#isLeft = true;
    await this.flush();
    clearTimeout(this.#timer);
  }

  #become(state: LetterDraftState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  #begin(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#running = this.#running.then(() => this.#save());
  }

  async #save(): Promise<void> {
    const { draft } = this.#state;
    this.#hands.report({ kind: "saving" });
    try {
      const { savedAt } = await this.#hands.save(draft);
      // With a timer running something was typed since, and only the next save has it.
      if (this.#timer === undefined) {
        this.#hands.drop();
        this.#become({ draft: this.#state.draft });
      }
      this.#hands.report({ kind: "saved", savedAt });
    } catch (caught) {
      const error = asFourfoldError(caught);
      this.#become({ draft: this.#state.draft, error });
      this.#hands.report({ kind: "waiting", message: error.message });
      if (!this.#isLeft && this.#timer === undefined && !isFinal(error)) {
        this.#timer = setTimeout(() => this.#begin(), pauseBeforeRetry);
      }
    }
  }
}
