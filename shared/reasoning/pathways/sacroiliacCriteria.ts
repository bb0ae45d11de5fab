import { type AnswerReader, recordValue } from "../../evaluation/reader.ts";
import type { Side } from "../rule.ts";
import { atLeastModerate, careForDays, painForMonths } from "./baseline.ts";
import { type Criterion, criterion, type Finding, unknown } from "./criterion.ts";
import { seriousCauseExcluded } from "./otherSources.ts";
import type { PayerProfile } from "./payers.ts";

/** What stands before a diagnostic sacroiliac injection (SIJ-1). */

const region = "lumbar/sacral";

export function firstCriteria(
  answers: AnswerReader,
  payer: PayerProfile,
  positive: PositiveTests | undefined,
): readonly Criterion[] {
  const terms = payer.sacroiliac;
  const ask = (text: string, found: Finding) => criterion("SIJ-1", text, found);
  return [
    ask(`Pain for at least ${terms.painMonths} months`, painForMonths(answers, terms.painMonths)),
    ask("Pain at least moderate", atLeastModerate(answers, "any")),
    ask("Pain below L5", belowL5(answers)),
    ask(
      `At least ${terms.provocativeTests} provocation tests on one side`,
      testsFound(positive, terms.provocativeTests),
    ),
    ask("Other causes excluded", otherCausesExcluded(answers)),
    ask(
      `Care without injection for at least ${terms.careDays} days failed`,
      careForDays(answers, terms.careDays),
    ),
  ];
}

/** Over the joint: the buttock, the finger on the posterior spine, or tenderness there. */
function belowL5(answers: AnswerReader): Finding {
  const finger = answers.pairOfRecords("PE.T.FORT");
  const pointed = [finger?.right, finger?.left].some((found) => found?.result === "positive");
  const felt = answers.pair("PE.PALP.SIJ");
  const tender = [felt?.right, felt?.left].includes("reproduces usual pain");
  const buttock = answers.codes("HX.REGION").includes("buttock");
  const items = [
    ...(pointed ? ["PE.T.FORT"] : []),
    ...(tender ? ["PE.PALP.SIJ"] : []),
    ...(buttock ? ["HX.REGION"] : []),
  ];
  if (items.length > 0) return { verdict: "met", finding: "over the joint or in the buttock", items };
  const asked = ["HX.REGION", "PE.PALP.SIJ"].filter((id) => answers.isAnswered(id));
  if (asked.length < 2) {
    return { ...unknown(["HX.REGION", "PE.PALP.SIJ"].filter((id) => !asked.includes(id))), items: asked };
  }
  return { verdict: "not met", finding: "not over the joint", items: asked };
}

/** Laslett's five and FABER with posterior pain: the two published sets together. */
export const sacroiliacTests = [
  "PE.T.SIDIST",
  "PE.T.THIGH",
  "PE.T.COMP",
  "PE.T.SACR",
  "PE.T.GAEN",
  "PE.T.FABER",
] as const;

export interface PositiveTests {
  readonly side: Side;
  readonly count: number;
  /** Tests done on that side. */
  readonly done: number;
  readonly items: readonly string[];
}

/** The side with more positive tests; undefined when none was done. */
export function positiveTests(answers: AnswerReader): PositiveTests | undefined {
  const counts = (["right", "left"] as const).map((side) => {
    const found = sacroiliacTests.flatMap((id) => {
      const row = recordValue(answers.pair(id)?.[side]);
      return row?.result === undefined ? [] : [{ id, row }];
    });
    const count = found.filter(
      ({ row }) => row.result === "positive" && row.pain !== "pain elsewhere" && row.site !== "groin",
    ).length;
    return { side, count, done: found.length, items: found.map(({ id }) => id) };
  });
  const [right, left] = counts;
  if (right === undefined || left === undefined || right.done + left.done === 0) return undefined;
  return left.count > right.count ? left : right;
}

function testsFound(positive: PositiveTests | undefined, required: number): Finding {
  if (positive === undefined) return unknown([...sacroiliacTests], "not examined");
  const { side, count, done, items } = positive;
  const finding = `${count} of ${done} positive${count > 0 ? `, ${side}` : ""}`;
  if (count >= required) return { verdict: "met", finding, items };
  const open = sacroiliacTests.filter((id) => !items.includes(id));
  if (count + open.length >= required && open.length > 0) {
    return { verdict: "unknown", finding, items, missing: open };
  }
  return { verdict: "not met", finding, items };
}

/** Nothing serious, and no imaging finding that explains the pain; one that does is weighed by the physician. */
function otherCausesExcluded(answers: AnswerReader): Finding {
  const serious = seriousCauseExcluded(answers, region);
  if (serious.verdict !== "met") return serious;
  const competing = answers
    .rows("IM.CONC")
    .filter(({ concordance, structure }) => concordance === "concordant" && structure !== "SIJ");
  const [finding] = competing;
  const judged = answers
    .rows("PLAN.DX")
    .some(({ generator, certainty }) => generator === "sacroiliac joint" && certainty === "most likely");
  if (finding !== undefined && judged) {
    return {
      verdict: "met",
      finding: "judged as a source of its own beside what imaging shows",
      items: ["IM.CONC", "PLAN.DX"],
    };
  }
  if (finding !== undefined) {
    return {
      verdict: "unknown",
      finding: `${String(finding.finding)} also matches the pain: whether it explains all of it is for the physician`,
      items: ["IM.CONC"],
      missing: ["PLAN.DX"],
    };
  }
  const reviewed = answers
    .rows("IM.STUDY")
    .some(
      (row) => row.source !== "requested not received" && ["MRI", "CT", "X-ray"].includes(String(row.type)),
    );
  if (!reviewed) return unknown(["IM.STUDY"], "no imaging reviewed");
  return {
    verdict: "met",
    finding: "imaging shows no other cause",
    items: [...(serious.items ?? []), "IM.STUDY", ...(answers.isAnswered("IM.CONC") ? ["IM.CONC"] : [])],
  };
}
