import { describe, expect, test } from "vitest";
import {
  isNetworkFileSystem,
  isOnNetwork,
  isUncPath,
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
    expect(isOnNetwork(path, "win32")).toBe(expected);
  });

  test("a folder of this computer, there or not yet, is none", () => {
    const folder = temporaryFolder();
    expect(isOnNetwork(folder)).toBe(false);
    expect(isOnNetwork(`${folder}/not/yet/there`)).toBe(false);
  });
});
