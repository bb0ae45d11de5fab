import type { Block, Sentence } from "../document.ts";
import type { Findings, Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { dateText, inline, lowerFirst, noBreak, quantity, timesADay } from "../grammar.ts";
import { listSentences } from "../packing.ts";
import {
  from,
  fromItem,
  isEmpty,
  type Phrase,
  paragraph,
  phrase,
  sentence,
  textOf,
  together,
  unite,
  withSources,
  words,
} from "../phrase.ts";
import { allergySentences } from "./allergies.ts";
import { antithromboticSentences, isAntithrombotic, prescriberOf } from "./antithrombotics.ts";
import { riskyMedicineSentences, sedativesAlreadyNamed } from "./riskyMedicines.ts";

/** What changes, what stays, and what makes treatment unsafe: opioids, antithrombotics, allergies. */
export function medicationBlocks(context: LetterContext): readonly Block[] {
  const taken = [...medicines(context), ...riskyMedicineSentences(context)];
  const dangers = [...antithromboticSentences(context), ...allergySentences(context)];
  return context.isBrief === true
    ? paragraph([...taken, ...dangers])
    : [...paragraph(taken), ...paragraph(dangers)];
}

/** The list itself answers the question about sedatives where it names them all. */
function medicines(context: LetterContext): readonly Sentence[] {
  const [first, ...rest] = [...changes(context), ...current(context)];
  if (first === undefined) return [];
  const answered = sedativesAlreadyNamed(context.findings) ? [fromItem("HX.MED.BZD")] : [];
  return [{ ...first, sources: unite([...first.sources, ...answered]) }, ...rest];
}

const changeLeads = [
  ["new", "New:"],
  ["changed", "Changed:"],
  ["to be reduced", "To be reduced:"],
  ["stopped", "Stopped:"],
  ["unchanged", "Unchanged:"],
] as const;

/** "300 mg three times a day". */
function doseText(row: Row): string {
  const [amount, unit] = [row.number("dose"), row.words("unit")];
  const perDay = row.number("perDay");
  const asNeeded = row.code("asNeeded") === "yes";
  const route = row.code("route");
  const most = row.number("doseTo");
  const dose =
    amount === undefined
      ? ""
      : most === undefined
        ? quantity(amount, unit ?? "")
        : `${amount} to ${quantity(most, unit ?? "")}`;
  const often =
    perDay === undefined
      ? asNeeded
        ? "as needed"
        : ""
      : asNeeded
        ? `as needed, up to ${timesADay(perDay)}`
        : timesADay(perDay);
  // By mouth is what a reader assumes.
  const by = route === undefined || route === "oral" ? "" : (row.words("route") ?? "");
  return [dose, by, often].filter((part) => part !== "").join(" ");
}

/** A medicine of the list in full; what its fields do not fit, and what is planned for it, is kept in brackets. */
function medicinePhrase(row: Row, plans: readonly (Phrase | undefined)[] = []): Phrase {
  row.raw("drugClass");
  row.raw("status");
  const name = row.name("name") ?? phrase("a medicine", row.source);
  const dose = doseText(row);
  const ended = row.code("stopped");
  const [indication, prescriber] = [row.phrase("indication"), row.name("prescriber")];
  const aside = [
    row.phrase("form"),
    indication === undefined ? undefined : words`for ${indication}`,
    prescriber === undefined ? undefined : words`prescribed by ${prescriber}`,
    row.phrase("detail"),
    ...row.rest(),
    ...plans,
    ended === undefined || plans.length > 0 ? undefined : phrase(`since ${dateText(ended)}`, row.source),
  ].filter((part) => part !== undefined && !isEmpty(part));
  const base = dose === "" ? name : words`${name} ${dose}`;
  return aside.length === 0 ? base : words`${base} (${together(aside, "; ")})`;
}

/** The first word names the drug: "oxycodone" in "Oxycodone/acetaminophen 5/325". */
function drugKey(name: unknown): string {
  const text = String(name).trim().toLowerCase();
  return /^[\p{L}-]+/u.exec(text)?.[0] ?? text;
}

function changes({ findings, isBrief }: LetterContext): readonly Sentence[] {
  if (findings.isNone("PLAN.MEDCHG")) return [sentence(from("No change to the medication", "PLAN.MEDCHG"))];
  const known = findings.rows("HX.MED");
  const rows = findings.rows("PLAN.MEDCHG").map((row) => ({ row, change: row.code("change") }));
  return changeLeads.flatMap(([change, lead]) =>
    listSentences(
      lead,
      rows
        .filter((entry) => entry.change === change)
        .map(({ row }) =>
          isBrief === true && change === "new"
            ? newInBrief(row, known[indexOfKnown(known, row)])
            : changePhrase(findings, row, known[indexOfKnown(known, row)]),
        ),
      { again: `Also ${lowerFirst(lead)}` },
    ),
  );
}

/** The medicine of the list that a change is about: the same drug, one name holding the other. */
function indexOfKnown(known: readonly Row[], change: Row): number {
  const asked = String(change.peek("medicine")).trim().toLowerCase();
  return known.findIndex((row) => {
    const name = String(row.peek("name")).trim().toLowerCase();
    return (
      name.includes(asked) || asked.includes(name) || (isShort(asked) && drugKey(name) === drugKey(asked))
    );
  });
}

/** A bare drug name, without words that could tell two entries apart. */
function isShort(name: string): boolean {
  return !name.includes(" ");
}

/** Name and dose; how it is to be taken and who prescribes it stands in the letter that is enclosed. */
function newInBrief(row: Row, known: Row | undefined): Phrase {
  const name = row.name("medicine") ?? phrase("a medicine", row.source);
  const dose = known === undefined ? "" : doseText(known);
  return dose === "" ? name : words`${name} ${dose}`;
}

function changePhrase(findings: Findings, row: Row, known: Row | undefined): Phrase {
  const name = row.name("medicine") ?? phrase("a medicine", row.source);
  const who = row.name("who");
  const interrupted =
    row.peek("change") === "stopped" && isAntithrombotic(textOf(name))
      ? phrase(`to be confirmed with ${prescriberOf(findings, textOf(name))}`, row.source)
      : undefined;
  const plans = [
    beyondDose(row.words("detail"), known),
    who === undefined
      ? undefined
      : words`prescribed by ${/^\p{Ll}/u.test(textOf(who)) && !/^(?:the|a|an|his|her|their|you|me) /.test(textOf(who)) ? "the " : ""}${who}`,
    interrupted,
  ].map((plan) => (typeof plan === "string" ? phrase(inline(plan), row.source) : plan));
  const present = plans.filter((plan) => plan !== undefined);
  if (known !== undefined) return withSources(medicinePhrase(known, present), row.source);
  return present.length === 0 ? name : words`${name} (${together(present, "; ")})`;
}

/** What the detail says beyond the dose that the list already gives. */
function beyondDose(detail: string | undefined, known: Row | undefined): string | undefined {
  if (detail === undefined || known === undefined) return detail;
  const dose = doseText(known).replaceAll(noBreak, " ");
  const rest = detail.replaceAll(noBreak, " ").startsWith(dose) ? detail.slice(dose.length) : detail;
  const bare = rest.replace(/^[,;:\s]+/, "");
  return bare === "" ? undefined : bare;
}

/** What else is taken; it is called unchanged only where the changes were recorded. */
function current({ findings, person }: LetterContext): readonly Sentence[] {
  if (findings.isNone("HX.MED")) {
    return [sentence(from(`${person.He} ${person.verb("take")} no medicines`, "HX.MED"))];
  }
  const known = findings.rows("HX.MED");
  const changed = findings.rows("PLAN.MEDCHG").map((change) => indexOfKnown(known, change));
  const rows = known.filter((_, index) => !changed.includes(index));
  const ended = rows.filter((row) => row.peek("status") === "stopped");
  const taken = rows.filter((row) => !ended.includes(row));
  return [
    ...listSentences(
      findings.has("PLAN.MEDCHG") ? "Unchanged:" : "Current medicines:",
      taken.map((row) => medicinePhrase(row)),
      { again: findings.has("PLAN.MEDCHG") ? "Also unchanged:" : "Also taken:" },
    ),
    ...listSentences(
      "No longer taken:",
      ended.map((row) => medicinePhrase(row)),
      { again: "Also no longer taken:" },
    ),
  ];
}
