import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test, vi } from "vitest";
import { createFetcher, type FetcherParts } from "../../../../electron/main/updates/fetcher.ts";
import { Updates } from "../../../../electron/main/updates/updates.ts";
import type { Situation } from "../../../../shared/updates/decision.ts";
import { feedName, feedSignatureName } from "../../../../shared/updates/feed.ts";
import { type UpdateFault, updateWords } from "../../../../shared/updates/words.ts";
import { afterwards, temporaryFolder } from "../../backend/support.ts";
import { newKey, nodeExecutor, type Release, type ReleaseKey, release, serve, sha512 } from "./release.ts";

/**
 * Updates by electron-updater's own classes against a server on this computer. What stands in is the app around them: name,
 * version and folders, which Electron would give.
 */

const ours = newKey();
const version = "1.4.0";

interface Setting {
  readonly installation?: FetcherParts["installation"];
  readonly policy?: Situation["policy"];
  readonly keys?: readonly string[];
  readonly publisherNames?: readonly string[];
  readonly verifyCertificate?: FetcherParts["verifyCertificate"];
}

/** Fourfold 1.4.0, told to look at `feed`. */
function program(feed: string, setting: Setting = {}) {
  const { installation = "appImage", keys = [ours.publicPem], publisherNames = [] } = setting;
  const folder = temporaryFolder();
  const faults: UpdateFault[] = [];
  const appImage = join(folder, "Fourfold.AppImage");
  writeFileSync(appImage, "the running program");
  vi.stubEnv("APPIMAGE", appImage);
  afterwards(() => vi.unstubAllEnvs());
  let policy: Situation["policy"] = setting.policy ?? { updatesEnabled: true, updateFeed: feed };
  const updates = new Updates({
    version,
    situation: () => ({ policy, installation, hasReleaseKey: keys.length > 0, mayReplaceProgram: true }),
    createFetcher: (place) =>
      createFetcher({
        feed: place,
        trust: { keys: [...keys], publisherNames: [...publisherNames] },
        installation,
        arch: "x64",
        settingsFolder: folder,
        onFault: () => {},
        ...(setting.verifyCertificate && { verifyCertificate: setting.verifyCertificate }),
        app: {
          version,
          name: "fourfold",
          isPackaged: true,
          appUpdateConfigPath: join(folder, "app-update.yml"),
          userDataPath: folder,
          baseCachePath: join(folder, "cache"),
          whenReady: async () => {},
          relaunch: () => {},
          quit: () => {},
          onQuit: () => {},
        },
        ...(place.startsWith("http") ? { executor: nodeExecutor() } : {}),
      }),
    now: () => new Date("2031-06-01T08:00:00Z"),
    onFault: (fault, error) => {
      faults.push(fault);
      if (fault === "unexpected") console.error(error);
    },
  });
  const fetched = () => {
    const pending = join(folder, "cache", "fourfold-updates", "pending");
    return existsSync(pending) ? readdirSync(pending).filter((name) => /\.(AppImage|exe)$/.test(name)) : [];
  };
  return {
    updates,
    faults,
    fetched,
    appImage,
    pendingFile: (name: string) => join(folder, "cache", "fourfold-updates", "pending", name),
    setPolicy: (next: Situation["policy"]) => {
      policy = next;
    },
  };
}

const look = async (files: Release, setting?: Setting, status?: Parameters<typeof serve>[1]) => {
  const served = await serve(files, status);
  const made = program(served.address, setting);
  return { ...made, ...served, state: await made.updates.look() };
};

/** The release as it is, but for one file. */
const altered = (files: Release, name: string, bytes: Buffer | undefined): Release => {
  const copy = new Map(files);
  if (bytes === undefined) copy.delete(name);
  else copy.set(name, bytes);
  return copy;
};

describe("a place with", () => {
  test("a newer release: it is fetched, checked, and waits", async () => {
    const files = release(ours, "1.5.0");
    const { state, fetched, faults, asked, address, pendingFile } = await look(files);
    expect(state).toEqual({ state: "waiting", feed: address, version: "1.5.0" });
    expect(fetched()).toEqual(["Fourfold-1.5.0-x64.AppImage"]);
    expect(readFileSync(pendingFile("Fourfold-1.5.0-x64.AppImage"))).toEqual(
      files.get("Fourfold-1.5.0-x64.AppImage"),
    );
    expect(faults).toEqual([]);
    expect(asked).toEqual(
      [feedName, feedSignatureName, "Fourfold-1.5.0-x64.AppImage"].map((name) => `/fourfold/${name}`),
    );
  });

  test("this release: up to date, and nothing is fetched", async () => {
    const { state, fetched, address } = await look(release(ours, version));
    expect(state).toEqual({ state: "upToDate", feed: address, lookedAt: "2031-06-01T08:00:00.000Z" });
    expect(fetched()).toEqual([]);
  });

  test.each(["1.3.9", "0.9.0", "1.4.0-beta.2"])(
    "an older release (%s): refused, and not fetched",
    async (older) => {
      const { state, fetched, faults } = await look(release(ours, older));
      expect(state).toMatchObject({ state: "refused", message: updateWords.older.message });
      expect(faults).toEqual(["older"]);
      expect(fetched()).toEqual([]);
    },
  );
});

const other = newKey();
const good = release(ours, "1.5.0");
const name = "Fourfold-1.5.0-x64.AppImage";
const signed = (text: string, key: ReleaseKey = ours): Release => {
  const made = release(key, "1.5.0");
  const bytes = Buffer.from(text);
  return new Map([...made, [feedName, bytes]]);
};

describe("nothing is taken from", () => {
  const cases: readonly [string, Release, UpdateFault][] = [
    ["a feed that another key signed", release(other, "1.5.0"), "badSignature"],
    ["a feed without a signature", altered(good, feedSignatureName, undefined), "badSignature"],
    ["a feed with an empty signature", altered(good, feedSignatureName, Buffer.alloc(0)), "badSignature"],
    [
      "a feed with a signature of another release",
      altered(good, feedSignatureName, release(ours, "1.6.0").get(feedSignatureName)),
      "badSignature",
    ],
    [
      "a feed that was changed after it was signed",
      signed(String(good.get(feedName)).replace("1.5.0", "9.9.9")),
      "badSignature",
    ],
    [
      "an installer that is not the signed one",
      altered(good, name, Buffer.from("something else")),
      "badHash",
    ],
    [
      "an installer of the same length with other bytes",
      altered(good, name, Buffer.alloc(good.get(name)?.length ?? 0, 65)),
      "badHash",
    ],
    ["an installer that was cut off", altered(good, name, good.get(name)?.subarray(0, 100)), "badHash"],
    [
      "a signed feed of another form",
      release(ours, "1.5.0", { format: "fourfold-update/2" as never }),
      "badFeed",
    ],
    ["a signed feed with a version that is none", release(ours, "newest"), "badFeed"],
    [
      "a signed feed that leads out of its folder",
      release(ours, "1.5.0", {
        files: [
          {
            platform: "linux",
            arch: "x64",
            name: "../evil.AppImage",
            bytes: 5,
            sha512: sha512(Buffer.from("evil!")),
          },
        ],
      }),
      "badFeed",
    ],
    [
      "a release for other computers",
      release(ours, "1.5.0", {
        files: [
          { platform: "darwin", arch: "arm64", name: "a.zip", bytes: 5, sha512: sha512(Buffer.from("a")) },
        ],
      }),
      "otherComputers",
    ],
    ["a place without a release", new Map(), "absent"],
    ["a release whose installer is missing", altered(good, name, undefined), "absent"],
  ];
  test.each(cases)("%s", async (_title, files, fault) => {
    const { state, faults, fetched } = await look(files);
    expect(state).toMatchObject({
      state: "refused",
      message: updateWords[fault].message,
      action: updateWords[fault].action,
    });
    expect(faults).toEqual([fault]);
    expect(fetched()).toEqual([]);
  });

  test.each([
    [401, "forbidden"],
    [403, "forbidden"],
    [500, "serverFault"],
    [503, "serverFault"],
  ] as const)("a server that answers %s", async (status, fault) => {
    const { state } = await look(good, {}, () => status);
    expect(state).toMatchObject({ state: "refused", message: updateWords[fault].message });
  });

  test("a server that is away; a later look finds it again", async () => {
    const { updates, address, server } = await look(release(ours, version));
    const port = Number(new URL(address).port);
    await new Promise((resolve) => server.close(resolve));
    expect(await updates.look()).toMatchObject({ state: "refused", message: updateWords.away.message });
    const again = await serve(good);
    await new Promise((resolve) => again.server.close(resolve));
    await new Promise<void>((resolve) => again.server.listen(port, "127.0.0.1", resolve));
    expect(await updates.look()).toMatchObject({ state: "waiting", version: "1.5.0" });
  });
});

describe("a folder or a share", () => {
  const folderWith = (files: Release): string => {
    const folder = join(temporaryFolder(), "release files & notes #1");
    return writeInto(folder, files);
  };

  test.each([
    ["its path", (folder: string) => folder],
    ["its address", (folder: string) => pathToFileURL(folder).href],
  ])("is read by %s", async (_title, named) => {
    const { updates, fetched } = program(named(folderWith(good)));
    expect(await updates.look()).toMatchObject({ state: "waiting", version: "1.5.0" });
    expect(fetched()).toEqual([name]);
  });

  test.each([
    [
      "an installer that is not the signed one",
      altered(good, name, Buffer.from("something else")),
      "badHash",
    ],
    ["a feed that another key signed", release(other, "1.5.0"), "badSignature"],
    ["a feed without a signature", altered(good, feedSignatureName, undefined), "badSignature"],
    ["no release", new Map(), "absent"],
    ["an older release", release(ours, "1.0.0"), "older"],
  ] as const)("with %s is refused", async (_title, files, fault) => {
    const { updates, fetched } = program(folderWith(files));
    expect(await updates.look()).toMatchObject({ state: "refused", message: updateWords[fault].message });
    expect(fetched()).toEqual([]);
  });
});

describe("on Windows", () => {
  const installer = "Fourfold-Setup-1.5.0-x64.exe";

  test("the installer is fetched, and its certificate asked for where the build names a publisher", async () => {
    const asked: unknown[] = [];
    const answers = ["not signed by CN=Fourfold", null];
    // PowerShell, which asks Windows for the certificate, is not to be had here.
    const verifyCertificate = async (publishers: string[]) => {
      asked.push(publishers);
      return answers.shift() ?? null;
    };
    const windows: Setting = {
      installation: "windowsInstaller",
      publisherNames: ["CN=Fourfold"],
      verifyCertificate,
    };
    const refused = await look(good, windows);
    expect(refused.state).toMatchObject({ state: "refused", message: updateWords.badSignature.message });
    expect(refused.fetched()).toEqual([]);
    const taken = await look(good, windows);
    expect(taken.state).toMatchObject({ state: "waiting", version: "1.5.0" });
    expect(taken.fetched()).toEqual([installer]);
    expect(asked[0]).toEqual(["CN=Fourfold"]);
  });
});

describe("policy", () => {
  test("off: nothing is asked of anybody", async () => {
    const { state, asked } = await look(good, { policy: {} });
    expect(state.state).toBe("off");
    expect(asked).toEqual([]);
  });

  test("withdrawn after an update was fetched: it is not put in place", async () => {
    const { updates, setPolicy } = await look(good);
    setPolicy({ updatesEnabled: false });
    expect(updates.state().state).toBe("off");
    await expect(updates.askForInstallation({ evaluationOpen: false, allSaved: true })).rejects.toThrow(
      /No update waits/,
    );
  });

  test("another place: what was found at the first counts no more", async () => {
    const { updates, setPolicy } = await look(good);
    setPolicy({ updatesEnabled: true, updateFeed: "https://other.example/fourfold" });
    expect(updates.state()).toEqual({ state: "notLooked", feed: "https://other.example/fourfold" });
  });
});

describe("putting it in place", () => {
  test("is refused while an evaluation is open or something is not saved, and allowed otherwise", async () => {
    const { updates } = await look(good);
    const ask = (evaluationOpen: boolean, allSaved: boolean) =>
      updates.askForInstallation({ evaluationOpen, allSaved });
    await expect(ask(true, true)).rejects.toThrow("An evaluation is open");
    await expect(ask(false, false)).rejects.toThrow("not saved yet");
    await expect(ask(false, true)).resolves.toBeUndefined();
    expect(updates.state().state).toBe("waiting");
  });
});

describe("when Fourfold is closed", () => {
  test("the update takes the place of the program, and stays executable", async () => {
    const { updates, appImage, faults } = await look(good);
    updates.installAtQuit();
    expect(readFileSync(appImage)).toEqual(good.get(name));
    expect(statSync(appImage).mode & 0o111).toBe(0o111);
    expect(faults).toEqual([]);
  });

  test.each<[string, (made: Awaited<ReturnType<typeof look>>) => void]>([
    ["nothing waits", () => {}],
    ["policy was withdrawn", ({ setPolicy }) => setPolicy({})],
    [
      "policy names another place",
      ({ setPolicy }) => setPolicy({ updatesEnabled: true, updateFeed: "/elsewhere" }),
    ],
  ])("the program stays where %s", async (title, change) => {
    const made = await look(title === "nothing waits" ? release(ours, version) : good);
    change(made);
    made.updates.installAtQuit();
    expect(readFileSync(made.appImage, "utf8")).toBe("the running program");
  });

  test("a program that cannot be replaced is told in the log, and works on", async () => {
    const { updates, appImage, faults } = await look(good);
    rmSync(appImage);
    updates.installAtQuit();
    expect(faults).toEqual(["notInstalled"]);
  });
});

function writeInto(folder: string, files: Release): string {
  mkdirSync(folder, { recursive: true });
  for (const [file, bytes] of files) writeFileSync(join(folder, file), bytes);
  return folder;
}
