import { z } from "zod";

/**
 * What a place for updates says: one file `fourfold-update.json` beside the installers, with its signature in
 * `fourfold-update.json.sig`. The signature is over the bytes of the file, and the file holds the hash of every installer.
 */

export const feedName = "fourfold-update.json";
export const feedSignatureName = `${feedName}.sig`;
export const feedFormat = "fourfold-update/1";

/** As in a release: three numbers, with a pre-release after a dash where there is one. */
export const versionPattern = /^\d{1,5}\.\d{1,5}\.\d{1,5}(-[0-9A-Za-z.-]{1,40})?$/;

export const updatePlatforms = ["win32", "darwin", "linux"] as const;
export const updateArchitectures = ["x64", "arm64", "universal"] as const;

const feedFile = z
  .object({
    platform: z.enum(updatePlatforms),
    arch: z.enum(updateArchitectures),
    /** A file beside the feed: no folders. */
    name: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,150}$/, "must be the name of a file beside the feed"),
    bytes: z.number().int().min(1),
    /** SHA-512 in base64, as electron-updater compares it. */
    sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/, "must be a SHA-512 hash in base64"),
  })
  .strict();
export type FeedFile = z.infer<typeof feedFile>;

export const feedSchema = z
  .object({
    format: z.literal(feedFormat),
    version: z.string().regex(versionPattern, "must be a version such as 1.4.0"),
    releasedAt: z.iso.datetime(),
    files: z.array(feedFile).min(1).max(40),
  })
  .strict();
export type Feed = z.infer<typeof feedSchema>;

/** The file of a release for this computer; one for every Mac serves both processors. */
export function fileFor(feed: Feed, platform: string, arch: string): FeedFile | undefined {
  const ofPlatform = feed.files.filter((file) => file.platform === platform);
  return (
    ofPlatform.find((file) => file.arch === arch) ?? ofPlatform.find((file) => file.arch === "universal")
  );
}

/** Below 0 where `left` is the earlier version, 0 where they are the same. A pre-release comes before its release. */
export function compareVersions(left: string, right: string): number {
  const [leftNumbers = "", ...leftRest] = left.split("-");
  const [rightNumbers = "", ...rightRest] = right.split("-");
  const [ours, theirs] = [leftNumbers.split("."), rightNumbers.split(".")];
  for (let place = 0; place < 3; place += 1) {
    const difference = Number(ours[place] ?? 0) - Number(theirs[place] ?? 0);
    if (difference !== 0) return difference;
  }
  const [leftTail, rightTail] = [leftRest.join("-"), rightRest.join("-")];
  if (leftTail === rightTail) return 0;
  if (leftTail === "") return 1;
  if (rightTail === "") return -1;
  return leftTail.localeCompare(rightTail, "en", { numeric: true });
}
