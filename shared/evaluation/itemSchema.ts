import type { CellKind, Field, Item, ItemKind } from "../checklist/kinds.ts";
import { notDoneReasons } from "../checklist/kinds.ts";
import { waiverLength } from "./validate.ts";

/** A JSON Schema, as plain data. */
export type JsonSchema = Record<string, unknown>;

const datePatterns = {
  day: "^\\d{4}-\\d{2}-\\d{2}$",
  month: "^\\d{4}-\\d{2}(-\\d{2})?$",
  year: "^\\d{4}(-\\d{2}(-\\d{2})?)?$",
} as const;

/** What may stand under an item's id in a case file: its value, or an object with value, note, "not done" or a waiver. */
export function answerValueSchema(item: Item): JsonSchema {
  const value = valueSchema(item);
  return {
    title: item.label,
    ...(item.help === undefined ? {} : { description: item.help }),
    anyOf: [
      value,
      {
        type: "object",
        additionalProperties: false,
        minProperties: 1,
        properties: {
          value,
          note: { type: "string", maxLength: 4000 },
          ...(item.mayBeNotDone ? { notDone: { enum: [...notDoneReasons] } } : {}),
          ...(item.neverWaived
            ? {}
            : { waived: { type: "string", minLength: waiverLength.least, maxLength: waiverLength.most } }),
        },
      },
    ],
  };
}

function valueSchema(kind: ItemKind): JsonSchema {
  switch (kind.kind) {
    case "record":
      return fieldsSchema(kind.fields);
    case "pair": {
      const side = kind.entry.kind === "record" ? fieldsSchema(kind.entry.fields) : cellSchema(kind.entry);
      return closedObject({ right: side, left: side });
    }
    case "grid": {
      const row = fieldsSchema(kind.columns);
      return closedObject(Object.fromEntries(kind.rows.map(({ id }) => [id, row])));
    }
    case "repeat":
      return { type: "array", maxItems: kind.maxRows ?? 60, items: fieldsSchema(kind.fields) };
    case "drawing":
      return {
        type: "object",
        additionalProperties: false,
        required: ["regions"],
        properties: {
          regions: {
            type: "array",
            items: {
              ...closedObject({
                region: { enum: kind.regions.map((region) => region.id) },
                qualities: { type: "array", items: { enum: kind.qualities.map((quality) => quality.code) } },
              }),
              required: ["region", "qualities"],
            },
          },
          strokes: { type: "array", items: { type: "object" } },
        },
      };
    case "computed":
      return false as unknown as JsonSchema;
    default:
      return cellSchema(kind);
  }
}

function closedObject(properties: JsonSchema): JsonSchema {
  return { type: "object", additionalProperties: false, minProperties: 1, properties };
}

function fieldsSchema(fields: readonly Field[]): JsonSchema {
  const required = fields.filter((field) => field.required).map((field) => field.id);
  return {
    ...closedObject(
      Object.fromEntries(fields.map((field) => [field.id, { title: field.label, ...cellSchema(field) }])),
    ),
    ...(required.length === 0 ? {} : { required }),
  };
}

function cellSchema(kind: CellKind): JsonSchema {
  switch (kind.kind) {
    case "text":
      return { type: "string", minLength: kind.minLength ?? 1, maxLength: kind.maxLength ?? 4000 };
    case "single":
      return { enum: kind.choices.map((choice) => choice.code) };
    case "multi":
      return {
        type: "array",
        minItems: 1,
        uniqueItems: true,
        items: { enum: kind.choices.map((choice) => choice.code) },
      };
    case "scale":
      return { type: "integer", minimum: kind.min, maximum: kind.max };
    case "number":
      return {
        type: (kind.decimals ?? 0) === 0 ? "integer" : "number",
        minimum: kind.min,
        maximum: kind.max,
        ...(kind.unit ? { description: `in ${kind.unit}` } : {}),
      };
    case "date":
      return { type: "string", pattern: datePatterns[kind.precision ?? "day"] };
  }
}
