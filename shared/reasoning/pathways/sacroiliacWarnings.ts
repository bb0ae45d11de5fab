import type { AnswerReader, RecordValue } from "../../evaluation/reader.ts";
import type { Statement } from "../rule.ts";
import { type Block, type EarlierIntervention, sessionsInYear } from "./blocks.ts";
import { isWithinMonths } from "./calendar.ts";
import { sessionStatement } from "./facetWarnings.ts";
import type { PayerProfile } from "./payers.ts";

/** What a sacroiliac plan has to mind: sessions, guidance, ablation (SIJ-2, SIJ-3). */

const region = "lumbar/sacral";

export function sacroiliacWarnings(
  answers: AnswerReader,
  payer: PayerProfile,
  blocks: readonly Block[],
  therapeutic: readonly EarlierIntervention[],
  planned: readonly RecordValue[],
): readonly Statement[] {
  const { visitDate } = answers.evaluation;
  const diagnostic = blocks.filter(
    ({ date }) => date !== undefined && isWithinMonths(date, 12, visitDate) === "yes",
  );
  const terms = payer.sacroiliac;
  return [
    ...sessionStatement(
      "SIJ-2",
      "diagnostic sacroiliac sessions",
      region,
      {
        certain: diagnostic.length,
        possible: 0,
        most: terms.diagnosticSessions,
      },
      [...new Set(diagnostic.map(({ item }) => item))],
    ),
    ...sessionStatement("SIJ-3", "therapeutic sacroiliac sessions", region, {
      ...sessionsInYear(therapeutic, region, visitDate),
      most: terms.therapeuticSessions,
    }),
    ...planned.flatMap((row) => [...guidance(answers, row), ...ablation(row)]),
  ];
}

function guidance(answers: AnswerReader, row: RecordValue): readonly Statement[] {
  if (row.type !== "sacroiliac joint injection" || row.guidance === "fluoroscopy" || row.guidance === "CT")
    return [];
  const statement = (
    text: string,
    items: readonly string[] = [],
    missing: readonly string[] = [],
  ): Statement => ({
    ruleId: "SIJ-3",
    text,
    items: ["PLAN.PROC", ...items],
    missing,
  });
  if (row.guidance === undefined) {
    return [
      statement(
        "Image guidance of the sacroiliac injection is not recorded: fluoroscopy or CT is asked for",
        [],
        ["PLAN.PROC"],
      ),
    ];
  }
  if (row.guidance === "none")
    return [statement("No image guidance planned: fluoroscopy or CT with contrast is asked for")];
  const allergy = answers.code("HX.ALG.CONTRAST");
  if (allergy !== undefined && allergy !== "none") {
    return [statement("Ultrasound is accepted because of the contrast allergy", ["HX.ALG.CONTRAST"])];
  }
  if (answers.record("HX.PMH.PREG")?.status === "yes") {
    return [statement("Ultrasound is accepted because of the pregnancy", ["HX.PMH.PREG"])];
  }
  return [
    statement(
      "Ultrasound is accepted only with a contrast allergy or in pregnancy: fluoroscopy or CT with contrast is asked for",
    ),
  ];
}

function ablation(row: RecordValue): readonly Statement[] {
  if (row.type !== "radiofrequency ablation") return [];
  return [
    {
      ruleId: "SIJ-3",
      text: "Radiofrequency ablation of the sacroiliac joint is not covered by Medicare contractors; professional societies objected",
      items: ["PLAN.PROC"],
      missing: [],
    },
  ];
}
