import fc from "fast-check";
import { allItems } from "../../../shared/checklist/index.ts";
import type { CellKind, Field, Item } from "../../../shared/checklist/kinds.ts";
import { notDoneReasons } from "../../../shared/checklist/kinds.ts";
import type { Answer, AnswerValue, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { genders, referrerSpecialties, sexesAtBirth, urgencies } from "../../../shared/evaluation/people.ts";

/** Random but valid evaluations over the whole checklist. Each text that is "typed" is unique, so that it can be sought. */

const openings = ["marble", "Lantern", "quartz", "Meadow lark", "cobalt", "Thistle"];
let typedCount = 0;

/** Unique within a run: a word and a running number. */
const typedText: fc.Arbitrary<string> = fc
  .constantFrom(...openings)
  .map((opening) => `${opening} zq${(typedCount++).toString(36)}x`);

const dates = fc
  .tuple(
    fc.integer({ min: 1990, max: 2024 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, day]) =>
    [String(year), month, day].map((part) => String(part).padStart(2, "0")).join("-"),
  );

function cell(kind: CellKind | Field): fc.Arbitrary<AnswerValue> {
  switch (kind.kind) {
    case "text":
      return typedText;
    case "single":
      return fc.constantFrom(...kind.choices.map((choice) => choice.code));
    case "multi": {
      const exclusive = kind.exclusive ?? [];
      const codes = kind.choices.map((choice) => choice.code);
      const together = codes.filter((code) => !exclusive.includes(code));
      return fc.oneof(
        ...(together.length === 0 ? [] : [fc.subarray(together, { minLength: 1 })]),
        ...exclusive.map((code) => fc.constant([code])),
      );
    }
    case "scale":
      return fc.integer({ min: kind.min, max: kind.max });
    case "number":
      return fc
        .double({ min: kind.min, max: kind.max, noNaN: true })
        .map((value) => Number(value.toFixed(kind.decimals ?? 0)));
    case "date":
      return dates.chain((date) => {
        const precision = kind.precision ?? "day";
        const forms = precision === "year" ? [10, 7, 4] : precision === "month" ? [10, 7] : [10];
        return fc.constantFrom(...forms).map((length) => date.slice(0, length));
      });
  }
}

function fieldsOf(fields: readonly Field[]): fc.Arbitrary<Readonly<Record<string, AnswerValue>>> {
  const required = fields.filter((field) => field.required === true).map((field) => field.id);
  return fc
    .record(Object.fromEntries(fields.map((field) => [field.id, cell(field)])), {
      requiredKeys: required,
    })
    .map((record) => withinLimits(fields, record as Readonly<Record<string, AnswerValue>>))
    .filter((record) => Object.keys(record).length > 0);
}

/** A laboratory result as its test can have it. */
function withinLimits(
  fields: readonly Field[],
  record: Readonly<Record<string, AnswerValue>>,
): Readonly<Record<string, AnswerValue>> {
  return Object.fromEntries(
    Object.entries(record).map(([id, value]) => {
      const field = fields.find((candidate) => candidate.id === id);
      const limits =
        field?.kind === "number" ? field.limitsBy?.limits[String(record[field.limitsBy.field])] : undefined;
      if (limits === undefined || typeof value !== "number") return [id, value];
      return [id, Math.min(Math.max(value, limits[0]), limits[1])];
    }),
  );
}

function valueFor(item: Item): fc.Arbitrary<AnswerValue> {
  switch (item.kind) {
    case "record":
      return fieldsOf(item.fields);
    case "pair": {
      const entry = item.entry.kind === "record" ? fieldsOf(item.entry.fields) : cell(item.entry);
      return fc.oneof(
        fc.record({ right: entry, left: entry }),
        fc.record({ right: entry }),
        fc.record({ left: entry }),
      ) as fc.Arbitrary<AnswerValue>;
    }
    case "grid":
      return fc
        .subarray([...item.rows], { minLength: 1, maxLength: 3 })
        .chain((rows) =>
          fc.record(Object.fromEntries(rows.map((row) => [row.id, fieldsOf(item.columns)]))),
        ) as fc.Arbitrary<AnswerValue>;
    case "repeat":
      return fc.array(fieldsOf(item.fields), {
        minLength: item.noneLabel === undefined ? 1 : 0,
        maxLength: 3,
      });
    case "drawing":
      return fc
        .array(
          fc.record({
            region: fc.constantFrom(...item.regions.map((region) => region.id)),
            qualities: fc.subarray(item.qualities.map((quality) => quality.code)),
          }),
          { minLength: 1, maxLength: 4 },
        )
        .map((regions) => ({ regions, strokes: [] }));
    case "computed":
      throw new RangeError("A computed item has no answer.");
    default:
      return cell(item);
  }
}

function answerOf(item: Item): fc.Arbitrary<Answer> {
  const withNote = fc.record({ value: valueFor(item), note: typedText });
  const plain = fc.record({ value: valueFor(item) });
  const notDone = fc.record({ notDone: fc.constantFrom(...notDoneReasons) });
  const needsNote = "choices" in item && item.choices.some((choice) => choice.needsNote === true);
  if (needsNote) return withNote;
  return item.mayBeNotDone === true
    ? fc.oneof(
        { weight: 6, arbitrary: plain },
        { weight: 2, arbitrary: withNote },
        { weight: 1, arbitrary: notDone },
      )
    : fc.oneof({ weight: 4, arbitrary: plain }, { weight: 1, arbitrary: withNote });
}

const answerable = allItems.filter((item) => item.kind !== "computed" && item.heldIn === undefined);

/** Some of the items answered: few, about half, or nearly all. */
export const generatedEvaluation: fc.Arbitrary<Evaluation> = fc
  .record({
    share: fc.constantFrom(0.05, 0.3, 0.6, 0.95),
    chances: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: answerable.length,
      maxLength: answerable.length,
    }),
    answers: fc.record(Object.fromEntries(answerable.map((item) => [item.id, answerOf(item)]))),
    sexAtBirth: fc.constantFrom(...sexesAtBirth),
    gender: fc.option(fc.constantFrom(...genders), { nil: undefined }),
    specialty: fc.constantFrom(...referrerSpecialties),
    urgency: fc.constantFrom(...urgencies),
    interpreterNeeded: fc.boolean(),
  })
  .map(({ share, chances, answers, sexAtBirth, gender, specialty, urgency, interpreterNeeded }) => ({
    patient: {
      givenNames: "Robin",
      familyName: "Madeup",
      dateOfBirth: "1980-06-15",
      sexAtBirth,
      ...(gender === undefined ? {} : { gender }),
      mrn: "FIC-9",
      interpreterNeeded,
    },
    referrer: {
      familyName: "Invented",
      title: "Dr",
      specialty,
      ...(specialty === "other" ? { specialtyOther: "Osteopathy" } : {}),
    },
    referral: {
      date: "2025-02-01",
      question: "What next?",
      urgency,
      primaryCare: { familyName: "Primary", title: "Dr", specialty: "primary care" as const },
    },
    visitDate: "2025-03-10",
    answers: Object.fromEntries(
      answerable.flatMap((item, index) => {
        const answer = answers[item.id];
        return answer !== undefined && (chances[index] ?? 1) < share ? [[item.id, answer]] : [];
      }),
    ),
  }));

/** Every text that was typed into answers that count. */
export function typedIn(value: unknown): readonly string[] {
  if (typeof value === "string") return /zq[0-9a-z]+x$/.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(typedIn);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(typedIn) : [];
}
