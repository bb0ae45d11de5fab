import { z } from "zod";
import { ageOn } from "../evaluation/dates.ts";

/**
 * For how long a patient's record is kept. The law of the place says so and differs: years after the last contact, for minors
 * counted from their majority. The practice sets the figures; no calendar but the one passed in is used.
 */

export const retentionRuleSchema = z
  .object({
    /** Full years after the last contact. */
    years: z.number().int().min(1, "must be at least 1").max(100, "must be at most 100"),
    /** Age, in years, at which somebody is of age; until then the years do not begin. */
    majorityAge: z.number().int().min(16, "must be at least 16").max(21, "must be at most 21"),
  })
  .strict();
export type RetentionRule = z.infer<typeof retentionRuleSchema>;

/** Longer than most places ask for; shown as not yet set until the practice has set its own. */
export const proposedRetentionRule: RetentionRule = { years: 10, majorityAge: 18 };

/** The same day so many years later; 29 February becomes 1 March where there is none. */
function yearsLater(date: string, years: number): string {
  const year = String(Number(date.slice(0, 4)) + years).padStart(4, "0");
  const isLeap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const day = date.slice(5);
  return day === "02-29" && !isLeap ? `${year}-03-01` : `${year}-${day}`;
}

/**
 * The last calendar date on which the record must still be there.
 * @param lastContact calendar date: of the last signed letter, or of a later referral or visit.
 */
export function keepUntil(lastContact: string, dateOfBirth: string, rule: RetentionRule): string {
  const isMinor = ageOn(dateOfBirth, lastContact) < rule.majorityAge;
  return yearsLater(isMinor ? yearsLater(dateOfBirth, rule.majorityAge) : lastContact, rule.years);
}

/** "10 years after the last contact; of somebody who was under 18, 10 years after turning 18" */
export function retentionWords({ years, majorityAge }: RetentionRule): string {
  const span = years === 1 ? "1 year" : `${years} years`;
  return `${span} after the last contact; of somebody who was under ${majorityAge}, ${span} after turning ${majorityAge}`;
}
