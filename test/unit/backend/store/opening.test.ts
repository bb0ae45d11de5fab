import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { ErrorCode } from "../../../../shared/errors.ts";
import { openRawStore } from "../rawStore.ts";
import {
  ask,
  databaseIn,
  filesIn,
  keyFileIn,
  newEvaluation,
  open,
  password,
  practice,
  refusal,
  setUpInput,
  temporaryFolder,
} from "../support.ts";

const signIn = { accountName: "brack", password };

/** A practice with something in it, closed. */
async function closedPractice(): Promise<string> {
  const { backend, dataFolder } = await practice();
  await newEvaluation(backend);
  backend.close();
  return dataFolder;
}

/** The store's own files; the count of attempts may change, as it must. */
function storeFiles(dataFolder: string): Map<string, Buffer> {
  const files = filesIn(dataFolder);
  files.delete(join("store", "attempts.json"));
  return files;
}

describe("a data folder", () => {
  test("that is new is absent, and looking makes nothing", async () => {
    const dataFolder = join(temporaryFolder(), "not", "yet");
    const backend = open(dataFolder);
    expect(await ask(backend, "store.status", {})).toEqual({ state: "absent", dataFolder, accountNames: [] });
    await refusal(backend, "session.signIn", signIn, "storeAbsent");
    expect(existsSync(dataFolder)).toBe(false);
  });

  test("is set up once: open afterwards, closed after the lock, and never set up again", async () => {
    const { backend, dataFolder } = await practice();
    expect((await ask(backend, "store.status", {})).state).toBe("open");
    await refusal(backend, "store.setUp", setUpInput, "storeExists");
    await ask(backend, "session.lock", {});
    expect(await ask(backend, "store.status", {})).toEqual({
      state: "closed",
      dataFolder,
      accountNames: ["brack"],
    });
    const before = storeFiles(dataFolder);
    await refusal(backend, "store.setUp", setUpInput, "storeExists");
    expect(storeFiles(dataFolder)).toEqual(before);
    expect([...before.keys()]).toEqual([
      "fourfold.lock",
      "held-audit.jsonl",
      "store/fourfold.db",
      "store/keys.json",
    ]);
  });

  test("with only an unfinished set-up in it is absent, and the next set-up clears it away", async () => {
    const dataFolder = temporaryFolder();
    mkdirSync(join(dataFolder, ".creating-0123"));
    writeFileSync(join(dataFolder, ".creating-0123", "fourfold.db"), "half");
    const backend = open(dataFolder);
    expect((await ask(backend, "store.status", {})).state).toBe("absent");
    await ask(backend, "store.setUp", setUpInput);
    expect(existsSync(join(dataFolder, ".creating-0123"))).toBe(false);
  });

  /** The clock or the source of ids fails at its nth use, as a full disk would at that place. */
  function failingAt(use: number, what: "now" | "newId") {
    let uses = 0;
    const fail = () => {
      uses += 1;
      if (uses === use) throw Object.assign(new Error("full"), { code: "ENOSPC" });
    };
    return what === "now"
      ? {
          now: () => {
            fail();
            return new Date();
          },
        }
      : {
          newId: () => {
            fail();
            return randomUUID();
          },
        };
  }

  test.each([
    ["before anything is made", 1, "newId"],
    ["while the keys are made", 2, "newId"],
    ["while the first rows are written", 1, "now"],
    ["after the store took its place, before anybody was let in", 2, "now"],
  ] as const)("keeps what it has and nothing else when a set-up fails %s", async (_when, use, what) => {
    const dataFolder = temporaryFolder();
    writeFileSync(join(dataFolder, "readme.txt"), "mine");
    const backend = open(dataFolder, failingAt(use, what));
    await refusal(backend, "store.setUp", setUpInput, "diskFull");
    const left = [...filesIn(dataFolder).keys()].filter((name) => name !== "fourfold.lock");
    expect(left).toEqual(["readme.txt"]);
    expect((await ask(backend, "store.status", {})).state).toBe("absent");
    await ask(backend, "store.setUp", setUpInput);
    expect((await ask(backend, "store.status", {})).state).toBe("open");
  });

  test("whose way leads through a file cannot be written", async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "x");
    const backend = open(join(file, "data"));
    const error = await refusal(backend, "store.setUp", setUpInput, "folderNotWritable");
    expect(error.action).toContain("IT");
    expect(readFileSync(file, "utf8")).toBe("x");
  });
});

interface Damage {
  readonly what: string;
  readonly code: ErrorCode;
  /** Found without a key: the status says so already. */
  readonly shows: boolean;
  readonly make: (dataFolder: string) => void | Promise<void>;
}

const damages: readonly Damage[] = [
  {
    what: "no keys.json",
    code: "storeDamaged",
    shows: true,
    make: (folder) => rmSync(keyFileIn(folder)),
  },
  {
    what: "no database",
    code: "storeDamaged",
    shows: true,
    make: (folder) => rmSync(databaseIn(folder)),
  },
  {
    what: "keys.json cut off",
    code: "storeDamaged",
    shows: true,
    make: (folder) => truncateSync(keyFileIn(folder), 100),
  },
  {
    what: "keys.json of a newer program",
    code: "storeFromNewerVersion",
    shows: true,
    make: (folder) => {
      const text = readFileSync(keyFileIn(folder), "utf8");
      writeFileSync(keyFileIn(folder), text.replace("fourfold-keys/1", "fourfold-keys/9"));
    },
  },
  {
    what: "an empty database",
    code: "storeDamaged",
    shows: false,
    make: (folder) => truncateSync(databaseIn(folder), 0),
  },
  {
    what: "a database cut off within a page",
    code: "storeDamaged",
    shows: false,
    make: (folder) => truncateSync(databaseIn(folder), 5000),
  },
  {
    what: "a database cut off after a page",
    code: "storeDamaged",
    shows: false,
    make: (folder) => truncateSync(databaseIn(folder), 8192),
  },
  {
    what: "a database of garbage",
    code: "storeUnreadable",
    shows: false,
    make: (folder) => writeFileSync(databaseIn(folder), Buffer.alloc(40960, "garbage!")),
  },
  {
    what: "a text file as database",
    code: "storeDamaged",
    shows: false,
    make: (folder) => writeFileSync(databaseIn(folder), "this is no database\n"),
  },
  {
    what: "another practice's database",
    code: "storeUnreadable",
    shows: false,
    make: async (folder) =>
      writeFileSync(databaseIn(folder), readFileSync(databaseIn(await closedPractice()))),
  },
  {
    what: "a database of a newer program",
    code: "storeFromNewerVersion",
    shows: false,
    make: async (folder) => {
      const sqlite = await openRawStore(folder);
      sqlite.pragma("user_version = 999");
      sqlite.close();
    },
  },
];

describe("a store with", () => {
  test.each(damages)("$what is explained and left untouched", async ({ code, shows, make }) => {
    const dataFolder = await closedPractice();
    await make(dataFolder);
    const before = storeFiles(dataFolder);
    const backend = open(dataFolder);
    const status = await ask(backend, "store.status", {});
    expect(status.state).toBe(shows ? "unusable" : "closed");
    if (shows) expect(status.problem?.code).toBe(code);
    const error = await refusal(backend, "session.signIn", signIn, code);
    expect(error.message.length).toBeGreaterThan(20);
    expect(error.action?.length).toBeGreaterThan(10);
    expect((await backend.dispatch("store.setUp", setUpInput)).ok).toBe(false);
    expect((await ask(backend, "session.current", {})).account).toBeUndefined();
    backend.close();
    expect(storeFiles(dataFolder)).toEqual(before);
  });

  test("a wrong password refuses and changes nothing; the right one opens it then", async () => {
    const dataFolder = await closedPractice();
    const before = storeFiles(dataFolder);
    const backend = open(dataFolder);
    await refusal(backend, "session.signIn", { accountName: "brack", password: "wrong" }, "wrongPassword");
    await refusal(backend, "session.signIn", { accountName: "nobody", password }, "wrongPassword");
    expect(storeFiles(dataFolder)).toEqual(before);
    await ask(backend, "session.signIn", signIn);
  });

  test("its folder moved elsewhere opens there", async () => {
    const dataFolder = await closedPractice();
    const moved = join(temporaryFolder(), "moved");
    renameSync(dataFolder, moved);
    const backend = open(moved);
    await ask(backend, "session.signIn", signIn);
    expect((await ask(backend, "worklist.list", {})).rows).toHaveLength(1);
  });
});

describe("two programs on one data folder", () => {
  test("the second is told so, until the first is closed", async () => {
    const { backend: first, dataFolder } = await practice();
    const second = open(dataFolder);
    const status = await ask(second, "store.status", {});
    expect(status).toMatchObject({ state: "unusable", problem: { code: "storeLocked" } });
    await refusal(second, "session.signIn", signIn, "storeLocked");
    await refusal(second, "store.setUp", setUpInput, "storeLocked");
    await newEvaluation(first);
    first.close();
    await ask(second, "session.signIn", signIn);
    expect((await ask(second, "worklist.list", {})).rows).toHaveLength(1);
  });

  test("the second is another process, too", async () => {
    const { dataFolder } = await practice();
    const attempt = fileURLToPath(new URL("attempt.ts", import.meta.url));
    const run = spawnSync(process.execPath, [attempt, "count", dataFolder], { encoding: "utf8" });
    expect(JSON.parse(run.stdout)).toMatchObject({ found: -1, state: "storeLocked" });
  });

  test("of two that set up at the same time, one does", async () => {
    const dataFolder = temporaryFolder();
    const backends = [open(dataFolder), open(dataFolder)];
    const replies = await Promise.all(backends.map((backend) => backend.dispatch("store.setUp", setUpInput)));
    expect(replies.map((reply) => (reply.ok ? "made" : reply.error.code)).sort()).toEqual([
      "made",
      "storeLocked",
    ]);
  });

  test("a program that was killed keeps nobody out", async () => {
    const dataFolder = await closedPractice();
    const holder = fileURLToPath(new URL("holdAndDie.ts", import.meta.url));
    const died = spawnSync(process.execPath, [holder, dataFolder], { encoding: "utf8" });
    expect(died.stdout).toBe("locked\n");
    expect(died.signal).toBe("SIGKILL");
    const backend = open(dataFolder);
    await ask(backend, "session.signIn", signIn);
  });
});
