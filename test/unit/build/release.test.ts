import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Target } from "../../../build/package/configuration.ts";
import { binaryKind } from "../../../build/package/content.ts";
import { exitCodes } from "../../../build/package/failure.ts";
import { packageVersion } from "../../../build/package/linuxPackages.ts";
import { releaseRequest } from "../../../build/package/release.ts";
import {
  archiveName,
  linkArchive,
  releasedChecksums,
  releasedRuntime,
} from "../../../build/package/runtime.ts";
import { projectFolder } from "../../../build/vite/node.ts";
import { makeLinuxStub } from "../../packaging/stubRuntime.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fourfold-release-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const linux: Target = { system: "linux", processor: "x64" };

describe("what a release is asked for", () => {
  const request = (line: string, host: NodeJS.Platform = "linux") => releaseRequest(line.split(" "), host);

  test.each([
    ["--platform windows --arch x64", "linux", ["exe"]],
    ["--platform windows --arch x64", "win32", ["exe", "msi"]],
    ["--platform linux --arch arm64", "linux", ["deb", "rpm", "AppImage"]],
    ["--platform linux --arch x64 --formats deb,rpm", "linux", ["deb", "rpm"]],
    ["--platform linux --arch x64 --dir", "linux", []],
    ["--platform mac --arch arm64", "darwin", ["dmg", "zip"]],
  ] as const)("%s on %s makes %j", (line, host, formats) => {
    expect(request(line, host).formats).toEqual(formats);
  });

  test.each([
    ["--arch x64", /--platform is missing; it may be windows, mac, linux/],
    ["--platform amiga --arch x64", /--platform is amiga/],
    ["--platform linux", /--arch is missing/],
    ["--platform linux --arch ia32", /--arch is ia32; it may be x64, arm64/],
    ["--platform linux --arch x64 --formats exe", /--formats is exe; it may be deb, rpm, AppImage/],
    ["--platform windows --arch x64 --formats msi", /WiX, which runs on Windows only/],
    ["--platform mac --arch arm64", /need a Mac/],
    ["--platform linux --arch x64 --sign", /--sign/],
  ])("%s is refused with words", (line, words) => {
    expect(() => request(line)).toThrow(words);
    expect(() => request(line)).toThrow(expect.objectContaining({ kind: "badArguments" }));
  });
});

describe("Electron's runtime", () => {
  test("is known by the SHA-256 of every archive that is built from", () => {
    const checksums = releasedChecksums();
    for (const system of ["linux", "windows", "mac"] as const) {
      for (const processor of ["x64", "arm64"] as const) {
        expect(checksums[archiveName({ system, processor })]).toMatch(/^[0-9a-f]{64}$/);
      }
    }
  });

  test("is taken with the right SHA-256, named as a file or by its folder, and linked under its released name", async () => {
    const content = "stands for an archive";
    const checksums = { [archiveName(linux)]: createHash("sha256").update(content).digest("hex") };
    const archive = join(folder, archiveName(linux));
    writeFileSync(archive, content);
    expect(await releasedRuntime(linux, archive, checksums)).toBe(archive);
    expect(await releasedRuntime(linux, folder, checksums)).toBe(archive);
    const renamed = join(folder, "from a cache");
    writeFileSync(renamed, content);
    const linked = linkArchive(
      await releasedRuntime(linux, renamed, checksums),
      linux,
      join(folder, "linked"),
    );
    expect(readdirSync(linked)).toEqual([archiveName(linux)]);
  });

  test("is refused where it is a stub, unpacked, changed, absent or of no release", async () => {
    const stub = join(folder, "stub");
    makeLinuxStub(stub);
    const changed = join(folder, "changed.zip");
    writeFileSync(changed, "PK and something else");
    const cases: readonly (readonly [string, RegExp])[] = [
      [stub, /nothing proves that it is the released one/i],
      [changed, /its SHA-256 is [0-9a-f]{64}, not [0-9a-f]{64}/],
      [join(folder, "nowhere.zip"), /There is no/],
    ];
    for (const [given, words] of cases) {
      await expect(releasedRuntime(linux, given)).rejects.toThrow(words);
      await expect(releasedRuntime(linux, given)).rejects.toMatchObject({ kind: "noRuntime" });
    }
    await expect(releasedRuntime(linux, stub, {})).rejects.toThrow(/was not released as/);
  });
});

test.each([
  ["linux-x64", "linux", "x64"],
  ["linux-arm64", "linux", "arm64"],
  ["win32-x64", "windows", "x64"],
  ["win32-arm64", "windows", "arm64"],
  ["darwin-x64", "mac", "x64"],
  ["darwin-arm64", "mac", "arm64"],
])("the header of %s says %s and %s", (name, system, processor) => {
  const file = join(projectFolder, `node_modules/better-sqlite3/prebuilds/${name}.node`);
  expect(binaryKind(file)).toEqual({ system, processor });
});

test("a file that is no binary is none", () => {
  expect(binaryKind(join(projectFolder, "package.json"))).toBeUndefined();
});

test.each([
  ["1.2.3", "1.2.3"],
  ["1.2.3-beta.1", "1.2.3~beta.1"],
  ["1.2.3-rc-2", "1.2.3~rc.2"],
])("the packages' version of %s is %s, which sorts before the release", (version, expected) => {
  expect(packageVersion(version)).toBe(expected);
});

/** A disk of a megabyte, which a user may make in a namespace of their own where the system allows that. */
const inSmallDisk = ["--user", "--map-root-user", "--mount", "sh", "-c"];
const canMount =
  process.platform === "linux" &&
  spawnSync("unshare", [...inSmallDisk, `mount -t tmpfs -o size=1m tmpfs "${tmpdir()}"`], { stdio: "ignore" })
    .status === 0;

test.skipIf(!canMount)(
  "a full disk has words and a code, and leaves nothing (skipped where a small disk cannot be made)",
  () => {
    const small = join(folder, "small");
    mkdirSync(small);
    const program = join(projectFolder, "test/packaging/packOnStub.ts");
    const words = `mount -t tmpfs -o size=1m tmpfs "${small}" && { "$@"; code=$?; ls -A "${small}"; exit $code; }`;
    const { status, stdout, stderr } = spawnSync(
      "unshare",
      [...inSmallDisk, words, "sh", process.execPath, "--experimental-strip-types", program, small, folder],
      { encoding: "utf8", env: { ...process.env, NODE_NO_WARNINGS: "1" } },
    );
    expect(stderr).toMatch(/diskFull: The disk of .*small is full/);
    expect(status).toBe(exitCodes.diskFull);
    expect(stdout.trim()).toBe("");
    expect(existsSync(small)).toBe(true);
  },
);
