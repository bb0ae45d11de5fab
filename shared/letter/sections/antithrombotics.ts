import { antithrombotics as knownDrugs } from "../../checklist/history/medicines.ts";
import type { Sentence } from "../document.ts";
import type { Findings } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { clean, dateText, onDate } from "../grammar.ts";
import { listSentences } from "../packing.ts";
import { from, fromItem, listed, phrase, sentence, standing, words } from "../phrase.ts";

const names = knownDrugs
  .map(({ code }) => code.split(" ")[0] ?? code)
  .filter((name) => name !== "other" && name !== "GP")
  .concat([
    "heparin",
    "anticoagulant",
    "antiplatelet",
    "antithrombotic",
    "blood thinner",
    "DOAC",
    "Plavix",
    "Eliquis",
    "Xarelto",
    "Coumadin",
  ]);
const anyName = new RegExp(`\\b(?:${names.join("|")})`, "i");

export function isAntithrombotic(text: string): boolean {
  return anyName.test(text);
}

/** Who is to confirm any interruption of a drug. */
export function prescriberOf(findings: Findings, drug: string): string {
  const rows = findings.rows("HX.MED.ATC");
  const row =
    rows.find((candidate) =>
      drug.toLowerCase().includes(String(candidate.peek("drug")).split(" ")[0] ?? "-"),
    ) ?? (rows.length === 1 ? rows[0] : undefined);
  const prescriber = row?.peek("prescriber");
  return typeof prescriber === "string" ? clean(prescriber) : "the prescriber";
}

/** The line that every letter has. It never tells anybody to interrupt a drug. */
export function antithromboticSentences({ findings, person }: LetterContext): readonly Sentence[] {
  if (!findings.has("HX.MED.ATC")) {
    return [sentence(phrase("Antithrombotics were not recorded", standing("antithrombotics")))];
  }
  if (findings.isNone("HX.MED.ATC")) {
    return [
      sentence(from(`${person.He} ${person.verb("take")} no anticoagulant or antiplatelet`, "HX.MED.ATC")),
    ];
  }
  const procedurePlanned = findings.rows("PLAN.PROC").length > 0;
  const rows = findings.rows("HX.MED.ATC").flatMap((row): readonly Sentence[] => {
    const drug = row.words("drug") ?? "antithrombotic";
    const [dose, purpose, indication] = [row.phrase("dose"), row.words("purpose"), row.phrase("indication")];
    const [lastDate, lastTime] = [row.code("lastDose"), row.words("lastDoseTime")];
    const [prescriber, contact, contactDate] = [
      row.words("prescriber"),
      row.code("contact"),
      row.code("contactDate"),
    ];
    const last =
      lastDate === undefined
        ? lastTime === undefined
          ? undefined
          : `last dose at ${lastTime}`
        : `last dose ${onDate(lastDate)}${lastTime === undefined ? "" : ` at ${lastTime}`}`;
    const reached =
      contact === undefined
        ? undefined
        : contact === "not yet"
          ? "not yet contacted"
          : `${contact}${contactDate === undefined ? "" : ` ${onDate(contactDate)}`}`;
    const aside = [
      last === undefined ? undefined : phrase(last, row.source),
      prescriber === undefined ? undefined : phrase(`prescribed by ${clean(prescriber)}`, row.source),
      reached === undefined ? undefined : phrase(`prescriber ${reached}`, row.source),
      ...row.rest(),
    ].filter((part) => part !== undefined);
    const base = words`${from(drug, "HX.MED.ATC")}${dose === undefined ? "" : words` ${dose}`}${
      purpose === undefined ? "" : ` for ${purpose}`
    }${indication === undefined ? "" : purpose === undefined ? words` for ${indication}` : words` (${indication})`}`;
    return [
      ...listSentences("Antithrombotic:", [aside.length === 0 ? base : words`${base}; ${listed(aside)}`]),
      ...(procedurePlanned
        ? [
            sentence(
              phrase(
                `Any interruption around a procedure is to be confirmed with ${prescriber === undefined ? "the prescriber" : clean(prescriber)}`,
                row.source,
              ),
            ),
          ]
        : []),
    ];
  });
  return [...rows, ...reasons(findings)];
}

/** Stent, valve, thrombosis, stroke: why an interruption is dangerous. */
function reasons(findings: Findings): readonly Sentence[] {
  const row = findings.record("HX.MED.ATC.STENT");
  if (row === undefined) return [];
  const stent = row.code("stent");
  const [type, placed] = [row.phrase("stentType"), row.code("stentDate")];
  const valve = row.code("mechanicalValve");
  const [clot, stroke] = [row.code("thrombosisDate"), row.code("strokeDate")];
  const present = [
    stent === "coronary" || stent === "other" || type !== undefined || placed !== undefined
      ? words`${phrase(stent === "coronary" ? "a coronary stent" : "a stent", row.source)}${
          placed === undefined ? "" : ` placed ${onDate(placed)}`
        }${type === undefined ? "" : words` (${type})`}`
      : undefined,
    valve === "yes" ? phrase("a mechanical heart valve", row.source) : undefined,
    clot === undefined ? undefined : phrase(`venous thromboembolism in ${dateText(clot)}`, row.source),
    stroke === undefined ? undefined : phrase(`a stroke in ${dateText(stroke)}`, row.source),
    ...row.rest(),
  ].filter((part) => part !== undefined);
  const absent = [
    stent === "none" ? phrase("stent", row.source) : undefined,
    valve === "no" ? phrase("mechanical valve", row.source) : undefined,
  ].filter((part) => part !== undefined);
  return [
    ...listSentences("There is", present),
    ...(absent.length === 0
      ? []
      : [sentence(words`There is no ${listed(absent, "or")}`, fromItem("HX.MED.ATC.STENT"))]),
  ];
}
