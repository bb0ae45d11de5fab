import { describe, expect, test } from "vitest";
import {
  type FolderSystem,
  isNetworkFileSystem,
  isOnNetwork,
  isUncPath,
  mountsOfMac,
  mountTypeOf,
} from "../../../../electron/backend/folder/networkFolder.ts";
import { temporaryFolder } from "../support.ts";

const mounts = `/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
server:/export /mnt/nfs nfs4 rw 0 0
//server/share /mnt/with\\040space cifs rw 0 0
me@host: /home/me/remote fuse.sshfs rw 0 0
drvfs /mnt/c 9p rw 0 0
/dev/sdb1 /mnt/nfs/local xfs rw 0 0
/dev/sdc1 /over ext4 rw 0 0
server:/over /over nfs rw 0 0
`;

/** A Windows that has these folders, each with the name that the system gives it. */
function windows(real: Readonly<Record<string, string>>): FolderSystem {
  const realPath = (folder: string) => {
    const found = real[folder];
    if (found === undefined) throw new Error("ENOENT");
    return found;
  };
  return { platform: "win32", realPath, mounts: () => "" };
}

describe("a data folder on a network share", () => {
  test.each([
    ["/var/lib/fourfold", "ext4"],
    ["/mnt/nfs", "nfs4"],
    ["/mnt/nfs/fourfold", "nfs4"],
    ["/mnt/nfsother", "ext4"],
    ["/mnt/nfs/local/fourfold", "xfs"],
    ["/mnt/with space/data", "cifs"],
    ["/home/me/remote/data", "fuse.sshfs"],
    ["/mnt/c/Users", "9p"],
    ["/over/data", "nfs"],
  ])("%s lies on %s", (path, type) => {
    expect(mountTypeOf(path, mounts)).toBe(type);
  });

  test.each([
    ["nfs", true],
    ["nfs4", true],
    ["cifs", true],
    ["smb3", true],
    ["smbfs", true],
    ["9p", true],
    ["fuse.sshfs", true],
    ["ext4", false],
    ["xfs", false],
    ["btrfs", false],
    ["tmpfs", false],
    ["overlay", false],
    ["fuse.gocryptfs", false],
    ["nfsd", false],
  ])("%s is one: %s", (type, expected) => {
    expect(isNetworkFileSystem(type)).toBe(expected);
  });

  test.each([
    ["\\\\server\\share\\fourfold", true],
    ["//server/share/fourfold", true],
    ["\\\\?\\UNC\\server\\share", true],
    ["\\\\?\\C:\\Fourfold", false],
    ["C:\\ProgramData\\Fourfold", false],
    ["D:/Fourfold", false],
  ])("on Windows, %s is one: %s", (path, expected) => {
    expect(isUncPath(path)).toBe(expected);
    expect(isOnNetwork(path, windows({}))).toBe(expected);
  });

  test.each([
    ["a mapped drive", "Z:\\Fourfold", { "Z:\\Fourfold": "\\\\server\\share\\Fourfold" }, true],
    ["a folder to be made on it", "Z:\\a\\b", { "Z:\\": "\\\\server\\share\\" }, true],
    ["a link to a share", "C:\\Data\\new", { "C:\\Data": "\\\\server\\share" }, true],
    ["a letter for a local folder", "S:\\Fourfold", { "S:\\": "C:\\Long\\Path" }, false],
    ["a drive that is not there", "Q:\\Fourfold", {}, false],
  ])("on Windows, %s: %s", (_, path, real, expected) => {
    expect(isOnNetwork(path, windows(real))).toBe(expected);
  });

  test.each([
    ["/Users/ona/Library/Application Support/Fourfold", false],
    ["/Volumes/Practice share/Fourfold", true],
    ["/Volumes/Server (old)/Fourfold", true],
    ["/Volumes/Cloud/Fourfold", true],
    ["/Volumes/USB disk/Fourfold", false],
    ["/Volumes/Practice share of another name", false],
  ])("on macOS, %s: %s", (path, expected) => {
    const printed = `/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//ona@server._smb._tcp.local/share on /Volumes/Practice share (smbfs, nodev, nosuid, mounted by ona)
afp_0TQCV10QsPgy0TShVK000000-4.2c000000 on /Volumes/Server (old) (afpfs, nodev, nosuid, mounted by ona)
https://cloud.example.org/dav/ on /Volumes/Cloud (webdav, nodev, noexec, nosuid, mounted by ona)
/dev/disk5s1 on /Volumes/USB disk (exfat, local, nodev, nosuid, noowners, mounted by ona)
`;
    const mac = { platform: "darwin", realPath: (folder: string) => folder } as const;
    expect(isOnNetwork(path, { ...mac, mounts: () => mountsOfMac(printed) })).toBe(expected);
    const silent = () => {
      throw new Error("ENOENT");
    };
    expect(isOnNetwork(path, { ...mac, mounts: silent })).toBe(false);
  });

  test("a folder of this computer, there or not yet, is none", () => {
    const folder = temporaryFolder();
    expect(isOnNetwork(folder)).toBe(false);
    expect(isOnNetwork(`${folder}/not/yet/there`)).toBe(false);
  });
});
