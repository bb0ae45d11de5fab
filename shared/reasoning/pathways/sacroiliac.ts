import type { AnswerReader, RecordValue } from "../../evaluation/reader.ts";
import { type Block, blocksOf, type EarlierIntervention, interventionsOf, sideOf, texts } from "./blocks.ts";
import {
  basisOf,
  type Criterion,
  criterion,
  type Finding,
  failuresIn,
  openIn,
  type Pathway,
  type PathwayState,
  together,
  unknown,
} from "./criterion.ts";
import { lasted, reliefOf } from "./facetBlocks.ts";
import type { PayerProfile } from "./payers.ts";
import { passes, percentText } from "./relief.ts";
import { firstCriteria, positiveTests } from "./sacroiliacCriteria.ts";
import { sacroiliacWarnings } from "./sacroiliacWarnings.ts";

/** Sacroiliac joint: diagnostic block, therapeutic injection, repeat (SIJ-1 to SIJ-3). */

const region = "lumbar/sacral";

export function sacroiliacPathways(answers: AnswerReader, payer: PayerProfile): readonly Pathway[] {
  const blocks = blocksOf(answers).filter(({ kind }) => kind === "SIJ");
  const planned = plannedSacroiliac(answers);
  const earlier = interventionsOf(answers, ["SIJ"]);
  const complained = answers.codes("HX.REGION").some((code) => code === "low back" || code === "buttock");
  if (!complained && blocks.length + planned.length + earlier.length === 0) return [];
  return [sacroiliacPathway(answers, payer, blocks, earlier, planned)];
}

function plannedSacroiliac(answers: AnswerReader): readonly RecordValue[] {
  return answers
    .rows("PLAN.PROC")
    .filter(
      (row) =>
        row.type === "sacroiliac joint injection" ||
        (row.type === "radiofrequency ablation" && isSacroiliacTarget(row)),
    );
}

const isSacroiliacTarget = (row: RecordValue) =>
  row.level === "SIJ" ||
  texts(row.targetJoints).includes("SIJ") ||
  texts(row.targetNerves).some((nerve) => nerve.endsWith("lateral branch"));

interface Step {
  readonly state: PathwayState;
  readonly ruleId: string;
  readonly text: string;
  readonly nextStep: string;
  readonly criteria: readonly Criterion[];
}

function sacroiliacPathway(
  answers: AnswerReader,
  payer: PayerProfile,
  blocks: readonly Block[],
  earlier: readonly EarlierIntervention[],
  planned: readonly RecordValue[],
): Pathway {
  const positive = positiveTests(answers);
  const side =
    planned.map((row) => sideOf(row.side)).find((given) => given !== undefined) ??
    blocks.at(-1)?.side ??
    (positive !== undefined && positive.count > 0 ? positive.side : sideOf(answers.code("HX.SIDE")));
  const first = firstCriteria(answers, payer, positive);
  const therapeutic = earlier.filter((row) => !isAmongBlocks(row, blocks));
  const step = walk(payer, first, blocks, therapeutic);
  const criteria = [...first, ...step.criteria];
  const warnings = sacroiliacWarnings(answers, payer, blocks, therapeutic, planned);
  const sideWords = side === undefined ? "" : `, ${side === "bilateral" ? "both sides" : side}`;
  const title = `Sacroiliac joint${sideWords}`;
  return {
    ruleId: step.ruleId,
    kind: "sacroiliac",
    title,
    region,
    ...(side === undefined ? {} : { side }),
    state: step.state,
    text: `${title}: ${step.text}`,
    nextStep: step.nextStep,
    criteria,
    warnings,
    payer: payer.name,
    blocks,
    ...basisOf([...criteria, ...warnings]),
  };
}

const isAmongBlocks = (row: EarlierIntervention, blocks: readonly Block[]) =>
  row.date !== undefined && blocks.some(({ date }) => date === row.date);

function walk(
  payer: PayerProfile,
  first: readonly Criterion[],
  blocks: readonly Block[],
  therapeutic: readonly EarlierIntervention[],
): Step {
  const terms = payer.sacroiliac;
  const lastInjection = therapeutic.at(-1);
  const lastBlock = blocks.at(-1);
  if (
    lastInjection !== undefined &&
    !(lastBlock?.date !== undefined && lastBlock.date > (lastInjection.date ?? ""))
  ) {
    return afterInjection(terms, lastInjection);
  }
  if (lastBlock === undefined) return beforeBlock(first);
  const { percent, before, item } = lastBlock;
  const text = `Diagnostic block: relief of at least ${terms.blockRelief} %`;
  if (percent === undefined) {
    const why = before === 0 ? "no pain before the block, nothing to compare" : "relief not recorded";
    return open("SIJ-2", why, [criterion("SIJ-2", text, unknown([item], why))]);
  }
  const passed = passes(percent, terms.blockRelief);
  const found: Finding = {
    verdict: passed ? "met" : "not met",
    finding: percentText(percent),
    items: [item],
  };
  return {
    state: passed ? "eligible for therapeutic injection" : "diagnostic block negative",
    ruleId: "SIJ-2",
    text: `diagnostic block ${passed ? "positive" : "negative"} at ${percentText(percent)} relief`,
    nextStep: passed
      ? "A therapeutic sacroiliac injection may be offered"
      : "The joint is not shown to be the source: look for another one",
    criteria: [criterion("SIJ-2", text, found)],
  };
}

function beforeBlock(first: readonly Criterion[]): Step {
  const verdict = together(first);
  if (verdict === "unknown") return open("SIJ-1", openIn(first), []);
  const met = verdict === "met";
  return {
    state: met ? "eligible for diagnostic block" : "not met",
    ruleId: "SIJ-1",
    text: met
      ? "criteria for a diagnostic injection met"
      : `criteria for a diagnostic injection not met: ${failuresIn(first)}`,
    nextStep: met
      ? "Image-guided diagnostic sacroiliac joint injection"
      : "No sacroiliac injection under this payer's terms",
    criteria: [],
  };
}

/** SIJ-3. */
function afterInjection(terms: PayerProfile["sacroiliac"], last: EarlierIntervention): Step {
  const criteria = [
    criterion(
      "SIJ-3",
      `Last injection relieved at least ${terms.repeatRelief} %`,
      reliefOf(last.percent, terms.repeatRelief),
    ),
    criterion(
      "SIJ-3",
      "Its relief lasted at least 3 months",
      lasted(last.duration, last.durationUnit, terms.repeatReliefDays),
    ),
  ];
  const verdict = together(criteria);
  if (verdict === "unknown") return open("SIJ-3", openIn(criteria), criteria);
  const met = verdict === "met";
  return {
    state: met ? "repeat eligible" : "repeat not met",
    ruleId: "SIJ-3",
    text: met ? "terms for a repeat met" : `terms for a repeat not met: ${failuresIn(criteria)}`,
    nextStep: met
      ? "The injection may be repeated when the pain is back"
      : "No repeated sacroiliac injection under this payer's terms",
    criteria,
  };
}

function open(ruleId: string, why: string, criteria: readonly Criterion[]): Step {
  return {
    state: "insufficient data",
    ruleId,
    text: `cannot be judged yet: ${why}`,
    nextStep: "Record what is missing",
    criteria,
  };
}
