/**
 * What crosses between the page and Node goes as text. JSON alone would lose bytes, `undefined`, dates and NaN, all of which
 * Electron's structured clone keeps.
 *
 * Both functions also run inside the page, from their source text: each must stand alone and use nothing from this module.
 */
export function encode(value: unknown): string {
  const tag = "\u0000";
  const pack = (one: unknown): unknown => {
    if (one === undefined) return { [tag]: "undefined" };
    if (typeof one === "function" || typeof one === "symbol")
      throw new TypeError("An object could not be cloned.");
    if (typeof one === "bigint") return { [tag]: "bigint", value: one.toString() };
    if (typeof one === "number" && !Number.isFinite(one)) return { [tag]: "number", value: String(one) };
    if (typeof one !== "object" || one === null) return one;
    if (one instanceof Uint8Array) {
      let binary = "";
      for (let at = 0; at < one.length; at += 0x8000) {
        binary += String.fromCharCode(...one.subarray(at, at + 0x8000));
      }
      return { [tag]: "bytes", value: btoa(binary) };
    }
    if (one instanceof Date) return { [tag]: "date", value: one.getTime() };
    if (Array.isArray(one)) return one.map(pack);
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, pack(inner)]));
  };
  return JSON.stringify(pack(value));
}

export function decode(text: string): unknown {
  const tag = "\u0000";
  const unpack = (one: unknown): unknown => {
    if (typeof one !== "object" || one === null) return one;
    if (Array.isArray(one)) return one.map(unpack);
    const kind: unknown = Reflect.get(one, tag);
    const value: unknown = Reflect.get(one, "value");
    if (kind === "undefined") return undefined;
    if (kind === "bigint") return BigInt(String(value));
    if (kind === "number") return Number(value);
    if (kind === "date") return new Date(Number(value));
    if (kind === "bytes") return Uint8Array.from(atob(String(value)), (character) => character.charCodeAt(0));
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, unpack(inner)]));
  };
  return unpack(JSON.parse(text));
}
