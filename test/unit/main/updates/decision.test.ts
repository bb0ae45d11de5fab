import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addressOf, placeOf } from "../../../../electron/main/updates/folderExecutor.ts";
import { installationOf, mayReplaceProgram } from "../../../../electron/main/updates/installation.ts";
import { noTrust, readTrust } from "../../../../electron/main/updates/trust.ts";
import { judgeOffer, mayUpdate, type Situation, whyNotNow } from "../../../../shared/updates/decision.ts";
import { compareVersions } from "../../../../shared/updates/feed.ts";
import { updateFaultOf, updateWords } from "../../../../shared/updates/words.ts";
import { temporaryFolder } from "../../backend/support.ts";

/** Every decision about updates as a table: no network, no clock, no Electron. */

const allowed: Situation = {
  policy: { updatesEnabled: true, updateFeed: "https://updates.example/fourfold" },
  installation: "windowsInstaller",
  hasReleaseKey: true,
  mayReplaceProgram: true,
};

describe("whether updates are looked for", () => {
  test("they are where everything allows it", () => {
    expect(mayUpdate(allowed)).toEqual({ may: true, feed: "https://updates.example/fourfold" });
  });

  test.each<[string, Partial<Situation>, "off" | "refused", string]>([
    ["no policy", { policy: {} }, "off", "Updates are off"],
    ["a place alone", { policy: { updateFeed: "https://updates.example" } }, "off", "Updates are off"],
    ["switched off", { policy: { ...allowed.policy, updatesEnabled: false } }, "off", "Updates are off"],
    ["no place", { policy: { updatesEnabled: true } }, "refused", "no policy says where"],
    [
      "an empty place",
      { policy: { updatesEnabled: true, updateFeed: "  " } },
      "refused",
      "no policy says where",
    ],
    ["run from a folder", { installation: "notInstalled" }, "refused", "was not installed"],
    ["a deb or rpm", { installation: "systemPackage" }, "refused", "package manager"],
    ["a build without a key", { hasReleaseKey: false }, "refused", "carries no key"],
    ["files of an administrator", { mayReplaceProgram: false }, "refused", "may not replace its files"],
  ])("not with %s", (_title, change, state, words) => {
    const permission = mayUpdate({ ...allowed, ...change });
    expect(permission).toMatchObject({ may: false, state });
    expect(permission.may ? "" : `${permission.message} ${permission.action}`).toContain(words);
  });

  test("the first reason of several is told", () => {
    const nothing: Situation = {
      policy: {},
      installation: "notInstalled",
      hasReleaseKey: false,
      mayReplaceProgram: false,
    };
    expect(mayUpdate(nothing)).toMatchObject({ state: "off" });
  });
});

test.each([
  ["1.4.0", "1.4.0", "same"],
  ["1.4.0", "1.4.1", "newer"],
  ["1.4.0", "1.10.0", "newer"],
  ["1.10.0", "1.9.9", "older"],
  ["2.0.0", "1.99.99", "older"],
  ["1.4.0", "1.4.0-beta.1", "older"],
  ["1.4.0-beta.1", "1.4.0", "newer"],
  ["1.4.0-beta.2", "1.4.0-beta.10", "newer"],
  ["1.4.0-beta.10", "1.4.0-beta.2", "older"],
] as const)("from %s, %s is %s", (current, offered, verdict) => {
  expect(judgeOffer(current, offered)).toBe(verdict);
  expect(Math.sign(compareVersions(offered, current))).toBe({ newer: 1, same: 0, older: -1 }[verdict]);
});

test.each([
  [true, true, false, "An evaluation is open."],
  [true, false, false, "Something that was typed is not saved yet."],
  [false, false, false, "Something that was typed is not saved yet."],
  [false, true, false, undefined],
  [true, false, true, undefined],
])(
  "with an evaluation open %s, all saved %s, quitting %s: %s",
  (evaluationOpen, allSaved, quitting, reason) => {
    expect(whyNotNow({ evaluationOpen, allSaved, quitting })).toBe(reason);
  },
);

test.each([
  ["ENOSPC", "", "diskFull"],
  ["EDQUOT", "", "diskFull"],
  ["ECONNREFUSED", "", "away"],
  ["ENOTFOUND", "", "away"],
  ["HTTP_ERROR_404", "", "absent"],
  ["HTTP_ERROR_502", "", "serverFault"],
  ["CERT_HAS_EXPIRED", "", "untrustedServer"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "", "untrustedServer"],
  ["ERR_CHECKSUM_MISMATCH", "", "badHash"],
  ["ERR_UPDATER_INVALID_SIGNATURE", "", "badSignature"],
  [undefined, "net::ERR_INTERNET_DISCONNECTED", "away"],
  [undefined, "net::ERR_NAME_NOT_RESOLVED", "away"],
  [undefined, "net::ERR_CERT_AUTHORITY_INVALID", "untrustedServer"],
  [undefined, "net::ERR_FILE_NO_SPACE", "diskFull"],
  [undefined, "Request timed out", "away"],
  [undefined, 'Cannot download "https://a/b.exe", status 403: Forbidden', "forbidden"],
  ["ERR_SOMETHING_ELSE", "anything", "unexpected"],
] as const)("a fault %s %s is called %s", (code, message, fault) => {
  expect(updateFaultOf(code, message)).toBe(fault);
});

test.each([
  ["https://updates.example/fourfold", "https://updates.example/fourfold/"],
  ["http://127.0.0.1:8080/", "http://127.0.0.1:8080/"],
  ["/mnt/share/releases", "file:///mnt/share/releases/"],
  ["/mnt/a b#c?d%20", "file:///mnt/a%20b%23c%3Fd%2520/"],
  ["\\\\server\\share\\Fourfold updates", "file://server/share/Fourfold%20updates/"],
  ["//server/share", "file://server/share/"],
  ["D:\\releases\\fourfold", "file:///D:/releases/fourfold/"],
  ["file:///srv/releases", "file:///srv/releases/"],
])("the place %s is asked as %s", (feed, address) => {
  expect(addressOf(feed).href).toBe(address);
});

test("a place may hold names that this computer fills in", () => {
  const here = {
    platform: "win32" as const,
    environment: { PROGRAMDATA: "C:\\ProgramData" },
    homeFolder: "C:\\Users\\a",
    userName: "a",
  };
  expect(placeOf("%ProgramData%\\Fourfold\\updates", here)).toBe("C:\\ProgramData\\Fourfold\\updates");
  expect(placeOf("https://updates.example/%ProgramData%", here)).toBe(
    "https://updates.example/%ProgramData%",
  );
  expect(placeOf("\\\\server\\share\\fourfold", here)).toBe("\\\\server\\share\\fourfold");
  expect(() => placeOf("%Nowhere%\\updates", here)).toThrow(updateWords.absent.message);
});

describe("how it was installed", () => {
  const surroundings = (folder: string) => ({
    isPackaged: true,
    platform: "win32" as NodeJS.Platform,
    executable: join(folder, "Fourfold.exe"),
    resourcesFolder: join(folder, "resources"),
    environment: {},
  });

  test("by what the installers leave behind", () => {
    const folder = temporaryFolder();
    const here = surroundings(folder);
    expect(installationOf({ ...here, isPackaged: false })).toBe("notInstalled");
    expect(installationOf(here)).toBe("notInstalled");
    writeFileSync(join(folder, "Uninstall Fourfold.exe"), "");
    expect(installationOf(here)).toBe("windowsInstaller");
    const linux = { ...here, platform: "linux" as const, executable: join(folder, "fourfold") };
    expect(installationOf(linux)).toBe("notInstalled");
    expect(installationOf({ ...linux, executable: "/opt/Fourfold/fourfold" })).toBe("systemPackage");
    expect(installationOf({ ...linux, environment: { APPIMAGE: "/apps/Fourfold.AppImage" } })).toBe(
      "appImage",
    );
    mkdirSync(here.resourcesFolder);
    writeFileSync(join(here.resourcesFolder, "package-type"), "rpm\n");
    expect(installationOf(linux)).toBe("systemPackage");
    const mac = {
      ...here,
      platform: "darwin" as const,
      executable: "/Applications/Fourfold.app/Contents/MacOS/Fourfold",
    };
    expect(installationOf(mac)).toBe("macApplication");
  });

  test("and whether its files may be replaced is found out by writing beside them", () => {
    const folder = temporaryFolder();
    const { executable, environment } = surroundings(folder);
    expect(mayReplaceProgram("windowsInstaller", { executable, environment })).toBe(true);
    expect(
      mayReplaceProgram("windowsInstaller", {
        executable: join(folder, "gone", "Fourfold.exe"),
        environment,
      }),
    ).toBe(false);
    expect(
      mayReplaceProgram("appImage", {
        executable,
        environment: { APPIMAGE: join(folder, "no", "F.AppImage") },
      }),
    ).toBe(false);
    expect(
      mayReplaceProgram("appImage", { executable, environment: { APPIMAGE: join(folder, "F.AppImage") } }),
    ).toBe(true);
  });
});

test.each([
  ["is missing", undefined],
  ["is no JSON", "{"],
  ["has a key too much", '{"keys":[],"publisherNames":[],"anybody":true}'],
  ["lacks a key", '{"keys":["a"]}'],
])("a build whose list of keys %s trusts nobody", (_title, text) => {
  const file = join(temporaryFolder(), "update-trust.json");
  if (text !== undefined) writeFileSync(file, text);
  expect(readTrust(file)).toEqual(noTrust);
});
