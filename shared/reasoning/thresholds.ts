/**
 * Numbers on which the rules turn, in one place. The article's values are "approximately": they are shown as ranges and
 * apart from payer and imaging thresholds, which answer other questions.
 */

/** Founding article: when to look further, and when to consider a referral. */
export const articleThresholds = {
  selfLimitDays: [4, 7],
  referWeeks: [2, 3],
  referDays: [14, 21],
} as const;

/** Pain of this average counts with "can exercise in part" as too severe to exercise (DESIGN). */
export const severePain = 7;

/** Payers: days of pain and of conservative care before an injection is paid for (Ref1, Ref3, Ref4, Ref5). */
export const payerThresholds = {
  epidural: { painDays: 28, careDays: 28 },
  facet: { painDays: 91, careDays: 0 },
  sacroiliac: { painDays: 91, careDays: 28 },
} as const;

/** Imaging without a red flag: about six weeks (GK). */
export const imagingDays = 42;

/** Months after spine surgery that count as a reasonable recovery; the practice may set 3 to 12 (GK). */
export const recoveryMonths = { usual: 3, range: [3, 12] } as const;

/** Relief asked of a diagnostic block, in percent (Ref1, Ref5). */
export const blockRelief = { medialBranch: 80, sacroiliac: 75 } as const;

/** Share of a generator's points that puts it into a band, and the share of questions that may be open (DESIGN). */
export const generatorBands = { mostLikely: 0.65, possible: 0.4, mostUnanswered: 0.4 } as const;

/** Points of a root (DESIGN). */
export const rootBands = { probable: 7, possible: 4 } as const;

/** Cauda equina signs younger than this are recent; days (Ref11). */
export const recentSignDays = 14;
