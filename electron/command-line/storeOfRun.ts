import { existsSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { OperationInput, OperationName, OperationOutput } from "../../shared/contract.ts";
import { FourfoldError } from "../../shared/errors.ts";
import type { Backend } from "../backend/index.ts";
import { heldAuditName } from "../backend/integrity/heldAudit.ts";
import { ask, backendOfRun, chooseAccount, defaultAccount, statusOf } from "./backendOfRun.ts";
import { badArgument } from "./failures.ts";
import type { PracticeFile } from "./inputFiles.ts";
import type { Surroundings } from "./surroundings.ts";

export interface StoreOptions {
  readonly dataFolder: string;
  readonly password: string;
  /** The account to sign in with; where absent, the only one, or else "physician". */
  readonly accountName?: string;
  /** For a store that is made now. */
  readonly practice: PracticeFile;
}

/** The store that a command works with: opened, or made if there is none. Somebody is signed in. */
export class StoreOfRun {
  readonly #backend: Backend;
  readonly #traces: Traces;
  /** Shown once, when this run made the store. */
  readonly recoveryKey: string | undefined;

  private constructor(backend: Backend, traces: Traces, recoveryKey?: string) {
    this.#backend = backend;
    this.#traces = traces;
    this.recoveryKey = recoveryKey;
  }

  static async open(options: StoreOptions, surroundings: Surroundings): Promise<StoreOfRun> {
    const dataFolder = resolve(options.dataFolder);
    const traces = new Traces(dataFolder);
    const backend = await backendOfRun(dataFolder, surroundings);
    try {
      const status = await statusOf(backend);
      if (status.state === "absent") {
        const recoveryKey = await setUp(backend, options);
        traces.storeWasMade();
        return new StoreOfRun(backend, traces, recoveryKey);
      }
      const accountName = chooseAccount(status.accountNames, options.accountName);
      await ask(backend, "session.signIn", { accountName, password: options.password });
      return new StoreOfRun(backend, traces);
    } catch (fault) {
      backend.close();
      traces.remove();
      throw fault;
    }
  }

  ask<Name extends OperationName>(name: Name, input: OperationInput<Name>): Promise<OperationOutput<Name>> {
    return ask(this.#backend, name, input);
  }

  close(): void {
    this.#backend.close();
  }

  /** Closes, and takes back the store if this run made it. A store that was there before is left as it is. */
  abandon(): void {
    this.#backend.close();
    this.#traces.remove();
  }
}

async function setUp(backend: Backend, options: StoreOptions): Promise<string> {
  const { signer, ...practice } = options.practice;
  try {
    const { recoveryKey } = await ask(backend, "store.setUp", {
      practice,
      accountName: options.accountName ?? defaultAccount,
      password: options.password,
      signer: signer ?? { displayName: "Physician’s name not entered" },
      withInventedPatients: false,
    });
    return recoveryKey;
  } catch (fault) {
    if (fault instanceof FourfoldError && fault.code === "badInput" && fault.field === "password") {
      throw badArgument("FOURFOLD_PASSWORD", "must have 12 to 1024 characters");
    }
    throw fault;
  }
}

/** What a run leaves in the file system by making a store, so that a run that fails can take it back. */
class Traces {
  readonly #dataFolder: string;
  readonly #newFolders: readonly string[];
  readonly #hadLock: boolean;
  readonly #hadStore: boolean;
  #madeStore = false;

  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder;
    this.#newFolders = missingFolders(dataFolder);
    this.#hadLock = existsSync(this.#lock);
    this.#hadStore = existsSync(this.#store);
  }

  storeWasMade(): void {
    this.#madeStore = true;
  }

  /** Never touches a store that this run did not make. */
  remove(): void {
    if (this.#madeStore && !this.#hadStore) rmSync(this.#store, { recursive: true, force: true });
    if (existsSync(this.#store)) return;
    try {
      if (!this.#hadLock) rmSync(this.#lock, { force: true });
      if (!this.#hadStore) rmSync(join(this.#dataFolder, heldAuditName), { force: true });
      // Only empty folders go: whatever somebody else put there in the meantime keeps its folder.
      for (const folder of this.#newFolders) rmdirSync(folder);
    } catch {
      // An empty folder or lock file that stays does no harm, and the run's own failure is what must be told.
    }
  }

  get #store(): string {
    return join(this.#dataFolder, "store");
  }
  get #lock(): string {
    return join(this.#dataFolder, "fourfold.lock");
  }
}

/** The folder and its ancestors that do not exist, innermost first. */
function missingFolders(folder: string): string[] {
  const missing: string[] = [];
  for (let each = folder; !existsSync(each) && dirname(each) !== each; each = dirname(each))
    missing.push(each);
  return missing;
}
