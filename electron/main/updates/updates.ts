import type { UpdateState } from "../../../shared/contract/updates.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import {
  judgeOffer,
  type Moment,
  mayUpdate,
  type Permission,
  type Situation,
  whyNotNow,
} from "../../../shared/updates/decision.ts";
import { type UpdateFault, updateWords } from "../../../shared/updates/words.ts";
import type { Fetcher } from "./fetcher.ts";
import { faultOf } from "./refused.ts";

interface Options {
  readonly version: string;
  /** Asked anew each time: policy may have changed. */
  readonly situation: () => Situation;
  readonly createFetcher: (feed: string) => Promise<Fetcher>;
  readonly now: () => Date;
  /** For the log: the name of the fault and the kind of the error, without addresses. */
  readonly onFault: (fault: UpdateFault, error: unknown) => void;
}

/** Where the update stands. Looks only where policy allows it, and installs only what was checked and only at the end. */
export class Updates {
  readonly #options: Options;
  /** What came of the last look; absent while nothing was looked for at this feed. */
  #found: { readonly feed: string; readonly state: UpdateState } | undefined;
  #looking: Promise<UpdateState> | undefined;
  #ready: { readonly feed: string; readonly version: string; readonly fetcher: Fetcher } | undefined;
  #restart = false;

  constructor(options: Options) {
    this.#options = options;
  }

  state(): UpdateState {
    const permission = this.#ask();
    if (!permission.may) {
      const { state, message, action } = permission;
      return { state, message, action };
    }
    const { feed } = permission;
    return this.#found?.feed === feed ? this.#found.state : { state: "notLooked", feed };
  }

  /** Looks for a newer version and fetches it. Never rejects: what goes wrong is in the state. */
  look(): Promise<UpdateState> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** @throws FourfoldError `conflict` where nothing waits, or the moment is wrong. */
  async askForInstallation(moment: Omit<Moment, "quitting">): Promise<void> {
    if (this.#waiting() === undefined) {
      throw new FourfoldError({
        code: "conflict",
        message: "No update waits to be put in place.",
        action: "Look for one first.",
      });
    }
    const reason = whyNotNow({ ...moment, quitting: false });
    if (reason !== undefined) {
      throw new FourfoldError({
        code: "conflict",
        message: `The update waits: ${reason}`,
        action: "Close the evaluation first, or close Fourfold: the update is put in place then.",
      });
    }
    this.#restart = true;
  }

  /** Called when the window and the store are closed. */
  installAtQuit(): void {
    const waiting = this.#waiting();
    if (waiting === undefined) return;
    try {
      if (!waiting.fetcher.install({ restart: this.#restart })) {
        this.#options.onFault("notInstalled", undefined);
      }
    } catch (error) {
      this.#options.onFault("notInstalled", error);
    }
  }

  /** What may be put in place: policy may have been withdrawn since it was fetched. */
  #waiting() {
    const permission = this.#ask();
    return permission.may && this.#ready?.feed === permission.feed ? this.#ready : undefined;
  }

  #ask(): Permission {
    return mayUpdate(this.#options.situation());
  }

  async #look(): Promise<UpdateState> {
    const permission = this.#ask();
    if (!permission.may) return this.state();
    const { feed } = permission;
    if (this.#waiting() === undefined) this.#find(feed, { state: "looking", feed });
    try {
      const fetcher = await this.#options.createFetcher(feed);
      const version = await fetcher.look();
      if (this.#waiting()?.version === version) return this.state();
      await this.#take(feed, fetcher, version);
    } catch (error) {
      const fault = faultOf(error);
      this.#options.onFault(fault, error);
      // A place that is away for a while takes nothing from an update that is here already.
      if (this.#waiting() === undefined) this.#refuse(feed, fault);
    }
    return this.state();
  }

  async #take(feed: string, fetcher: Fetcher, version: string): Promise<void> {
    switch (judgeOffer(this.#options.version, version)) {
      case "same":
        this.#ready = undefined;
        this.#find(feed, { state: "upToDate", feed, lookedAt: this.#at() });
        return;
      case "older":
        this.#ready = undefined;
        this.#options.onFault("older", undefined);
        this.#refuse(feed, "older");
        return;
      case "newer":
        this.#ready = undefined;
        this.#find(feed, { state: "fetching", feed, version, share: 0 });
        await fetcher.fetch((share) => this.#find(feed, { state: "fetching", feed, version, share }));
        this.#ready = { feed, version, fetcher };
        this.#find(feed, { state: "waiting", feed, version });
    }
  }

  #refuse(feed: string, fault: UpdateFault): void {
    this.#find(feed, { state: "refused", feed, lookedAt: this.#at(), ...updateWords[fault] });
  }

  #find(feed: string, state: UpdateState): void {
    this.#found = { feed, state };
  }

  #at(): string {
    return this.#options.now().toISOString();
  }
}
