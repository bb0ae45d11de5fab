import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt } from "node:crypto";
import { z } from "zod";

/** The data key, wrapped: AES-256-GCM under a key that a password or the recovery key yields. */

const base64 = (bytes: number) =>
  z
    .base64()
    .refine((text) => Buffer.from(text, "base64").length === bytes, { message: "has a wrong length" });

export const dataKeyLength = 32;
const saltLength = 16;
const nonceLength = 12;
const tagLength = 16;

export const wrappedSchema = z
  .object({ nonce: base64(nonceLength), ciphertext: base64(dataKeyLength), tag: base64(tagLength) })
  .strict();
export type Wrapped = z.infer<typeof wrappedSchema>;

/** Upper limits keep a tampered file from asking for more memory than the computer has. */
export const scryptSchema = z
  .object({
    name: z.literal("scrypt"),
    N: z
      .number()
      .int()
      .min(2 ** 10)
      .max(2 ** 20)
      .refine((cost) => Number.isInteger(Math.log2(cost)), { message: "must be a power of two" }),
    r: z.literal(8),
    p: z.number().int().min(1).max(4),
    salt: base64(saltLength),
  })
  .strict();
export type ScryptParameters = z.infer<typeof scryptSchema>;

export const hkdfSchema = z.object({ name: z.literal("hkdf-sha256"), salt: base64(saltLength) }).strict();
export type HkdfParameters = z.infer<typeof hkdfSchema>;

/** How dear one guess of a password is. `N` = 2^17 takes about 0.4 s and 128 MB. */
export interface WorkFactor {
  readonly N: number;
  readonly p: number;
}
export const releasedWorkFactor: WorkFactor = { N: 2 ** 17, p: 1 };

export function newScryptParameters(work: WorkFactor): ScryptParameters {
  return {
    name: "scrypt",
    N: work.N,
    r: 8,
    p: work.p,
    salt: randomBytes(saltLength).toString("base64"),
  };
}

export function newHkdfParameters(): HkdfParameters {
  return { name: "hkdf-sha256", salt: randomBytes(saltLength).toString("base64") };
}

/** Runs on Node's thread pool: the process goes on answering. Passwords are compared in Unicode form NFC. */
export function keyFromPassword(password: string, parameters: ScryptParameters): Promise<Buffer> {
  const { N, r, p, salt } = parameters;
  return new Promise((resolve, reject) => {
    scrypt(
      password.normalize("NFC"),
      Buffer.from(salt, "base64"),
      dataKeyLength,
      { N, r, p, maxmem: 256 * N * r },
      (fault, key) => (fault ? reject(fault) : resolve(key)),
    );
  });
}

/** The recovery key holds 160 random bits: it needs no stretching. */
export function keyFromRecoverySecret(secret: Uint8Array, parameters: HkdfParameters): Buffer {
  const salt = Buffer.from(parameters.salt, "base64");
  return Buffer.from(hkdfSync("sha256", secret, salt, "fourfold recovery", dataKeyLength));
}

/** @param purpose binds the slot to its store and holder, so that slots cannot be exchanged. */
export function wrapKey(dataKey: Uint8Array, wrappingKey: Uint8Array, purpose: string): Wrapped {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", wrappingKey, nonce);
  cipher.setAAD(Buffer.from(purpose, "utf8"));
  const ciphertext = Buffer.concat([cipher.update(dataKey), cipher.final()]);
  return {
    nonce: nonce.toString("base64"),
    ciphertext: ciphertext.toString("base64"),
    tag: cipher.getAuthTag().toString("base64"),
  };
}

/** The data key, or undefined when the wrapping key is not the right one or the slot was altered. */
export function unwrapKey(wrapped: Wrapped, wrappingKey: Uint8Array, purpose: string): Buffer | undefined {
  const decipher = createDecipheriv("aes-256-gcm", wrappingKey, Buffer.from(wrapped.nonce, "base64"), {
    authTagLength: tagLength,
  });
  decipher.setAAD(Buffer.from(purpose, "utf8"));
  decipher.setAuthTag(Buffer.from(wrapped.tag, "base64"));
  try {
    return Buffer.concat([decipher.update(Buffer.from(wrapped.ciphertext, "base64")), decipher.final()]);
  } catch {
    return undefined;
  }
}
