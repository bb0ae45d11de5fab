import { existsSync, readFileSync } from "node:fs";
import { Duplex } from "node:stream";
import { createSecureContext, TLSSocket } from "node:tls";
import { PackagingError } from "./failure.ts";

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
 */
export interface SigningPlan {
  readonly windows: WindowsSigning;
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
  const plan = { windows: windowsSigning(environment), mac: macSigning(environment) };
  if (plan.windows.kind === "certificate") checkCertificate(plan.windows, now);
  return plan;
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
      throw notPossible("FOURFOLD_SIGN_THUMBPRINT is not a SHA-1 thumbprint of 40 hexadecimal digits.");
    }
    case "command":
      return { kind, command: commandOf(required(environment, "FOURFOLD_SIGN_COMMAND")) };
    default:
      throw notPossible(`FOURFOLD_SIGN_WINDOWS is “${kind}”; it may be off, certificate, store or command.`);
  }
}

function macSigning(environment: Environment): SigningPlan["mac"] {
  const kind = environment.FOURFOLD_SIGN_MAC || "off";
  if (kind === "off") return { kind };
  if (kind !== "identity") throw notPossible(`FOURFOLD_SIGN_MAC is “${kind}”; it may be off or identity.`);
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
  throw notPossible(
    'FOURFOLD_SIGN_COMMAND must be a JSON list such as ["sign-tool", "--file", "{file}"], with {file} in it.',
  );
}

function checkCertificate(signing: Extract<WindowsSigning, { kind: "certificate" }>, now: Date): void {
  if (!existsSync(signing.file)) {
    throw notPossible(`The certificate ${signing.file} named by FOURFOLD_SIGN_CERTIFICATE is not there.`);
  }
  const [from, to] = validityOf(signing.file, signing.password);
  if (now > to) throw notPossible(`The certificate expired on ${to.toISOString().slice(0, 10)}.`);
  if (now < from) throw notPossible(`The certificate is valid only from ${from.toISOString().slice(0, 10)}.`);
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
    throw notPossible(`The certificate ${file} cannot be used: ${words}.`);
  }
}

function required(environment: Environment, name: string): string {
  const value = environment[name];
  if (value) return value;
  throw notPossible(`Signing was asked for, but ${name} is not set.`);
}

function notPossible(message: string): PackagingError {
  return new PackagingError(
    "signingNotPossible",
    message,
    "Correct it, or leave out signing: the files then say “unsigned” in their names. Nothing was built.",
  );
}
