import type { EvidenceTag } from "../checklist/kinds.ts";
import type { Band } from "./score.ts";

/**
 * Published bands and cut-offs, clinical reference 2.1.6, as data.
 *
 * Each table is read from the top: the first row whose upper limit the score does not exceed. Where totals can have
 * decimals (an Oswestry of 40.5 %, a T-score of 54.95) the limits are chosen so that no value falls between two rows.
 */

interface Row {
  /** Highest score of this band. */
  readonly upTo: number;
  readonly band: string;
  readonly meaning?: string;
}

interface Scale {
  readonly min: number;
  readonly max: number;
  readonly rows: readonly Row[];
  readonly tag: EvidenceTag;
}

const { POSITIVE_INFINITY: top } = Number;
/** "Up to, but not including". */
const below = (limit: number) => limit - 1e-9;

const scales = {
  NRS: {
    min: 0,
    max: 10,
    tag: "GK",
    rows: [
      { upTo: 0, band: "none" },
      { upTo: 3, band: "mild" },
      { upTo: 6, band: "moderate" },
      { upTo: top, band: "severe" },
    ],
  },
  ODI: {
    min: 0,
    max: 100,
    tag: "V",
    rows: [
      { upTo: 20, band: "minimal" },
      { upTo: 40, band: "moderate" },
      { upTo: 60, band: "severe" },
      { upTo: 80, band: "crippling" },
      { upTo: top, band: "bed-bound or exaggerated" },
    ],
  },
  /** On the raw total of 50, never on the percentage. */
  NDI: {
    min: 0,
    max: 50,
    tag: "V",
    rows: [
      { upTo: below(5), band: "none" },
      { upTo: below(15), band: "mild" },
      { upTo: below(25), band: "moderate" },
      { upTo: below(35), band: "severe" },
      { upTo: top, band: "complete" },
    ],
  },
  PHQ2: {
    min: 0,
    max: 6,
    tag: "GK",
    rows: [
      { upTo: 2, band: "negative" },
      { upTo: top, band: "positive", meaning: "depression likely enough to ask further" },
    ],
  },
  PHQ9: {
    min: 0,
    max: 27,
    tag: "V2",
    rows: [
      { upTo: 4, band: "minimal" },
      { upTo: 9, band: "mild" },
      { upTo: 14, band: "moderate" },
      { upTo: 19, band: "moderately severe" },
      { upTo: top, band: "severe" },
    ],
  },
  GAD2: {
    min: 0,
    max: 6,
    tag: "GK",
    rows: [
      { upTo: 2, band: "negative" },
      { upTo: top, band: "positive", meaning: "anxiety likely enough to ask further" },
    ],
  },
  GAD7: {
    min: 0,
    max: 21,
    tag: "V2",
    rows: [
      { upTo: 4, band: "minimal" },
      { upTo: 9, band: "mild" },
      { upTo: 14, band: "moderate" },
      { upTo: top, band: "severe" },
    ],
  },
  PHQ4: {
    min: 0,
    max: 12,
    tag: "GK",
    rows: [
      { upTo: 2, band: "normal" },
      { upTo: 5, band: "mild" },
      { upTo: 8, band: "moderate" },
      { upTo: top, band: "severe" },
    ],
  },
  DN4: {
    min: 0,
    max: 10,
    tag: "V2",
    rows: [
      { upTo: 3, band: "below cut-off" },
      { upTo: top, band: "neuropathic", meaning: "suggests neuropathic pain" },
    ],
  },
  LANSS: {
    min: 0,
    max: 24,
    tag: "V2",
    rows: [
      { upTo: 11, band: "below cut-off" },
      { upTo: top, band: "neuropathic", meaning: "pain predominantly neuropathic" },
    ],
  },
  PAINDETECT: {
    min: -1,
    max: 38,
    tag: "V2",
    rows: [
      { upTo: 12, band: "unlikely", meaning: "neuropathic component unlikely" },
      { upTo: 18, band: "unclear", meaning: "neuropathic component possible" },
      { upTo: top, band: "likely", meaning: "neuropathic component likely" },
    ],
  },
  ORT: {
    min: 0,
    max: 26,
    tag: "V",
    rows: [
      { upTo: 3, band: "low risk" },
      { upTo: 7, band: "moderate risk" },
      { upTo: top, band: "high risk" },
    ],
  },
  ORTOUD: {
    min: 0,
    max: 9,
    tag: "GK",
    rows: [
      { upTo: 2, band: "low risk" },
      { upTo: top, band: "high risk" },
    ],
  },
  SOAPPR: {
    min: 0,
    max: 96,
    tag: "GK",
    rows: [
      { upTo: 17, band: "negative" },
      { upTo: top, band: "positive", meaning: "higher risk of opioid misuse" },
    ],
  },
  PCS: {
    min: 0,
    max: 52,
    tag: "V2",
    rows: [
      { upTo: 29, band: "below cut-off" },
      { upTo: top, band: "clinically relevant", meaning: "clinically relevant catastrophizing" },
    ],
  },
  CSI: {
    min: 0,
    max: 100,
    tag: "V",
    rows: [
      { upTo: 29, band: "subclinical" },
      { upTo: 39, band: "mild" },
      { upTo: 49, band: "moderate" },
      { upTo: 59, band: "severe" },
      { upTo: top, band: "extreme" },
    ],
  },
} as const satisfies Readonly<Record<string, Scale>>;

/** T-scores of the symptom domains: higher is worse. */
const promisSymptoms: Scale = {
  min: 0,
  max: 100,
  tag: "GK",
  rows: [
    { upTo: below(55), band: "normal" },
    { upTo: below(60), band: "mild" },
    { upTo: below(70), band: "moderate" },
    { upTo: top, band: "severe" },
  ],
};

/** Physical function runs the other way: higher is better. */
const promisFunction: Scale = {
  min: 0,
  max: 100,
  tag: "GK",
  rows: [
    { upTo: below(30), band: "severe" },
    { upTo: below(40), band: "moderate" },
    { upTo: 45, band: "mild" },
    { upTo: top, band: "normal" },
  ],
};

export type InstrumentId = keyof typeof scales | "STARTBACK" | "PROMIS";

export interface BandExtra {
  /** STarT Back: the psychosocial subscore, 0 to 5; it decides first. */
  readonly distress?: number;
  /** PROMIS: the domain that the T-score belongs to. */
  readonly domain?: string;
}

function read(scale: Scale, score: number): Band | undefined {
  if (!(score >= scale.min && score <= scale.max)) return undefined;
  const row = scale.rows.find((candidate) => score <= candidate.upTo);
  if (row === undefined) return undefined;
  return {
    band: row.band,
    ...(row.meaning === undefined ? {} : { meaning: row.meaning }),
    tag: scale.tag,
  };
}

/**
 * STarT Back: distress of four or five is high risk whatever the rest says; otherwise a total of at most three is low.
 * A total of four or more without its distress subscore is medium or high, and is not judged.
 */
function startBack(total: number, distress: number | undefined): Band | undefined {
  if (!(total >= 0 && total <= 9)) return undefined;
  if (distress !== undefined && !(distress >= 0 && distress <= 5 && distress <= total)) return undefined;
  if (distress !== undefined && distress >= 4) return { band: "high risk", tag: "V" };
  if (total <= 3) return { band: "low risk", tag: "V" };
  return distress === undefined ? undefined : { band: "medium risk", tag: "V" };
}

/** What a total means; undefined when it is out of range, or when a part that decides is missing. */
export function bandOf(instrument: InstrumentId, total: number, extra: BandExtra = {}): Band | undefined {
  if (instrument === "STARTBACK") return startBack(total, extra.distress);
  if (instrument === "PROMIS") {
    if (extra.domain === undefined) return undefined;
    return read(extra.domain === "physical function" ? promisFunction : promisSymptoms, total);
  }
  return read(scales[instrument], total);
}
