import type { Evaluation } from "../../evaluation/evaluation.ts";
import { contextOf } from "../context.ts";
import type { RedFlag } from "./flag.ts";
import { redFlagsOf } from "./redFlags.ts";
import { redFlagRules } from "./rules.ts";

/**
 * What makes a letter urgent, most urgent first: read from the whole evaluation, so that a residual volume or a lost sensation
 * counts like a complaint. The practice may switch off what a rule suggests on screen, not that a letter opens with it.
 */
export function urgentFlagsOf(evaluation: Evaluation): readonly RedFlag[] {
  return redFlagsOf(contextOf(evaluation)).flags.filter(({ headsLetter }) => headsLetter);
}

/** Items whose answers can make a letter urgent, or no longer so. */
export const urgencyInputs: readonly string[] = [...new Set(redFlagRules.flatMap(({ inputs }) => inputs))];
