import { z } from "zod";
import { notDoneReasons } from "../checklist/kinds.ts";
import type { Answer, AnswerValue } from "../evaluation/evaluation.ts";
import { calendarDate } from "../evaluation/people.ts";

const answerValue: z.ZodType<AnswerValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.array(answerValue), z.record(z.string(), answerValue)]),
);
export const answerSchema: z.ZodType<Answer> = z
  .object({
    value: answerValue.optional(),
    notDone: z.enum(notDoneReasons).optional(),
    waived: z.string().max(500).optional(),
    note: z.string().max(4000).optional(),
    carriedFrom: calendarDate.optional(),
    filled: z.union([z.literal(true), z.array(z.string().max(40)).min(1).max(60)]).optional(),
  })
  .strict();
