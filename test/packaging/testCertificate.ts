import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** A code signing certificate that nobody trusts, made for one check and thrown away with its folder. */
export interface TestCertificate {
  readonly pem: string;
  readonly pkcs12: string;
  readonly password: string;
}

export function makeTestCertificate(folder: string): TestCertificate {
  const [key, pem, pkcs12] = ["key.pem", "certificate.pem", "certificate.p12"].map((name) =>
    join(folder, name),
  );
  const password = "only for this check";
  openssl([
    ...[
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-keyout",
      `${key}`,
      "-out",
      `${pem}`,
      "-days",
      "30",
    ],
    ...["-subj", "/CN=Fourfold packaging check", "-addext", "extendedKeyUsage=codeSigning"],
  ]);
  openssl([
    ...["pkcs12", "-export", "-inkey", `${key}`, "-in", `${pem}`, "-out", `${pkcs12}`],
    ...["-passout", `pass:${password}`],
  ]);
  return { pem: `${pem}`, pkcs12: `${pkcs12}`, password };
}

function openssl(args: readonly string[]): void {
  const { status, stderr, error } = spawnSync("openssl", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`openssl ${args[0]}: ${error?.message ?? stderr}`);
}

/** The environment that asks for signing with the certificate. */
export function signingEnvironment({ pkcs12, password }: TestCertificate): Record<string, string> {
  return {
    FOURFOLD_SIGN_WINDOWS: "certificate",
    FOURFOLD_SIGN_CERTIFICATE: pkcs12,
    FOURFOLD_SIGN_CERTIFICATE_PASSWORD: password,
  };
}

/** What osslsigncode says of a file's signature; undefined where it is good. */
export function signatureProblem(file: string, { pem }: TestCertificate): string | undefined {
  const { status, stdout, stderr } = spawnSync("osslsigncode", ["verify", "-CAfile", pem, "-in", file], {
    encoding: "utf8",
  });
  if (status === 0 && /Signature verification: ok/.test(stdout)) return undefined;
  return `${stdout}${stderr}`.trim().split("\n").slice(-2).join(" ");
}
