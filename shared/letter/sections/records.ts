import type { Block, Sentence } from "../document.ts";
import type { Findings, Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { clean, dateText, inline, joinList, onDate, quantity, sideAdjective } from "../grammar.ts";
import { listSentences } from "../packing.ts";
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
import { findingName } from "./impression.ts";
import { gridSentences } from "./levels.ts";
import { none } from "./none.ts";

/** Part 4: each study with who looked at it, the levels, what agrees with the story, laboratory and what is missing. */
export function recordBlocks(context: LetterContext): readonly Block[] {
  const { findings } = context;
  const blocks = [
    ...paragraph([...studies(findings), ...gridSentences(findings), ...concordance(findings)]),
    ...paragraph([...electromyography(findings), ...laboratory(findings), ...missing(findings)]),
  ];
  return blocks.length === 0 ? none("records", "No records are recorded as reviewed") : blocks;
}

const noteTypes = [
  "operative note",
  "procedure note",
  "prior consultation",
  "PT notes",
  "psychology",
  "ED/hospital",
  "PDMP report",
  "referral letter",
  "labs",
  "other",
];

function studyName(row: Row): string {
  const type = row.code("type") ?? "other";
  const kind = row.words("type") ?? "record";
  const regions = row.words("region");
  const side = sideAdjective(row.code("side"));
  const views = row.words("views");
  const gadolinium = row.code("gadolinium");
  const field = row.words("fieldStrength");
  const aside = [
    views === undefined ? undefined : `${views} view${row.codes("views").length === 1 ? "" : "s"}`,
    gadolinium === "yes" ? "with gadolinium" : gadolinium === "no" ? "without gadolinium" : undefined,
    field,
  ].filter((part) => part !== undefined);
  const name = noteTypes.includes(type) ? inline(kind) : kind;
  const of = regions === undefined ? "" : ` of the ${side === "" ? "" : `${side} `}${regions}`;
  return `${name}${of}${regions === undefined && side !== "" ? ` (${side})` : ""}${aside.length === 0 ? "" : ` (${aside.join(", ")})`}`;
}

function studies(findings: Findings): readonly Sentence[] {
  if (findings.isNone("IM.STUDY")) return [sentence(from("No records are available", "IM.STUDY"))];
  return findings.rows("IM.STUDY").flatMap((row) => {
    const name = studyName(row);
    const date = row.code("date");
    const source = row.code("source");
    const agreement = row.code("agreement");
    const [site, reporter] = [row.phrase("site"), row.phrase("reporter")];
    const when = date === undefined ? "" : ` of ${dateText(date)}`;
    const where = [site, reporter === undefined ? undefined : words`reported by ${reporter}`].filter(
      (part) => part !== undefined,
    );
    const made = where.length === 0 ? undefined : words` (${listed(where)})`;
    const key = row.words("key");
    const [own, quality] = [
      row.words("ownReading"),
      row.code("quality") === "none" ? undefined : row.words("quality"),
    ];
    const copy = row.code("copyToPatient");
    const agreed =
      agreement === "agree"
        ? " and agree with the report"
        : agreement === "differ"
          ? " and read it differently from the report"
          : "";
    const said: Sentence[] = [];
    const add = (text: string, rest = "") =>
      said.push(sentence(words`${phrase(text, row.source)}${made}${rest}`));
    if (source === "images personally reviewed") {
      add(`I reviewed the ${name}${when}`, ` myself${agreed}`);
      if (key !== undefined) said.push(...typed(key, row.source));
    } else {
      const how: Readonly<Record<string, string>> = {
        "report only": "report only",
        "verbal/patient-reported": "as the patient reports",
        "requested not received": "requested, not received",
      };
      const mode = how[source ?? ""] ?? "";
      const opening = `${name}${when}${mode === "" ? "" : ` (${mode})`}`;
      const parts = key === undefined ? [] : typed(inline(key), row.source);
      const only = parts.length === 1 ? key : undefined;
      if (key === undefined) add(opening, source === "not recorded" ? " was reviewed" : "");
      else if (only !== undefined)
        said.push(...typed(inline(key), row.source, `${opening}${made === undefined ? "" : textOf(made)}:`));
      else {
        add(opening, source === "not recorded" ? " was reviewed" : "");
        said.push(...typed(key, row.source));
      }
      if (agreement === "agree") said.push(sentence(phrase("My reading agrees with the report", row.source)));
      if (agreement === "differ")
        said.push(sentence(phrase("My reading differs from the report", row.source)));
    }
    return [
      ...said,
      ...(own === undefined ? [] : typed(own, row.source, "My reading:")),
      ...(quality === undefined ? [] : [sentence(phrase(`Limits of the study: ${quality}`, row.source))]),
      ...(copy === "yes" ? [sentence(phrase("The patient has a copy", row.source))] : []),
      ...listSentences(
        "Study:",
        row.rest().filter((part) => !/^no copy/.test(textOf(part))),
      ),
    ];
  });
}

const verdicts: Readonly<Record<string, string>> = {
  concordant: "matches the pain",
  "partly concordant": "matches the pain only in part",
  discordant: "does not match the pain",
  "incidental-likely": "is probably incidental",
  "not assessed": "was not judged against the pain",
};

/** Does each finding explain the pain? Said in words, with the reason. */
function concordance(findings: Findings): readonly Sentence[] {
  if (findings.isNone("IM.CONC")) return [sentence(from("There is no abnormal finding to judge", "IM.CONC"))];
  return findings.rows("IM.CONC").flatMap((row) => {
    const name = findingName(row);
    const verdict = row.code("concordance") ?? "not assessed";
    row.raw("proposed");
    const [structure, root] = [row.code("structure"), row.code("root")];
    const risk = [
      structure === undefined || structure === "none" ? undefined : row.words("structure"),
      root === undefined ? undefined : root,
    ].filter((part) => part !== undefined);
    const matches = (
      [
        ["matchesSide", "side"],
        ["matchesDistribution", "distribution"],
        ["matchesDeficit", "deficit"],
        ["matchesTests", "provocative tests"],
      ] as const
    ).map(([field, label]) => ({ label, code: row.code(field) }));
    const [agree, differ] = ["yes", "no"].map((code) =>
      matches.filter((match) => match.code === code).map(({ label }) => label),
    );
    const time = row.code("matchesTime");
    const comment = row.words("comment");
    const by = agree === undefined || agree.length === 0 ? "" : ` by ${joinList(agree)}`;
    const not =
      differ === undefined || differ.length === 0
        ? ""
        : `${by === "" ? "" : ", but"} not by ${joinList(differ, "or")}`;
    const matched = verdict === "concordant" || verdict === "partly concordant" ? `${by}${not}` : "";
    const other =
      matched === ""
        ? `${by === "" ? "" : `it agrees${by}`}${not === "" ? "" : by === "" ? `it does not agree${not.replace(" not", "")}` : not}`
        : "";
    const at = risk.length === 0 ? "" : ` (${risk.join(" ")})`;
    const told = words`${name}${at} ${verdicts[verdict] ?? verdict}${matched}`;
    return [
      sentence(emphasis(told)),
      ...(other === "" ? [] : [sentence(phrase(other, row.source))]),
      ...(comment === undefined ? [] : typed(comment, row.source)),
      ...(time === "no"
        ? [sentence(phrase("The study was done before the onset of this pain", row.source))]
        : []),
      ...listSentences("Judged on:", row.rest()),
    ];
  });
}

function electromyography(findings: Findings): readonly Sentence[] {
  const row = findings.record("IM.EMG");
  if (row === undefined) return [];
  const [result, roots, side] = [row.words("result"), row.words("roots"), sideAdjective(row.code("side"))];
  const acuity = row.words("acuity");
  const others = row.codes("otherNeuropathy");
  const other = row.words("otherNeuropathy");
  const date = row.code("date");
  const comment = row.words("comment");
  const place = [side, roots].filter((part) => part !== undefined && part !== "").join(" ");
  const parts = [
    result,
    acuity === undefined
      ? place === ""
        ? undefined
        : place
      : `${acuity}${place === "" ? "" : ` in ${place}`}`,
    other === undefined ? undefined : others.includes("none") ? other : other,
  ].filter((part) => part !== undefined);
  return [
    ...listSentences(
      `EMG and nerve conduction${date === undefined ? "" : ` ${onDate(date)}`}:`,
      (parts.length === 0 ? ["recorded"] : parts).map((part) => phrase(part, row.source)),
    ),
    ...(comment === undefined ? [] : typed(comment, row.source)),
    ...listSentences("EMG:", row.rest()),
  ];
}

function laboratory(findings: Findings): readonly Sentence[] {
  if (findings.isNone("IM.LAB")) return [sentence(from("There are no laboratory results", "IM.LAB"))];
  const results = findings.rows("IM.LAB").map((row): Phrase => {
    const other = row.phrase("testOther");
    const name =
      row.code("test") === "other" && other !== undefined ? textOf(other) : (row.words("test") ?? "test");
    const [value, unit, result] = [row.number("value"), row.words("unit"), row.words("result")];
    const [date, source] = [row.code("date"), row.code("source")];
    const aside = [
      value !== undefined && result !== undefined ? result : undefined,
      date === undefined ? undefined : dateText(date),
      source === "patient-reported" ? "as the patient reports" : undefined,
    ].filter((part) => part !== undefined);
    const said = [name, value === undefined ? result : quantity(value, unit ?? "")]
      .filter((part) => part !== undefined)
      .join(" ");
    return phrase(aside.length === 0 ? said : `${said} (${aside.join(", ")})`, row.source);
  });
  return listSentences("Laboratory:", results, { again: "Also:" });
}

/** What is missing and who gets it; "none" is said as such. */
function missing(findings: Findings): readonly Sentence[] {
  const text = findings.text("IM.GAP");
  if (text === undefined) return [];
  if (/^(?:none|nothing|no|n\/a)\.?$/i.test(clean(text))) {
    return [sentence(from("No records are missing", "IM.GAP"))];
  }
  return typed(text, fromItem("IM.GAP"), "Missing records:");
}
