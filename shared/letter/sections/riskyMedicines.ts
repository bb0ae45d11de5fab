import type { Sentence } from "../document.ts";
import type { Findings, Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { counted, dateText, onDate, quantity, timesADay } from "../grammar.ts";
import { listSentences } from "../packing.ts";
import {
  from,
  fromItem,
  listed,
  type Phrase,
  phrase,
  sentence,
  textOf,
  together,
  typed,
  words,
} from "../phrase.ts";

/** Opioids with their equivalent, sedatives, the monitoring check and steroids. */
export function riskyMedicineSentences(context: LetterContext): readonly Sentence[] {
  return [
    ...opioids(context),
    ...naloxone(context.findings),
    ...sedatives(context),
    ...monitoring(context.findings),
    ...steroids(context.findings),
  ];
}

/** Two opioids with dose and form in one sentence, rather than the second of them in another without a verb. */
const longestOfOpioids = 36;

/** "Opioid dose: 30 MME a day, from oxycodone (immediate release)." */
function opioids({ findings, person, isBrief }: LetterContext): readonly Sentence[] {
  if (findings.isNone("HX.MED.OPI")) {
    return [sentence(from(`${person.He} ${person.verb("take")} no opioid`, "HX.MED.OPI"))];
  }
  const rows = findings.rows("HX.MED.OPI");
  const listedNames = findings.rows("HX.MED").map((row) => String(row.peek("name")).toLowerCase());
  const listedForms = findings.rows("HX.MED").map((row) => String(row.peek("form") ?? "").toLowerCase());
  const total = findings.computed("HX.MED.MME");
  // Where the equivalent tells how much it is in all, a short letter names the drugs alone.
  const names = rows.map((row) =>
    isBrief === true && total !== undefined
      ? phrase(row.words("drug") ?? "an opioid", row.source)
      : opioidPhrase(row, listedNames, listedForms),
  );
  if (total === undefined) return listSentences(names.length === 1 ? "Opioid:" : "Opioids:", names);
  return listSentences(words`The opioid dose is ${total.phrase}, from`, names, {
    again: "And from",
    limit: longestOfOpioids,
  });
}

function opioidPhrase(row: Row, listedNames: readonly string[], listedForms: readonly string[]): Phrase {
  const drug = row.words("drug") ?? "an opioid";
  const [dose, perDay, taken] = [row.number("dose"), row.number("perDay"), row.number("reportedPerDay")];
  const unit = row.peek("drug") === "fentanyl transdermal" ? "mcg/h" : "mg";
  const asNeeded = row.code("asNeeded") === "yes";
  const [release, start, benefit] = [row.phrase("release"), row.code("start"), row.phrase("benefit")];
  // The list of medicines already gives the dose, and often the release.
  const listedAt = listedNames.findIndex((name) => name.includes(String(row.peek("drug"))));
  const repeated = listedAt >= 0 && dose !== undefined;
  const releaseRepeated =
    repeated &&
    release !== undefined &&
    (listedForms[listedAt] ?? "").includes(textOf(release).toLowerCase());
  const amount = repeated || dose === undefined ? "" : quantity(dose, unit);
  const often = repeated || perDay === undefined ? "" : timesADay(perDay);
  const aside = [
    releaseRepeated ? undefined : release,
    asNeeded ? phrase("as needed", row.source) : undefined,
    taken === undefined || taken === perDay ? undefined : phrase(`taken ${timesADay(taken)}`, row.source),
    start === undefined ? undefined : phrase(`since ${dateText(start)}`, row.source),
    benefit === undefined ? undefined : words`benefit: ${benefit}`,
    ...row.rest(),
  ].filter((part) => part !== undefined);
  const base = phrase([drug, amount, often].filter((part) => part !== "").join(" "), row.source);
  return aside.length === 0 ? base : words`${base} (${listed(aside)})`;
}

function naloxone(findings: Findings): readonly Sentence[] {
  const code = findings.code("HX.MED.NALOX");
  if (code === "yes") return [sentence(from("Naloxone is at home", "HX.MED.NALOX"))];
  return code === "no" ? [sentence(from("There is no naloxone at home", "HX.MED.NALOX"))] : [];
}

function sedatives({ findings, person }: LetterContext): readonly Sentence[] {
  const said = sedativesAlreadyNamed(findings) ? [] : findings.phrases("HX.MED.BZD", ["none"]);
  const immune = findings.phrases("HX.MED.IMM", ["none"]);
  return listSentences(`${person.He} ${person.verb("take")}`, [...said, ...immune]);
}

function monitoring(findings: Findings): readonly Sentence[] {
  const row = findings.record("HX.PDMP");
  if (row === undefined) return [];
  const [date, consistent, detail] = [row.code("checkedOn"), row.code("consistent"), row.words("detail")];
  const result = consistent === "yes" ? "consistent" : consistent === "no" ? "not consistent" : undefined;
  const said = `Prescription monitoring was checked${date === undefined ? "" : ` ${onDate(date)}`}${
    result === undefined ? "" : ` and is ${result}`
  }`;
  return [
    sentence(from(said, "HX.PDMP")),
    ...(detail === undefined ? [] : typed(detail, fromItem("HX.PDMP"))),
  ];
}

/** Steroids of the last year, where there were any; their absence is said with the other negatives of the history. */
function steroids(findings: Findings): readonly Sentence[] {
  const row = findings.record("HX.MED.STER");
  if (row === undefined) return [];
  row.raw("taken");
  const count = row.number("injections");
  const last = row.code("last");
  const parts = [
    row.phrase("systemic"),
    count === undefined ? row.phrase("injected") : injections(row, count),
    row.peek("cumulative") === undefined ? undefined : words`${row.phrase("cumulative")} in all`,
    last === undefined ? undefined : phrase(`last ${onDate(last)}`, row.source),
    ...row.rest(),
  ].filter((part) => part !== undefined);
  if (parts.length === 0) {
    return row.peek("taken") === "yes"
      ? [sentence(from("Steroids were taken in the last 12 months", "HX.MED.STER"))]
      : [];
  }
  return [sentence(words`Steroids in the last 12 months: ${together(parts, ", ")}`)];
}

/** "one injection (right S1 transforaminal epidural)" */
function injections(row: Row, count: number): Phrase {
  const what = row.phrase("injected");
  const number = phrase(counted(count, "injection"), row.source);
  return what === undefined ? number : words`${number} (${what})`;
}

/** True where every class of sedative is that of a medicine that the list names. */
export function sedativesAlreadyNamed(findings: Findings): boolean {
  const classes = findings.rows("HX.MED").map((row) => row.peek("drugClass"));
  const codes = findings.codes("HX.MED.BZD");
  return codes.length > 0 && codes.every((code) => classes.includes(code));
}
