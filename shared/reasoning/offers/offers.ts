import type { Evaluation } from "../../evaluation/evaluation.ts";
import type { RecordValue } from "../../evaluation/reader.ts";
import { concordanceOf, type ProposedConcordance } from "../concordance/concordance.ts";
import { contextOf, type ReasoningContext } from "../context.ts";
import { opioidFactorOf } from "../morphineEquivalents.ts";

/**
 * Rows that other answers hold already, offered so that nothing is typed twice. Whoever takes them looks at them: they are
 * marked until then, like findings that were filled with normal.
 */

export interface Offer {
  readonly rows: readonly RecordValue[];
  /** Where they come from: "from the treatments so far". */
  readonly from: string;
}

const sources: Readonly<
  Record<string, { readonly from: string; rows(context: ReasoningContext): readonly RecordValue[] }>
> = {
  "HX.MED": { from: "from the treatments so far", rows: medicinesOf },
  "HX.MED.OPI": { from: "from the medicines", rows: opioidsOf },
  "IM.CONC": { from: "by the rules", rows: concordanceRowsOf },
};

export const offeringItems: readonly string[] = Object.keys(sources);

/** What is offered for a list of rows; undefined where there is nothing that it does not hold. */
export function offerFor(
  itemId: string,
  evaluation: Evaluation,
  switchedOff: readonly string[] = [],
): Offer | undefined {
  const source = sources[itemId];
  if (source === undefined) return undefined;
  const rows = source.rows(contextOf(evaluation, switchedOff));
  return rows.length === 0 ? undefined : { rows, from: source.from };
}

/** Kinds of treatment that are kinds of medicine too, by the same words. */
const medicineTypes: readonly unknown[] = [
  "NSAID",
  "acetaminophen",
  "gabapentinoid",
  "SNRI/TCA",
  "muscle relaxant",
  "opioid",
];

/** Medicines that were tried and are named, those still taken first. */
function medicinesOf({ answers }: ReasoningContext): readonly RecordValue[] {
  const known = new Set(answers.rows("HX.MED").map(({ name }) => wordsOf(name)));
  const offered = answers.rows("HX.CONS").flatMap((row): RecordValue[] => {
    if (!medicineTypes.includes(row.type) || typeof row.detail !== "string") return [];
    if (known.has(wordsOf(row.detail))) return [];
    known.add(wordsOf(row.detail));
    const taken = takenOf(row);
    const { dose, unit, perDay } = doseOf(typeof row.dose === "string" ? row.dose : "");
    return [withoutGaps({ name: row.detail.trim(), drugClass: row.type, dose, unit, perDay, ...taken })];
  });
  return offered.toSorted(
    (one, other) => Number(other.status === "taking") - Number(one.status === "taking"),
  );
}

function takenOf({ status, end }: RecordValue): Readonly<Record<string, RecordValue[string] | undefined>> {
  if (status === "ongoing") return { status: "taking" };
  return status === undefined ? {} : { status: "stopped", stopped: end };
}

const times: readonly (readonly [RegExp, number])[] = [
  [/\b(once|one time|qd|od|daily at|at night|nightly)\b/, 1],
  [/\b(twice|two times|bid)\b/, 2],
  [/\b(three times|thrice|tid)\b/, 3],
  [/\b(four times|qid)\b/, 4],
];

/** "500 mg twice a day" -> 500, mg, 2. What cannot be read so is left to be typed; "as needed" says no number a day. */
export function doseOf(words: string): { dose?: number; unit?: string; perDay?: number } {
  const said = words
    .toLowerCase()
    .replaceAll(".d", "d")
    .replace(/\b([btq])\.?i\.?d\.?/, "$1id");
  const [, number, unit] = /^\s*(\d+(?:\.\d+)?)\s*(mg|mcg|g|units|tablets)\b(?!\s*\/)/.exec(said) ?? [];
  if (number === undefined || unit === undefined) return {};
  const found = times.filter(([pattern]) => pattern.test(said));
  const [only] = found;
  const isPlain = found.length === 1 && only !== undefined && !/\b(prn|as needed|to|or)\b/.test(said);
  return { dose: Number(number), unit, ...(isPlain ? { perDay: only[1] } : {}) };
}

/** Opioids among the medicines taken, for the morphine equivalent. */
function opioidsOf({ answers }: ReasoningContext): readonly RecordValue[] {
  const known = new Set(answers.rows("HX.MED.OPI").map(({ drug }) => drug));
  return answers.rows("HX.MED").flatMap((row): RecordValue[] => {
    const factor = typeof row.name === "string" ? opioidFactorOf(row.name) : undefined;
    if (factor === undefined || row.status === "stopped" || known.has(factor.drug)) return [];
    // A patch is dosed by the hour and a range has no one dose: both are typed.
    if (factor.unit !== "mg/day" || row.unit !== "mg" || row.doseTo !== undefined) return [];
    known.add(factor.drug);
    const { dose, perDay, asNeeded } = row;
    return [withoutGaps({ drug: factor.drug, dose, perDay, release: releaseOf(row.form), asNeeded })];
  });
}

function releaseOf(form: unknown): "IR" | "ER" | undefined {
  if (typeof form !== "string") return undefined;
  if (/\b(immediate|ir)\b/i.test(form)) return "IR";
  return /\b(extended|er|xr|sr|cr)\b/i.test(form) ? "ER" : undefined;
}

/** What needs the physician's words is not offered: it is judged by itself. */
const needsWords: readonly string[] = ["partly concordant", "discordant"];

function concordanceRowsOf(context: ReasoningContext): readonly RecordValue[] {
  return concordanceOf(context)
    .rows.filter(({ physician, proposed }) => physician === undefined && !needsWords.includes(proposed))
    .map((row) => ({ ...concordanceRow(row), concordance: row.proposed }));
}

/** A finding as a row of IM.CONC, with what was proposed and without a judgement. */
function concordanceRow(row: ProposedConcordance): RecordValue {
  const { finding, level, side, structure, root, proposed } = row;
  const { matchesSide, matchesDistribution, matchesDeficit, matchesTests, matchesTime } = row;
  const matches = { matchesSide, matchesDistribution, matchesDeficit, matchesTests, matchesTime };
  return withoutGaps({ finding: finding.slice(0, 200), level, side, structure, root, ...matches, proposed });
}

function withoutGaps(fields: Readonly<Record<string, RecordValue[string] | undefined>>): RecordValue {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) => (value === undefined ? [] : [[field, value]])),
  );
}

function wordsOf(name: unknown): string {
  return typeof name === "string" ? name.trim().toLowerCase() : "";
}
