import { randomBytes } from "node:crypto";

/**
 * The recovery key as people handle it: eight groups of five symbols of Crockford's base32, "7K2MD-...". Each group holds
 * 20 random bits (160 in all) and a check symbol, so that a slip is found and named by its group when it is typed.
 */
const symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const groupCount = 8;
const symbolsInGroup = 4;
export const recoverySecretLength = 20;

export function newRecoverySecret(): Buffer {
  return randomBytes(recoverySecretLength);
}

export function formatRecoveryKey(secret: Uint8Array): string {
  if (secret.length !== recoverySecretLength) throw new RangeError("A recovery secret has 20 bytes");
  let bits = BigInt(`0x${Buffer.from(secret).toString("hex")}`);
  const values: number[] = [];
  for (let index = 0; index < groupCount * symbolsInGroup; index += 1) {
    values.unshift(Number(bits & 31n));
    bits >>= 5n;
  }
  const groups: string[] = [];
  for (let group = 0; group < groupCount; group += 1) {
    const part = values.slice(group * symbolsInGroup, (group + 1) * symbolsInGroup);
    groups.push([...part, checkValue(part, group)].map((value) => symbols[value]).join(""));
  }
  return groups.join("-");
}

export type ParsedRecoveryKey =
  | { readonly secret: Buffer }
  /** What is wrong, completing "The recovery key ...". */
  | { readonly problem: string };

/** Case, spaces and dashes do not matter; O is read as 0, I and L as 1. */
export function parseRecoveryKey(typed: string): ParsedRecoveryKey {
  const text = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Pd}._]/gu, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  const size = symbolsInGroup + 1;
  if (text.length !== groupCount * size) {
    return { problem: `has ${groupCount} groups of ${size} letters and digits; this one has another length` };
  }
  let bits = 0n;
  for (let group = 0; group < groupCount; group += 1) {
    const values = [...text.slice(group * size, (group + 1) * size)].map((symbol) => symbols.indexOf(symbol));
    const part = values.slice(0, symbolsInGroup);
    if (values.includes(-1) || values[symbolsInGroup] !== checkValue(part, group)) {
      return { problem: `has a mistake in group ${group + 1}` };
    }
    for (const value of part) bits = (bits << 5n) | BigInt(value);
  }
  return { secret: Buffer.from(bits.toString(16).padStart(recoverySecretLength * 2, "0"), "hex") };
}

/**
 * A weighted sum in the field of 32 elements: it differs after any one wrong symbol, after any two exchanged symbols,
 * and, by the group's own weight, after two exchanged groups.
 */
function checkValue(values: readonly number[], group: number): number {
  let weight = 1;
  let sum = group + 1;
  for (const value of values) {
    weight = multiply(weight, 2);
    sum ^= multiply(weight, value);
  }
  return sum;
}

/** Multiplication of polynomials over GF(2), modulo x^5 + x^2 + 1. */
function multiply(left: number, right: number): number {
  let product = 0;
  for (let bit = 0; bit < 5; bit += 1) {
    if (right & (1 << bit)) product ^= left << bit;
  }
  for (let bit = 8; bit >= 5; bit -= 1) {
    if (product & (1 << bit)) product ^= 0b100101 << (bit - 5);
  }
  return product;
}
