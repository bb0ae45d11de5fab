import { createHash, createPrivateKey, type KeyObject, sign } from "node:crypto";
import { createReadStream, existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import {
  type Feed,
  type FeedFile,
  feedFormat,
  feedName,
  feedSchema,
  feedSignatureName,
} from "../../shared/updates/feed.ts";
import { PackagingError, reportFailure, signingNotPossible } from "../package/failure.ts";
import { appVersion, outFolderFromArguments, writeWhole } from "../package/outFolder.ts";

/**
 * Writes `fourfold-update.json` and its signature beside the installers of a release: what a place for updates gives out. The key
 * is an Ed25519 private key in PEM, in the file that `FOURFOLD_UPDATE_KEY` names; the programs that take the release carry its
 * public half (trust.ts). Run before the SHA-256 sums, which cover both files.
 */

const systems = { windows: "win32", mac: "darwin", linux: "linux" } as const;
/** Of what each system can put in place by itself; packages are the package manager's. */
const pattern =
  /^Fourfold-(.+)-(?:(windows)-(x64|arm64)\.exe|(mac)-(x64|arm64|universal)\.zip|(linux)-(x64|arm64)\.AppImage)$/;

/** @throws PackagingError `badArguments` where there is nothing signed to offer */
export async function makeFeed(folder: string, key: KeyObject, version: string, now: Date): Promise<string> {
  const list = join(folder, feedName);
  // What belongs to an earlier release goes in any case: it would not fit this one.
  rmSync(join(folder, feedSignatureName), { force: true });
  const files = await filesOf(folder, version);
  if (files.length === 0) {
    throw new PackagingError(
      "badArguments",
      `There is no installer of version ${version} in ${folder} that an update could use. Unsigned ones are never offered.`,
      "Run npm run release with signing first, or name another folder by --out FOLDER.",
    );
  }
  const feed: Feed = feedSchema.parse({ format: feedFormat, version, releasedAt: now.toISOString(), files });
  const text = `${JSON.stringify(feed, null, 2)}\n`;
  writeWhole(list, text);
  writeWhole(join(folder, feedSignatureName), `${sign(null, Buffer.from(text), key).toString("base64")}\n`);
  return list;
}

async function filesOf(folder: string, version: string): Promise<FeedFile[]> {
  const files: FeedFile[] = [];
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const [, ofVersion, ...parts] = pattern.exec(name) ?? [];
    const [system, arch] = parts.filter((part) => part !== undefined);
    if (ofVersion !== version || system === undefined) continue;
    const path = join(folder, name);
    files.push({
      platform: systems[system as keyof typeof systems],
      arch: arch as FeedFile["arch"],
      name,
      bytes: statSync(path).size,
      sha512: await sha512Of(path),
    });
  }
  return files;
}

async function sha512Of(path: string): Promise<string> {
  const hash = createHash("sha512");
  await pipeline(createReadStream(path), hash);
  return hash.digest("base64");
}

/** @throws PackagingError `signingNotPossible` */
export function feedKey(environment: Readonly<Record<string, string | undefined>>): KeyObject {
  const file = environment.FOURFOLD_UPDATE_KEY;
  if (!file) throw signingNotPossible("FOURFOLD_UPDATE_KEY is not set; it names the private key of updates.");
  try {
    const key = createPrivateKey(readFileSync(file));
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // Said below.
  }
  throw signingNotPossible("FOURFOLD_UPDATE_KEY names no file with an Ed25519 private key in PEM.");
}

if (import.meta.filename === process.argv[1]) {
  try {
    console.log(await makeFeed(outFolderFromArguments(), feedKey(process.env), appVersion, new Date()));
  } catch (error) {
    reportFailure(error);
  }
}
