import type { Sentence, Source } from "../document.ts";
import type { Findings } from "../findings.ts";
import { joinList } from "../grammar.ts";
import { clauseSentences, listSentences } from "../packing.ts";
import { from, fromItem, type Phrase, phrase, sentence, typed, withSources, words } from "../phrase.ts";
import { type Clause, levelClauses } from "./levelClauses.ts";

/** Imaging findings level by level; levels with the same findings, and the normal ones, are named together. */
export function gridSentences(findings: Findings): readonly Sentence[] {
  const levels = findings.gridRows("IM.GRID").map(({ label, row }): Level => {
    const comment = row.words("comment");
    const clauses = levelClauses(row);
    return { label, clauses, source: row.source, ...(comment === undefined ? {} : { comment }) };
  });
  const isAbnormal = (level: Level) => level.clauses.some((clause) => clause.abnormal);
  const normal = levels.filter((level) => !isAbnormal(level));
  const named = normal.map(({ label }) => place(label));
  const alsoOverall = normalOverall(findings).filter((label) => named.includes(label));
  return [
    ...alike(levels.filter(isAbnormal)).flatMap(abnormalSentences),
    ...listSentences(
      "No abnormality is graded at",
      // A joint that is read both as a level and with the images as a whole is named once.
      normal.map((level) =>
        alsoOverall.includes(place(level.label))
          ? withSources(normalPhrase(level), fromItem("IM.OVERALL"))
          : normalPhrase(level),
      ),
    ),
    ...conus(findings),
    ...overall(findings, alsoOverall),
  ];
}

interface Level {
  readonly label: string;
  readonly clauses: readonly Clause[];
  readonly comment?: string;
  readonly source: Source;
}

/** Levels with the same findings and no comment of their own, together. */
function alike(levels: readonly Level[]): readonly (readonly Level[])[] {
  const groups = new Map<string, Level[]>();
  for (const level of levels) {
    const key = level.comment === undefined ? JSON.stringify(level.clauses) : level.label;
    groups.set(key, [...(groups.get(key) ?? []), level]);
  }
  return [...groups.values()];
}

function abnormalSentences(group: readonly Level[]): readonly Sentence[] {
  const sources = group.map(({ source }) => source);
  const [first] = group;
  const parts = (first?.clauses ?? [])
    .filter((clause) => clause.abnormal || clause.graded)
    .map(({ text }) => phrase(text, ...sources));
  const where = joinList(group.map(({ label }) => place(label)));
  const comment = first?.comment;
  return [
    ...clauseSentences(parts, `At ${where},`, "Also"),
    ...(comment === undefined || first === undefined ? [] : typed(comment, first.source)),
  ];
}

function normalPhrase({ label, clauses, comment, source }: Level): Phrase {
  const graded = clauses.filter((clause) => clause.graded).map(({ text }) => text);
  const aside = [...graded, ...(comment === undefined ? [] : [comment])];
  return phrase(aside.length === 0 ? place(label) : `${place(label)} (${aside.join(", ")})`, source);
}

function place(label: string): string {
  return /^[A-Z]\d/.test(label) ? label : `the ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}

function conus(findings: Findings): readonly Sentence[] {
  const level = findings.phrase("IM.CONUS");
  return level === undefined ? [] : [sentence(words`The conus lies at ${level}`)];
}

const partsOfWhole = [
  ["alignment", "alignment"],
  ["boneDensity", "bone density"],
  ["sacroiliacJoints", "the sacroiliac joints"],
  ["sacrumCoccyx", "the sacrum and coccyx"],
  ["hipJoints", "the hip joints"],
] as const;

function overallParts(findings: Findings) {
  const row = findings.record("IM.OVERALL");
  return partsOfWhole.map(([field, label]) => ({ label, code: row?.code(field) }));
}

function normalOverall(findings: Findings): readonly string[] {
  return overallParts(findings)
    .filter(({ code }) => code === "normal")
    .map(({ label }) => label);
}

/** The images as a whole: what is not normal first, the normal named together. */
function overall(findings: Findings, told: readonly string[]): readonly Sentence[] {
  const row = findings.record("IM.OVERALL");
  if (row === undefined) return [];
  const degeneration = row.code("degeneration");
  const spread = row.words("degeneration");
  const comment = row.words("comment");
  const said = (code: string): readonly Phrase[] =>
    overallParts(findings)
      .filter((part) => part.code === code && !(code === "normal" && told.includes(part.label)))
      .map(({ label }) => from(label, "IM.OVERALL"));
  return [
    ...(degeneration === undefined
      ? []
      : [
          sentence(
            from(
              degeneration === "none"
                ? "There is no disc degeneration"
                : `There is disc degeneration ${spread ?? ""}`,
              "IM.OVERALL",
            ),
          ),
        ]),
    ...listSentences("Abnormal:", said("abnormal")),
    ...listSentences("Normal:", said("normal")),
    ...(comment === undefined ? [] : [sentence(phrase(comment, row.source))]),
  ];
}
