import { allItems, checklist, findItem } from "../checklist/index.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Question } from "./question.ts";
import { type AnswerReader, type RecordValue, readAnswers, type Side } from "./reader.ts";
import { scoreQuestions } from "./scoreQuestions.ts";
import { checkCrossRule } from "./validate.ts";

/**
 * Answers that rarely go together. Each may be right, so the physician is asked to look again and is never stopped; what
 * cannot be right at all is refused where it is typed (validate.ts). Words name items, sides and grades, never the patient.
 */

export interface AskedQuestion {
  readonly id: string;
  readonly itemId: string;
  readonly message: string;
}

const bothSides = ["right", "left"] as const;
const opposite: Readonly<Record<Side, Side>> = { right: "left", left: "right" };

function sideOf(code: unknown): Side | undefined {
  return code === "right" || code === "left" ? code : undefined;
}

function isOneOf(value: unknown, codes: readonly string[]): boolean {
  return typeof value === "string" && codes.includes(value);
}

/** Positive for the usual pain: another pain was recorded as such and is no positive test. */
function isPositive(test: RecordValue | undefined): boolean {
  return test?.result === "positive" && test.pain !== "pain elsewhere";
}

/** A grade that tells strength: pain or giving way lowers it without weakness. */
function strengthOf(muscle: RecordValue | undefined): string | undefined {
  if (muscle === undefined || muscle.painLimited === "yes" || muscle.grade === "NT") return undefined;
  return typeof muscle.grade === "string" ? muscle.grade : undefined;
}

const strengthItems = allItems.filter((item) => item.id.startsWith("NE.M."));
const legStrengthItems = strengthItems.filter((item) => /^NE\.M\.[LS]\d/.test(item.id));
const severelyWeak = ["0", "1", "2"];
const weak = [...severelyWeak, "3", "4-", "4", "4+"];

function straightLegRaiseSide(answers: AnswerReader): readonly string[] {
  const painful = sideOf(answers.code("HX.SIDE"));
  if (painful === undefined) return [];
  const free = opposite[painful];
  return isPositive(answers.pairOfRecords("PE.T.SLR")?.[free])
    ? [
        `The straight leg raise is positive on the ${free}; the pain is on the ${painful}. Are both sides right?`,
      ]
    : [];
}

function weakLegNormalGait(answers: AnswerReader): readonly string[] {
  if (!answers.codes("PE.GAIT").includes("normal")) return [];
  return legStrengthItems.flatMap((item) => {
    const muscle = answers.pairOfRecords(item.id);
    return bothSides.flatMap((side) => {
      const grade = strengthOf(muscle?.[side]);
      return isOneOf(grade, severelyWeak)
        ? [`${item.label} is ${grade}/5 on the ${side}; the gait is normal. Is that so?`]
        : [];
    });
  });
}

function footDropNormalStrength(answers: AnswerReader): readonly string[] {
  const ankle = answers.pairOfRecords("NE.M.L4");
  return bothSides.flatMap((side) =>
    answers.codes("PE.GAIT").includes(side === "right" ? "foot drop R" : "foot drop L") &&
    strengthOf(ankle?.[side]) === "5"
      ? [`The gait shows a foot drop on the ${side}; ankle dorsiflexion is 5/5 there. Is that so?`]
      : [],
  );
}

/** Where the pain of these diagnoses comes from has a side in the examination and on imaging. */
const rootDiagnoses = ["radiculopathy", "radicular pain"];
const facetDiagnoses = ["lumbar facet", "cervical facet"];

function diagnosisSide(answers: AnswerReader): readonly string[] {
  const painful = sideOf(answers.code("HX.SIDE"));
  return answers.rows("PLAN.DX").flatMap((row, index) => {
    const side = sideOf(row.side);
    if (side === undefined) return [];
    const other = opposite[side];
    const against = [
      ...(painful === other ? [`the pain is on the ${other}`] : []),
      ...(isOneOf(row.generator, rootDiagnoses) && isOnly(other, examinedSides(answers))
        ? [`the deficits and positive straight leg raise are on the ${other} alone`]
        : []),
      ...levelsOf(row)
        .filter((level) => isOnly(other, imagedSides(answers, level, row.generator)))
        .map((level) => `imaging at ${level} has its findings on the ${other} alone`),
    ];
    return against.map(
      (words) => `Diagnosis ${index + 1} is on the ${side}; ${words}. Are both sides right?`,
    );
  });
}

function levelsOf(row: RecordValue): readonly string[] {
  return Array.isArray(row.levels) ? row.levels.map(String) : [];
}

function isOnly(side: Side, found: ReadonlySet<Side>): boolean {
  return found.size === 1 && found.has(side);
}

/** Sides with a weak muscle or a positive straight leg raise. */
function examinedSides(answers: AnswerReader): ReadonlySet<Side> {
  const raised = answers.pairOfRecords("PE.T.SLR");
  const muscles = strengthItems.map((item) => answers.pairOfRecords(item.id));
  return new Set(
    bothSides.filter(
      (side) =>
        isPositive(raised?.[side]) || muscles.some((muscle) => isOneOf(strengthOf(muscle?.[side]), weak)),
    ),
  );
}

const nothingSeen = ["none", "normal", "0"];

/** Sides with a finding at the level of the kind that the diagnosis rests on; a central one is on neither. */
function imagedSides(answers: AnswerReader, level: string, generator: unknown): ReadonlySet<Side> {
  const row = answers.grid("IM.GRID")?.[level];
  if (row === undefined) return new Set();
  const isFound = (column: string) => row[column] !== undefined && !isOneOf(row[column], nothingSeen);
  if (isOneOf(generator, facetDiagnoses)) {
    return new Set(bothSides.filter((side) => isFound(side === "right" ? "facetRight" : "facetLeft")));
  }
  if (!isOneOf(generator, rootDiagnoses)) return new Set();
  const zones = Array.isArray(row.discZone) ? row.discZone.map(String) : [];
  return new Set(
    bothSides.filter((side) => {
      const [letter, name] = side === "right" ? ["R ", "Right"] : ["L ", "Left"];
      return (
        row.discSide === side ||
        zones.some((zone) => zone.startsWith(letter)) ||
        isFound(`foramen${name}`) ||
        isFound(`recess${name}`)
      );
    }),
  );
}

export const questions: readonly Question[] = [
  {
    id: "straightLegRaiseSide",
    items: ["PE.T.SLR", "HX.SIDE"],
    source: "Ref24",
    ask: straightLegRaiseSide,
  },
  {
    id: "weakLegNormalGait",
    items: ["PE.GAIT", ...legStrengthItems.map((item) => item.id)],
    source: "GK",
    ask: weakLegNormalGait,
  },
  {
    id: "footDropNormalStrength",
    items: ["PE.GAIT", "NE.M.L4"],
    source: "GK",
    ask: footDropNormalStrength,
  },
  {
    id: "diagnosisSide",
    items: ["PLAN.DX", "HX.SIDE", "PE.T.SLR", ...strengthItems.map((item) => item.id), "IM.GRID"],
    source: "clinical reference 2.4.3",
    ask: diagnosisSide,
  },
  ...scoreQuestions,
];

/** What the physician is asked to look at again, in the order of the table; then the ranges that do not ascend. */
export function questionsOf(evaluation: Evaluation): readonly AskedQuestion[] {
  const answers = readAnswers(evaluation);
  return [
    ...questions.flatMap(({ id, items: [itemId], ask }) =>
      ask(answers).map((message) => ({ id, itemId, message })),
    ),
    ...checklist.crossRules
      .filter((rule) => rule.isQuestion === true)
      .flatMap((rule) =>
        checkCrossRule(rule, evaluation).map(({ itemId, message }) => ({
          id: rule.id,
          itemId,
          message: `${findItem(itemId)?.label ?? itemId} ${message}. Are these right?`,
        })),
      ),
  ];
}
