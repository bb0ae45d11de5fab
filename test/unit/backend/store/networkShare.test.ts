import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { verifyStore } from "../../../../electron/backend/index.ts";
import { ask, filesIn, open, password, practice, refusal, setUpInput, temporaryFolder } from "../support.ts";

/** A data folder on a network share is refused before anything is made or opened there. */

const mounted = vi.hoisted(() => ({ share: "" }));

// No share can be mounted here: what the system says of its mounts names one.
vi.mock("node:fs", async (importOriginal) => {
  const real = await importOriginal<typeof import("node:fs")>();
  const readFileSync = (path: string, options: "utf8") =>
    path === "/proc/mounts" && mounted.share !== ""
      ? `/dev/sda1 / ext4 rw 0 0\nserver:/export ${mounted.share} nfs4 rw 0 0\n`
      : real.readFileSync(path, options);
  return { ...real, readFileSync, default: { ...real, readFileSync } };
});

afterEach(() => {
  mounted.share = "";
});

test.skipIf(process.platform !== "linux")(
  "is refused for a new practice, and nothing appears in it",
  async () => {
    const share = realpathSync(temporaryFolder());
    mounted.share = share;
    const dataFolder = join(share, "fourfold");
    const backend = open(dataFolder);
    expect(await ask(backend, "store.status", {})).toMatchObject({
      state: "unusable",
      problem: { code: "folderOnNetwork", action: expect.stringContaining("own disk") },
    });
    await refusal(backend, "store.setUp", setUpInput, "folderOnNetwork");
    expect(existsSync(dataFolder)).toBe(false);
  },
);

test.skipIf(process.platform !== "linux")(
  "with a practice in it is refused, and the practice stays as it is",
  async () => {
    const { backend, dataFolder } = await practice();
    backend.close();
    const before = filesIn(dataFolder);
    mounted.share = realpathSync(dataFolder);
    const again = open(dataFolder);
    const error = await refusal(
      again,
      "session.signIn",
      { accountName: "brack", password },
      "folderOnNetwork",
    );
    expect(error.message).toContain("network share");
    const { ok, lines } = await verifyStore({ dataFolder, password });
    expect({ ok, check: lines[0]?.check }).toEqual({ ok: false, check: "key" });
    again.close();
    expect(filesIn(dataFolder)).toEqual(before);
    mounted.share = "";
    const local = open(dataFolder);
    await ask(local, "session.signIn", { accountName: "brack", password });
  },
);
