import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { feedKey, makeFeed } from "../../../build/update/makeFeed.ts";
import { trustResource } from "../../../build/update/trust.ts";
import { readSignedFeed } from "../../../electron/main/updates/signedFeed.ts";
import { fileFor } from "../../../shared/updates/feed.ts";
import { temporaryFolder } from "../backend/support.ts";
import { newKey, sha512 } from "../main/updates/release.ts";

/** The feed as the build makes it is the feed as the program takes it. */

const key = newKey();
const now = new Date("2031-05-04T10:00:00Z");

function folderWith(names: readonly string[]): string {
  const folder = temporaryFolder();
  for (const name of names) writeFileSync(join(folder, name), `bytes of ${name}`);
  return folder;
}

const read = (folder: string) =>
  readSignedFeed(
    readFileSync(join(folder, "fourfold-update.json"), "utf8"),
    readFileSync(join(folder, "fourfold-update.json.sig"), "utf8"),
    [key.publicPem],
  );

describe("the feed of a release", () => {
  test("names what each system can put in place, with its hash, and is signed", async () => {
    const windows = "Fourfold-1.5.0-windows-x64.exe";
    const folder = folderWith([
      windows,
      "Fourfold-1.5.0-windows-arm64.exe",
      "Fourfold-1.5.0-mac-arm64.zip",
      "Fourfold-1.5.0-linux-x64.AppImage",
      "Fourfold-1.5.0-linux-x64.deb",
      "Fourfold-1.4.0-windows-x64.exe",
      "Fourfold-1.5.0-windows-x64-unsigned.exe",
      "SHA256SUMS",
    ]);
    await makeFeed(folder, key.privateKey, "1.5.0", now);
    const feed = read(folder);
    expect(feed.files).toHaveLength(4);
    expect(fileFor(feed, "win32", "x64")).toEqual({
      platform: "win32",
      arch: "x64",
      name: windows,
      bytes: Buffer.byteLength(`bytes of ${windows}`),
      sha512: sha512(Buffer.from(`bytes of ${windows}`)),
    });
    expect(fileFor(feed, "linux", "arm64")).toBeUndefined();
  });

  test("is not made of unsigned builds, and leaves no signature of an earlier one", async () => {
    const folder = folderWith(["Fourfold-1.5.0-linux-x64-unsigned.AppImage", "fourfold-update.json.sig"]);
    await expect(makeFeed(folder, key.privateKey, "1.5.0", now)).rejects.toThrow(
      "Unsigned ones are never offered",
    );
    expect(readdirSync(folder)).toEqual(["Fourfold-1.5.0-linux-x64-unsigned.AppImage"]);
  });
});

describe("the keys of updates", () => {
  const fileOf = (text: string) => {
    const file = join(temporaryFolder(), "key");
    writeFileSync(file, text);
    return file;
  };

  test("are taken where they are Ed25519 keys", () => {
    const pem = key.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    expect(feedKey({ FOURFOLD_UPDATE_KEY: fileOf(pem) }).asymmetricKeyType).toBe("ed25519");
    const trust = fileOf(JSON.stringify({ keys: [key.publicPem], publisherNames: [] }));
    expect(trustResource({ FOURFOLD_UPDATE_TRUST: trust })).toEqual([
      { from: trust, to: "update-trust.json" },
    ]);
    expect(trustResource({})).toEqual([]);
  });

  test.each([
    ["no variable", undefined],
    ["no key", "text"],
    ["a public key", key.publicPem],
  ])("are refused with %s", (_title, text) => {
    const environment = text === undefined ? {} : { FOURFOLD_UPDATE_KEY: fileOf(text) };
    expect(() => feedKey(environment)).toThrow("FOURFOLD_UPDATE_KEY");
  });

  test.each(["{}", '{"keys":[],"publisherNames":[]}', '{"keys":["no key"],"publisherNames":[]}'])(
    "are refused in a list such as %s",
    (text) => {
      expect(() => trustResource({ FOURFOLD_UPDATE_TRUST: fileOf(text) })).toThrow("FOURFOLD_UPDATE_TRUST");
    },
  );
});
