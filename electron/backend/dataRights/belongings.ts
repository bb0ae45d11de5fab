import type { Database } from "better-sqlite3";

/**
 * What belongs to a patient: every row from which foreign keys lead to the patient's own. It is read from the schema, so that a
 * table of a later version that refers to a patient, a referral, an evaluation or a letter is part of it by itself.
 */

export interface Belonging {
  readonly table: string;
  readonly column: string;
  /** Rows with one of these in the column belong to the patient. */
  readonly values: readonly string[];
}

interface Reference {
  readonly child: string;
  readonly column: string;
  readonly parent: string;
  readonly parentColumn: string;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

function referencesIn(sqlite: Database): Reference[] {
  const tables = sqlite
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  return tables.flatMap((child) =>
    sqlite
      .prepare<[string], { from: string; table: string; to: string | null }>(
        'SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)',
      )
      .all(child)
      .map(({ from, table, to }) => ({ child, column: from, parent: table, parentColumn: to ?? "id" })),
  );
}

/** Values in a statement; SQLite's own limit is far above. */
const atOnce = 500;

export function* slices<Value>(values: readonly Value[]): Generator<readonly Value[]> {
  for (let start = 0; start < values.length; start += atOnce) yield values.slice(start, start + atOnce);
}

const marks = (values: readonly string[]) => values.map(() => "?").join(", ");

function valuesOf(sqlite: Database, table: string, column: string, of: Belonging): string[] {
  return [...slices(of.values)].flatMap((values) =>
    sqlite
      .prepare<string[], string>(
        `SELECT DISTINCT ${quoted(column)} FROM ${quoted(table)} WHERE ${quoted(of.column)} IN (${marks(values)})`,
      )
      .pluck()
      .all(...values),
  );
}

/** In the order in which they can be taken away: what refers to others before those. */
export function belongingsOf(sqlite: Database, patientId: string): Belonging[] {
  const references = referencesIn(sqlite);
  const found = new Map<string, Belonging>();
  const queue: Belonging[] = [{ table: "patients", column: "id", values: [patientId] }];
  const inOrder: Belonging[] = [];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const key = `${next.table} ${next.column}`;
    const known = new Set(found.get(key)?.values);
    const fresh = next.values.filter((value) => !known.has(value));
    if (fresh.length === 0) continue;
    const { table, column } = next;
    const merged = { table, column, values: [...known, ...fresh] };
    found.set(key, merged);
    inOrder.push({ table, column, values: fresh });
    for (const reference of references.filter(({ parent }) => parent === table)) {
      const parents = valuesOf(sqlite, table, reference.parentColumn, { table, column, values: fresh });
      queue.push({ table: reference.child, column: reference.column, values: parents });
    }
  }
  return inOrder.reverse();
}

/** Takes the rows away. Inside a transaction whose foreign keys are looked at when it ends. */
export function takeAway(sqlite: Database, belongings: readonly Belonging[]): void {
  for (const { table, column, values } of belongings) {
    for (const some of slices(values)) {
      sqlite.prepare(`DELETE FROM ${quoted(table)} WHERE ${quoted(column)} IN (${marks(some)})`).run(...some);
    }
  }
}

/**
 * Runs work while the triggers that keep rows of these tables from being taken away are out of the way, and puts them back as
 * they were. Inside a transaction: whatever happens, there is no state on disk without them.
 */
export function withoutGuards(sqlite: Database, tables: ReadonlySet<string>, work: () => void): void {
  const guards = sqlite
    .prepare<[], { name: string; tbl_name: string; sql: string }>(
      "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid",
    )
    .all()
    .filter(({ tbl_name, sql }) => tables.has(tbl_name) && /\bBEFORE\s+DELETE\b/i.test(sql));
  for (const { name } of guards) sqlite.exec(`DROP TRIGGER ${quoted(name)}`);
  work();
  for (const { sql } of guards) sqlite.exec(sql);
}
