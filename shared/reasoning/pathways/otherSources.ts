import { allItems } from "../../checklist/index.ts";
import { strengthOrdinal } from "../../checklist/valueSets.ts";
import { earliestDay } from "../../evaluation/dates.ts";
import type { AnswerReader, RecordValue } from "../../evaluation/reader.ts";
import { text, texts } from "./blocks.ts";
import type { Finding } from "./criterion.ts";
import { type PayerRegion, regionOf } from "./nerves.ts";

/** Other sources of the pain that a pathway must know of: a root, claudication, fracture, tumour, infection. */

const tests: Readonly<Record<PayerRegion, readonly string[]>> = {
  "cervical/thoracic": ["PE.T.SPURL", "PE.T.ULTT", "PE.T.SHABD"],
  "lumbar/sacral": ["PE.T.SLR", "PE.T.XSLR", "PE.T.SLUMP", "PE.T.FNS", "PE.T.BOW", "PE.T.BRAG"],
};
const reflexes: Readonly<Record<PayerRegion, readonly string[]>> = {
  "cervical/thoracic": ["NE.R.BIC", "NE.R.BR", "NE.R.TRI"],
  "lumbar/sacral": ["NE.R.PAT", "NE.R.ACH"],
};
const arms = /^NE\.[MS]\.[CT]\d/;
const legs = /^NE\.[MS]\.[LS]\d/;
const ofRoots = (pattern: RegExp) => allItems.filter(({ id }) => pattern.test(id)).map(({ id }) => id);
const strengthAndSensation: Readonly<Record<PayerRegion, readonly string[]>> = {
  "cervical/thoracic": ofRoots(arms),
  "lumbar/sacral": ofRoots(legs),
};

/** Everything that is read for signs of a root in a region. */
export const rootSignItems = (region: PayerRegion): readonly string[] => [
  ...tests[region],
  ...reflexes[region],
  ...strengthAndSensation[region],
];

export interface RootSigns {
  /** Items that speak for a root. */
  readonly positive: readonly string[];
  readonly examined: readonly string[];
  /** Without a tension test and without strength nothing is excluded: at least these would have to be examined. */
  readonly missing: readonly string[];
}

/** Signs of an irritated or damaged root: tension, weakness, sensory loss or a weaker reflex than on the other side. */
export function rootSigns(answers: AnswerReader, region: PayerRegion): RootSigns {
  const examined: string[] = [];
  const positive: string[] = [];
  const note = (id: string, isPositive: boolean | undefined) => {
    if (isPositive === undefined) return;
    examined.push(id);
    if (isPositive) positive.push(id);
  };
  for (const id of tests[region]) note(id, testPositive(answers, id));
  for (const id of reflexes[region]) note(id, reflexReduced(answers.pair(id)));
  for (const id of strengthAndSensation[region]) {
    const sides = answers.pairOfRecords(id);
    note(id, id.startsWith("NE.M.") ? weaker(sides?.right, sides?.left) : altered(sides?.right, sides?.left));
  }
  const looked = (ids: readonly string[]) => ids.some((id) => examined.includes(id));
  const keyMuscles = strengthAndSensation[region].filter((id) => id.startsWith("NE.M."));
  const missing = [
    ...(looked(tests[region]) ? [] : tests[region].slice(0, 1)),
    ...(looked(keyMuscles) ? [] : keyMuscles.slice(0, 1)),
  ];
  return { positive, examined, missing };
}

function testPositive(answers: AnswerReader, id: string): boolean | undefined {
  const { right, left } = answers.pairOfRecords(id) ?? {};
  const done = [right, left].filter((side) => side?.result !== undefined);
  if (done.length === 0) return undefined;
  return done.some((side) => side?.result === "positive" && side.pain !== "pain elsewhere");
}

const reflexOrder = ["0", "1+", "2+", "3+", "4+"];

function reflexReduced(sides: RecordValue | undefined): boolean | undefined {
  const [right, left] = [reflexOrder.indexOf(String(sides?.right)), reflexOrder.indexOf(String(sides?.left))];
  if (right < 0 || left < 0) return undefined;
  return right !== left && Math.min(right, left) <= 1;
}

/** Strength 4/5 or less, half a grade below the other side, and not for pain. */
function weaker(right: RecordValue | undefined, left: RecordValue | undefined): boolean | undefined {
  const [one, other] = [strength(right), strength(left)];
  if (one === undefined || other === undefined) return undefined;
  const [less, side] = one < other ? [one, right] : [other, left];
  return less <= 4 && Math.abs(one - other) >= 0.5 && side?.painLimited !== "yes";
}

function strength(side: RecordValue | undefined): number | undefined {
  return typeof side?.grade === "string" ? strengthOrdinal[side.grade] : undefined;
}

function altered(right: RecordValue | undefined, left: RecordValue | undefined): boolean | undefined {
  const compared = ["lightTouch", "pinprick"].filter(
    (field) => isGrade(right?.[field]) && isGrade(left?.[field]),
  );
  if (compared.length === 0) return undefined;
  return compared.some((field) => right?.[field] !== left?.[field]);
}

const isGrade = (value: unknown) => value === "0" || value === "1" || value === "2";

const inLimb: Readonly<
  Record<PayerRegion, { readonly regions: readonly string[]; readonly radiation: readonly string[] }>
> = {
  "cervical/thoracic": { regions: ["arm"], radiation: ["arm", "forearm", "hand"] },
  "lumbar/sacral": { regions: ["leg"], radiation: ["thigh", "below knee", "foot"] },
};

/** Whether the pain reaches the limb of the region; open while neither region nor radiation is answered. */
export function limbPain(answers: AnswerReader, region: PayerRegion): Finding {
  const { regions, radiation } = inLimb[region];
  const items = ["HX.REGION", "HX.RAD"].filter((id) => answers.isAnswered(id));
  const reached = [
    ...answers.codes("HX.REGION").filter((code) => regions.includes(code)),
    ...answers.codes("HX.RAD").filter((code) => radiation.includes(code)),
  ];
  if (reached.length > 0) return { verdict: "met", finding: [...new Set(reached)].join(", "), items };
  if (items.length < 2) {
    const missing = ["HX.REGION", "HX.RAD"].filter((id) => !items.includes(id));
    return { verdict: "unknown", finding: "not recorded", items, missing };
  }
  return { verdict: "not met", finding: "no limb pain", items };
}

const narrow: Readonly<Record<string, readonly string[]>> = {
  canalSchizas: ["B", "C", "D"],
  canalLurie: ["moderate", "severe"],
  canalLee: ["2", "3"],
};

/** Leg pain on standing or walking that sitting or leaning forward relieves; with or without a narrow canal. */
export function claudication(answers: AnswerReader): Finding & { readonly narrowCanal: boolean } {
  const relief = answers.record("HX.STANDRELIEF");
  const grid = answers.grid("IM.GRID");
  const narrowCanal = Object.entries(grid ?? {}).some(
    ([level, row]) =>
      regionOf(level) === "lumbar/sacral" &&
      Object.entries(narrow).some(([column, grades]) => grades.includes(String(row[column]))),
  );
  if (relief === undefined) {
    return { verdict: "unknown", finding: "not recorded", missing: ["HX.STANDRELIEF"], narrowCanal };
  }
  const relieved = relief.sitting === "yes" || relief.leaningForward === "yes";
  const upright = answers.codes("HX.AGG").some((code) => code === "standing" || code === "walking");
  const items = ["HX.STANDRELIEF", ...(answers.isAnswered("HX.AGG") ? ["HX.AGG"] : [])];
  return relieved && upright
    ? {
        verdict: "met",
        finding: "leg pain upright, relieved by sitting or leaning forward",
        items,
        narrowCanal,
      }
    : { verdict: "not met", finding: "no postural pattern", items, narrowCanal };
}

const seriousFlags = ["RF.FX.TRAUMA", "RF.CA.HX", "RF.INF.FEVER"] as const;
const seenBy = ["MRI", "CT", "CT myelogram"];

/** No fracture, tumour or infection explains the pain: not seen on imaging, or no flag for it. */
export function seriousCauseExcluded(answers: AnswerReader, region: PayerRegion): Finding {
  const grid = Object.entries(answers.grid("IM.GRID") ?? {}).filter(([level]) => regionOf(level) === region);
  const seen = grid.flatMap(([level, row]) => {
    const fracture = row.fracture === "acute" || row.fracture === "healing";
    const other = texts(row.other).filter((code) => code === "tumour" || code === "infection/discitis");
    return [...(fracture ? [`fracture at ${level}`] : []), ...other.map((code) => `${code} at ${level}`)];
  });
  if (seen.length > 0) return { verdict: "not met", finding: seen.join(", "), items: ["IM.GRID"] };
  const flags = seriousFlags.map((id) => ({ id, answer: answers.code(id) }));
  const raised = flags.filter(({ answer }) => answer === "yes").map(({ id }) => id);
  const open = flags.filter(({ answer }) => answer !== "yes" && answer !== "no").map(({ id }) => id);
  const items = flags.filter(({ answer }) => answer !== undefined).map(({ id }) => id);
  if (raised.length === 0 && open.length === 0) return { verdict: "met", finding: "no flag for it", items };
  if (hasImagingSince(answers, region) && grid.length > 0) {
    return { verdict: "met", finding: "not seen on imaging", items: [...items, "IM.STUDY", "IM.GRID"] };
  }
  const finding =
    raised.length > 0 ? "flag raised, not imaged since the onset" : "red flags not all answered";
  return { verdict: "unknown", finding, items, missing: raised.length > 0 ? ["IM.STUDY"] : open };
}

function hasImagingSince(answers: AnswerReader, region: PayerRegion): boolean {
  const onset = answers.date("HX.ONSET.DATE");
  const wanted = region === "lumbar/sacral" ? ["lumbar", "SIJ", "pelvis"] : ["cervical", "thoracic"];
  return answers.rows("IM.STUDY").some((row) => {
    const date = text(row.date);
    return (
      seenBy.includes(String(row.type)) &&
      row.source !== "requested not received" &&
      texts(row.region).some((code) => wanted.includes(code)) &&
      (onset === undefined || (date !== undefined && earliestDay(date) >= earliestDay(onset)))
    );
  });
}

/** A facet synovial cyst in the region: the one root compression that a facet injection may treat. */
export function hasSynovialCyst(answers: AnswerReader, region: PayerRegion): boolean {
  return Object.entries(answers.grid("IM.GRID") ?? {}).some(
    ([level, row]) =>
      regionOf(level) === region &&
      [...texts(row.facetRightSigns), ...texts(row.facetLeftSigns)].includes("synovial cyst"),
  );
}

/** The physician's own working diagnosis that names a root or claudication in the region as the pain's source. */
export function diagnosedLimbSource(answers: AnswerReader, region: PayerRegion): boolean {
  return answers.rows("PLAN.DX").some(({ generator, certainty, root, levels }) => {
    const named = [...(typeof root === "string" ? [root] : []), ...texts(levels)];
    return (
      ["radiculopathy", "radicular pain", "lumbar stenosis"].includes(String(generator)) &&
      ["most likely", "confirmed by controlled block"].includes(String(certainty)) &&
      (named.length === 0 || named.some((level) => regionOf(level) === region))
    );
  });
}
