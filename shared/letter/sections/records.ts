import type { Block, Sentence } from "../document.ts";
import { spineFigureBlocks } from "../figures/blocks.ts";
import type { Findings, Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import {
  clean,
  dateText,
  inline,
  joinList,
  lowerFirst,
  onDate,
  quantity,
  sideAdjective,
} from "../grammar.ts";
import { listSentences } from "../packing.ts";
import {
  emphasis,
  from,
  fromItem,
  type Phrase,
  paragraph,
  phrase,
  sentence,
  textOf,
  together,
  typed,
  words,
} from "../phrase.ts";
import { findingName } from "./impression.ts";
import { gridSentences } from "./levels.ts";
import { none } from "./none.ts";
import { weighingBlocks } from "./weighing.ts";

/** Part 4: each study with who looked at it, the levels, what agrees with the story, laboratory and what is missing. */
export function recordBlocks(context: LetterContext): readonly Block[] {
  const { findings } = context;
  const tests = [...electromyography(findings), ...laboratory(findings)];
  const gaps = missing(findings);
  const blocks = [
    ...spineFigureBlocks(findings),
    ...paragraph([
      ...studies(findings),
      ...gridSentences(findings),
      ...concordance(findings),
      ...(tests.length === 0 ? gaps : []),
    ]),
    ...(tests.length === 0 ? [] : paragraph([...tests, ...gaps])),
    ...weighingBlocks(context),
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

/** "left knee MRI", "lumbar spine X-ray (AP and lateral views)", "operative note". */
function studyName(row: Row): string {
  const type = row.code("type") ?? "other";
  const kind = row.words("type") ?? "record";
  const regions = row.words("region");
  const side = sideAdjective(row.code("side"));
  const views = row.words("views");
  const gadolinium = row.code("gadolinium");
  const aside = [
    views === undefined ? undefined : `${views} view${row.codes("views").length === 1 ? "" : "s"}`,
    gadolinium === "yes" ? "with gadolinium" : gadolinium === "no" ? "without gadolinium" : undefined,
    row.words("fieldStrength"),
  ].filter((part) => part !== undefined);
  const isNote = noteTypes.includes(type);
  // The heart is what an ECG is of.
  const where = type === "ECG" ? [] : [side, regions].filter((part) => part !== undefined && part !== "");
  const joined = ["MRI", "CT", "X-ray"].includes(type);
  if (!isNote && !joined && where.length > 0) {
    return `${kind} of the ${where.join(" ")}${aside.length === 0 ? "" : ` (${aside.join(", ")})`}`;
  }
  const name = isNote
    ? [inline(kind), ...(where.length === 0 ? [] : [`(${where.join(" ")})`])].join(" ")
    : [...where, kind].join(" ");
  return `${name}${aside.length === 0 ? "" : ` (${aside.join(", ")})`}`;
}

function studies(findings: Findings): readonly Sentence[] {
  if (findings.isNone("IM.STUDY")) return [sentence(from("No records are available", "IM.STUDY"))];
  return findings.rows("IM.STUDY").flatMap((row) => {
    const name = studyName(row);
    const [date, source, agreement] = [row.code("date"), row.code("source"), row.code("agreement")];
    const [site, reporter] = [row.name("site"), row.name("reporter")];
    const when = date === undefined ? "" : ` of ${dateText(date)}`;
    const agreed =
      agreement === "agree"
        ? " and agree with the report"
        : agreement === "differ"
          ? " and read it differently from the report"
          : "";
    const made = [site, reporter === undefined ? undefined : words`reported by ${reporter}`];
    const key = row.words("key");
    const own = row.words("ownReading");
    const quality =
      row.code("quality") === "none" || row.codes("quality").includes("none")
        ? undefined
        : row.words("quality");
    const copy = row.code("copyToPatient");
    const more = [
      ...(row.code("result") === "normal" ? [sentence(phrase("It was normal", row.source))] : []),
      ...(own === undefined ? [] : typed(own, row.source, "My reading:")),
      ...(quality === undefined ? [] : [sentence(phrase(`Limits of the study: ${quality}`, row.source))]),
      ...(copy === "yes" ? [sentence(phrase("The patient has a copy", row.source))] : []),
      ...listSentences("Study:", row.rest()),
    ];
    if (source === "images personally reviewed") {
      const told = words`I reviewed the ${phrase(`${name}${when}`, row.source)}${inBrackets(made)} myself${agreed}`;
      return [sentence(told), ...(key === undefined ? [] : typed(key, row.source)), ...more];
    }
    const how = phrase(reviewWords[source ?? ""] ?? "reviewed", row.source);
    const opening = words`${phrase(`${name}${when}`, row.source)}${inBrackets([how, ...made])}`;
    return [
      ...(key === undefined ? [sentence(opening)] : withLead(opening, key, row)),
      ...(agreement === "agree" || agreement === "differ"
        ? [
            sentence(
              phrase(
                `My reading ${agreement === "agree" ? "agrees with" : "differs from"} the report`,
                row.source,
              ),
            ),
          ]
        : []),
      ...more,
    ];
  });
}

const reviewWords: Readonly<Record<string, string>> = {
  "report only": "report only",
  "verbal/patient-reported": "as the patient reports",
  "requested not received": "requested, not received",
  "not recorded": "reviewed",
};

function inBrackets(parts: readonly (Phrase | undefined)[]): Phrase | undefined {
  const present = parts.filter((part) => part !== undefined);
  return present.length === 0 ? undefined : words` (${together(present, "; ")})`;
}

/** "Lumbar spine X-ray of 6 Feb 2025 (report only): no fracture, no slip." */
function withLead(opening: Phrase, key: string, row: Row): readonly Sentence[] {
  return typed(inline(key), row.source).map((said, index) =>
    index === 0
      ? sentence(
          words`${opening}: ${{ ...said, runs: said.runs.map((run) => ({ ...run, text: lowerFirst(run.text) })) }}`,
        )
      : said,
  );
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
  if (findings.isNone("IM.CONC")) {
    return [sentence(from("There is no abnormal finding to judge", "IM.CONC"))];
  }
  return findings.rows("IM.CONC").flatMap((row) => {
    const verdict = row.code("concordance") ?? "not assessed";
    row.raw("proposed");
    const comment = row.words("comment");
    const late = row.code("matchesTime") === "no";
    const told = words`${findingName(row)}${atRisk(row)} ${verdicts[verdict] ?? verdict}${grounds(row, verdict)}`;
    return [
      sentence(emphasis(told)),
      ...(comment === undefined ? [] : typed(comment, row.source)),
      ...(late ? [sentence(phrase("The study was done before the onset of this pain", row.source))] : []),
      ...listSentences("Judged on:", row.rest()),
    ];
  });
}

function atRisk(row: Row): string {
  const [structure, root] = [row.code("structure"), row.code("root")];
  const named = structure === undefined || structure === "none" ? undefined : row.words("structure");
  // The finding's own words may name the root or the joint already.
  const told = textOf(findingName(row));
  if (
    (root === undefined || told.includes(root)) &&
    (named === undefined || root !== undefined || told.includes(named.split(" ")[0] ?? named))
  )
    return "";
  if (root === undefined) return ` (${named})`;
  return named?.endsWith(" root")
    ? ` (${named.replace(/root$/, `${root} root`)})`
    : ` (${[named, `${root} root`].filter(Boolean).join(", ")})`;
}

const aspects = [
  ["matchesSide", "side"],
  ["matchesDistribution", "distribution"],
  ["matchesDeficit", "deficit"],
  ["matchesTests", "provocative tests"],
] as const;

/** " by side and deficit, but not by the provocative tests" */
function grounds(row: Row, verdict: string): string {
  const judged = aspects.map(([field, label]) => ({ label, code: row.code(field) }));
  const by = (code: string) => judged.filter((aspect) => aspect.code === code).map(({ label }) => label);
  const [agree, differ] = [joinList(by("yes")), joinList(by("no"), "or")];
  if (verdict === "concordant" || verdict === "partly concordant") {
    const match = agree === "" ? "" : ` by ${agree}`;
    return differ === "" ? match : `${match}${match === "" ? "" : ", but"} not by ${differ}`;
  }
  const fits = agree === "" ? "" : `it fits the ${agree}`;
  const fails =
    differ === "" ? "" : `${fits === "" ? "it does" : " but"} not ${fits === "" ? "fit " : ""}the ${differ}`;
  return fits === "" && fails === "" ? "" : `; ${fits}${fails}`;
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
    sentence(
      phrase(
        `EMG and nerve conduction${date === undefined ? "" : ` ${onDate(date)}`}: ${parts.length === 0 ? "recorded" : parts.join(", ")}`,
        row.source,
      ),
    ),
    ...(comment === undefined ? [] : typed(comment, row.source)),
    ...listSentences("EMG:", row.rest()),
  ];
}

function laboratory(findings: Findings): readonly Sentence[] {
  if (findings.isNone("IM.LAB")) return [sentence(from("There are no laboratory results", "IM.LAB"))];
  const results = findings.rows("IM.LAB").map((row): Phrase => {
    const other = row.name("testOther");
    const test =
      row.code("test") === "other" && other !== undefined ? undefined : (row.words("test") ?? "test");
    const name = [test, other === undefined ? undefined : textOf(other)]
      .filter((part) => part !== undefined)
      .join(" ");
    const [value, unit, result] = [row.number("value"), row.words("unit"), row.words("result")];
    const [date, source] = [row.code("date"), row.code("source")];
    const aside = [
      value !== undefined && result !== undefined ? result : undefined,
      date === undefined ? undefined : dateText(date),
      source === "patient-reported" ? "as the patient reports" : undefined,
    ].filter((part) => part !== undefined);
    const said = [
      name,
      value === undefined
        ? [result, unit].filter(Boolean).join(" ") || undefined
        : quantity(value, unit ?? ""),
    ]
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
