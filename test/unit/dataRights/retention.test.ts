import { expect, test } from "vitest";
import { keepUntil, retentionRuleSchema, retentionWords } from "../../../shared/dataRights/retention.ts";

const seven = { years: 7, majorityAge: 18 };

test.each([
  // Of age at the last contact: the years count from it.
  ["2018-05-10", "1960-01-01", seven, "2025-05-10"],
  ["2018-05-10", "2000-05-10", seven, "2025-05-10"],
  // A day short of their birthday: from the day on which they are of age.
  ["2018-05-10", "2000-05-11", seven, "2025-05-11"],
  ["2010-03-01", "2009-12-31", seven, "2034-12-31"],
  ["2010-03-01", "2009-12-31", { years: 3, majorityAge: 21 }, "2033-12-31"],
  // 29 February where there is none.
  ["2020-02-29", "1960-01-01", { years: 1, majorityAge: 18 }, "2021-03-01"],
  ["2020-02-29", "1960-01-01", { years: 4, majorityAge: 18 }, "2024-02-29"],
  ["2010-06-01", "2004-02-29", seven, "2029-03-01"],
])("contact %s, born %s, %j: kept until %s", (lastContact, dateOfBirth, rule, until) => {
  expect(keepUntil(lastContact, dateOfBirth, rule)).toBe(until);
});

test("a record of a minor is never kept for less than that of somebody of age on the same day", () => {
  for (let year = 1950; year < 2020; year += 1) {
    const minor = keepUntil("2020-06-15", `${year}-06-15`, seven);
    expect(minor >= "2027-06-15").toBe(true);
  }
});

test.each([
  [{ years: 0, majorityAge: 18 }, false],
  [{ years: 1, majorityAge: 16 }, true],
  [{ years: 100, majorityAge: 21 }, true],
  [{ years: 101, majorityAge: 18 }, false],
  [{ years: 7, majorityAge: 15 }, false],
  [{ years: 7, majorityAge: 22 }, false],
  [{ years: 7.5, majorityAge: 18 }, false],
  [{ years: 7 }, false],
])("the rule %j is allowed: %s", (rule, allowed) => {
  expect(retentionRuleSchema.safeParse(rule).success).toBe(allowed);
});

test("is said in words", () => {
  expect(retentionWords(seven)).toBe(
    "7 years after the last contact; of somebody who was under 18, 7 years after turning 18",
  );
});
