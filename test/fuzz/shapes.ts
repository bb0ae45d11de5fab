import type { z } from "zod";
import { anything, type Chance, textFor } from "./values.ts";

/**
 * Inputs in the shape of a schema, read from the schema itself: every field that it knows, with values that are right as often as
 * not. What refinements ask for beyond the shape is left to chance, so that both sides of each are met.
 */

/** What zod keeps of a schema. Its definitions are data; the kinds are those that the contract uses. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly innerType?: Schema;
  readonly in?: Schema;
  readonly options?: readonly Schema[];
  readonly keyType?: Schema;
  readonly valueType?: Schema;
  readonly getter?: () => Schema;
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly unknown[];
  readonly items?: readonly Schema[];
  readonly format?: string;
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[];
}
interface Check {
  readonly check: string;
  readonly format?: string;
  readonly value?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}
interface Schema {
  readonly _zod: { readonly def: Definition };
}

export type Words = ReadonlyMap<string, readonly string[]>;

export function shaped(schema: z.ZodType, chance: Chance, own: Words): unknown {
  return make(schema as unknown as Schema, "", chance, own, 0);
}

function make(schema: Schema, name: string, chance: Chance, own: Words, depth: number): unknown {
  const def = schema._zod.def;
  const inner = (part: Schema | undefined, as = name) =>
    part === undefined ? undefined : make(part, as, chance, own, depth + 1);
  switch (def.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(def.shape ?? {}).flatMap(([key, part]) => {
          const value = inner(part, key);
          return value === undefined ? [] : [[key, value]];
        }),
      );
    case "array":
      return Array.from({ length: sizeFor(def, chance, depth) }, () => inner(def.element));
    case "tuple":
      return (def.items ?? []).map((part) => inner(part));
    case "record":
      return Object.fromEntries(
        Array.from({ length: depth > 4 ? 0 : chance.below(4) }, () => [
          String(name === "answers" ? textFor(chance, "itemId", own) : inner(def.keyType)),
          inner(def.valueType, "value"),
        ]),
      );
    case "union":
      return inner(chance.oneOf(depth > 5 ? (def.options ?? []).slice(0, 2) : (def.options ?? [])));
    case "optional":
    case "exact_optional":
      return chance.share() < 0.4 ? undefined : inner(def.innerType);
    case "nullable":
      return chance.share() < 0.2 ? null : inner(def.innerType);
    case "default":
    case "prefault":
    case "readonly":
    case "nonoptional":
    case "catch":
      return inner(def.innerType);
    case "pipe":
      return inner(def.in);
    case "lazy":
      return inner(def.getter?.());
    case "enum":
      return chance.oneOf(Object.values(def.entries ?? {}));
    case "literal":
      return chance.oneOf(def.values ?? []);
    case "boolean":
      return chance.share() < 0.5;
    case "number":
      return numberFor(def, chance);
    case "string":
      return stringFor(def, name, chance, own);
    case "custom":
      // The contract's only custom kind is bytes.
      return new Uint8Array(Array.from({ length: chance.below(80) }, () => chance.below(256)));
    case "unknown":
    case "any":
      return anything(chance);
    default:
      throw new Error(`The fuzzer does not know schemas of the kind “${def.type}”.`);
  }
}

const checksOf = (def: Definition) => (def.checks ?? []).map(({ _zod }) => _zod.def);

function sizeFor(def: Definition, chance: Chance, depth: number): number {
  const least = checksOf(def).find(({ check }) => check === "min_length")?.minimum ?? 0;
  return depth > 5 ? least : least + chance.below(3);
}

function numberFor(def: Definition, chance: Chance): number {
  const checks = checksOf(def);
  const least = checks.find(({ check }) => check === "greater_than")?.value ?? 0;
  const most = checks.find(({ check }) => check === "less_than")?.value ?? least + 100;
  if (chance.share() < 0.1) return chance.oneOf([-1, 0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY]);
  return chance.share() < 0.2 ? chance.oneOf([least, most]) : least + chance.below(Math.max(1, most - least));
}

function stringFor(def: Definition, name: string, chance: Chance, own: Words): string {
  const formats = [def.format, ...checksOf(def).map(({ format }) => format)];
  const key = formats.includes("uuid") ? "id" : formats.includes("datetime") ? "at" : name;
  const text = textFor(chance, own.has(name) ? name : key, own);
  const least = checksOf(def).find(({ check }) => check === "min_length")?.minimum ?? 0;
  return text.length < least && chance.share() < 0.7 ? text.padEnd(least, "x") : text;
}

/** A copy in which one place, anywhere, holds something else, is gone, or has company. */
export function mutated(value: unknown, chance: Chance): unknown {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array || chance.share() < 0.12)
    return anything(chance);
  const keys = Object.keys(value);
  const key = keys[chance.below(keys.length + 1)];
  if (Array.isArray(value)) {
    if (key === undefined) return [...value, anything(chance)];
    return value.with(Number(key), mutated(value[Number(key)], chance));
  }
  if (key === undefined) return { ...value, [chance.oneOf(["extra", "", "constructor"])]: anything(chance) };
  const { [key]: part, ...others } = value as Record<string, unknown>;
  return chance.share() < 0.1 ? others : { ...value, [key]: mutated(part, chance) };
}
