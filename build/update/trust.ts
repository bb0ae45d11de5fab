import { createPublicKey } from "node:crypto";
import { basename, resolve } from "node:path";
import { readTrust, trustFileName } from "../../electron/main/updates/trust.ts";
import { signingNotPossible } from "../package/failure.ts";

/**
 * `FOURFOLD_UPDATE_TRUST` names the file `update-trust.json` that is packed beside the program: the public keys by which it knows
 * later releases, and whose certificate must have signed the Windows installer. Without it a build takes no updates.
 * @throws PackagingError `signingNotPossible`
 */
export function trustResource(
  environment: Readonly<Record<string, string | undefined>>,
): readonly { readonly from: string; readonly to: string }[] {
  const named = environment.FOURFOLD_UPDATE_TRUST;
  if (!named) return [];
  const file = resolve(named);
  const { keys } = readTrust(file);
  if (keys.length === 0 || !keys.every(isKey)) {
    throw signingNotPossible(
      `FOURFOLD_UPDATE_TRUST names ${basename(file)}, which holds no list of Ed25519 public keys in PEM.`,
    );
  }
  return [{ from: file, to: trustFileName }];
}

function isKey(pem: string): boolean {
  try {
    return createPublicKey(pem).asymmetricKeyType === "ed25519";
  } catch {
    return false;
  }
}
