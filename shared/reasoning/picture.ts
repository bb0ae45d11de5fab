import type { EarlierVisit, Evaluation } from "../evaluation/evaluation.ts";
import type { Caution } from "./caution.ts";
import { cautionsOf } from "./cautions.ts";
import { type ConcordancePicture, concordanceOf } from "./concordance/concordance.ts";
import { contextOf } from "./context.ts";
import { type GeneratorPicture, generatorsOf } from "./generators/generators.ts";
import { withEarlierVisits } from "./pathways/earlierVisits.ts";
import { type Pathway, pathwaysOf } from "./pathways/index.ts";
import { type Recommendation, recommendationsOf } from "./recommendations/index.ts";
import { type RedFlagPicture, redFlagsOf } from "./redFlags/redFlags.ts";
import { rulesVersion } from "./registry.ts";
import { type RootPicture, rootsOf } from "./roots/roots.ts";
import { type TimingPicture, timingOf } from "./timing/timing.ts";

/** What the findings suggest, and on what each statement rests. It supports the physician and decides nothing. */
export interface Picture {
  readonly timing: TimingPicture;
  readonly redFlags: RedFlagPicture;
  readonly roots: RootPicture;
  readonly generators: GeneratorPicture;
  readonly concordance: ConcordancePicture;
  readonly pathways: readonly Pathway[];
  /** What has to be minded with medicines and planned procedures. */
  readonly cautions: readonly Caution[];
  /** Who does what by when, as proposed rows of PLAN.REC. */
  readonly recommendations: readonly Recommendation[];
  readonly rulesVersion: string;
}

export interface PictureOptions {
  /** Ids of rules that the practice has switched off: they say nothing. */
  readonly switchedOff?: readonly string[];
  /** Months that the practice takes for a reasonable recovery after surgery, 3 to 12. */
  readonly recoveryMonths?: number;
  /**
   * Signed visits of the same patient, in any order: what was done then counts for sources that blocks support, for
   * pathways and their limits, and for cautions. Findings and red flags are those of this visit alone.
   */
  readonly earlier?: readonly EarlierVisit[];
}

/** The whole clinical picture of one evaluation; pure, so that it can be worked out again after every answer. */
export function pictureOf(evaluation: Evaluation, options: PictureOptions = {}): Picture {
  const steps = pictureSteps(evaluation, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * The same in steps of about the same length, the red flags in the first: a screen can answer keys and draw frames between
 * them. What was worked out counts only as a whole.
 */
export function* pictureSteps(
  evaluation: Evaluation,
  options: PictureOptions = {},
): Generator<undefined, Picture, undefined> {
  const context = contextOf(evaluation, options.switchedOff);
  const redFlags = redFlagsOf(context);
  const emergency = redFlags.suppressesElective;
  yield;
  const overTime = withEarlierVisits(evaluation, options.earlier ?? []);
  const whole = overTime === evaluation ? context : contextOf(overTime, options.switchedOff);
  const { answers, isOn } = whole;
  const roots = rootsOf(context);
  yield;
  const generators = generatorsOf(whole, redFlags);
  yield;
  const pathways = pathwaysOf(answers, { emergency, isOn });
  yield;
  const cautions = cautionsOf(answers, { emergency, isOn });
  const concordance = concordanceOf(context);
  yield;
  return {
    timing: timingOf(context, redFlags, options),
    redFlags,
    roots,
    generators,
    concordance,
    pathways,
    cautions,
    recommendations: recommendationsOf(answers, { redFlags, generators, pathways, cautions }, { isOn }),
    rulesVersion,
  };
}
