import { z } from "zod";
import { findItem } from "../../checklist/index.ts";
import type { CellKind, Field, Item, ItemKind } from "../../checklist/kinds.ts";
import { notDoneReasons } from "../../checklist/kinds.ts";
import { FourfoldError } from "../../errors.ts";
import type { Answer, Answers, AnswerValue } from "../../evaluation/evaluation.ts";
import { type AnswerContext, checkAnswer } from "../../evaluation/validate.ts";
import { type Beside, besideAnswers, noRows, questionnaireUrl, within } from "./codes.ts";

/** What is read of an item of a QuestionnaireResponse; texts and extensions are left aside. */
interface Read {
  readonly linkId: string;
  readonly answer?: readonly ReadAnswer[] | undefined;
  readonly item?: readonly Read[] | undefined;
}
const readAnswer = z.looseObject({
  valueString: z.string().optional(),
  valueInteger: z.number().int().optional(),
  valueDecimal: z.number().optional(),
  valueBoolean: z.boolean().optional(),
  valueDate: z.string().optional(),
  valueCoding: z.looseObject({ code: z.string() }).optional(),
});
type ReadAnswer = z.infer<typeof readAnswer>;
const readItem: z.ZodType<Read> = z.lazy(() =>
  z.looseObject({
    linkId: z.string(),
    answer: z.array(readAnswer).optional(),
    item: z.array(readItem).optional(),
  }),
);
const readResponse = z.looseObject({
  resourceType: z.literal("QuestionnaireResponse"),
  questionnaire: z.string(),
  item: z.array(readItem).optional(),
});

function refuse(field: string, message: string): never {
  throw new FourfoldError({
    code: "badInput",
    field,
    message: `${field} ${message}`,
    action: "Correct the QuestionnaireResponse. Nothing was stored.",
  });
}

/**
 * The answers that a QuestionnaireResponse holds; the reverse of `questionnaireResponse`.
 * @throws FourfoldError `badInput` that names the first linkId at fault and what is allowed there.
 */
export function answersFrom(resource: unknown, context: AnswerContext): Answers {
  const parsed = readResponse.safeParse(resource);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = issue?.path.join(".") || "resource";
    refuse(path, issue?.message.replace(/^Invalid input: /, "") ?? "is not valid");
  }
  const { questionnaire, item = [] } = parsed.data;
  if (questionnaire.split("|")[0] !== questionnaireUrl) {
    refuse("questionnaire", `must be ${questionnaireUrl}`);
  }
  const found = new Map<
    string,
    { readonly item: Item; readonly values: Read[]; readonly beside: Map<Beside, Read> }
  >();
  const collect = (read: Read) => {
    if (/^(part|group):/.test(read.linkId)) {
      for (const each of read.item ?? []) collect(each);
      return;
    }
    const [itemId = "", what] = read.linkId.split("#");
    const known = findItem(itemId);
    if (known === undefined) refuse(read.linkId, "is not an item of the questionnaire");
    const entry = found.get(itemId) ?? { item: known, values: [], beside: new Map<Beside, Read>() };
    found.set(itemId, entry);
    if (what === undefined) entry.values.push(read);
    else entry.beside.set(besideOf(what, read), read);
  };
  for (const each of item) collect(each);

  const answers: Record<string, Answer> = {};
  for (const [itemId, entry] of found) {
    const answer = answerOf(entry.item, entry.values, entry.beside);
    const problem = checkAnswer(entry.item, answer, context).find(({ incomplete }) => incomplete !== true);
    if (problem !== undefined) {
      refuse(problem.path === "" ? itemId : `${itemId}: ${problem.path}`, problem.message);
    }
    answers[itemId] = answer;
  }
  return answers;
}

function besideOf(what: string, { linkId }: Read): Beside {
  return (
    besideAnswers.find((known) => known === what) ?? refuse(linkId, "is not an item of the questionnaire")
  );
}

function answerOf(item: Item, values: readonly Read[], more: ReadonlyMap<Beside, Read>): Answer {
  const notDone = more.get("notDone");
  const filled = more.get("filled");
  const isWhole = filled?.answer?.[0]?.valueBoolean === true;
  const text = (what: Beside) => {
    const read = more.get(what);
    return read === undefined ? undefined : textOf(read);
  };
  const [note, waived] = [text("note"), text("waived")];
  const carried = more.get("carriedFrom");
  return {
    ...(values.length === 0 ? {} : { value: valueRead(item, values) }),
    ...(notDone === undefined ? {} : { notDone: reasonOf(notDone) }),
    ...(waived === undefined ? {} : { waived }),
    ...(note === undefined ? {} : { note }),
    ...(carried === undefined
      ? {}
      : { carriedFrom: only(carried).valueDate ?? wrongType(carried, "valueDate") }),
    ...(filled === undefined
      ? {}
      : { filled: isWhole ? true : (filled.answer ?? []).map((each) => stringIn(filled, each)) }),
  };
}

function reasonOf(read: Read): (typeof notDoneReasons)[number] {
  const code = codeIn(read, only(read));
  return (
    notDoneReasons.find((reason) => reason === code) ??
    refuse(read.linkId, `must be one of: ${notDoneReasons.join(", ")}`)
  );
}

function valueRead(kind: ItemKind, reads: readonly Read[]): AnswerValue {
  const [first] = reads;
  if (first === undefined) return [];
  if (kind.kind === "repeat") {
    const isNone = (read: Read) => read.item?.some(({ linkId }) => linkId === within(read.linkId, noRows));
    if (reads.some(isNone)) {
      return reads.length === 1 && first.item?.length === 1
        ? []
        : refuse(first.linkId, "cannot have rows and have none at once");
    }
    return reads.map((read) => recordOf(kind.fields, read));
  }
  if (reads.length > 1) refuse(first.linkId, "can only stand once");
  switch (kind.kind) {
    case "record":
      return recordOf(kind.fields, first);
    case "pair":
      return membersOf(first, ["right", "left"], (side) => valueRead(kind.entry, [side]));
    case "grid": {
      const rows = kind.rows.map(({ id }) => id);
      return membersOf(first, rows, (row) => recordOf(kind.columns, row));
    }
    case "drawing":
      return drawingOf(first);
    case "computed":
      return stringIn(first, only(first));
    default:
      return cellOf(kind, first);
  }
}

function recordOf(fields: readonly Field[], read: Read): { readonly [key: string]: AnswerValue } {
  const byId = new Map(fields.map((field) => [field.id, field]));
  return membersOf(read, [...byId.keys()], (member, id) => {
    const field = byId.get(id);
    return field === undefined ? refuse(member.linkId, "is not known here") : cellOf(field, member);
  });
}

/** What stands below an item, by its id; each once. */
function membersOf(
  read: Read,
  ids: readonly string[],
  valueIn: (member: Read, id: string) => AnswerValue,
): { readonly [key: string]: AnswerValue } {
  if (read.answer !== undefined) refuse(read.linkId, "is a group and has no answer of its own");
  const members: Record<string, AnswerValue> = {};
  for (const member of read.item ?? []) {
    const id = ids.find((each) => within(read.linkId, each) === member.linkId);
    if (id === undefined) refuse(member.linkId, "is not an item of the questionnaire");
    if (Object.hasOwn(members, id)) refuse(member.linkId, "can only stand once");
    members[id] = valueIn(member, id);
  }
  return members;
}

function drawingOf(read: Read): AnswerValue {
  const regions: AnswerValue[] = [];
  let strokes: AnswerValue | undefined;
  for (const member of read.item ?? []) {
    if (member.linkId === within(read.linkId, "strokes")) strokes = strokesIn(member);
    else if (member.linkId === within(read.linkId, "regions")) {
      const { region, qualities = [] } = membersOf(member, ["region", "qualities"], (each, id) =>
        id === "region" ? codeIn(each, only(each)) : codesIn(each),
      );
      if (region === undefined) refuse(member.linkId, "must name its region");
      regions.push({ region, qualities });
    } else refuse(member.linkId, "is not an item of the questionnaire");
  }
  return { regions, ...(strokes === undefined ? {} : { strokes }) };
}

/** Checked as any other value afterwards. */
function strokesIn(read: Read): AnswerValue {
  try {
    return JSON.parse(textOf(read)) as AnswerValue;
  } catch {
    return refuse(read.linkId, "must be JSON");
  }
}

function cellOf(kind: CellKind, read: Read): AnswerValue {
  if (read.item !== undefined) refuse(read.linkId, "is a question and has nothing below it");
  if (kind.kind === "multi") return codesIn(read);
  const answer = only(read);
  switch (kind.kind) {
    case "text":
      return stringIn(read, answer);
    case "single":
      return codeIn(read, answer);
    case "scale":
    case "number":
      return answer.valueInteger ?? answer.valueDecimal ?? wrongType(read, "valueInteger or valueDecimal");
    case "date":
      return answer.valueDate ?? wrongType(read, "valueDate");
  }
}

function only(read: Read): ReadAnswer {
  const [answer, ...others] = read.answer ?? [];
  if (answer === undefined || others.length > 0) refuse(read.linkId, "must have one answer");
  return answer;
}

const textOf = (read: Read) => stringIn(read, only(read));
const stringIn = (read: Read, answer: ReadAnswer) => answer.valueString ?? wrongType(read, "valueString");
const codeIn = (read: Read, answer: ReadAnswer) => answer.valueCoding?.code ?? wrongType(read, "valueCoding");
const codesIn = (read: Read) => (read.answer ?? []).map((answer) => codeIn(read, answer));

function wrongType(read: Read, type: string): never {
  return refuse(read.linkId, `must be answered by ${type}`);
}
