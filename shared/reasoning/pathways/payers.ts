import type { EvidenceTag } from "../../checklist/kinds.ts";
import type { AnswerReader } from "../../evaluation/reader.ts";

/**
 * What payers ask before they pay for a procedure, as data (clinical reference 3.5). A payer's number is no medical truth:
 * the same block passes with one payer and fails with another, so that a pathway names the profile that it was judged by.
 */
export interface PayerProfile {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly tag: EvidenceTag;
  readonly reviewed: string;
  /** Its numbers that were not seen on a page of the payer: to be confirmed by the practice. */
  readonly toConfirm: readonly string[];
  readonly facet: FacetTerms;
  readonly epidural: EpiduralTerms;
  readonly sacroiliac: SacroiliacTerms;
}

interface FacetTerms {
  /** Pain for at least so many months. */
  readonly painMonths: number;
  /** Positive diagnostic blocks before an ablation. */
  readonly blocks: 1 | 2;
  /** Percent of relief that makes a block positive. */
  readonly blockRelief: number;
  readonly repeat: {
    readonly relief: number;
    /** Days that the relief of the earlier ablation lasted; absent where only the interval counts. */
    readonly reliefDays?: number;
    /** Months between two ablations; absent where only the relief counts. */
    readonly monthsBetween?: number;
  };
  /** Sessions in rolling 12 months in one region. */
  readonly limits: { readonly diagnostic: number; readonly therapeutic: number; readonly ablation: number };
  readonly levelsPerSession: number;
}

interface EpiduralTerms {
  readonly painDays: number;
  readonly careDays: number;
  readonly sessions: number;
  readonly repeatRelief: number;
  readonly repeatReliefDays: number;
  /** Days before a second attempt, where the first injection failed. */
  readonly retryDays: number;
  readonly transforaminalLevels: number;
}

interface SacroiliacTerms {
  readonly painMonths: number;
  readonly provocativeTests: number;
  readonly careDays: number;
  readonly blockRelief: number;
  readonly diagnosticSessions: number;
  readonly therapeuticSessions: number;
  readonly repeatRelief: number;
  readonly repeatReliefDays: number;
}

const threeMonths = 91;
const sixMonths = 182;

const epidural: EpiduralTerms = {
  painDays: 28,
  careDays: 28,
  sessions: 4,
  repeatRelief: 50,
  repeatReliefDays: threeMonths,
  retryDays: 14,
  transforaminalLevels: 2,
};

const sacroiliac: SacroiliacTerms = {
  painMonths: 3,
  provocativeTests: 3,
  careDays: 28,
  blockRelief: 75,
  diagnosticSessions: 2,
  therapeuticSessions: 4,
  repeatRelief: 50,
  repeatReliefDays: threeMonths,
};

export const medicare: PayerProfile = {
  id: "medicare",
  name: "Medicare",
  source: "Ref1, Ref3, Ref4, Ref5, Ref52",
  tag: "V",
  reviewed: "2026-11-23",
  toConfirm: ["duration of relief before a repeated ablation", "limits of the patient's contractor"],
  facet: {
    painMonths: 3,
    blocks: 2,
    blockRelief: 80,
    repeat: { relief: 50, reliefDays: sixMonths },
    limits: { diagnostic: 4, therapeutic: 4, ablation: 2 },
    levelsPerSession: 2,
  },
  epidural,
  sacroiliac,
};

const sharedWithMedicare = ["epidural and sacroiliac terms", "limits of sessions"];

export const payerProfiles: readonly PayerProfile[] = [
  medicare,
  {
    ...medicare,
    id: "evicore",
    name: "eviCore",
    source: "Ref6",
    tag: "V2",
    toConfirm: ["relief and number of diagnostic blocks", ...sharedWithMedicare],
    facet: { ...medicare.facet, repeat: { relief: 50, reliefDays: 84, monthsBetween: 6 } },
  },
  {
    ...medicare,
    id: "tricare",
    name: "TRICARE",
    source: "Ref6",
    tag: "V2",
    toConfirm: ["number of diagnostic blocks", ...sharedWithMedicare],
    facet: { ...medicare.facet, blockRelief: 50, repeat: { relief: 50, monthsBetween: 6 } },
  },
  {
    ...medicare,
    id: "bcbsnd",
    name: "Blue Cross Blue Shield of North Dakota",
    source: "Ref6",
    tag: "V2",
    toConfirm: ["number of diagnostic blocks", ...sharedWithMedicare],
    facet: { ...medicare.facet, blockRelief: 50, repeat: { relief: 50, monthsBetween: 6 } },
  },
  {
    ...medicare,
    id: "consensus2020",
    name: "Lumbar facet consensus guideline 2020",
    source: "Ref49",
    tag: "GK",
    toConfirm: ["a single block", "relief of 50 %", ...sharedWithMedicare],
    facet: { ...medicare.facet, blocks: 1, blockRelief: 50 },
  },
];

const profileOfAnswer: Readonly<Record<string, string>> = {
  Medicare: "medicare",
  eviCore: "evicore",
  TRICARE: "tricare",
  "BCBS North Dakota": "bcbsnd",
};

/** The profile of the patient's payer. Where none is named, or one whose terms are not known here, Medicare's. */
export function payerOf(answers: AnswerReader): PayerProfile {
  const id = profileOfAnswer[answers.code("HX.INSUR") ?? ""];
  return payerProfiles.find((profile) => profile.id === id) ?? medicare;
}
