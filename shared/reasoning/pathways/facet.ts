import { onDateWords } from "../../evaluation/dates.ts";
import type { AnswerReader } from "../../evaluation/reader.ts";
import { atLeastModerate, baselineScales, careFailed, painForMonths } from "./baseline.ts";
import { type Block, blocksOf, type EarlierIntervention, interventionsOf } from "./blocks.ts";
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
import { type BlockVerdict, judgeBlock, repeatedAblation, sameTarget } from "./facetBlocks.ts";
import { facetSides, facetSuspected, facetTargets, plannedOnFacets, type Targets } from "./facetTargets.ts";
import { facetWarnings } from "./facetWarnings.ts";
import { nervesOfJoints, type PayerRegion } from "./nerves.ts";
import {
  claudication,
  diagnosedLimbSource,
  hasSynovialCyst,
  limbPain,
  rootSigns,
  seriousCauseExcluded,
} from "./otherSources.ts";
import { type PayerProfile, payerProfiles } from "./payers.ts";

/** Facet joints, from the first medial branch block to the repeated ablation (FAC-1 to FAC-11). */

type Side = Pathway["side"];

/** One pathway for each region and side that the complaint, a plan or an earlier block concerns. */
export function facetPathways(answers: AnswerReader, payer: PayerProfile): readonly Pathway[] {
  const blocks = blocksOf(answers).filter(({ kind }) => kind !== "SIJ");
  const ablations = interventionsOf(answers, ["RFA"]);
  return (["cervical/thoracic", "lumbar/sacral"] as const).flatMap((region) => {
    const here = blocks.filter((block) => block.region === region);
    const done = ablations.filter((ablation) => ablation.region === region);
    const concerned = here.length > 0 || done.length > 0 || plannedOnFacets(answers, region).length > 0;
    if (!concerned && !hasAxialComplaint(answers, region)) return [];
    return facetSides(answers, region, here).map((side) =>
      facetPathway(answers, payer, region, side, here, done),
    );
  });
}

const axialRegions: Readonly<Record<PayerRegion, readonly string[]>> = {
  "cervical/thoracic": ["neck", "upper/mid back", "headache (cervicogenic)"],
  "lumbar/sacral": ["low back", "buttock"],
};

function hasAxialComplaint(answers: AnswerReader, region: PayerRegion): boolean {
  return answers.codes("HX.REGION").some((code) => axialRegions[region].includes(code));
}

function facetPathway(
  answers: AnswerReader,
  payer: PayerProfile,
  region: PayerRegion,
  side: Side,
  blocks: readonly Block[],
  ablations: readonly EarlierIntervention[],
): Pathway {
  const ofSide = blocks.filter((block) => concernsSide(block.side, side));
  const doneOnSide = ablations.filter((ablation) => concernsSide(ablation.side, side));
  const targets = facetTargets(answers, region, ofSide);
  const eligibility = eligibleForBlock(answers, region, payer, targets);
  const judge = (profile: PayerProfile) => walk(answers, profile, eligibility, ofSide, doneOnSide);
  const judged = judge(payer);
  const warnings = facetWarnings(answers, { payer, region, targets, blocks, ablations });
  const criteria = [...eligibility, ...judged.criteria];
  const basis = basisOf([...criteria, ...warnings]);
  const where = region === "lumbar/sacral" ? "Lumbar" : "Cervical or thoracic";
  const title = `${where} facet joints${sideWords(side)}`;
  return {
    ruleId: judged.ruleId,
    kind: "facet",
    title,
    region,
    ...(side === undefined ? {} : { side }),
    state: judged.state,
    text: `${title}: ${judged.text}`,
    nextStep: judged.nextStep,
    criteria,
    warnings,
    payer: payer.name,
    joints: targets.joints,
    nerves: nervesOfJoints(targets.joints),
    blocks: ofSide,
    otherPayers: payerProfiles
      .filter(({ id }) => id !== payer.id)
      .map((profile) => ({ payer: profile.name, state: judge(profile).state }))
      .filter(({ state }) => state !== judged.state),
    items: [...new Set([...basis.items, ...targets.items])],
    missing: basis.missing,
  };
}

const concernsSide = (of: Side, side: Side) =>
  of === undefined || side === undefined || of === "bilateral" || side === "bilateral" || of === side;

const sideWords = (side: Side) =>
  side === undefined ? "" : `, ${side === "bilateral" ? "both sides" : side}`;

/** FAC-1: what stands before a first block. */
function eligibleForBlock(
  answers: AnswerReader,
  region: PayerRegion,
  payer: PayerProfile,
  targets: Targets,
): readonly Criterion[] {
  const ask = (text: string, found: Finding) => criterion("FAC-1", text, found);
  return [
    ask(`Pain for at least ${payer.facet.painMonths} months`, painForMonths(answers, payer.facet.painMonths)),
    ask("Back or neck pain at least moderate", atLeastModerate(answers, "axial")),
    ask("Mostly in the back or neck", mostlyAxial(answers)),
    ask("Pain scale and disability scale at baseline", baselineScales(answers, region)),
    ask("Care without injection failed", careFailed(answers)),
    ask("No untreated radiculopathy or claudication", noLimbSource(answers, region)),
    ask("No fracture, tumour or infection explains it", seriousCauseExcluded(answers, region)),
    ask("Examination or imaging points to a facet joint", facetSuspected(answers, region, targets)),
  ];
}

function mostlyAxial(answers: AnswerReader): Finding {
  const code = answers.code("HX.AXLIMB");
  if (code === undefined) return unknown(["HX.AXLIMB"]);
  return {
    verdict: code === "axial > limb" || code === "axial only" ? "met" : "not met",
    finding: code,
    items: ["HX.AXLIMB"],
  };
}

function noLimbSource(answers: AnswerReader, region: PayerRegion): Finding {
  if (hasSynovialCyst(answers, region)) {
    return { verdict: "met", finding: "a facet synovial cyst is the exception", items: ["IM.GRID"] };
  }
  if (diagnosedLimbSource(answers, region)) {
    return {
      verdict: "not met",
      finding: "a root or claudication is a working diagnosis",
      items: ["PLAN.DX"],
    };
  }
  const limb = limbPain(answers, region);
  if (limb.verdict !== "met") return { ...limb, verdict: limb.verdict === "not met" ? "met" : "unknown" };
  const limbItems = limb.items ?? [];
  const signs = rootSigns(answers, region);
  if (signs.positive.length > 0) {
    return {
      verdict: "not met",
      finding: "limb pain with signs of a root",
      items: [...limbItems, ...signs.positive],
    };
  }
  const walking = region === "lumbar/sacral" ? claudication(answers) : undefined;
  if (walking?.verdict === "met" && walking.narrowCanal) {
    return { verdict: "not met", finding: walking.finding, items: [...(walking.items ?? []), "IM.GRID"] };
  }
  const missing = [...signs.missing, ...(walking?.missing ?? [])];
  if (missing.length > 0)
    return { verdict: "unknown", finding: "not examined for it", items: limbItems, missing };
  return { verdict: "met", finding: "no sign of it", items: [...limbItems, ...signs.examined] };
}

interface Step {
  readonly state: PathwayState;
  readonly ruleId: string;
  readonly text: string;
  readonly nextStep: string;
  /** Criteria of the later steps, as far as they were reached. */
  readonly criteria: readonly Criterion[];
}

/** Walks from block to block: where the patient stands, and what comes next. */
function walk(
  answers: AnswerReader,
  payer: PayerProfile,
  eligibility: readonly Criterion[],
  blocks: readonly Block[],
  ablations: readonly EarlierIntervention[],
): Step {
  const { first, second } = lastSeries(blocks);
  const ablation = ablations.at(-1);
  if (ablation !== undefined && !isNewerThan(first, ablation)) return afterAblation(answers, payer, ablation);
  if (first === undefined) {
    return second === undefined
      ? beforeBlocks(eligibility)
      : open("FAC-3", "the first block is not recorded", []);
  }
  const one = judgeBlock(first, payer, "First block");
  if (one.verdict === "open") return open("FAC-2", one.text, one.criteria);
  if (one.verdict === "negative") {
    return {
      state: "MBB1 negative",
      ruleId: "FAC-2",
      text: one.text,
      nextStep: "These joints are not shown to be the source: look for another one",
      criteria: one.criteria,
    };
  }
  if (payer.facet.blocks === 1) return readyToAblate(payer, one.text, one.criteria);
  const match = second === undefined ? undefined : sameTarget(first, second);
  const two = second === undefined ? undefined : judgeBlock(second, payer, "Second block");
  if (two === undefined || match === undefined || match.verdict === "not met") {
    return {
      state: "MBB2 needed",
      ruleId: "FAC-3",
      text: match === undefined ? one.text : `${one.text}; the second block had another target`,
      nextStep: "A second, confirming block at the same level and side",
      criteria: [...one.criteria, ...(match === undefined ? [] : [match])],
    };
  }
  return afterSecondBlock(payer, one, two, match);
}

function afterSecondBlock(payer: PayerProfile, one: BlockVerdict, two: BlockVerdict, match: Criterion): Step {
  const criteria = [...one.criteria, match, ...two.criteria];
  const text = `${one.text}; ${lowerFirst(two.text)}`;
  if (two.verdict === "open") return open("FAC-2", text, criteria);
  if (two.verdict === "negative") {
    return {
      state: "MBB2 negative",
      ruleId: "FAC-3",
      text,
      nextStep: "Not confirmed: ablation is not supported; look for another source",
      criteria,
    };
  }
  return readyToAblate(payer, text, criteria);
}

function readyToAblate(payer: PayerProfile, text: string, criteria: readonly Criterion[]): Step {
  const number = payer.facet.blocks === 1 ? "one block" : "two blocks";
  return {
    state: "RFA eligible",
    ruleId: "FAC-4",
    text: `${text}. ${number.charAt(0).toUpperCase()}${number.slice(1)} passed at ${payer.facet.blockRelief} %`,
    nextStep: "Thermal, not pulsed, radiofrequency ablation of the same nerves may be offered",
    criteria,
  };
}

function beforeBlocks(eligibility: readonly Criterion[]): Step {
  const verdict = together(eligibility);
  if (verdict === "not met") {
    return {
      state: "not met",
      ruleId: "FAC-1",
      text: `criteria for a first block not met: ${failuresIn(eligibility)}`,
      nextStep: "No medial branch block under this payer's terms",
      criteria: [],
    };
  }
  if (verdict === "unknown") return open("FAC-1", openIn(eligibility), []);
  return {
    state: "eligible for MBB1",
    ruleId: "FAC-1",
    text: "criteria for a first medial branch block met",
    nextStep: "First diagnostic medial branch block, local anaesthetic only, with a pain diary",
    criteria: [],
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

function afterAblation(answers: AnswerReader, payer: PayerProfile, ablation: EarlierIntervention): Step {
  const criteria = repeatedAblation(answers, payer, ablation);
  const verdict = together(criteria);
  const when = ablation.date === undefined ? "" : ` ${onDateWords(ablation.date)}`;
  if (verdict === "unknown") {
    return open("FAC-5", `ablated${when}; ${openIn(criteria)}`, criteria);
  }
  const met = verdict === "met";
  return {
    state: met ? "repeat eligible" : "repeat not met",
    ruleId: "FAC-5",
    text: `ablated${when}; ${met ? "the terms for another ablation are met" : `not yet again: ${failuresIn(criteria)}`}`,
    nextStep: met
      ? "The ablation may be repeated when the pain is back"
      : "No repeated ablation under this payer's terms",
    criteria,
  };
}

/** The last first block, and the block after it that was to confirm it. A block of no stated number takes its place in turn. */
function lastSeries(blocks: readonly Block[]): { readonly first?: Block; readonly second?: Block } {
  let series: { first?: Block; second?: Block } = {};
  for (const block of blocks) {
    const { first, second } = series;
    const followsFirst =
      first !== undefined && second === undefined && sameTarget(first, block).verdict !== "not met";
    const isSecond = block.kind === "MBB2" || (block.kind === "MBB" && followsFirst);
    series = isSecond ? { ...series, second: block } : { first: block };
  }
  return series;
}

/** A new series of blocks after an ablation starts the way again. */
function isNewerThan(block: Block | undefined, { date }: EarlierIntervention): boolean {
  return block?.date !== undefined && date !== undefined && block.date > date;
}

const lowerFirst = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);
