import { allItems } from "../../shared/checklist/index.ts";

/** Chance that is the same for the same seed, and the values that a stranger would put in. */

export interface Chance {
  /** 0 up to 1. */
  readonly share: () => number;
  /** Whole number from 0 up to `limit`, without it. */
  readonly below: (limit: number) => number;
  readonly oneOf: <Value>(values: readonly Value[]) => Value;
}

export function chanceFrom(random: () => number): Chance {
  const below = (limit: number) => Math.floor(random() * limit);
  return {
    share: random,
    below,
    oneOf: (values) => {
      const value = values[below(values.length)];
      if (value === undefined && values.length === 0) throw new Error("There is nothing to choose from.");
      return value as (typeof values)[number];
    },
  };
}

export const strangeTexts: readonly string[] = [
  "",
  " ",
  "%",
  "_",
  "'",
  '"',
  "'; DROP TABLE patients; --",
  "\u0000",
  "a\u0000b",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "9999-99-99",
  "2025-02-30",
  "0000-00-00",
  "￿",
  "\ud800",
  "e\u0301",
  "İ",
  "ﷺ",
  "🩻".repeat(20),
  "NEAR(",
  '" OR *',
  "../../../etc/passwd",
  "C:\\Windows\\System32",
  "\\\\server\\share",
  "file:///etc/passwd",
  "<img src=x onerror=alert(1)>",
  "{{constructor}}",
  "1e999",
  "NaN",
  "-0",
  "true",
  "null",
  "\r\n",
  "=1+1",
  "x".repeat(5000),
];

const itemIds = allItems.map((item) => item.id);
const codes = allItems.flatMap((item) => ("choices" in item ? item.choices.map(({ code }) => code) : []));

/** Words that fields of these names would take. */
const byName: readonly { readonly name: RegExp; readonly values: readonly string[] }[] = [
  { name: /itemId$/i, values: itemIds },
  {
    name: /(date|from|to|on|birth)$/i,
    values: ["2025-03-10", "1982-09-14", "2030-01-01", "1900-02-29", "2024-02-29"],
  },
  { name: /^at$/, values: ["2025-03-10T10:00:00Z", "2099-01-01T00:00:00.000Z", "2025-03-10T10:00:00+05:30"] },
  { name: /npi/i, values: ["1234567893", "0000000000", "1234567890"] },
  { name: /mrn/i, values: ["FIC-0001", "ZZY-777", "fic 0001"] },
  { name: /letterNumber|find|subject|text/i, values: ["2025-000001", "quill", "1982", "FIC-0001"] },
  { name: /value/i, values: [...codes.slice(0, 200), "7", "left"] },
  { name: /abbreviation/i, values: ["slr", "abc1"] },
];

/** What a field of this name might hold; `own` are words of the practice that is fuzzed. */
export function textFor(chance: Chance, name: string, own: ReadonlyMap<string, readonly string[]>): string {
  if (chance.share() < 0.12) return chance.oneOf(strangeTexts);
  const mine = own.get(name);
  if (mine !== undefined && chance.share() < 0.8) return chance.oneOf(mine);
  const fitting = byName.find((each) => each.name.test(name));
  if (fitting !== undefined && chance.share() < 0.85) return chance.oneOf(fitting.values);
  const letters = "abcdefghijklmnopqrstuvwxyz ABCÄÖé-'.0123456789";
  return Array.from({ length: chance.below(24) }, () => letters.charAt(chance.below(letters.length))).join(
    "",
  );
}

const numbers: readonly number[] = [
  0,
  -0,
  1,
  -1,
  2,
  7,
  0.5,
  255,
  65_536,
  2 ** 31,
  2 ** 53,
  1e308,
  -1e308,
  5e-324,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
];

/** Anything that could come through a channel between two processes, and some of what could not. */
export function anything(chance: Chance, depth = 0): unknown {
  const deeper = () => anything(chance, depth + 1);
  const few = () => Array.from({ length: chance.below(4) }, deeper);
  const simple: readonly (() => unknown)[] = [
    () => undefined,
    () => null,
    () => true,
    () => false,
    () => chance.oneOf(numbers),
    () => chance.below(1000),
    () => chance.oneOf(strangeTexts),
    () => chance.oneOf(itemIds),
    () => BigInt(chance.below(1000)),
    () => new Date(chance.share() < 0.2 ? Number.NaN : chance.below(2 ** 31)),
    () => new Uint8Array(chance.below(64)),
    () => new Float64Array(2),
    () => new Map([["a", 1]]),
    () => new Set([1]),
    () => /x/,
    () => new Error("x"),
    () => Symbol("x"),
    () => () => 1,
  ];
  if (depth >= 3 || chance.share() < 0.55) return chance.oneOf(simple)();
  const nested: readonly (() => unknown)[] = [
    few,
    () =>
      Object.fromEntries(
        few().map((value, index) => [chance.share() < 0.5 ? `k${index}` : chance.oneOf(strangeTexts), value]),
      ),
    () => Object.assign(Object.create(null), { value: deeper() }),
    () => ({ value: deeper(), length: 3 }),
    // Compared with a number, its length throws.
    () => ({ value: deeper(), length: { valueOf: 1, toString: 1 } }),
    () => JSON.parse('{"__proto__": {"polluted": true}, "value": 1}'),
    () => Array.from({ length: 2 }),
  ];
  return chance.oneOf(nested)();
}
