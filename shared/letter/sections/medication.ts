import type { Block, Sentence } from "../document.ts";
import type { Findings, Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { counted, dateText, inline, onDate, quantity, timesADay } from "../grammar.ts";
import { listSentences } from "../packing.ts";
import {
  from,
  fromItem,
  listed,
  type Phrase,
  paragraph,
  phrase,
  sentence,
  textOf,
  typed,
  withSources,
  words,
} from "../phrase.ts";
import { allergySentences } from "./allergies.ts";
import { antithromboticSentences, isAntithrombotic, prescriberOf } from "./antithrombotics.ts";

/** What changes, what stays, and what makes treatment unsafe: opioids, antithrombotics, allergies. */
export function medicationBlocks(context: LetterContext): readonly Block[] {
  const { findings } = context;
  return [
    ...paragraph([
      ...changes(context),
      ...current(context),
      ...opioids(context),
      ...sedatives(context),
      ...monitoring(findings),
      ...steroids(findings),
    ]),
    ...paragraph([...antithromboticSentences(context), ...allergySentences(context)]),
  ];
}

const changeLeads = [
  ["new", "New:"],
  ["changed", "Changed:"],
  ["to be reduced", "To be reduced:"],
  ["stopped", "Stopped:"],
  ["unchanged", "Unchanged:"],
] as const;

/** "gabapentin 300 mg three times a day". */
function doseText(row: Row): string {
  const [amount, unit] = [row.number("dose"), row.words("unit")];
  const perDay = row.number("perDay");
  const asNeeded = row.code("asNeeded") === "yes";
  const route = row.code("route");
  const dose = amount === undefined ? "" : quantity(amount, unit ?? "");
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

function medicineName(row: Row): string {
  return inline(String(row.raw("name") ?? "a medicine"));
}

/** A medicine of the list in full; what its fields do not fit is kept in brackets. */
function medicinePhrase(row: Row): Phrase {
  row.raw("drugClass");
  row.raw("status");
  const name = medicineName(row);
  const dose = doseText(row);
  const aside = [
    row.phrase("form"),
    row.peek("indication") === undefined ? undefined : words`for ${row.phrase("indication")}`,
    row.peek("prescriber") === undefined ? undefined : words`prescribed by ${row.phrase("prescriber")}`,
    row.phrase("detail"),
    ...row.rest(),
  ].filter((part) => part !== undefined);
  const base = phrase(dose === "" ? name : `${name} ${dose}`, row.source);
  return aside.length === 0 ? base : words`${base} (${aside.reduce((sum, part) => words`${sum}; ${part}`)})`;
}

/** The first word names the drug: "oxycodone" in "Oxycodone/acetaminophen 5/325". */
function drugKey(name: string): string {
  return /^[\p{L}-]+/u.exec(name.trim().toLowerCase())?.[0] ?? name.toLowerCase();
}

function changes({ findings }: LetterContext): readonly Sentence[] {
  if (findings.isNone("PLAN.MEDCHG")) return [sentence(from("No change to the medication", "PLAN.MEDCHG"))];
  const listedMedicines = findings.rows("HX.MED");
  const rows = findings.rows("PLAN.MEDCHG").map((row) => ({ row, change: row.code("change") }));
  return changeLeads.flatMap(([change, lead]) => {
    const said = rows
      .filter((entry) => entry.change === change)
      .map(({ row }) => {
        const name = row.phrase("medicine") ?? phrase("a medicine", row.source);
        const [detail, who] = [row.phrase("detail"), row.phrase("who")];
        const known = listedMedicines.find(
          (medicine) => drugKey(String(medicine.peek("name"))) === drugKey(textOf(name)),
        );
        const dose = known === undefined || /\d/.test(textOf(name)) ? "" : doseText(known);
        const full = dose === "" ? name : withSources(words`${name} ${dose}`, fromItem("HX.MED"));
        const confirm =
          change === "stopped" && isAntithrombotic(textOf(name))
            ? `to be confirmed with ${prescriberOf(findings, textOf(name))}`
            : undefined;
        const aside = [detail, who === undefined ? undefined : words`prescribed by ${who}`, confirm].filter(
          (part) => part !== undefined,
        );
        return aside.length === 0 ? full : words`${full} (${listed(aside)})`;
      });
    return listSentences(lead, said);
  });
}

/** What else is taken; it is called unchanged only where the changes were recorded. */
function current({ findings, person }: LetterContext): readonly Sentence[] {
  if (findings.isNone("HX.MED")) {
    return [sentence(from(`${person.He} ${person.verb("take")} no medicines`, "HX.MED"))];
  }
  const changed = findings.rows("PLAN.MEDCHG").map((row) => drugKey(String(row.peek("medicine"))));
  const rows = findings.rows("HX.MED");
  const taken = rows.filter((row) => row.peek("status") !== "stopped");
  const ended = rows.filter((row) => row.peek("status") === "stopped");
  const antithrombotics = findings.rows("HX.MED.ATC").map((row) => String(row.peek("drug")));
  const rest = taken.filter((row) => {
    const key = drugKey(String(row.peek("name")));
    return !changed.includes(key) && !antithrombotics.some((drug) => drugKey(drug) === key);
  });
  const silent = sedativesAlreadyNamed(findings) ? [fromItem("HX.MED.BZD")] : [];
  const lead = findings.has("PLAN.MEDCHG") ? "Unchanged:" : "Current medicines:";
  return [
    ...listSentences(
      lead,
      rest.map((row, index) =>
        index === 0 ? withSources(medicinePhrase(row), ...silent) : medicinePhrase(row),
      ),
      { again: "Also:" },
    ),
    ...listSentences(
      "No longer taken:",
      ended.map((row) => {
        const date = row.code("stopped");
        const base = medicinePhrase(row);
        return date === undefined ? base : words`${base} (since ${dateText(date)})`;
      }),
      { again: "Also no longer taken:" },
    ),
  ];
}

/** "Oxycodone makes 30 morphine milligram equivalents a day." */
function opioids({ findings, person }: LetterContext): readonly Sentence[] {
  if (findings.isNone("HX.MED.OPI")) {
    return [sentence(from(`${person.He} ${person.verb("take")} no opioid`, "HX.MED.OPI"))];
  }
  const rows = findings.rows("HX.MED.OPI");
  const total = findings.computed("HX.MED.MME");
  const names = rows.map((row) => {
    const drug = row.words("drug") ?? "an opioid";
    const [dose, perDay, taken] = [row.number("dose"), row.number("perDay"), row.number("reportedPerDay")];
    const unit = row.peek("drug") === "fentanyl transdermal" ? "mcg/h" : "mg";
    const asNeeded = row.code("asNeeded") === "yes";
    const start = row.code("start");
    const amount = dose === undefined ? "" : quantity(dose, unit);
    const often = perDay === undefined ? "" : timesADay(perDay);
    const aside = [
      row.phrase("release"),
      asNeeded ? phrase("as needed", row.source) : undefined,
      taken === undefined || taken === perDay
        ? undefined
        : phrase(`taking ${quantity(taken)} a day`, row.source),
      start === undefined ? undefined : phrase(`since ${dateText(start)}`, row.source),
      row.peek("benefit") === undefined ? undefined : words`benefit: ${row.phrase("benefit")}`,
      ...row.rest(),
    ].filter((part) => part !== undefined);
    const base = phrase([drug, amount, often].filter((part) => part !== "").join(" "), row.source);
    return aside.length === 0 ? base : words`${base} (${listed(aside)})`;
  });
  if (total === undefined) return listSentences("Opioids:", names);
  return [
    ...listSentences(names.length === 1 ? "Opioid:" : "Opioids:", names),
    sentence(words`The opioid dose is ${total.phrase}`),
    ...naloxone(findings),
  ];
}

function naloxone(findings: Findings): readonly Sentence[] {
  const code = findings.code("HX.MED.NALOX");
  if (code === "yes") return [sentence(from("Naloxone is at home", "HX.MED.NALOX"))];
  return code === "no" ? [sentence(from("There is no naloxone at home", "HX.MED.NALOX"))] : [];
}

/** True where every class of sedative is that of a medicine that the list names. */
function sedativesAlreadyNamed(findings: Findings): boolean {
  const classes = findings.rows("HX.MED").map((row) => row.peek("drugClass"));
  const codes = findings.codes("HX.MED.BZD");
  return codes.length > 0 && codes.every((code) => classes.includes(code));
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
  if (row === undefined || row.code("taken") === "no") return [];
  const count = row.number("injections");
  const last = row.code("last");
  const parts = [
    row.phrase("systemic"),
    count === undefined ? undefined : phrase(counted(count, "injection"), row.source),
    row.phrase("injected"),
    row.peek("cumulative") === undefined ? undefined : words`${row.phrase("cumulative")} in all`,
    last === undefined ? undefined : phrase(`last ${onDate(last)}`, row.source),
    ...row.rest(),
  ].filter((part) => part !== undefined);
  if (parts.length === 0) {
    return row.peek("taken") === "yes"
      ? [sentence(from("Steroids were taken in the last 12 months", "HX.MED.STER"))]
      : [];
  }
  return listSentences("Steroids in the last 12 months:", parts);
}
