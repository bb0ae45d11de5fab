import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exitCodes, PackagingError } from "../../../build/package/failure.ts";
import { signingPlan, windowsVariables } from "../../../build/package/signing.ts";
import { isSigned, signFile } from "../../../build/package/signWindows.ts";
import { projectFolder } from "../../../build/vite/node.ts";
import {
  makeTestCertificate,
  signatureProblem,
  signingEnvironment,
  type TestCertificate,
} from "../../packaging/testCertificate.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fourfold-signing-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isThere = (program: string): boolean =>
  spawnSync(program, ["version"], { stdio: "ignore" }).error === undefined;
const now = new Date("2026-11-23T12:00:00Z");

function failureOf(work: () => unknown): PackagingError {
  try {
    work();
  } catch (error) {
    if (error instanceof PackagingError) return error;
    throw error;
  }
  throw new Error("nothing failed");
}

test("without settings nothing is signed", () => {
  expect(signingPlan({}, now)).toEqual({
    windows: { kind: "off" },
    linux: { kind: "off" },
    mac: { kind: "off" },
  });
});

describe("settings that cannot be used are named before anything is built", () => {
  test.each([
    ["an unknown kind", { FOURFOLD_SIGN_WINDOWS: "yes" }, /FOURFOLD_SIGN_WINDOWS is “yes”/],
    [
      "no certificate named",
      { FOURFOLD_SIGN_WINDOWS: "certificate" },
      /FOURFOLD_SIGN_CERTIFICATE is not set/,
    ],
    [
      "a certificate that is not there",
      { FOURFOLD_SIGN_WINDOWS: "certificate", FOURFOLD_SIGN_CERTIFICATE: "nowhere.p12" },
      /nowhere\.p12 .* is not there/,
    ],
    [
      "a short thumbprint",
      { FOURFOLD_SIGN_WINDOWS: "store", FOURFOLD_SIGN_THUMBPRINT: "ab12" },
      /40 hexadecimal/,
    ],
    [
      "a command that is no list",
      { FOURFOLD_SIGN_WINDOWS: "command", FOURFOLD_SIGN_COMMAND: "sign {file}" },
      /JSON list/,
    ],
    [
      "a command without the file",
      { FOURFOLD_SIGN_WINDOWS: "command", FOURFOLD_SIGN_COMMAND: '["sign"]' },
      /\{file\}/,
    ],
    ["macOS without a key for notarisation", { FOURFOLD_SIGN_MAC: "identity" }, /APPLE_API_KEY is not set/],
    ["an unknown kind for macOS", { FOURFOLD_SIGN_MAC: "certificate" }, /off or identity/],
  ])("%s", (_name, environment, words) => {
    const failure = failureOf(() => signingPlan(environment, now));
    expect(failure.message).toMatch(words);
    expect(exitCodes[failure.kind]).toBe(3);
    expect(failure.action).toMatch(/Nothing was built/);
  });
});

describe.skipIf(!isThere("openssl"))("a certificate (skipped where openssl is not on this machine)", () => {
  let certificate: TestCertificate;
  let environment: Record<string, string>;
  beforeAll(() => {
    certificate = makeTestCertificate(folder);
    environment = signingEnvironment(certificate);
  });

  test("that is good is taken, and goes on to another program unchanged", () => {
    const { windows } = signingPlan(environment, new Date());
    expect(windows).toEqual({
      kind: "certificate",
      file: certificate.pkcs12,
      password: certificate.password,
    });
    expect(windowsVariables(windows)).toEqual(environment);
  });

  test.each([
    ["with a wrong password", { FOURFOLD_SIGN_CERTIFICATE_PASSWORD: "another" }, 0, /its password is wrong/],
    ["without its password", { FOURFOLD_SIGN_CERTIFICATE_PASSWORD: "" }, 0, /its password is wrong/],
    ["that has expired", {}, 31, /expired on \d{4}-\d\d-\d\d/],
    ["that is not valid yet", {}, -1, /valid only from \d{4}-\d\d-\d\d/],
  ])("%s is refused", (_name, changed, days, words) => {
    const at = new Date(Date.now() + days * 86_400_000);
    const failure = failureOf(() => signingPlan({ ...environment, ...changed }, at));
    expect(failure.kind).toBe("signingNotPossible");
    expect(failure.message).toMatch(words);
    expect(failure.message).not.toContain(certificate.password);
  });

  test("that is no PKCS #12 is refused", () => {
    const failure = failureOf(() =>
      signingPlan({ ...environment, FOURFOLD_SIGN_CERTIFICATE: certificate.pem }, now),
    );
    expect(failure.message).toMatch(/cannot be read as PKCS #12/);
  });

  test("signs a native module so that it verifies", ({ skip }) => {
    if (!isThere("osslsigncode")) skip("osslsigncode is not on this machine");
    const file = join(folder, "addon.node");
    copyAddon(file);
    expect(isSigned(file)).toBe(false);
    const { windows } = signingPlan(environment, new Date());
    if (windows.kind === "off") throw new Error("nothing to sign with");
    signFile(windows, file);
    expect(isSigned(file)).toBe(true);
    expect(signatureProblem(file, certificate)).toBeUndefined();
  });
});

describe.skipIf(process.platform === "win32")("a signing command", () => {
  const command = (...words: [string, ...string[]]) => ({ kind: "command", command: words }) as const;

  test("that says it signed and did not ends the build", () => {
    const file = join(folder, "unsigned.node");
    copyAddon(file);
    const failure = failureOf(() => signFile(command("true", "{file}"), file));
    expect(failure).toMatchObject({ kind: "notSigned" });
    expect(failure.message).toMatch(/unsigned\.node could not be signed: the tool reported success/);
  });

  test("that fails ends the build with what it said", () => {
    const program = join(folder, "sign.sh");
    writeFileSync(program, "#!/bin/sh\necho 'the token is not plugged in' >&2\nexit 7\n");
    chmodSync(program, 0o755);
    const failure = failureOf(() => signFile(command(program, "{file}"), join(folder, "any.exe")));
    expect(failure).toMatchObject({ kind: "notSigned" });
    expect(failure.message).toMatch(/the token is not plugged in/);
  });

  test("that is not there is named", () => {
    const failure = failureOf(() =>
      signFile(command("no-such-signing-tool", "{file}"), join(folder, "any.exe")),
    );
    expect(failure.kind).toBe("toolMissing");
    expect(failure.message).toMatch(/no-such-signing-tool/);
  });
});

function copyAddon(file: string): void {
  const addon = join(projectFolder, "node_modules/better-sqlite3/prebuilds/win32-x64.node");
  writeFileSync(file, readFileSync(addon));
}
