import { z } from "zod";
import { allItems, findItem } from "../checklist/index.ts";
import { answerSchema } from "../contract.ts";
import { FourfoldError } from "../errors.ts";
import { ageOn } from "./dates.ts";
import type { Answer, Answers, AnswerValue, Evaluation } from "./evaluation.ts";
import { answerValueSchema } from "./itemSchema.ts";
import { calendarDate, clinicianSchema, patientSchema, referralSchema } from "./people.ts";
import { checkAnswer, checkCrossRules, type Problem } from "./validate.ts";

/**
 * A case file holds one evaluation as JSON. Under `answers`, an item's value may stand by itself, or as an object
 * `{ value?, note?, notDone?, waived? }` where a note, "not done" or the reason of a waiver belongs to it.
 */
export const caseFormat = "fourfold-case/1";

const caseSchema = z
  .object({
    format: z.literal(caseFormat),
    patient: patientSchema,
    referrer: clinicianSchema,
    referral: referralSchema,
    visitDate: calendarDate,
    answers: z.record(z.string(), z.unknown()),
    /** Paths of what was made up because the source left it out; the program does not use it. */
    invented: z.array(z.string()).optional(),
  })
  .strict();

/** The whole of a mistake: a case file is refused at its first. */
function refuse(field: string, message: string): never {
  throw new FourfoldError({
    code: "badInput",
    field,
    message: `${field} ${message}`,
    action: "Correct the case file. Nothing was stored. “fourfold case-schema” prints what is allowed.",
  });
}

/**
 * Reads a case file and checks all of it.
 * @param today the day on which a letter would be written: it cannot lie before the visit or the referral.
 * @throws FourfoldError `badInput` that names the first field at fault and what is allowed there.
 */
export function parseCaseFile(text: string, today: string): Evaluation {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    refuse("file", "is not complete JSON; it may be cut off");
  }
  const parsed = caseSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = issue?.path.join(".") ?? "";
    const unknown = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
    if (unknown !== undefined) refuse(path === "" ? unknown : `${path}.${unknown}`, "is not known here");
    refuse(path === "" ? "file" : path, issue?.message.replace(/^Invalid input: /, "") ?? "is not valid");
  }
  const { format: _format, answers: raw, invented: _invented, ...header } = parsed.data;
  checkDates(header, today);
  const answers: Record<string, Answer> = {};
  for (const [itemId, entry] of Object.entries(raw)) answers[itemId] = readEntry(itemId, entry, header);
  const file: Evaluation = { ...header, answers };
  const contradiction = checkCrossRules(file)[0];
  if (contradiction !== undefined) refuseProblem(contradiction);
  return file;
}

type Header = Omit<Evaluation, "answers">;

function checkDates(header: Header, today: string): void {
  const { patient, referral, visitDate } = header;
  if (visitDate < patient.dateOfBirth) refuse("visitDate", "must not lie before the date of birth");
  if (referral.date < patient.dateOfBirth) refuse("referral.date", "must not lie before the date of birth");
  if (ageOn(patient.dateOfBirth, visitDate) > 125)
    refuse("patient.dateOfBirth", "must not lie more than 125 years before the visit");
  if (referral.date > visitDate) refuse("referral.date", "must not lie after visitDate");
  if (referral.date > today)
    refuse("referral.date", "must not lie in the future: the letter would be dated before the referral");
  if (visitDate > today)
    refuse("visitDate", "must not lie in the future: the letter would be dated before the visit");
}

function readEntry(itemId: string, entry: unknown, header: Header): Answer {
  const field = `answers.${itemId}`;
  const item = findItem(itemId);
  if (item === undefined)
    refuse(field, "is not an item of the checklist; “fourfold checklist --json” lists them");
  if (item.heldIn !== undefined) refuse(field, `is not an answer; give it as “${item.heldIn}”`);
  const parsed = answerSchema.safeParse(isEnvelope(entry) ? entry : { value: entry });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const part = issue?.path[0];
    refuse(
      part === undefined || part === "value" ? field : `${field}.${String(part)}`,
      part === "notDone" ? (issue?.message ?? "is not valid") : "has the wrong type",
    );
  }
  const answer = trimmed(parsed.data);
  const problem = checkAnswer(item, answer, header)[0];
  if (problem !== undefined) refuseProblem(problem);
  if (Object.keys(answer).length === 0) {
    refuse(field, "must hold a value, a note, notDone or waived");
  }
  return answer;
}

function refuseProblem(problem: Problem): never {
  const separator = problem.path === "" || problem.path.startsWith("[") ? "" : ".";
  refuse(`answers.${problem.itemId}${separator}${problem.path}`, problem.message);
}

function isEnvelope(entry: unknown): boolean {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return false;
  const keys = Object.keys(entry);
  return keys.length > 0 && keys.every((key) => envelopeKeys.includes(key));
}
const envelopeKeys: readonly string[] = ["value", "note", "notDone", "waived"] satisfies (keyof Answer)[];

function trimmed(answer: Answer): Answer {
  const note = answer.note?.normalize("NFC").trim();
  return {
    ...(answer.value === undefined
      ? {}
      : { value: mapText(answer.value, (text) => text.normalize("NFC").trim()) }),
    ...(answer.notDone === undefined ? {} : { notDone: answer.notDone }),
    ...(answer.waived === undefined ? {} : { waived: answer.waived.normalize("NFC").trim() }),
    ...(note ? { note } : {}),
  };
}

/** A value with each text inside it changed; numbers stay. */
export function mapText(value: AnswerValue, change: (text: string) => string): AnswerValue {
  if (typeof value === "string") return change(value);
  if (typeof value === "number") return value;
  if (Array.isArray(value)) return value.map((part) => mapText(part, change));
  return Object.fromEntries(
    Object.entries(value as { readonly [key: string]: AnswerValue }).map(([key, part]) => [
      key,
      mapText(part, change),
    ]),
  );
}

/** The case file of an evaluation; the reverse of parseCaseFile. */
export function toCaseFile(evaluation: Evaluation): Record<string, unknown> {
  const { patient, referrer, referral, visitDate } = evaluation;
  return {
    format: caseFormat,
    patient,
    referrer,
    referral,
    visitDate,
    answers: Object.fromEntries(
      Object.entries(evaluation.answers).map(([id, answer]) => [id, shortest(answer)]),
    ),
  };
}

function shortest(answer: Answer): Answer | AnswerValue {
  return answer.value !== undefined && answer.note === undefined && !isEnvelope(answer.value)
    ? answer.value
    : answer;
}

/** JSON Schema (2020-12) of a case file, with one property for each item that can be answered. */
export function caseFileSchema(): Record<string, unknown> {
  const frame = z.toJSONSchema(caseSchema, { io: "input", unrepresentable: "any" }) as {
    properties: Record<string, unknown>;
  };
  const storable = allItems.filter((item) => item.heldIn === undefined && item.kind !== "computed");
  return {
    ...frame,
    title: "Fourfold case file",
    properties: {
      ...frame.properties,
      answers: {
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries(storable.map((item) => [item.id, answerValueSchema(item)])),
      },
    },
  };
}

export type { Answers };
