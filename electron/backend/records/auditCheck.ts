import type { Database } from "better-sqlite3";
import type { AuditChainState } from "../../../shared/contract.ts";
import { type AuditRow, ChainWalk } from "./audit.ts";

/** Entries looked at before somebody else's call may be answered; about five milliseconds' worth. */
const stretch = 500;

/**
 * Checks the chain of the audit while somebody works, a stretch at a time: begun when the store is opened, and again when an
 * administrator asks.
 */
export class AuditCheck {
  readonly #sqlite: Database;
  #walk = new ChainWalk();
  #state: AuditChainState["state"] = "checking";
  #running: Promise<void> | undefined;

  constructor(sqlite: Database) {
    this.#sqlite = sqlite;
  }

  get state(): AuditChainState {
    return { state: this.#state, ...this.#walk.found };
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Resolves when the end of the chain is reached or the store was closed. Calls while it runs join the run. */
  run(): Promise<void> {
    this.#running ??= this.#walkThrough().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #walkThrough(): Promise<void> {
    const walk = new ChainWalk();
    this.#walk = walk;
    this.#state = "checking";
    for (;;) {
      await this.#betweenTransactions();
      // Locked meanwhile: the next sign-in begins anew.
      if (!this.#sqlite.open) return;
      const rows = this.#next(walk.found.entries);
      walk.take(rows);
      if (rows.length < stretch || walk.found.problem !== undefined) break;
    }
    const { problem } = walk.end(this.#issued());
    this.#state = problem === undefined ? "whole" : "broken";
  }

  /** What another call is about to store may yet be rolled back: it is not looked at. */
  async #betweenTransactions(): Promise<void> {
    do {
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.#sqlite.open && this.#sqlite.inTransaction);
  }

  #next(after: number): AuditRow[] {
    return this.#sqlite
      .prepare<[number, number], AuditRow>("SELECT * FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?")
      .all(after, stretch);
  }

  #issued(): number {
    const issued = this.#sqlite.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'audit'");
    return issued.pluck().get() ?? 0;
  }
}
