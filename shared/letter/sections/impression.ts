import type { Block, Sentence } from "../document.ts";
import type { Findings, Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { joinList, sideAdjective } from "../grammar.ts";
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
export function diagnosisPhrase(row: Row): Phrase {
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
  const [system, code] = [row.code("codeSystem"), row.words("code")];
  if (code !== undefined) aside.push(`${system === undefined ? "" : `${system} `}${code}`);
  return phrase(aside.length === 0 ? name : `${name} (${aside.join(", ")})`, row.source);
}

export function impressionBlocks(context: LetterContext): readonly Block[] {
  const { findings } = context;
  const sentences = [
    ...diagnoses(findings),
    ...severalSources(findings),
    ...imagingAgreement(findings),
    ...mechanism(findings),
    ...outlook(findings),
    ...redFlagSentences(context),
  ];
  return sentences.length === 0 ? none("impression", "No impression is recorded") : paragraph(sentences);
}

function diagnoses(findings: Findings): readonly Sentence[] {
  const ranked = rankedDiagnoses(findings);
  return certaintyOrder.flatMap((certainty) => {
    const rows = ranked.filter((diagnosis) => diagnosis.certainty === certainty).map(({ row }) => row);
    const lead = emphasis(certaintyLead[certainty] ?? "");
    // Diagnoses without argument share a sentence; each that is argued has its own.
    const bare = rows.filter(
      (row) => row.peek("evidenceFor") === undefined && row.peek("evidenceAgainst") === undefined,
    );
    const argued = rows.filter((row) => !bare.includes(row));
    return [
      ...argued.flatMap((row) => {
        const [pro, con] = [row.words("evidenceFor"), row.words("evidenceAgainst")];
        return [
          sentence(words`${lead} ${diagnosisPhrase(row)}`),
          ...(pro === undefined ? [] : typed(pro, row.source, "In favor:")),
          ...(con === undefined ? [] : typed(con, row.source, "Against:")),
        ];
      }),
      ...listSentences(
        bare.length > 1 && certainty === "not graded" ? emphasis("Working diagnoses:") : lead,
        bare.map(diagnosisPhrase),
      ),
    ];
  });
}

/** Patients often have more than one pain generator; the letter says so. */
function severalSources(findings: Findings): readonly Sentence[] {
  const certain = rankedDiagnoses(findings).map(({ certainty }) => certainty);
  const likely = certain.filter(
    (word) => word === "most likely" || word === "confirmed by controlled block",
  ).length;
  const possible = certain.filter((word) => word === "possible").length;
  if (likely + possible < 2) return [];
  const text =
    likely > 1 ? "The pain most likely has more than one source" : "More than one source may contribute";
  return [sentence(from(text, "PLAN.DX"))];
}

/** What of the images explains the pain and what does not, in one sentence where it fits. */
function imagingAgreement(findings: Findings): readonly Sentence[] {
  const rows = findings
    .rows("IM.CONC")
    .map((row) => ({ name: findingName(row), verdict: row.code("concordance") }));
  const said = (verdict: string, one: string, many: string) => {
    const names = rows.filter((row) => row.verdict === verdict).map(({ name }) => name);
    return names.length === 0 ? [] : [words`${listed(names)} ${names.length === 1 ? one : many}`];
  };
  return clauseSentences(
    [
      ...said("concordant", "matches the pain", "match the pain"),
      ...said("partly concordant", "matches the pain only in part", "match the pain only in part"),
      ...said("discordant", "does not match the pain", "do not match the pain"),
    ],
    "On imaging,",
    "",
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

function mechanism(findings: Findings): readonly Sentence[] {
  const kinds = findings.phrases("PLAN.MECH");
  return kinds.length === 0 ? [] : [sentence(words`The mechanism is ${listed(kinds)}`)];
}

function outlook(findings: Findings): readonly Sentence[] {
  const text = findings.text("PLAN.PROG");
  return text === undefined ? [] : typed(text, fromItem("PLAN.PROG"), "Outlook:");
}
