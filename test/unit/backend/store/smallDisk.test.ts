import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { currentVersion } from "../../../../electron/backend/database/migrations/index.ts";
import {
  faultsOf,
  lettersOf,
  type MadePractice,
  makePractice,
  opening,
  temporaryFolder as ownFolder,
  workIn,
} from "../../../reliability/practices.ts";
import { makeOlder } from "../database/olderStore.ts";
import { ask, filesIn, open, temporaryFolder } from "../support.ts";

/** Signing, a new version's changes and a backup where the disk has no room, and a disk that cannot be written. */

const attempt = fileURLToPath(new URL("attemptWork.ts", import.meta.url));

/** Whether this machine lets a test mount a disk of its own, seen by nobody else. */
const mayMount =
  process.platform === "linux" &&
  spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0;

/** One signed letter, and one evaluation that is ready to be signed. */
let made: MadePractice;

beforeAll(async () => {
  const { folder, remove } = ownFolder("disk");
  made = await makePractice(folder, 2);
  await workIn({ ...made, ready: made.ready.slice(0, 1) });
  return remove;
});

interface Outcome {
  /** Of the attempt: empty when it was carried out. */
  readonly code: string;
  readonly message?: string;
  readonly action?: string;
}

/**
 * Lets a process work on a copy of a data folder, on a disk of its own.
 * @param script may use `$disk`, `$data`, `room KILOBYTES` to leave so much of the disk free, and `attempt TASK [MORE]`.
 * @returns what came of the attempt, and the folder as it is afterwards.
 */
function onOwnDisk(dataFolder: string, script: string): { outcome: Outcome; after: string } {
  const frame = `
    set -e
    disk="$1"; node="$2"; attempts="$3"; data="$disk/data"
    mount -t tmpfs -o size=512m tmpfs "$disk"
    cp -r "$4" "$data"
    attempt() { "$node" --disable-warning=ExperimentalWarning "$attempts" "$1" "$data" "$2"; }
    room() { mount -o remount,size=$(( $(du -sk "$disk" | cut -f1) + $1 ))k "$disk"; }
    ${script}
    cp -r "$disk/." "$5"`;
  const after = temporaryFolder();
  const run = spawnSync(
    "unshare",
    ["-m", "sh", "-c", frame, "sh", temporaryFolder(), process.execPath, attempt, dataFolder, after],
    { encoding: "utf8" },
  );
  expect(run.stderr).toBe("");
  expect(run.status).toBe(0);
  return { outcome: JSON.parse(run.stdout) as Outcome, after };
}

const storeIn = (dataFolder: string) => filesIn(join(dataFolder, "store"));

/** Everything is as it was, and nothing is there in part. */
async function expectSound(dataFolder: string): Promise<void> {
  expect(lettersOf(dataFolder, made.dataKey)).toMatchObject([{ isWhole: true }]);
  expect(await faultsOf(dataFolder)).toEqual([]);
}

describe.skipIf(!mayMount)("a disk of its own (skipped where a test may not mount one)", () => {
  test.each([0, 120])("with %i KB left: a letter is not signed, and there is none in part", async (left) => {
    const { outcome, after } = onOwnDisk(made.dataFolder, `room ${left}; attempt sign`);
    expect(outcome).toMatchObject({ code: "diskFull", message: expect.stringContaining("full") });
    await expectSound(join(after, "data"));
  });

  test("without room for the copy, a new version leaves the store of an earlier one as it is, and works once there is room", async () => {
    const earlier = join(temporaryFolder(), "data");
    makeOlder(made.dataFolder, earlier, currentVersion - 3, made.dataKey);
    const { outcome, after } = onOwnDisk(earlier, "room 64; attempt enter");
    expect(outcome).toMatchObject({ code: "diskFull", action: expect.stringContaining("Free") });
    const dataFolder = join(after, "data");
    expect(storeIn(dataFolder)).toEqual(storeIn(earlier));
    const backend = open(dataFolder);
    await ask(backend, "session.signIn", opening);
    backend.close();
    await expectSound(dataFolder);
  });

  test("that is full takes no backup: the disk is named, and nothing half made stays", () => {
    const shelf = temporaryFolder();
    mkdirSync(join(shelf, "notes"));
    const { outcome, after } = onOwnDisk(
      shelf,
      `data="${made.dataFolder}"; room 100; attempt backUp "$disk/data"`,
    );
    expect(outcome).toMatchObject({ code: "diskFull", message: expect.stringContaining("backup") });
    expect(readdirSync(join(after, "data"))).toEqual(["notes"]);
  });

  test("that can only be read is said, also to root, and not a byte changes", () => {
    const script = 'mount -o remount,ro "$disk"; attempt enter; mount -o remount,rw "$disk"';
    const { outcome, after } = onOwnDisk(made.dataFolder, script);
    expect(outcome).toMatchObject({ code: "folderNotWritable", action: expect.stringContaining("IT") });
    expect(storeIn(join(after, "data"))).toEqual(storeIn(made.dataFolder));
  });
});
