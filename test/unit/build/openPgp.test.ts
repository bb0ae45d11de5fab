import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PackagingError } from "../../../build/package/failure.ts";
import { checkKey, signDetached } from "../../../build/package/openPgp.ts";
import { writeSums } from "../../../build/package/sums.ts";

const isThere = spawnSync("gpg", ["--version"], { stdio: "ignore" }).error === undefined;
const passphrase = "only for this test";
const day = 86_400_000;

function gpg(...args: string[]): { status: number | null; stderr: string } {
  return spawnSync("gpg", ["--batch", "--no-tty", ...args], { encoding: "utf8" });
}

describe.skipIf(!isThere)("signing by OpenPGP (skipped where GnuPG is not on this machine)", () => {
  let folder: string;
  const homeBefore = process.env.GNUPGHOME;

  beforeAll(() => {
    // GnuPG's sockets lie in its home, whose name must be short.
    folder = mkdtempSync(join(tmpdir(), "ff-gpg-"));
    chmodSync(folder, 0o700);
    process.env.GNUPGHOME = folder;
    const made = gpg(
      ...["--pinentry-mode", "loopback", "--passphrase", passphrase],
      ...["--quick-generate-key", "Packaging test <test@fourfold.invalid>", "ed25519", "sign", "10d"],
    );
    if (made.status !== 0) throw new Error(made.stderr);
  });
  afterAll(() => {
    spawnSync("gpgconf", ["--kill", "gpg-agent"], { stdio: "ignore" });
    if (homeBefore === undefined) delete process.env.GNUPGHOME;
    else process.env.GNUPGHOME = homeBefore;
    rmSync(folder, { recursive: true, force: true });
  });

  const key = { key: "test@fourfold.invalid", passphrase };
  const forget = () => spawnSync("gpgconf", ["--kill", "gpg-agent"], { stdio: "ignore" });

  test("a key that is good is taken", () => {
    expect(() => checkKey(key, new Date())).not.toThrow();
  });

  test.each([
    ["a key that is not there", { key: "nobody@fourfold.invalid" }, 0, /is not in GnuPG's secret keys/],
    ["an expired key", key, 11, /expired on \d{4}-\d\d-\d\d/],
    ["a wrong passphrase", { ...key, passphrase: "another" }, 0, /FOURFOLD_SIGN_KEY_PASSPHRASE/],
  ])("%s is refused before anything is built", (_name, given, days, words) => {
    forget();
    const attempt = () => checkKey(given, new Date(Date.now() + days * day));
    expect(attempt).toThrow(words);
    expect(attempt).toThrow(PackagingError);
  });

  test("the list of sums is signed, the signature verifies, and a changed list is noticed", async () => {
    const delivered = join(folder, "delivered");
    const file = join(delivered, "Fourfold-1.0.0-linux-x64.deb");
    spawnSync("mkdir", ["-p", delivered]);
    writeFileSync(file, "a package");
    const list = await writeSums(delivered, key);
    expect(gpg("--verify", `${list}.asc`, list).status).toBe(0);
    writeFileSync(list, "another list\n");
    expect(gpg("--verify", `${list}.asc`, list).status).not.toBe(0);

    // Summed anew without a key, the old signature would claim what it does not know.
    await writeSums(delivered, undefined);
    expect(existsSync(`${list}.asc`)).toBe(false);
  });

  test("a file that cannot be signed ends the build", () => {
    expect(() => signDetached(key, join(folder, "not there.deb"))).toThrow(/could not be signed/);
  });
});
