import type { Block, Sentence } from "../document.ts";
import type { Findings, Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { joinList, lowerFirst, sideAdjective } from "../grammar.ts";
import { clauseSentences, listSentences } from "../packing.ts";
import {
  emphasis,
  from,
  fromItem,
  listed,
  type Phrase,
  paragraph,
  phrase,
  sentence,
  textOf,
  typed,
  words,
} from "../phrase.ts";
import { none } from "./none.ts";
import { redFlagSentences } from "./redFlags.ts";
import { urgentSentences } from "./urgent.ts";

const certaintyOrder = [
  "confirmed by controlled block",
  "most likely",
  // A diagnosis that is simply made weighs more than one that is only possible.
  "not graded",
  "possible",
  "less likely",
];
const certaintyLead: Readonly<Record<string, string>> = {
  "confirmed by controlled block": "Confirmed by controlled block:",
  "most likely": "Most likely:",
  possible: "Possible:",
  "less likely": "Less likely:",
  "not graded": "Working diagnosis:",
};

export interface RankedDiagnosis {
  readonly row: Row;
  readonly certainty: string;
}

/** Working diagnoses, the most certain first; those of one certainty stay in the physician's order. */
export function rankedDiagnoses(findings: Findings): readonly RankedDiagnosis[] {
  return findings
    .rows("PLAN.DX")
    .map((row) => ({ row, certainty: row.code("certainty") ?? "not graded" }))
    .sort((a, b) => certaintyOrder.indexOf(a.certainty) - certaintyOrder.indexOf(b.certainty));
}

/** The diagnosis as typed, with side, levels and root where the words do not hold them already. */
export function diagnosisName(row: Row): Phrase {
  const typedName = row.phrase("diagnosis");
  const name = typedName === undefined ? (row.words("generator") ?? "a diagnosis") : textOf(typedName);
  row.raw("generator");
  const holds = (word: string) => name.toLowerCase().includes(word.toLowerCase());
  const side = sideAdjective(row.code("side"));
  const levels = row.codes("levels").map((level) => (level === "SIJ" ? "sacroiliac joint" : level));
  const root = row.code("root");
  const sided = side === "" || holds(side) || (side === "bilateral" && /both|bilat/i.test(name));
  const aside = [
    sided || side === "midline" ? "" : side === "bilateral" ? "both sides" : side,
    joinList(levels.filter((level) => !holds(level))),
    root === undefined || holds(root) ? "" : `${root} root`,
  ].filter((part) => part !== "");
  return phrase(withAside(name, aside.join(", ")), row.source);
}

/** The name with its code, which is said once in a letter: in the impression. */
function codedDiagnosis(row: Row): Phrase {
  const name = diagnosisName(row);
  const [system, code] = [row.code("codeSystem"), row.words("code")];
  if (code === undefined) return name;
  return phrase(withAside(textOf(name), `${system === undefined ? "" : `${system} `}${code}`), row.source);
}

/** In brackets, or after a comma where the name ends with brackets already. */
function withAside(name: string, aside: string): string {
  if (aside === "") return name;
  return name.endsWith(")") ? `${name}, ${aside}` : `${name} (${aside})`;
}

/** Short: one line for each diagnosis. What was weighed for and against it stands with the evidence. */
export function impressionBlocks(context: LetterContext): readonly Block[] {
  const { findings } = context;
  const sentences = [
    ...diagnoses(findings),
    // In short, "also" and "in addition" say it.
    ...(context.isBrief === true ? [] : severalSources(findings)),
    ...imagingAgreement(findings),
    ...outlook(findings),
    ...redFlagSentences(context, boxedFlags(context)),
  ];
  return sentences.length === 0 ? none("impression", "No impression is recorded") : paragraph(sentences);
}

/** Flags that the urgent box has named before. */
function boxedFlags(context: LetterContext): ReadonlySet<string> {
  return new Set(
    urgentSentences(context).flatMap(({ sources }) =>
      sources.flatMap((source) => ("item" in source ? [source.item] : [])),
    ),
  );
}

const leading = ["confirmed by controlled block", "most likely", "not graded"];

/** Whether the impression itself says what speaks for the diagnosis: only the first of the leading ones does. */
export function isArguedAtOnce(findings: Findings, row: Row): boolean {
  const [first] = rankedDiagnoses(findings);
  return first !== undefined && leading.includes(first.certainty) && isSameRow(first.row, row);
}

function isSameRow(one: Row, other: Row): boolean {
  return ["diagnosis", "generator", "certainty", "side", "evidenceFor", "evidenceAgainst"].every(
    (field) => one.peek(field) === other.peek(field),
  );
}

function diagnoses(findings: Findings): readonly Sentence[] {
  const ranked = rankedDiagnoses(findings);
  const hasLikely = ranked.some(({ certainty }) => isLikely(certainty));
  return certaintyOrder.flatMap((certainty) => {
    const rows = ranked.filter((diagnosis) => diagnosis.certainty === certainty).map(({ row }) => row);
    const lead =
      certainty === "possible" && hasLikely
        ? "Possible in addition:"
        : certainty === "not graded" && rows.length > 1
          ? "Working diagnoses:"
          : (certaintyLead[certainty] ?? "");
    const [argued] = rows.filter((row) => isArguedAtOnce(findings, row));
    const pro = argued?.words("evidenceFor");
    if (argued === undefined || pro === undefined) {
      return named(rows, lead);
    }
    return [
      sentence(words`${emphasis(certaintyLead[certainty] ?? "")} ${codedDiagnosis(argued)}`),
      ...typed(pro, argued.source, "In favor:"),
      ...named(
        rows.filter((row) => row !== argued),
        certainty === "not graded" ? "Also:" : `Also ${lowerFirst(certaintyLead[certainty] ?? "")}`,
      ),
    ];
  });
}

/** Several names in one sentence, told apart by semicolons where a name itself holds "and" or a comma. */
function named(rows: readonly Row[], lead: string): readonly Sentence[] {
  const names = rows.map(codedDiagnosis);
  const again = emphasis("Also:");
  return names.some((name) => /,| (?:and|or) /.test(textOf(name)))
    ? clauseSentences(names, words`${emphasis(lead)} `, words`${again} `)
    : listSentences(emphasis(lead), names, { again });
}

function isLikely(certainty: string): boolean {
  return certainty === "most likely" || certainty === "confirmed by controlled block";
}

/** Patients often have more than one pain generator; the letter says so. */
function severalSources(findings: Findings): readonly Sentence[] {
  const certain = rankedDiagnoses(findings).map(({ certainty }) => certainty);
  const likely = certain.filter(isLikely).length;
  const possible = certain.filter((word) => word === "possible").length;
  // One likely source and a possible one "in addition" say it by themselves.
  if (likely === 1 || likely + possible < 2) return [];
  const text =
    likely > 1 ? "The pain most likely has more than one source" : "More than one source may contribute";
  return [sentence(from(text, "PLAN.DX"))];
}

/** What of the images explains the pain; what does so in part or not at all is told with the images. */
function imagingAgreement(findings: Findings): readonly Sentence[] {
  const rows = findings.rows("IM.CONC").map((row) => ({ row, verdict: row.code("concordance") }));
  const judged = (verdict: string) =>
    sameFindings(rows.filter((found) => found.verdict === verdict).map(({ row }) => row));
  const [whole, part, not] = [judged("concordant"), judged("partly concordant"), judged("discordant")];
  const said = (names: readonly Phrase[], one: string, many: string) =>
    names.length === 0 ? [] : [words`${listed(names)} ${names.length === 1 ? one : many}`];
  return clauseSentences(
    [
      ...said(whole, "matches the pain", "match the pain"),
      ...(whole.length > 0 ? [] : said(part, "matches the pain only in part", "match the pain only in part")),
      ...said(not, "does not match the pain", "do not match the pain"),
    ],
    "On imaging,",
    "",
  );
}

/** One finding at several levels is named once: "the bilateral L4-5 and L5-S1 facet arthropathy". */
function sameFindings(rows: readonly Row[]): readonly Phrase[] {
  const names = new Map<string, string[]>();
  for (const row of rows) {
    const name = textOf(findingName(row));
    const level = row.code("level");
    const shared = level !== undefined && name.split(level).length === 2 ? name.replace(level, "@") : name;
    names.set(shared, [...(names.get(shared) ?? []), level ?? ""]);
  }
  return [...names].map(([name, levels]) =>
    phrase(
      name.replace("@", () => joinList(levels)),
      fromItem("IM.CONC"),
    ),
  );
}

/** "the left L4-5 extrusion", from a row of the concordance table. */
export function findingName(row: Row): Phrase {
  const text = textOf(row.phrase("finding") ?? "finding");
  const [side, level] = [sideAdjective(row.code("side")), row.code("level")];
  const holds = (word: string) => text.toLowerCase().includes(word.toLowerCase());
  const shortSide = side === "left" ? /\bL\b|\bleft\b/ : side === "right" ? /\bR\b|\bright\b/ : /bilat|both/i;
  const before = [
    side === "" || shortSide.test(text) || holds(side) ? "" : side,
    level === undefined || holds(level) ? "" : level === "SIJ" ? "sacroiliac" : level,
  ].filter((part) => part !== "");
  const name = /^(?:the|a|an|no)\b/i.test(text) ? text : `the ${[...before, text].join(" ")}`;
  return phrase(name, fromItem("IM.CONC"));
}

function outlook(findings: Findings): readonly Sentence[] {
  const text = findings.text("PLAN.PROG");
  return text === undefined ? [] : typed(text, fromItem("PLAN.PROG"), "Outlook:");
}
