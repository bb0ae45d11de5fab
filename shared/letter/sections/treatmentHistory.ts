import type { Sentence } from "../document.ts";
import type { Findings, Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { article, counted, inline, joinList, numberWord, onDate, periodText, quantity } from "../grammar.ts";
import { listSentences, subjectSentences } from "../packing.ts";
import { from, isEmpty, listed, type Phrase, phrase, sentence, textOf, typed, words } from "../phrase.ts";

/** What was tried and what it did: conservative care, interventions, surgery and the surgical opinion. */
export function treatmentSentences(context: LetterContext): readonly Sentence[] {
  return [
    ...conservativeCare(context),
    ...nothingInvasive(context),
    ...interventions(context),
    ...operations(context),
    ...surgicalOpinion(context),
    ...otherOperations(context),
  ];
}

interface Outcome {
  readonly one: string;
  readonly many: string;
}

const same = (text: string): Outcome => ({ one: text, many: text });

/** What a treatment did, as a predicate. */
function outcomeOf(row: Row, ongoing: boolean): Outcome | undefined {
  const response = row.code("response");
  const percent = row.number("percent");
  const relief =
    percent !== undefined
      ? `${quantity(percent, "%")} relief`
      : response === undefined || response === "worse" || response === "stopped-side effects"
        ? undefined
        : row.words("response");
  if (response === "worse")
    return ongoing ? { one: "makes it worse", many: "make it worse" } : same("made it worse");
  if (response === "stopped-side effects") {
    return { one: "was stopped because of side effects", many: "were stopped because of side effects" };
  }
  if (response === "helped" && percent === undefined) {
    return ongoing ? { one: "helps", many: "help" } : same("helped");
  }
  if (relief === undefined) return undefined;
  return ongoing ? { one: `gives ${relief}`, many: `give ${relief}` } : same(`gave ${relief}`);
}

/** "naproxen 500 mg BID (5 Feb to 1 Mar 2025)", "six sessions of supervised physical therapy". */
function treatmentName(row: Row): Phrase {
  const type = row.code("type");
  const kind = row.words("type") ?? "a treatment";
  const detail = row.phrase("detail");
  const dose = row.phrase("dose");
  const sessions = row.number("sessions");
  const target = row.phrase("target");
  // "a knee brace" says more than "a brace (knee brace)".
  const closer =
    detail !== undefined && namesKind(textOf(detail), kind) ? withArticleOf(kind, detail) : undefined;
  const medicine =
    /NSAID|analgesic|acetaminophen|relaxant|gabapentinoid|SNRI|topical|opioid|steroid|other/.test(type ?? "");
  const named = closer ?? (medicine && detail !== undefined ? detail : phrase(kind, row.source));
  const few = sessions !== undefined && sessions <= 12;
  const base = words`${few ? `${counted(sessions, "session")} of ` : ""}${named}${sessions === undefined || few ? "" : `, ${sessions} sessions`}${
    dose === undefined ? "" : words` ${dose}`
  }${target === undefined ? "" : words` for ${target}`}`;
  const aside = [
    medicine || closer !== undefined ? undefined : detail,
    phrase(periodText(row.code("start"), row.code("end")), row.source),
    row.phrase("reason"),
    ...row.rest(),
  ].filter((part) => part !== undefined && !isEmpty(part));
  return aside.length === 0 ? base : words`${base} (${aside.reduce((sum, part) => words`${sum}; ${part}`)})`;
}

/** The detail holds the last word of the kind: "knee brace" of "a brace". */
function namesKind(detail: string, kind: string): boolean {
  const last = kind.split(" ").at(-1) ?? kind;
  return detail.toLowerCase().includes(last.toLowerCase());
}

function withArticleOf(kind: string, detail: Phrase): Phrase {
  // "a brace" counts, "a change of activity" does not: "less activity".
  const bare = /^an? (?!.* of )/.test(kind) && !/^(?:a|an|the) /.test(textOf(detail));
  return bare ? words`${article(textOf(detail))} ${detail}` : detail;
}

function conservativeCare({ findings, person }: LetterContext): readonly Sentence[] {
  if (findings.isNone("HX.CONS")) {
    return [sentence(from(`${person.He} ${person.has} tried no conservative treatment`, "HX.CONS"))];
  }
  const groups = new Map<string, { outcome: Outcome | undefined; status: string; names: Phrase[] }>();
  for (const row of findings.rows("HX.CONS")) {
    const status = row.code("status") ?? "";
    const outcome = outcomeOf(row, status === "ongoing");
    const key = `${outcome?.many ?? status}`;
    const group = groups.get(key) ?? { outcome, status, names: [] };
    group.names.push(treatmentName(row));
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ outcome, status, names }) => {
    if (outcome !== undefined) return subjectSentences(names, outcome, "");
    if (status === "ongoing") return listSentences(`${person.He} now ${person.verb("use")}`, names);
    if (status === "completed") return listSentences(`${person.He} ${person.has} completed`, names);
    if (status === "stopped") return listSentences("Used in the past:", names);
    return listSentences(`${person.He} ${person.has} tried`, names);
  });
}

/** "No previous injection or spine surgery": both negatives in one sentence. */
function nothingInvasive({ findings, person }: LetterContext): readonly Sentence[] {
  const absent = [
    findings.isNone("HX.INTV") ? from("interventional procedure", "HX.INTV") : undefined,
    findings.isNone("HX.SURG") ? from("spine surgery", "HX.SURG") : undefined,
    hasNoOpinion(findings) ? from("surgical opinion", "HX.SURG.OPIN") : undefined,
  ].filter((part) => part !== undefined);
  return listSentences(
    `${person.He} ${person.has} had no`,
    absent.length === 0 ? [] : [listed(absent, "or")],
  );
}

/** Said with the other negatives where there are any. */
function hasNoOpinion(findings: Findings): boolean {
  return (
    findings.code("HX.SURG.OPIN") === "none" && (findings.isNone("HX.INTV") || findings.isNone("HX.SURG"))
  );
}

function placeOf(row: Row): string {
  const side = row.code("side");
  const sideWord = side === undefined || side === "not applicable" ? "" : side;
  return [sideWord, joinList(row.codes("levels").map((level) => (level === "SIJ" ? "sacroiliac" : level)))]
    .filter((word) => word !== "")
    .join(" ");
}

function interventions({ findings }: LetterContext): readonly Sentence[] {
  return findings.rows("HX.INTV").flatMap((row) => {
    const detail = row.phrase("detail");
    const type = row.code("type");
    const kind =
      type === "other" && detail !== undefined
        ? detail
        : phrase(row.words("type") ?? "intervention", row.source);
    const nerves = row.phrase("nerves");
    const date = row.code("date");
    const guidance = row.code("guidance");
    const [relief, lasted, unit] = [row.number("relief"), row.number("duration"), row.code("durationUnit")];
    const [before, after] = [row.number("painBefore"), row.number("painAfter")];
    const span =
      lasted === undefined
        ? ""
        : ` for ${numberWord(lasted)} ${lasted === 1 ? (unit ?? "").replace(/s$/, "") : (unit ?? "")}`;
    const result = [
      relief === undefined
        ? ""
        : relief === 0
          ? "gave no relief"
          : `gave ${quantity(relief, "%")} relief${span}`,
      before === undefined || after === undefined ? "" : `took the pain from ${before} to ${after} of 10`,
    ].filter((part) => part !== "");
    const operator = row.phrase("operator");
    const place = type === "SIJ" ? placeOf(row).replace(/,? ?(?:and )?sacroiliac$/, "") : placeOf(row);
    const name = words`${phrase(place, row.source)} ${kind}${nerves === undefined ? "" : words` (${nerves})`}${
      date === undefined ? "" : ` ${onDate(date)}`
    }${operator === undefined ? "" : words` by ${operator}`}${
      guidance === undefined ? "" : guidance === "none" ? " without image guidance" : ` under ${guidance}`
    }`;
    const more = [
      type === "other" ? undefined : detail,
      row.phrase("localAnaesthetic"),
      row.phrase("steroid"),
      before !== undefined && after === undefined
        ? phrase(`pain before ${before} of 10`, row.source)
        : undefined,
      after !== undefined && before === undefined
        ? phrase(`pain after ${after} of 10`, row.source)
        : undefined,
      ...row.rest(),
    ].filter((part) => part !== undefined);
    const lead = result.length === 0 ? words`Earlier: ${name}` : words`${name} ${result.join(" and ")}`;
    return [sentence(lead), ...listSentences("It used", more, { again: "Also" })];
  });
}

const outcomeWords: Readonly<Record<string, string>> = {
  "lasting relief": "brought lasting relief",
  "relief, then recurrence": "brought relief, then the pain returned",
  "partial relief": "brought partial relief",
  "no relief": "brought no relief",
  worse: "was followed by worse pain",
};

function operations({ findings, person }: LetterContext): readonly Sentence[] {
  return findings.rows("HX.SURG").flatMap((row) => {
    const approach = row.words("approach");
    const name = [placeOf(row), approach, row.words("type") ?? "operation"].filter(Boolean).join(" ");
    const date = row.code("date");
    const surgeon = row.phrase("surgeon");
    const indication = row.phrase("indication");
    const outcome = outcomeWords[row.code("outcome") ?? ""];
    const months = row.number("reliefMonths");
    const base = words`${person.He} had ${phrase(name, row.source)}${date === undefined ? "" : ` ${onDate(date)}`}${
      surgeon === undefined ? "" : words` by ${surgeon}`
    }${indication === undefined ? "" : words` for ${indication}`}`;
    const result = [
      outcome,
      months === undefined
        ? undefined
        : `${outcome === undefined ? "gave relief" : "relief lasted"} ${outcome === undefined ? "for " : ""}${counted(months, "month")}`,
    ].filter((part) => part !== undefined);
    const detail = row.words("detail");
    const deficit = row.words("deficitBefore");
    const complications = row.words("complications");
    return [
      sentence(base),
      ...(detail === undefined ? [] : typed(detail, row.source)),
      ...(deficit === undefined ? [] : typed(inline(deficit), row.source, "Deficit before surgery:")),
      ...(result.length === 0 ? [] : [sentence(phrase(`The operation ${result.join("; ")}`, row.source))]),
      ...(complications === undefined
        ? []
        : /^(?:none|no)\.?$/i.test(complications)
          ? [sentence(phrase("There were no complications", row.source))]
          : typed(inline(complications), row.source, "Complications:")),
      ...listSentences("Surgery:", row.rest()),
    ];
  });
}

function surgicalOpinion({ findings, person }: LetterContext): readonly Sentence[] {
  if (hasNoOpinion(findings)) return [];
  const said: Readonly<Record<string, string>> = {
    none: "No surgical opinion has been sought so far",
    "not candidate": `A surgeon found ${person.him} not to be a candidate for surgery`,
    "candidate-declined": `${person.He} ${person.is} a candidate for surgery and declined it`,
    "candidate-planned": `${person.He} ${person.is} a candidate for surgery, which is planned`,
    pending: "A surgical opinion is pending",
  };
  const text = said[findings.code("HX.SURG.OPIN") ?? ""];
  return text === undefined ? [] : [sentence(from(text, "HX.SURG.OPIN"))];
}

function otherOperations({ findings, person }: LetterContext): readonly Sentence[] {
  if (findings.isNone("HX.SURG.OTHER")) {
    return [sentence(from(`${person.He} ${person.has} had no other operation`, "HX.SURG.OTHER"))];
  }
  const said = findings.rows("HX.SURG.OTHER").map((row) => {
    const operation = row.phrase("operation");
    const date = row.code("date");
    const forPain = row.code("forThisPain");
    const aside = [
      row.phrase("result"),
      forPain === "yes"
        ? phrase("for this pain", row.source)
        : forPain === "no"
          ? phrase("not for this pain", row.source)
          : undefined,
      ...row.rest(),
    ].filter((part) => part !== undefined);
    const base = words`${operation}${date === undefined ? "" : ` ${onDate(date)}`}`;
    return aside.length === 0
      ? base
      : words`${base} (${aside.reduce((sum, part) => words`${sum}; ${part}`)})`;
  });
  return listSentences(`${findings.has("HX.SURG") ? "Other operations" : "Operations"}:`, said, {
    again: "Also:",
  });
}
