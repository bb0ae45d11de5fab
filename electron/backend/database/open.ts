import { existsSync, rmSync, statSync } from "node:fs";
import Database from "better-sqlite3";
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from "kysely";
import { FourfoldError } from "../../../shared/errors.ts";
import { storeDamaged, storeUnreadable } from "../faults.ts";
import type { Store } from "./access.ts";
import { migrate, refuseNewerVersion, versionOf } from "./migrations/index.ts";
import type { Tables } from "./tables.ts";

/** "4FLD" in the header's application_id, so that the file can be told from any other SQLite database. */
const applicationId = 0x34464c44;

/** Encryption as SQLCipher 4 does it (AES-256, HMAC-SHA512 on each page): other tools can open it with the key. */
function unlock(sqlite: Database.Database, dataKey: Uint8Array): void {
  sqlite.pragma("cipher = 'sqlcipher'");
  sqlite.pragma("legacy = 4");
  sqlite.pragma(`key = "x'${Buffer.from(dataKey).toString("hex")}'"`);
}

/** Settings of every connection, before anything is read from the schema. */
function configure(sqlite: Database.Database): void {
  sqlite.pragma("trusted_schema = OFF");
  sqlite.pragma("cell_size_check = ON");
  sqlite.pragma("temp_store = MEMORY");
  sqlite.pragma("foreign_keys = ON");
  sqlite.pragma("secure_delete = ON");
}

/**
 * Opens an existing database for looking only. What SQLite puts beside a file in WAL mode is taken away again if it was
 * not there before, so that a refused database is left exactly as it was found.
 */
export function lookInto<Result>(
  path: string,
  dataKey: Uint8Array,
  look: (sqlite: Database.Database) => Result,
): Result {
  const tidy = rememberNeighbours(path);
  const sqlite = openFile(path, { readonly: true, fileMustExist: true });
  try {
    unlock(sqlite, dataKey);
    configure(sqlite);
    return look(sqlite);
  } catch (fault) {
    throw explain(fault, path);
  } finally {
    sqlite.close();
    tidy();
  }
}

/** @returns what takes away the files that SQLite put beside a database since, if they were not there before. */
function rememberNeighbours(path: string): () => void {
  if (existsSync(`${path}-wal`)) return () => {};
  return () => {
    rmSync(`${path}-wal`, { force: true });
    rmSync(`${path}-shm`, { force: true });
  };
}

/**
 * Reads a database beside whoever has it open for writing: a second connection, which sees one state of the data for as long as
 * a statement runs. Leaves the files beside it alone, since they are the other's too.
 */
export function readBeside<Result>(
  path: string,
  dataKey: Uint8Array,
  look: (sqlite: Database.Database) => Result,
): Result {
  const sqlite = openFile(path, { readonly: true, fileMustExist: true });
  try {
    unlock(sqlite, dataKey);
    configure(sqlite);
    return look(sqlite);
  } catch (fault) {
    throw explain(fault, path);
  } finally {
    sqlite.close();
  }
}

function openFile(path: string, options: Database.Options): Database.Database {
  try {
    return new Database(path, options);
  } catch (fault) {
    throw explain(fault, path);
  }
}

/**
 * A page that fails its check reads as "not a database": with a header that opens it is damage, with one that does not
 * it may be another key.
 */
function explain(fault: unknown, path: string): unknown {
  if (!(fault instanceof Database.SqliteError)) return fault;
  if (fault.code.startsWith("SQLITE_CORRUPT")) return new FourfoldError(storeDamaged, { cause: fault });
  if (fault.code === "SQLITE_NOTADB" || fault.code === "SQLITE_IOERR_SHORT_READ") {
    const length = existsSync(path) ? statSync(path).size : 0;
    const whole = length > 0 && length % 4096 === 0;
    return new FourfoldError(whole ? storeUnreadable : storeDamaged, { cause: fault });
  }
  return fault;
}

/** Refuses a key that does not fit, a foreign file and a newer schema, without changing a byte. */
function inspect(sqlite: Database.Database): void {
  sqlite.prepare("SELECT count(*) FROM sqlite_schema").get();
  refuseNewerVersion(versionOf(sqlite));
  if (Number(sqlite.pragma("application_id", { simple: true })) !== applicationId) {
    throw new FourfoldError(storeDamaged);
  }
}

/** Creates the file, which must not exist, with the current schema. Encrypted from its first byte. */
export function createDatabase(path: string, dataKey: Uint8Array): OpenStore {
  const sqlite = new Database(path);
  try {
    unlock(sqlite, dataKey);
    configure(sqlite);
    sqlite.pragma("page_size = 4096");
    sqlite.pragma(`application_id = ${applicationId}`);
    makeDurable(sqlite);
    migrate(sqlite);
    return storeOver(sqlite);
  } catch (fault) {
    sqlite.close();
    throw fault;
  }
}

/** @throws FourfoldError `storeUnreadable`, `storeDamaged` or `storeFromNewerVersion`; the file is then unchanged. */
export function openDatabase(path: string, dataKey: Uint8Array): OpenStore {
  lookInto(path, dataKey, inspect);
  const sqlite = openFile(path, { fileMustExist: true });
  try {
    unlock(sqlite, dataKey);
    configure(sqlite);
    makeDurable(sqlite);
    migrate(sqlite);
    return storeOver(sqlite);
  } catch (fault) {
    sqlite.close();
    throw explain(fault, path);
  }
}

/**
 * Opens an existing database for looking only, for as long as a session lasts.
 * @param options.sparesDisk for a disk that is full: reading a database in WAL mode takes a file beside it, unless the connection
 * has the database for itself. Then it must be one that could write, and whoever asks sees to it that nothing does.
 */
export function openForReading(
  path: string,
  dataKey: Uint8Array,
  { sparesDisk }: { readonly sparesDisk: boolean },
): OpenStore {
  const tidy = sparesDisk ? () => {} : rememberNeighbours(path);
  const sqlite = openFile(path, { readonly: !sparesDisk, fileMustExist: true });
  const close = () => {
    sqlite.close();
    tidy();
  };
  try {
    if (sparesDisk) sqlite.pragma("locking_mode = EXCLUSIVE");
    unlock(sqlite, dataKey);
    configure(sqlite);
    inspect(sqlite);
    return { ...storeOver(sqlite), close };
  } catch (fault) {
    close();
    throw explain(fault, path);
  }
}

/** WAL's own default of `synchronous` is NORMAL, which may lose the last commits on power loss. */
function makeDurable(sqlite: Database.Database): void {
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = FULL");
  // Where the disk has a cache of its own (macOS), fsync alone does not reach the platter.
  sqlite.pragma("fullfsync = ON");
  sqlite.pragma("checkpoint_fullfsync = ON");
}

const statementLimit = 300;

/** Kysely prepares anew for each query; keeping the statements makes a save several times quicker. */
class RememberedStatements implements SqliteDatabase {
  readonly #sqlite: Database.Database;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(sqlite: Database.Database) {
    this.#sqlite = sqlite;
  }

  prepare(text: string): SqliteStatement {
    const known = this.#statements.get(text);
    if (known !== undefined) return known;
    const statement = this.#prepare(text);
    if (this.#statements.size >= statementLimit) this.#statements.clear();
    this.#statements.set(text, statement);
    return statement;
  }

  #prepare(text: string): SqliteStatement {
    const statement = this.#sqlite.prepare<unknown[]>(text);
    const sqlite = this.#sqlite;
    const endsQuietly = text === "rollback";
    return {
      reader: statement.reader,
      all: (parameters) => statement.all(...parameters),
      run: (parameters) => {
        // SQLite has rolled back by itself after a full disk; a second rollback would hide the reason.
        if (endsQuietly && !sqlite.inTransaction) return { changes: 0, lastInsertRowid: 0 };
        return statement.run(...parameters);
      },
      iterate: (parameters) => statement.iterate(...parameters),
    };
  }

  close(): void {
    this.#sqlite.close();
  }
}

export interface OpenStore extends Store {
  /** The connection itself: for pragmas, checks and backup, which have no place in a query builder. */
  readonly sqlite: Database.Database;
}

function storeOver(sqlite: Database.Database): OpenStore {
  const kysely = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: new RememberedStatements(sqlite) }),
  });
  return {
    sqlite,
    read: kysely,
    write: (work) => kysely.transaction().execute(work),
    close: () => sqlite.close(),
  };
}
