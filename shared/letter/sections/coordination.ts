import type { Block, Cell, Sentence } from "../document.ts";
import type { Findings, Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { clean, inline, sentenceCase } from "../grammar.ts";
import { listSentences } from "../packing.ts";
import {
  cell,
  from,
  fromItem,
  type Phrase,
  paragraph,
  phrase,
  sentence,
  textOf,
  typed,
  words,
} from "../phrase.ts";
import { none } from "./none.ts";

/** Services around the patient, conversations, what was discussed and which treatments are combined. */
export function coordinationBlocks(context: LetterContext): readonly Block[] {
  const rest = [...treatment(context), ...conversations(context)];
  const [only, ...others] = services(context);
  const blocks =
    only?.kind === "paragraph" && others.length === 0
      ? paragraph([...only.sentences, ...rest])
      : [...services(context), ...paragraph(rest)];
  return blocks.length === 0
    ? none("coordination", "No coordination with other services is recorded")
    : blocks;
}

function services({ findings }: LetterContext): readonly Block[] {
  if (findings.isNone("PLAN.COORD")) {
    return paragraph([sentence(from("No other service is involved", "PLAN.COORD"))]);
  }
  const rows = findings.rows("PLAN.COORD");
  if (rows.length === 0) return [];
  const optional = [
    ["goal", "Goal", 3],
    ["orderedBy", "Ordered by", 2],
    ["byWhen", "By when", 2],
    ["contact", "Contact", 2],
    ["status", "Status", 1.5],
  ] as const;
  const [only] = rows;
  if (rows.length === 1 && only !== undefined) return paragraph([serviceSentence(only)]);
  const shown = optional.filter(([field]) => rows.some((row) => row.words(field) !== undefined));
  return [
    {
      kind: "table",
      summary: "Coordination of care: service, and for each its goal, who orders it, by when, and its status",
      columns: [{ label: "Service", share: 3 }, ...shown.map(([, label, share]) => ({ label, share }))],
      rows: rows.map((row): readonly Cell[] => [
        cell(sentenceCase(clean(detailedName(row))), [row.source]),
        ...shown.map(([field]) => cell(sentenceCase(clean(row.words(field) ?? "")), [row.source])),
      ]),
    },
  ];
}

function detailedName(row: Row): string {
  const [service, detail] = [serviceName(row), row.words("detail")];
  if (detail === undefined) return service;
  return row.code("service") === "other" ? detail : `${service}: ${inline(detail)}`;
}

/** A single service needs no table: "Physical therapy: requested by the pain clinic, in two weeks; goal: walk." */
function serviceSentence(row: Row): Sentence {
  const [status, goal, orderedBy, byWhen, contact] = [
    row.words("status"),
    row.words("goal"),
    row.words("orderedBy"),
    row.words("byWhen"),
    row.words("contact"),
  ].map((text) => (text === undefined ? undefined : inline(clean(text).replace(/\.$/, ""))));
  const by = orderedBy === "pain clinic" ? "the pain clinic" : orderedBy;
  const asked = by === undefined ? status : `${status ?? "ordered"} by ${by}`;
  const facts = [
    [asked, byWhen].filter((part) => part !== undefined).join(", "),
    goal === undefined ? "" : `goal: ${goal}`,
    contact === undefined ? "" : `contact: ${contact}`,
  ].filter((part) => part !== "");
  const name = detailedName(row);
  const separator = name.includes(":") ? "; " : ": ";
  return sentence(phrase(facts.length === 0 ? name : `${name}${separator}${facts.join("; ")}`, row.source));
}

/** "EMG and nerve conduction, right arm and leg". */
function serviceName(row: Row): string {
  const [service, region, side] = [row.words("service") ?? "service", row.words("region"), row.code("side")];
  if (region === undefined) return service;
  const where = side === "left" || side === "right" ? `${side} ${region}` : region;
  return `${service}, ${where}${side === "bilateral" ? " on both sides" : ""}`;
}

function treatment({ findings, person }: LetterContext): readonly Sentence[] {
  const explained = findings.phrases("PLAN.COUNSEL", ["questions answered"]);
  const asked = findings.codes("PLAN.COUNSEL").includes("questions answered");
  return [
    ...listSentences("Treatment:", modalities(findings)),
    ...listSentences("We discussed", findings.phrases("PLAN.SDM.OPTIONS")),
    ...listSentences(`I explained to ${person.him} the`, explained),
    ...(asked ? [sentence(from(`${person.His} questions were answered`, "PLAN.COUNSEL"))] : []),
  ];
}

/** "education and change of activity" stands first, so that its "and" is not taken for the list's. */
function modalities(findings: Findings): readonly Phrase[] {
  const isDouble = (part: Phrase) => / and /.test(textOf(part));
  return [...findings.phrases("PLAN.MOD")].sort((a, b) => Number(isDouble(b)) - Number(isDouble(a)));
}

function conversations({ findings }: LetterContext): readonly Sentence[] {
  if (findings.isNone("PLAN.CALL")) return [];
  return findings.rows("PLAN.CALL").flatMap((row) => {
    const [other, role, means] = [row.words("person"), row.phrase("role"), row.words("means")];
    const about = row.phrase("about");
    const outcome = row.words("outcome");
    return [
      sentence(
        words`I spoke with ${from(other ?? "a colleague", "PLAN.CALL")}${role === undefined ? "" : words` (${role})`}${
          means === undefined ? "" : ` ${means}`
        }${about === undefined ? "" : words` about ${about}`}`,
      ),
      ...(outcome === undefined ? [] : typed(outcome, fromItem("PLAN.CALL"))),
    ];
  });
}
