import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { verifyStore } from "../../../../electron/backend/index.ts";
import {
  databaseOf,
  type MadePractice,
  makePractice,
  opening,
  temporaryFolder as ownFolder,
  withBackend,
  workIn,
} from "../../../reliability/practices.ts";
import { password } from "../values.ts";

/** One bit of a store's files is another, as a failing disk makes it: said in words, found by `verify`, and left as it is. */

let made: MadePractice;
let database: string;
let keyFile: string;

beforeAll(async () => {
  const { folder, remove } = ownFolder("bits");
  made = await makePractice(folder, 1);
  await workIn(made);
  database = databaseOf(made.dataFolder);
  keyFile = join(made.dataFolder, "store", "keys.json");
  return remove;
});

/** Lets work see the file with one bit turned, and puts it back. @returns whether the work left the file alone. */
async function withBit(path: string, at: number, bit: number, work: () => Promise<void>): Promise<boolean> {
  const sound = readFileSync(path);
  const flipped = Buffer.from(sound);
  flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << bit), at);
  writeFileSync(path, flipped);
  try {
    await work();
    return readFileSync(path).equals(flipped);
  } finally {
    writeFileSync(path, sound);
  }
}

/** What signing in and looking around says: a code, or what stands above the worklist. */
function outcomeOf(): Promise<string> {
  return withBackend(made.dataFolder, async (backend) => {
    const signedIn = await backend.dispatch("session.signIn", opening);
    if (!signedIn.ok) {
      expect(signedIn.error.message.length).toBeGreaterThan(20);
      expect(signedIn.error.action?.length ?? 0).toBeGreaterThan(10);
      return signedIn.error.code;
    }
    const status = await backend.dispatch("upkeep.status", {});
    return status.ok ? `for reading only: ${status.value.readOnly?.code}` : status.error.code;
  });
}

const anyBit = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 7 }));

describe("one bit that is another", () => {
  test("anywhere in the database is found by verify and never opens for writing; not a byte is changed", async () => {
    const length = readFileSync(database).length;
    await fc.assert(
      fc.asyncProperty(anyBit, async ([place, bit]) => {
        const isLeft = await withBit(database, place % length, bit, async () => {
          expect(await outcomeOf()).toMatch(
            /^(for reading only: storeDamaged|storeDamaged|storeUnreadable)$/,
          );
          expect((await verifyStore({ dataFolder: made.dataFolder, password })).ok).toBe(false);
        });
        expect(isLeft).toBe(true);
      }),
      { numRuns: 25, seed: 20250310 },
    );
  });

  test("anywhere in keys.json leaves the database shut or opens it as ever, and nothing is written over", async () => {
    const length = readFileSync(keyFile).length;
    const before = readFileSync(database);
    await fc.assert(
      fc.asyncProperty(anyBit, async ([place, bit]) => {
        // Each try counts as the first.
        rmSync(join(made.dataFolder, "store", "attempts.json"), { force: true });
        await withBit(keyFile, place % length, bit, async () => {
          const outcome = await outcomeOf();
          // The names of accounts and the slot of the recovery key open nothing here.
          if (outcome === "for reading only: undefined") return;
          expect(outcome).toMatch(/^(storeDamaged|storeFromNewerVersion|wrongPassword|storeUnreadable)$/);
          expect(readFileSync(database).equals(before)).toBe(true);
        });
        writeFileSync(database, before);
      }),
      { numRuns: 25, seed: 20250310 },
    );
  });
});
