import { existsSync, readFileSync } from "node:fs";
import { Duplex } from "node:stream";
import { createSecureContext, TLSSocket } from "node:tls";
import { signingNotPossible } from "./failure.ts";
import { checkKey, type OpenPgpKey } from "./openPgp.ts";

/**
 * With what a build is signed, from the environment:
 *
 * | variable | meaning |
 * |---|---|
 * | `FOURFOLD_SIGN_WINDOWS` | `off` (default), `certificate`, `store` or `command` |
 * | `FOURFOLD_SIGN_CERTIFICATE`, `FOURFOLD_SIGN_CERTIFICATE_PASSWORD` | PKCS #12 file and its password, for `certificate` |
 * | `FOURFOLD_SIGN_THUMBPRINT` | SHA-1 of a certificate in Windows' store or on a hardware token, for `store` |
 * | `FOURFOLD_SIGN_COMMAND` | JSON list: a program and its arguments, `{file}` standing for the file; for cloud signing services |
 * | `FOURFOLD_SIGN_TIMESTAMP` | address of an RFC 3161 time-stamp server; without it signatures end with the certificate |
 * | `FOURFOLD_SIGN_MAC` | `off` (default) or `identity`, then `FOURFOLD_SIGN_IDENTITY` names it and notarisation reads `APPLE_API_KEY`, `APPLE_API_KEY_ID`, `APPLE_API_ISSUER` |
 * | `FOURFOLD_SIGN_KEY`, `FOURFOLD_SIGN_KEY_PASSPHRASE` | OpenPGP key of the build account: signs Linux packages and the list of SHA-256 sums; the passphrase where there is no agent |
 */
export interface SigningPlan {
  readonly windows: WindowsSigning;
  readonly linux: { readonly kind: "off" } | ({ readonly kind: "key" } & OpenPgpKey);
  readonly mac: { readonly kind: "off" } | { readonly kind: "identity"; readonly identity: string };
}

export type WindowsSigning =
  | { readonly kind: "off" }
  | {
      readonly kind: "certificate";
      readonly file: string;
      readonly password: string;
      readonly timestampServer?: string;
    }
  | { readonly kind: "store"; readonly thumbprint: string; readonly timestampServer?: string }
  | { readonly kind: "command"; readonly command: readonly [string, ...string[]] };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the plan and proves, before anything is built, that it can be carried out as far as that shows beforehand.
 * @throws PackagingError `signingNotPossible` that names the variable.
 */
export function signingPlan(environment: Environment, now: Date): SigningPlan {
  const plan: SigningPlan = {
    windows: windowsSigning(environment),
    linux: keySigning(environment),
    mac: macSigning(environment),
  };
  if (plan.windows.kind === "certificate") checkCertificate(plan.windows, now);
  if (plan.linux.kind === "key") checkKey(plan.linux, now);
  return plan;
}

/** The variables that give the same plan again, for a program of ours that another program starts. */
export function windowsVariables(signing: WindowsSigning): Record<string, string> {
  const of = (): Record<string, string> => {
    switch (signing.kind) {
      case "off":
        return {};
      case "certificate":
        return {
          FOURFOLD_SIGN_CERTIFICATE: signing.file,
          FOURFOLD_SIGN_CERTIFICATE_PASSWORD: signing.password,
        };
      case "store":
        return { FOURFOLD_SIGN_THUMBPRINT: signing.thumbprint };
      case "command":
        return { FOURFOLD_SIGN_COMMAND: JSON.stringify(signing.command) };
    }
  };
  const variables: Record<string, string> = { FOURFOLD_SIGN_WINDOWS: signing.kind, ...of() };
  const server = "timestampServer" in signing ? signing.timestampServer : undefined;
  if (server !== undefined) variables.FOURFOLD_SIGN_TIMESTAMP = server;
  return variables;
}

function keySigning(environment: Environment): SigningPlan["linux"] {
  const key = environment.FOURFOLD_SIGN_KEY;
  if (!key) return { kind: "off" };
  const passphrase = environment.FOURFOLD_SIGN_KEY_PASSPHRASE;
  return { kind: "key", key, ...(passphrase ? { passphrase } : {}) };
}

function windowsSigning(environment: Environment): WindowsSigning {
  const kind = environment.FOURFOLD_SIGN_WINDOWS || "off";
  const server = environment.FOURFOLD_SIGN_TIMESTAMP;
  const timestamp = server ? { timestampServer: server } : {};
  switch (kind) {
    case "off":
      return { kind };
    case "certificate":
      return {
        kind,
        file: required(environment, "FOURFOLD_SIGN_CERTIFICATE"),
        password: environment.FOURFOLD_SIGN_CERTIFICATE_PASSWORD ?? "",
        ...timestamp,
      };
    case "store": {
      const thumbprint = required(environment, "FOURFOLD_SIGN_THUMBPRINT").replaceAll(/[\s:]/g, "");
      if (/^[0-9a-fA-F]{40}$/.test(thumbprint)) return { kind, thumbprint, ...timestamp };
      throw signingNotPossible(
        "FOURFOLD_SIGN_THUMBPRINT is not a SHA-1 thumbprint of 40 hexadecimal digits.",
      );
    }
    case "command":
      return { kind, command: commandOf(required(environment, "FOURFOLD_SIGN_COMMAND")) };
    default:
      throw signingNotPossible(
        `FOURFOLD_SIGN_WINDOWS is “${kind}”; it may be off, certificate, store or command.`,
      );
  }
}

function macSigning(environment: Environment): SigningPlan["mac"] {
  const kind = environment.FOURFOLD_SIGN_MAC || "off";
  if (kind === "off") return { kind };
  if (kind !== "identity")
    throw signingNotPossible(`FOURFOLD_SIGN_MAC is “${kind}”; it may be off or identity.`);
  for (const name of ["APPLE_API_KEY", "APPLE_API_KEY_ID", "APPLE_API_ISSUER"]) required(environment, name);
  return { kind, identity: required(environment, "FOURFOLD_SIGN_IDENTITY") };
}

function commandOf(text: string): readonly [string, ...string[]] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  if (Array.isArray(parsed) && parsed.every((word) => typeof word === "string")) {
    const [program, ...rest] = parsed as string[];
    if (program !== undefined && rest.some((word) => word.includes("{file}"))) return [program, ...rest];
  }
  throw signingNotPossible(
    'FOURFOLD_SIGN_COMMAND must be a JSON list such as ["sign-tool", "--file", "{file}"], with {file} in it.',
  );
}

function checkCertificate(signing: Extract<WindowsSigning, { kind: "certificate" }>, now: Date): void {
  if (!existsSync(signing.file)) {
    throw signingNotPossible(
      `The certificate ${signing.file} named by FOURFOLD_SIGN_CERTIFICATE is not there.`,
    );
  }
  const [from, to] = validityOf(signing.file, signing.password);
  if (now > to) throw signingNotPossible(`The certificate expired on ${to.toISOString().slice(0, 10)}.`);
  if (now < from)
    throw signingNotPossible(`The certificate is valid only from ${from.toISOString().slice(0, 10)}.`);
}

/** The certificate's first and last moment; a TLS socket that talks to nobody reads it for us. */
function validityOf(file: string, passphrase: string): readonly [Date, Date] {
  try {
    const secureContext = createSecureContext({ pfx: readFileSync(file), passphrase });
    const nowhere = new Duplex({
      read() {},
      write(_chunk, _encoding, done) {
        done();
      },
    });
    const socket = new TLSSocket(nowhere, { isServer: true, secureContext });
    const certificate = socket.getCertificate();
    socket.destroy();
    if (certificate === null || !("valid_from" in certificate)) throw new Error("no certificate in it");
    return [new Date(certificate.valid_from), new Date(certificate.valid_to)];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const words = /mac verify failure/i.test(why)
      ? "its password is wrong (FOURFOLD_SIGN_CERTIFICATE_PASSWORD)"
      : `it cannot be read as PKCS #12: ${why}`;
    throw signingNotPossible(`The certificate ${file} cannot be used: ${words}.`);
  }
}

function required(environment: Environment, name: string): string {
  const value = environment[name];
  if (value) return value;
  throw signingNotPossible(`Signing was asked for, but ${name} is not set.`);
}
