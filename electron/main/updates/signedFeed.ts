import { createPublicKey, verify } from "node:crypto";
import { type Feed, feedSchema } from "../../../shared/updates/feed.ts";
import { UpdateRefused } from "./refused.ts";

/**
 * Proves a feed before anything in it is believed: an Ed25519 signature over its bytes, by one of the keys that came with this
 * build. A build may carry two keys, so that one can follow the other.
 * @throws UpdateRefused `badSignature` or `badFeed`.
 */
export function readSignedFeed(text: string, signature: string, keys: readonly string[]): Feed {
  const bytes = Buffer.from(text, "utf8");
  const given = Buffer.from(signature.trim(), "base64");
  if (!keys.some((key) => isSignedBy(key, bytes, given))) throw new UpdateRefused("badSignature");
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new UpdateRefused("badFeed", { cause });
  }
  const parsed = feedSchema.safeParse(content);
  if (!parsed.success) throw new UpdateRefused("badFeed", { cause: parsed.error });
  return parsed.data;
}

function isSignedBy(pem: string, bytes: Buffer, signature: Buffer): boolean {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === "ed25519" && verify(null, bytes, key, signature);
  } catch {
    // A key that cannot be read proves nothing.
    return false;
  }
}
