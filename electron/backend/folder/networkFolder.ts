import { readFileSync, realpathSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";

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
  "afs",
  "ceph",
  "davfs",
  "glusterfs",
  "lustre",
  "ncpfs",
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

/** Whether a folder, which need not exist yet, lies on a network share as far as this system tells. */
export function isOnNetwork(folder: string, platform: NodeJS.Platform = process.platform): boolean {
  if (platform === "win32") return isUncPath(folder);
  if (platform !== "linux") return false;
  let mounts: string;
  try {
    mounts = readFileSync("/proc/mounts", "utf8");
  } catch {
    return false;
  }
  const type = mountTypeOf(nearestExisting(resolve(folder)), mounts);
  return type !== undefined && isNetworkFileSystem(type);
}

/** The real path of the folder, or of its closest ancestor that is there, so that links do not hide a share. */
function nearestExisting(folder: string): string {
  for (let candidate = folder; ; candidate = dirname(candidate)) {
    try {
      return realpathSync(candidate);
    } catch {
      if (dirname(candidate) === candidate) return sep;
    }
  }
}
