import type { Block, Cell, Sentence } from "../document.ts";
import { plainText } from "../document.ts";
import type { Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { clean, inline, sentenceCase } from "../grammar.ts";
import { cell, emphasis, from, fromItem, paragraph, sentence, strong, typed, words } from "../phrase.ts";
import { none } from "./none.ts";

const who: Readonly<Record<string, string>> = {
  "pain clinic": "Pain clinic",
  PT: "Physical therapist",
  psychology: "Psychologist",
  surgeon: "Surgeon",
  patient: "Patient",
  PCP: "Primary care clinician",
};

/** Who does what by when, the reader's own tasks in strong type. */
export function recommendationBlocks(context: LetterContext): readonly Block[] {
  const { findings } = context;
  const rows = findings.rows("PLAN.REC");
  if (rows.length === 0) {
    const after = otherAdvice(context);
    return after.length === 0 ? none("recommendations", "No recommendation is recorded") : paragraph(after);
  }
  const escalated = rows.filter((row) => row.peek("escalateIf") !== undefined).length;
  // A column for few rows takes room from all: there the reason's cell says it.
  const hasReasons = rows.some((row) => row.peek("reason") !== undefined);
  const isFolded = hasReasons && escalated > 0 && escalated * 3 < rows.length;
  const withEscalation = escalated > 0 && !isFolded;
  const columns = [
    { label: "What", share: 4 },
    { label: "Who", share: 2 },
    { label: "When", share: 2 },
    ...(hasReasons ? [{ label: "Why", share: 3 }] : []),
    ...(withEscalation ? [{ label: "Sooner if", share: 3 }] : []),
  ];
  const isYours = (row: Row) => addressesReader(context, row);
  return [
    {
      kind: "table",
      summary: "Recommendations: what is to be done, by whom, when, why, and what makes it sooner",
      columns,
      rows: rows.map((row): readonly Cell[] => [
        text(row, "action"),
        isYours(row)
          ? cell(strong("You"), [row.source])
          : cell(who[row.code("responsible") ?? ""] ?? "", [row.source]),
        text(row, "timing"),
        ...(hasReasons ? [isFolded ? reasonAndEscalation(row) : text(row, "reason")] : []),
        ...(withEscalation ? [text(row, "escalateIf")] : []),
      ]),
    },
    ...paragraph([
      ...(rows.some(isYours) ? [] : [sentence(from("Nothing is asked of you at this point", "PLAN.REC"))]),
      ...otherAdvice(context),
    ]),
  ];
}

/** The referring clinician, or the primary care clinician where that is the same person. */
function addressesReader({ evaluation }: LetterContext, row: Row): boolean {
  const responsible = row.code("responsible");
  return (
    responsible === "referring clinician" ||
    (responsible === "PCP" && evaluation.referrer.specialty === "primary care")
  );
}

function text(row: Row, field: string): Cell {
  const value = row.words(field);
  return cell(value === undefined ? "" : sentenceCase(clean(value).replace(/\.$/, "")), [row.source]);
}

function reasonAndEscalation(row: Row): Cell {
  const reason = text(row, "reason");
  const escalation = row.words("escalateIf");
  if (escalation === undefined) return reason;
  const said = plainText(reason);
  return cell(
    words`${said === "" ? "" : `${said}. `}${emphasis("Sooner if:")} ${inline(clean(escalation))}`,
    [row.source],
  );
}

/** Work: advice that the table's rows do not hold. */
function otherAdvice({ findings }: LetterContext): readonly Sentence[] {
  const work = findings.record("PLAN.WORK");
  const [status, restrictions, until] = [
    work?.words("status"),
    work?.words("restrictions"),
    work?.words("until"),
  ];
  // Until when it holds, "for now" says no more.
  const advised = [
    until === undefined ? status : status?.replace(/ for now$/, ""),
    until === undefined ? undefined : `until ${clean(until).replace(/^until /i, "")}`,
  ]
    .filter((part) => part !== undefined)
    .join(" ");
  return [
    ...(advised === "" ? [] : [sentence(from(`Work: ${advised}`, "PLAN.WORK"))]),
    ...(restrictions === undefined ? [] : typed(restrictions, fromItem("PLAN.WORK"), "Restrictions:")),
  ];
}
