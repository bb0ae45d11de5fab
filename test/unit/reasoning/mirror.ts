import type { Answers, AnswerValue, Evaluation } from "../../../shared/evaluation/evaluation.ts";

/** The same patient as in a mirror: what was right is left. */
export function mirrored(evaluation: Evaluation): Evaluation {
  const answers: Answers = Object.fromEntries(
    Object.entries(evaluation.answers).map(([id, answer]) => [
      id,
      answer.value === undefined ? answer : { ...answer, value: mirrorValue(answer.value) },
    ]),
  );
  return { ...evaluation, answers };
}

const swapped: Readonly<Record<string, string>> = {
  right: "left",
  left: "right",
  Right: "Left",
  Left: "Right",
};
const swap = (word: string) => swapped[word] ?? word;

/** "right", "foramenRight", "R subarticular", "antalgic L"; words inside other words stay. */
export function swapWords(text: string): string {
  return text
    .replace(/\b(?:right|left)\b/g, swap)
    .replace(/(?:Right|Left)\b/g, swap)
    .replace(/^([RL]) (?=subarticular|foraminal|extraforaminal)/, (_all, side: string) =>
      side === "R" ? "L " : "R ",
    )
    .replace(/ ([RL])$/, (_all, side: string) => (side === "R" ? " L" : " R"));
}

function mirrorValue(value: AnswerValue): AnswerValue {
  if (typeof value === "string") return swapWords(value);
  if (Array.isArray(value)) return value.map(mirrorValue);
  if (typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [swapWords(key), mirrorValue(part as AnswerValue)]),
  );
}
