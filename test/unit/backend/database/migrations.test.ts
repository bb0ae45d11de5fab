import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import {
  currentVersion,
  migrate,
  migrations,
  versionOf,
} from "../../../../electron/backend/database/migrations/index.ts";
import { createDatabase } from "../../../../electron/backend/database/open.ts";
import { afterwards, temporaryFolder } from "../support.ts";

function empty(): Database.Database {
  const sqlite = new Database(":memory:");
  afterwards(() => sqlite.close());
  return sqlite;
}

/** A database as the release with this schema left it. */
function at(version: number): Database.Database {
  const sqlite = empty();
  migrate(sqlite, version);
  expect(versionOf(sqlite)).toBe(version);
  return sqlite;
}

const names = (sqlite: Database.Database) =>
  sqlite.prepare<[], string>("SELECT name FROM sqlite_schema ORDER BY name").pluck().all();

function addPatient(sqlite: Database.Database, given: string, family: string): void {
  sqlite
    .prepare(
      `INSERT INTO patients (id, given_names, family_name, date_of_birth, sex_at_birth, mrn, name_key, mrn_key, created_at, changed_at)
       VALUES (?, ?, ?, '1982-09-14', 'male', 'FIC-0001', ?, 'fic0001', '', '')`,
    )
    .run(randomUUID(), given, family, `${family} ${given}`.toLowerCase());
}

describe("migrations", () => {
  test("are numbered from 1 without gaps, and named as their files", () => {
    expect(migrations.map((step) => step.version)).toEqual(migrations.map((_step, index) => index + 1));
    for (const step of migrations) {
      const file = `${String(step.version).padStart(4, "0")}-${step.name}.ts`;
      const url = new URL(`../../../../electron/backend/database/migrations/${file}`, import.meta.url);
      expect(readFileSync(url, "utf8")).toContain(`version: ${step.version}`);
    }
  });

  test("0001 makes the tables in an empty database", () => {
    const sqlite = empty();
    migrate(sqlite, 1);
    expect(names(sqlite)).toEqual(expect.arrayContaining(["patients", "answers", "letters", "audit"]));
    expect(names(sqlite)).not.toContain("patient_search");
  });

  test("0002 indexes the patients that are already there", () => {
    const sqlite = at(1);
    addPatient(sqlite, "Thị Hương", "Nguyễn");
    addPatient(sqlite, "Harlan", "Quillfeather");
    migrate(sqlite, 2);
    const found = (words: string) =>
      sqlite.prepare("SELECT rowid FROM patient_search WHERE patient_search MATCH ?").pluck().all(words);
    expect(found("nguyen")).toEqual([1]);
    expect(found("quill*")).toEqual([2]);
    expect(found("19820914")).toEqual([1, 2]);
  });

  test("0003 adds the phrases to a practice that is at work, one text for an abbreviation with each owner", () => {
    const sqlite = at(2);
    sqlite.exec(
      "INSERT INTO accounts VALUES ('a', 'brack', 'physician', '{}', ''), ('b', 'other', 'staff', '{}', '')",
    );
    addPatient(sqlite, "Harlan", "Quillfeather");
    migrate(sqlite, 3);
    expect(sqlite.prepare("SELECT count(*) FROM patients").pluck().get()).toBe(1);
    const add = sqlite.prepare("INSERT INTO phrases VALUES (?, ?, 'slr', 'text', '', '', 'a')");
    for (const owner of [null, "a", "b"]) {
      add.run(randomUUID(), owner);
      expect(() => add.run(randomUUID(), owner)).toThrow(/UNIQUE/);
    }
    expect(() => add.run(randomUUID(), "nobody")).toThrow(/FOREIGN KEY/);
  });

  test("0004 lets an evaluation be followed by one other, and leaves those that are there as they are", () => {
    const sqlite = at(3);
    sqlite.exec(
      "INSERT INTO accounts VALUES ('a', 'brack', 'physician', '{}', '');" +
        "INSERT INTO referrers (id, family_name, specialty, search_key, created_at, changed_at) VALUES ('r', '', '', '', '', '');",
    );
    addPatient(sqlite, "Harlan", "Quillfeather");
    sqlite.exec(
      "INSERT INTO referrals SELECT 'f', id, 'r', '', NULL, '', '', NULL, '', '' FROM patients;" +
        "INSERT INTO evaluations VALUES ('one', 'f', '2025-03-10', 'a', 'closed', 0, NULL, 0, 0, NULL, NULL, '')",
    );
    migrate(sqlite, 4);
    const followed = () => sqlite.prepare("SELECT follows_evaluation_id FROM evaluations").pluck().all();
    expect(followed()).toEqual([null]);
    const add = sqlite.prepare(
      "INSERT INTO evaluations VALUES (?, 'f', '2025-05-12', 'a', 'referred', 0, NULL, 0, 0, NULL, NULL, '', ?)",
    );
    add.run("two", "one");
    expect(() => add.run("three", "one")).toThrow(/UNIQUE/);
    expect(() => add.run("three", "nothing")).toThrow(/FOREIGN KEY/);
  });

  test("0005 keeps one logo of the practice and one signature of each account", () => {
    const sqlite = at(4);
    sqlite.exec(
      "INSERT INTO accounts VALUES ('a', 'brack', 'physician', '{}', ''), ('b', 'other', 'physician', '{}', '')",
    );
    migrate(sqlite, 5);
    const add = sqlite.prepare("INSERT INTO images VALUES (?, ?, ?, 'image/png', 1, 1, x'00', '', 'a')");
    add.run(randomUUID(), "logo", null);
    expect(() => add.run(randomUUID(), "logo", null)).toThrow(/UNIQUE/);
    for (const owner of ["a", "b"]) {
      add.run(randomUUID(), "signature", owner);
      expect(() => add.run(randomUUID(), "signature", owner)).toThrow(/UNIQUE/);
    }
    expect(() => add.run(randomUUID(), "signature", null)).toThrow(/CHECK/);
    expect(() => add.run(randomUUID(), "logo", "a")).toThrow(/CHECK/);
    expect(() => add.run(randomUUID(), "portrait", null)).toThrow(/CHECK/);
  });

  test("0006 adds decisions about rules, and leaves the letters that are signed without a version of them", () => {
    const sqlite = at(5);
    sqlite.pragma("foreign_keys = OFF");
    sqlite.exec(
      "INSERT INTO accounts VALUES ('a', 'brack', 'physician', '{}', '');" +
        "INSERT INTO letters (id, letter_number, evaluation_id, signed_at, account_id, signer_json, paper, checklist_version, sha256, byte_length, evaluation_json, document_json, bytes)" +
        " VALUES ('l', '2025-000001', 'e', '', 'a', '{}', 'letter', '1', printf('%064d', 0), 0, '{}', '{}', x'00')",
    );
    sqlite.pragma("foreign_keys = ON");
    migrate(sqlite, 6);
    expect(sqlite.prepare("SELECT rules_version FROM letters").pluck().all()).toEqual([null]);
    const add = sqlite.prepare(
      "INSERT INTO rule_decisions (rule_id, decision, rule_fingerprint, decided_at, decided_by, decided_by_name) VALUES ('TIM-1', ?, 'f', '', ?, '')",
    );
    add.run("switchedOff", "a");
    add.run("switchedOff", "a");
    expect(() => add.run("deleted", "a")).toThrow(/CHECK/);
    expect(() => add.run("confirmed", "nobody")).toThrow(/FOREIGN KEY/);
  });

  test("0007 makes the oldest account an administrator, beside those who are by their role, and disables nobody", () => {
    const sqlite = at(6);
    sqlite.exec(
      "INSERT INTO accounts VALUES ('b', 'desk', 'staff', '{}', '2026-02-01'), ('a', 'brack', 'physician', '{}', '2026-01-01')," +
        " ('c', 'office', 'administrator', '{}', '2026-03-01')",
    );
    migrate(sqlite, 7);
    const accounts = sqlite
      .prepare(
        "SELECT id, is_administrator, disabled_at, must_change_password FROM accounts ORDER BY created_at",
      )
      .raw()
      .all();
    expect(accounts).toEqual([
      ["a", 1, null, 0],
      ["b", 0, null, 0],
      ["c", 1, null, 0],
    ]);
    const add = sqlite.prepare(
      "INSERT INTO emergency_accesses (id, account_id, evaluation_id, at, until, reason) VALUES ('e', ?, ?, '', '', ?)",
    );
    expect(() => add.run("b", "no evaluation", "reason")).toThrow(/FOREIGN KEY/);
    expect(() => add.run("b", "no evaluation", "")).toThrow(/CHECK/);
  });

  test("0008 adds what is remembered of backups and checks to a practice that is at work", () => {
    const sqlite = at(7);
    addPatient(sqlite, "Harlan", "Quillfeather");
    migrate(sqlite, 8);
    expect(sqlite.prepare("SELECT count(*) FROM patients").pluck().get()).toBe(1);
    const add = sqlite.prepare("INSERT INTO upkeep_runs VALUES (?, ?, 1, '', '', ?, ?)");
    add.run("a", "backup", 1, "{}");
    add.run("b", "check", 0, "{}");
    expect(() => add.run("c", "repair", 1, "{}")).toThrow(/CHECK/);
    expect(() => add.run("c", "check", 1, "no JSON")).toThrow(/CHECK/);
    sqlite.exec("INSERT INTO backup_settings VALUES (1, '{}', '')");
    expect(() => sqlite.exec("INSERT INTO backup_settings VALUES (2, '{}', '')")).toThrow(/CHECK/);
  });

  test("0009 takes what was signed before for consultation letters, and keeps copies as they were signed", () => {
    const sqlite = at(8);
    sqlite.pragma("foreign_keys = OFF");
    sqlite.exec(
      "INSERT INTO letters (id, letter_number, evaluation_id, signed_at, account_id, signer_json, paper, checklist_version, sha256, byte_length, evaluation_json, document_json, bytes)" +
        " VALUES ('l', '2025-000001', 'e', '', 'a', '{}', 'letter', '1', printf('%064d', 0), 0, '{}', '{}', x'00')",
    );
    sqlite.pragma("foreign_keys = ON");
    migrate(sqlite, 9);
    expect(sqlite.prepare("SELECT kind, cited_letter_id, edits_json FROM letters").raw().all()).toEqual([
      ["consultation", null, null],
    ]);
    const add = sqlite.prepare(
      "INSERT INTO letter_copies VALUES (?, ?, ?, '{}', printf('%064d', 0), 1, x'00')",
    );
    add.run("c", "l", 1);
    expect(() => add.run("d", "l", 1)).toThrow(/UNIQUE/);
    expect(() => add.run("d", "nothing", 1)).toThrow(/FOREIGN KEY/);
    expect(() => sqlite.exec("UPDATE letter_copies SET bytes = x'01'")).toThrow("is never changed");
    expect(() => sqlite.exec("DELETE FROM letter_copies")).toThrow("is never deleted");
  });

  test("0010 begins the loop of every visit, now and later, and keeps the send log as it was written", () => {
    const sqlite = at(9);
    sqlite.exec(
      "INSERT INTO accounts (id, account_name, role, signer_json, created_at) VALUES ('a', 'brack', 'physician', '{}', '');" +
        "INSERT INTO referrers (id, family_name, specialty, search_key, created_at, changed_at) VALUES ('r', '', '', '', '', '');",
    );
    addPatient(sqlite, "Harlan", "Quillfeather");
    sqlite.exec(
      "INSERT INTO referrals SELECT 'f', id, 'r', '2025-03-03', NULL, '', '', NULL, '', '' FROM patients",
    );
    const add = (id: string, follows: string | null, amends: string | null) =>
      sqlite
        .prepare(
          "INSERT INTO evaluations (id, referral_id, visit_date, owner_account_id, stage, revision, is_ready, has_red_flag, created_at, follows_evaluation_id, amends_letter_id)" +
            " VALUES (?, 'f', '2025-05-12', 'a', 'referred', 0, 0, 0, 'then', ?, ?)",
        )
        .run(id, follows, amends);
    add("first", null, null);
    migrate(sqlite, 10);
    add("second", "first", null);
    sqlite.pragma("foreign_keys = OFF");
    add("third", null, "letter");
    const events = sqlite
      .prepare("SELECT evaluation_id, state, on_date, account_id, at FROM referral_events ORDER BY number")
      .raw()
      .all();
    expect(events).toEqual([
      ["first", "received", "2025-03-03", "a", "then"],
      ["second", "scheduled", "2025-05-12", "a", "then"],
      ["third", "seen", "2025-05-12", "a", "then"],
    ]);
    sqlite.exec(
      "INSERT INTO dispatch_events VALUES (1, 'd', 'printed', '', NULL, NULL, NULL, 0, printf('%064d', 0), 'a', '')",
    );
    for (const table of ["referral_events", "dispatch_events"]) {
      expect(() => sqlite.exec(`UPDATE ${table} SET at = ''`)).toThrow("only ever added to");
      expect(() => sqlite.exec(`DELETE FROM ${table}`)).toThrow("only ever added to");
    }
  });

  test("0011 takes no evaluation for discarded", () => {
    const sqlite = at(10);
    sqlite.pragma("foreign_keys = OFF");
    sqlite.exec(
      "INSERT INTO evaluations (id, referral_id, visit_date, owner_account_id, stage, revision, is_ready, has_red_flag, created_at)" +
        " VALUES ('e', 'f', '2025-03-10', 'a', 'closed', 0, 0, 0, '')",
    );
    migrate(sqlite, 11);
    expect(sqlite.prepare("SELECT id, discarded_at FROM evaluations").raw().all()).toEqual([["e", null]]);
  });

  test("0012 has erased nothing, and keeps what is erased as it was written", () => {
    const sqlite = at(11);
    sqlite.exec(
      "INSERT INTO accounts (id, account_name, role, signer_json, created_at) VALUES ('a', 'brack', 'physician', '{}', '')",
    );
    addPatient(sqlite, "Harlan", "Quillfeather");
    migrate(sqlite, 12);
    expect(sqlite.prepare("SELECT count(*) FROM patients").pluck().get()).toBe(1);
    const erase = sqlite.prepare("INSERT INTO erasures VALUES (?, '', ?, 'patientAsked', 1, 1)");
    erase.run("p", "a");
    expect(() => erase.run("p", "a")).toThrow(/UNIQUE/);
    expect(() => erase.run("q", "nobody")).toThrow(/FOREIGN KEY/);
    const letter = sqlite.prepare("INSERT INTO erased_letters VALUES ('2025-000001', 'l', ?)");
    expect(() => letter.run("q")).toThrow(/FOREIGN KEY/);
    letter.run("p");
    for (const table of ["erasures", "erased_letters"]) {
      expect(() => sqlite.exec(`UPDATE ${table} SET patient_id = 'q'`)).toThrow("only ever added to");
      expect(() => sqlite.exec(`DELETE FROM ${table}`)).toThrow("only ever added to");
    }
    sqlite.exec("INSERT INTO retention_rule VALUES (1, '{}', '')");
    expect(() => sqlite.exec("INSERT INTO retention_rule VALUES (2, '{}', '')")).toThrow(/CHECK/);
  });

  test("from any earlier schema lead to the same schema as from nothing", () => {
    const schema = (sqlite: Database.Database) =>
      sqlite.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY name").all();
    const fresh = empty();
    migrate(fresh);
    for (let version = 0; version < currentVersion; version += 1) {
      const sqlite = at(version);
      migrate(sqlite);
      expect(schema(sqlite)).toEqual(schema(fresh));
    }
  });

  test("run all or none: a step that fails leaves the database as it was", () => {
    const sqlite = at(1);
    sqlite.exec("CREATE TABLE patient_search (in_the_way TEXT)");
    const before = names(sqlite);
    expect(() => migrate(sqlite)).toThrow();
    expect(versionOf(sqlite)).toBe(1);
    expect(names(sqlite)).toEqual(before);
  });

  test("refuse a database of a newer program", () => {
    const sqlite = empty();
    sqlite.pragma(`user_version = ${currentVersion + 1}`);
    expect(() => migrate(sqlite)).toThrow(expect.objectContaining({ code: "storeFromNewerVersion" }));
    expect(names(sqlite)).toEqual([]);
  });
});

describe("what was released stays", () => {
  const snapshotFile = new URL("schema-snapshot.json", import.meta.url);

  /** Name -> definition of every table's columns, index and trigger, in one spelling. */
  function currentSchema(): Record<string, string> {
    const store = createDatabase(join(temporaryFolder(), "fourfold.db"), randomBytes(32));
    try {
      const rows = store.sqlite
        .prepare<[], { type: string; name: string; sql: string }>(
          "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'patient_search_%' ORDER BY type, name",
        )
        .all();
      return Object.fromEntries(
        rows.map(({ type, name, sql }) => [`${type} ${name}`, sql.replace(/\s+/g, " ").trim()]),
      );
    } finally {
      store.close();
    }
  }

  /**
   * A released table, column, index or trigger is never removed or redefined: a difference here is either a new thing, to be
   * written into the snapshot by running this test with UPDATE_SCHEMA=1, or a mistake.
   */
  test("the schema is the one in the snapshot", () => {
    const schema = currentSchema();
    if (process.env.UPDATE_SCHEMA === "1")
      writeFileSync(snapshotFile, `${JSON.stringify(schema, null, 2)}\n`);
    expect(schema).toEqual(JSON.parse(readFileSync(snapshotFile, "utf8")));
  });
});
