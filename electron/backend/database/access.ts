import type { Kysely, Transaction } from "kysely";
import type { Tables } from "./tables.ts";

/** What may look. A function that takes this cannot store anything. */
export type Readable = Pick<Kysely<Tables>, "selectFrom">;

/** What may store: there is one only inside a transaction, so no change can be made outside of one. */
export type Writable = Transaction<Tables>;

/** The open database. */
export interface Store {
  readonly read: Readable;
  /**
   * Runs work in one transaction: all of it is on disk when the promise resolves, or none of it. Transactions run one
   * after the other; work must not wait for another `write`.
   */
  write<Result>(work: (writable: Writable) => Promise<Result>): Promise<Result>;
  close(): void;
}
