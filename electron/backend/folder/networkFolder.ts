import { execFileSync } from "node:child_process";
import { readFileSync, realpathSync } from "node:fs";
import { posix, resolve, win32 } from "node:path";

/**
 * File systems on which SQLite's locks and write order cannot be trusted. A live database there is damaged sooner or
 * later, so it is refused before anything is created.
 */
const networkFileSystems = new Set([
  "nfs",
  "nfs4",
  "cifs",
  "smb",
  "smb2",
  "smb3",
  "smbfs",
  "9p",
  "afpfs",
  "afs",
  "ceph",
  "davfs",
  "glusterfs",
  "lustre",
  "ncpfs",
  "webdav",
]);
const networkUserFileSystems = ["sshfs", "smbnetfs", "davfs2", "glusterfs", "rclone", "s3fs", "curlftpfs"];

export function isNetworkFileSystem(type: string): boolean {
  if (networkFileSystems.has(type)) return true;
  return type.startsWith("fuse.") && networkUserFileSystems.includes(type.slice("fuse.".length));
}

/** `\\server\share`, also in its long form `\\?\UNC\server\share`. */
export function isUncPath(path: string): boolean {
  const slashes = path.replaceAll("/", "\\");
  if (/^\\\\[?.]\\UNC\\/i.test(slashes)) return true;
  return /^\\\\[^\\?.]/.test(slashes);
}

/** Type of the mount that holds an absolute path, from the text of /proc/mounts; of two on one point, the later. */
export function mountTypeOf(path: string, mounts: string): string | undefined {
  let longest = -1;
  let found: string | undefined;
  for (const line of mounts.split("\n")) {
    const [, point, type] = line.split(" ");
    if (point === undefined || type === undefined) continue;
    const folder = point.replace(/\\([0-7]{3})/g, (_all, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    const prefix = folder.endsWith("/") ? folder : `${folder}/`;
    if ((path === folder || path.startsWith(prefix)) && folder.length >= longest) {
      longest = folder.length;
      found = type;
    }
  }
  return found;
}

/** The mounts of macOS, from the text that `mount` prints, in the form of /proc/mounts. */
export function mountsOfMac(printed: string): string {
  const lines = printed.split("\n").map((line) => {
    const [, source = "", point, type] = /^(.*?) on (\/.*) \(([^,)]+)[^()]*\)$/.exec(line) ?? [];
    if (point === undefined || type === undefined) return "";
    return [source, point, type].map((part) => part.replaceAll(" ", "\\040")).join(" ");
  });
  return lines.join("\n");
}

/** What a system tells of its folders. */
export interface FolderSystem {
  readonly platform: NodeJS.Platform;
  /** The path without links, as the system itself names it; throws where there is no such folder. */
  realPath(folder: string): string;
  /** In the form of /proc/mounts; throws where the system does not tell. */
  mounts(): string;
}

const thisSystem: FolderSystem = {
  platform: process.platform,
  realPath: (folder) => realpathSync.native(folder),
  mounts: () =>
    process.platform === "darwin"
      ? mountsOfMac(execFileSync("/sbin/mount", { encoding: "utf8", timeout: 5_000 }))
      : readFileSync("/proc/mounts", "utf8"),
};

/** Whether a folder, which need not exist yet, lies on a network share as far as this system tells. */
export function isOnNetwork(folder: string, system: FolderSystem = thisSystem): boolean {
  const { platform } = system;
  // Windows names a folder of a mapped drive by the share behind its letter.
  if (platform === "win32") return isUncPath(folder) || isUncPath(nearestExisting(folder, system));
  if (platform !== "linux" && platform !== "darwin") return false;
  let mounts: string;
  try {
    mounts = system.mounts();
  } catch {
    return false;
  }
  const type = mountTypeOf(nearestExisting(resolve(folder), system), mounts);
  return type !== undefined && isNetworkFileSystem(type);
}

/** The real path of the folder, or of its closest ancestor that is there, so that neither links nor letters hide a share. */
function nearestExisting(folder: string, { platform, realPath }: FolderSystem): string {
  const { dirname, sep } = platform === "win32" ? win32 : posix;
  for (let candidate = folder; ; candidate = dirname(candidate)) {
    try {
      return realPath(candidate);
    } catch {
      if (dirname(candidate) === candidate) return sep;
    }
  }
}
