import { randomBytes } from "node:crypto";
import type { Database } from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDatabase } from "../../../../electron/backend/database/open.ts";
import { verifyStore } from "../../../../electron/backend/index.ts";
import { runChecks } from "../../../../electron/backend/integrity/checks.ts";
import { completeCase, record } from "../cases.ts";
import { dataKeyOf, openRaw } from "../rawStore.ts";
import { ask, databaseIn, password, practice, save, temporaryFolder } from "../support.ts";

/** Any single byte changed in any entry of the audit or any signed letter is found, and the place is named. */

/** A practice in which a letter was signed; closed, and open behind the program's back without its guards. */
async function signedStore(): Promise<{ dataFolder: string; sqlite: Database }> {
  const { backend, dataFolder } = await practice();
  const evaluation = completeCase();
  const primaryCare = { title: "Dr", familyName: "Lindqvist", specialty: "primary care" } as const;
  const referral = { ...evaluation.referral, primaryCare };
  const evaluationId = await record(backend, {
    ...evaluation,
    referrer: { ...evaluation.referrer, specialty: "neurology" },
    referral,
    answers: { ...evaluation.answers, "ENC.CONSENT": { value: "yes" } },
  });
  await save(backend, evaluationId, "HX.NRS.NOW", 4);
  const letter = await ask(backend, "letter.sign", { evaluationId, password, paper: "letter" });
  await ask(backend, "letter.read", { letterId: letter.letterId });
  backend.close();
  const sqlite = openRaw(databaseIn(dataFolder), await dataKeyOf(dataFolder));
  for (const table of ["letters", "letter_copies", "audit"]) {
    for (const what of ["update", "delete"]) sqlite.exec(`DROP TRIGGER ${table}_refuse_${what}`);
  }
  sqlite.pragma("foreign_keys = OFF");
  sqlite.pragma("ignore_check_constraints = ON");
  return { dataFolder, sqlite };
}

interface Place {
  readonly table: string;
  readonly column: string;
  readonly rowid: number;
}

/** Every value of the table that holds something, by its place. */
function placesIn(sqlite: Database, table: string): Place[] {
  const columns = sqlite.prepare<[], { name: string }>(`PRAGMA table_info(${table})`).all();
  const rowids = sqlite.prepare<[], number>(`SELECT rowid FROM ${table}`).pluck().all();
  return columns.flatMap(({ name: column }) =>
    rowids.map((rowid) => ({ table, column, rowid })).filter((place) => valueAt(sqlite, place) !== null),
  );
}

function valueAt(sqlite: Database, { table, column, rowid }: Place): unknown {
  return sqlite.prepare(`SELECT ${column} FROM ${table} WHERE rowid = ?`).pluck().get(rowid);
}

function put(sqlite: Database, { table, column, rowid }: Place, value: unknown): void {
  sqlite.prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`).run(value, rowid);
}

/** The value with one byte replaced by another, or undefined when what results is no other value of its type. */
function withOneByte(value: unknown, at: number, change: number): unknown {
  // Far enough from its neighbours that SQLite itself does not refuse the number of an entry.
  if (typeof value === "number") return value + 1009 * change;
  if (Buffer.isBuffer(value)) return altered(value, at, change);
  if (typeof value !== "string" || value === "") return undefined;
  const bytes = Buffer.from(value, "utf8");
  // Of plain letters others are made: half a sign of UTF-8 would be changed by being read.
  const index = at % bytes.length;
  const byte = bytes[index] ?? 0;
  if (byte < 0x20 || byte > 0x7e) return undefined;
  bytes[index] = 0x20 + ((byte - 0x20 + change) % 0x5f);
  const text = bytes.toString("utf8");
  return text === value ? undefined : text;
}

function altered(bytes: Buffer, at: number, change: number): Buffer {
  const copy = Buffer.from(bytes);
  const index = at % copy.length;
  copy[index] = (copy[index] ?? 0) ^ change;
  return copy;
}

const lineOf = (sqlite: Database, check: string) => runChecks(sqlite).find((line) => line.check === check);
const change = { at: fc.nat(), byte: fc.integer({ min: 1, max: 94 }) };

describe("a single byte", () => {
  test("changed in any column of any entry of the audit is found, and the entry is named", async () => {
    const { sqlite } = await signedStore();
    const places = placesIn(sqlite, "audit");
    expect(places.length).toBeGreaterThan(40);
    fc.assert(
      fc.property(fc.constantFrom(...places), change.at, change.byte, (place, at, byte) => {
        const value = valueAt(sqlite, place);
        const other = withOneByte(value, at, byte);
        fc.pre(other !== undefined);
        sqlite.exec("BEGIN");
        try {
          put(sqlite, place, other);
          const line = lineOf(sqlite, "audit");
          expect(line?.ok).toBe(false);
          expect(line?.detail).toContain(`${place.rowid}`);
        } finally {
          sqlite.exec("ROLLBACK");
        }
      }),
      { numRuns: 300 },
    );
    expect(lineOf(sqlite, "audit")?.ok).toBe(true);
  });

  test.each(["letters", "letter_copies"])(
    "changed in any column of %s is found, and the letter is named",
    async (table) => {
      const { sqlite } = await signedStore();
      const places = placesIn(sqlite, table);
      expect(places.length).toBeGreaterThan(6);
      fc.assert(
        fc.property(fc.constantFrom(...places), change.at, change.byte, (place, at, byte) => {
          const other = withOneByte(valueAt(sqlite, place), at, byte);
          fc.pre(other !== undefined);
          sqlite.exec("BEGIN");
          try {
            put(sqlite, place, other);
            const line = lineOf(sqlite, "letters");
            expect(line?.ok, `${place.table}.${place.column}`).toBe(false);
            expect(line?.detail).toMatch(/letter .+ is not as it was signed/s);
          } finally {
            sqlite.exec("ROLLBACK");
          }
        }),
        { numRuns: 200 },
      );
      expect(lineOf(sqlite, "letters")?.ok).toBe(true);
    },
  );

  test("and `verify` says so of the store on disk", async () => {
    const { dataFolder, sqlite } = await signedStore();
    const [place] = placesIn(sqlite, "letters").filter(({ column }) => column === "document_json");
    if (place === undefined) throw new Error("There is no letter.");
    const document = String(valueAt(sqlite, place));
    put(sqlite, place, document.replace("left", "right"));
    sqlite.close();
    const { ok, lines } = await verifyStore({ dataFolder, password });
    expect(ok).toBe(false);
    expect(lines.find(({ check }) => check === "letters")?.ok).toBe(false);
  });
});

test("a copy that was taken out or put in is found", async () => {
  const { sqlite } = await signedStore();
  sqlite.exec("DELETE FROM letter_copies");
  const line = lineOf(sqlite, "letters");
  expect(line?.ok).toBe(false);
});

test("a letter of before there were seals is judged by its bytes", async () => {
  const { sqlite } = await signedStore();
  const rows = sqlite
    .prepare<[], { detail_json: string }>("SELECT * FROM audit WHERE action = 'letter.signed'")
    .all();
  expect(JSON.parse(rows[0]?.detail_json ?? "{}").seal).toMatch(/^[0-9a-f]{64}$/);
  sqlite.exec(
    "UPDATE audit SET detail_json = json_remove(detail_json, '$.seal') WHERE action = 'letter.signed'",
  );
  expect(lineOf(sqlite, "letters")?.ok).toBe(true);
  sqlite.exec("UPDATE letters SET bytes = x'00'");
  expect(lineOf(sqlite, "letters")?.ok).toBe(false);
});

test("an empty store is sound", () => {
  const store = createDatabase(`${temporaryFolder()}/fourfold.db`, randomBytes(32));
  try {
    expect(runChecks(store.sqlite).filter(({ ok }) => !ok)).toEqual([]);
  } finally {
    store.close();
  }
});
