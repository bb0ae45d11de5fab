import { readFileSync } from "node:fs";
import { allItems } from "../../../shared/checklist/index.ts";
import type { CellKind, Item } from "../../../shared/checklist/kinds.ts";
import { parseCaseFile } from "../../../shared/evaluation/caseFile.ts";
import type { Answer, Answers, AnswerValue, Evaluation } from "../../../shared/evaluation/evaluation.ts";

/** An invented case of the clinical reference as it lies in the fixtures. */
export function readCase(name: string): Evaluation {
  const file = new URL(`../../fixtures/cases/case-${name}.json`, import.meta.url);
  const text = readFileSync(file, "utf8");
  return parseCaseFile(text, (JSON.parse(text) as { visitDate: string }).visitDate);
}

type Members = { readonly [key: string]: AnswerValue };

/** The judgements of findings may say more than the case does, and name the finding by the rules' words. */
const mayHoldMore = "IM.CONC";

/** Whether what is offered is what the case says of the same. */
export function fits({ id }: Item, offered: Members, row: Members): boolean {
  const isWhole = id === mayHoldMore || Object.keys(offered).length === Object.keys(row).length;
  return isWhole && Object.entries(row).every(([field, value]) => isSaid(id, field, offered[field], value));
}

function isSaid(itemId: string, field: string, offered: unknown, value: unknown): boolean {
  if (itemId === mayHoldMore && field === "finding") return true;
  return JSON.stringify(offered) === JSON.stringify(value);
}

/** What is stored in the words of the case, where an accepted proposal says the same in its own. */
export function inWordsOf(given: Answers, stored: Answers): Answers {
  const item = allItems.find(({ id }) => id === mayHoldMore);
  const [own, theirs] = [given[mayHoldMore]?.value, stored[mayHoldMore]?.value];
  if (item === undefined || !Array.isArray(own) || !Array.isArray(theirs)) return stored;
  const rows = (theirs as readonly Members[]).map(
    (row) => (own as readonly Members[]).find((one) => fits(item, row, one)) ?? row,
  );
  return { ...stored, [mayHoldMore]: { ...stored[mayHoldMore], value: rows } };
}

/** The answers in one order: of several choices that of the checklist, regions and medicines by their names, findings by their level. */
export function inOneOrder(answers: Answers): Readonly<Record<string, Answer>> {
  return Object.fromEntries(
    allItems.flatMap((item) => {
      const answer = answers[item.id];
      if (answer === undefined) return [];
      const { value } = answer;
      return [[item.id, value === undefined ? answer : { ...answer, value: orderedValue(item, value) }]];
    }),
  );
}

function orderedValue(item: Item, value: AnswerValue): AnswerValue {
  const members = value as Members;
  const each = (order: (key: string, part: AnswerValue) => AnswerValue): Members =>
    Object.fromEntries(Object.entries(members).map(([key, part]) => [key, order(key, part)]));
  const record = (fields: readonly (CellKind & { readonly id: string })[], part: AnswerValue): Members =>
    Object.fromEntries(
      Object.entries(part as Members).map(([key, own]) => {
        const field = fields.find(({ id }) => id === key);
        return [key, field === undefined ? own : orderedCell(field, own)];
      }),
    );
  switch (item.kind) {
    case "record":
      return record(item.fields, value);
    case "repeat":
      return (value as readonly AnswerValue[])
        .map((row) => record(item.fields, row))
        .toSorted((one, other) => placeIn(item, one).localeCompare(placeIn(item, other)));
    case "grid":
      return each((_row, part) => record(item.columns, part));
    case "pair": {
      const { entry } = item;
      return each((_side, part) =>
        entry.kind === "record" ? record(entry.fields, part) : orderedCell(entry, part),
      );
    }
    case "drawing": {
      const regions = members.regions as readonly (Members & { region: string; qualities: string[] })[];
      const codes = item.qualities.map(({ code }) => code);
      return {
        regions: regions
          .map((mark) => ({ ...mark, qualities: codes.filter((code) => mark.qualities.includes(code)) }))
          .toSorted((one, other) => one.region.localeCompare(other.region)),
      };
    }
    case "computed":
      return value;
    default:
      return orderedCell(item, value);
  }
}

function orderedCell(kind: CellKind, value: AnswerValue): AnswerValue {
  if (kind.kind !== "multi" || !Array.isArray(value)) return value;
  const codes = kind.choices.map(({ code }) => code);
  return [...(value as readonly string[])].sort((one, other) => codes.indexOf(one) - codes.indexOf(other));
}

/** Rows that the program may have put in another order than the case. */
function placeIn({ id }: Item, row: Members): string {
  return id === "HX.MED" ? String(row.name) : id === mayHoldMore ? String(row.level) : "";
}
