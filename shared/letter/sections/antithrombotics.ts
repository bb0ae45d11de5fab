import { antithrombotics as knownDrugs } from "../../checklist/history/medicines.ts";
import type { Sentence } from "../document.ts";
import type { Findings, Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { asName, clean, joinList, onDate } from "../grammar.ts";
import { listSentences } from "../packing.ts";
import type { Person } from "../person.ts";
import {
  from,
  fromItem,
  listed,
  type Phrase,
  phrase,
  sentence,
  standing,
  textOf,
  together,
  words,
} from "../phrase.ts";

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
export function antithromboticSentences({ findings, person, isBrief }: LetterContext): readonly Sentence[] {
  if (!findings.has("HX.MED.ATC")) {
    return [sentence(phrase("Antithrombotics were not recorded", standing("antithrombotics")))];
  }
  if (findings.isNone("HX.MED.ATC")) {
    return [
      sentence(from(`${person.He} ${person.verb("take")} no anticoagulant or antiplatelet`, "HX.MED.ATC")),
    ];
  }
  const rows = findings.rows("HX.MED.ATC");
  // The dose stands in the letter that a short one is enclosed with.
  const drugs = rows.map((row) => drugOf(row, isBrief === true));
  const isPlanned = findings.rows("PLAN.PROC").length > 0;
  const shared = isPlanned ? sharedPrescriber(drugs) : undefined;
  const told = sameReasonOnce(drugs.map((drug) => (shared === undefined ? drug : withoutPrescriber(drug))));
  const prescribers = [...new Set(rows.map((row) => prescriberName(row)))];
  const reached = shared?.reached === undefined ? "" : ` (${textOf(shared.reached)})`;
  return [
    ...listSentences(rows.length === 1 ? "Antithrombotic:" : "Antithrombotics:", told, { again: "Also:" }),
    ...(isPlanned
      ? [
          sentence(
            from(
              shared === undefined
                ? `Any interruption around a procedure is to be confirmed with ${joinList(prescribers)}`
                : `Any interruption around a procedure is to be confirmed with the prescriber, ${joinList(prescribers)}${reached}`,
              "HX.MED.ATC",
            ),
          ),
        ]
      : []),
    ...reasons(findings, person, isBrief === true),
  ];
}

function prescriberName(row: Row): string {
  const prescriber = row.peek("prescriber");
  return typeof prescriber === "string" ? asName(prescriber) : "the prescriber";
}

interface Drug {
  /** "apixaban 5 mg" */
  readonly name: Phrase;
  /** " for atrial fibrillation" */
  readonly reason: Phrase | undefined;
  readonly prescriber: Phrase | undefined;
  /** "not yet contacted", "contacted on 3 Mar 2025" */
  readonly reached: Phrase | undefined;
  readonly aside: readonly Phrase[];
}

function drugOf(row: Row, isBrief: boolean): Drug {
  const drug = row.words("drug") ?? "antithrombotic";
  const [dose, purpose, indication] = [row.phrase("dose"), row.words("purpose"), row.phrase("indication")];
  const [lastDate, lastTime] = [row.code("lastDose"), row.words("lastDoseTime")];
  const [prescriber, contact, contactDate] = [
    row.name("prescriber"),
    row.code("contact"),
    row.code("contactDate"),
  ];
  const last =
    lastDate === undefined && lastTime === undefined
      ? undefined
      : `last dose${lastDate === undefined ? "" : ` ${onDate(lastDate)}`}${lastTime === undefined ? "" : ` at ${lastTime}`}`;
  const asked = contactDate === undefined ? "" : ` ${onDate(contactDate)}`;
  const reached =
    contact === undefined
      ? asked === ""
        ? undefined
        : `contacted${asked}`
      : `${contact === "not yet" ? "not yet contacted" : contact}${asked}`;
  return {
    name: words`${phrase(drug, row.source)}${dose === undefined || isBrief ? "" : words` ${dose}`}`,
    reason:
      indication === undefined
        ? purpose === undefined
          ? undefined
          : phrase(` for ${purpose}`, row.source)
        : purpose === undefined
          ? words` for ${indication}`
          : words` for ${purpose}, ${indication}`,
    prescriber,
    reached: reached === undefined ? undefined : phrase(reached, row.source),
    aside: [...(last === undefined ? [] : [phrase(last, row.source)]), ...row.rest()],
  };
}

/** The one who prescribes all of them, if that was asked of the same person with the same result. */
function sharedPrescriber(drugs: readonly Drug[]): Drug | undefined {
  const [first] = drugs;
  const keyOf = ({ prescriber, reached }: Drug) => `${textOf(prescriber ?? "")}|${textOf(reached ?? "")}`;
  if (first?.prescriber === undefined) return undefined;
  return drugs.every((drug) => keyOf(drug) === keyOf(first)) ? first : undefined;
}

function withoutPrescriber({ prescriber: _told, reached: _later, ...drug }: Drug): Drug {
  return { ...drug, prescriber: undefined, reached: undefined };
}

/** "clopidogrel 75 mg and aspirin 81 mg, both for a coronary stent"; else each for itself, with what is known in brackets. */
function sameReasonOnce(drugs: readonly Drug[]): readonly Phrase[] {
  const [first] = drugs;
  const isBare = ({ prescriber, reached, aside }: Drug) =>
    prescriber === undefined && reached === undefined && aside.length === 0;
  const reason = first?.reason;
  const isShared =
    drugs.length > 1 &&
    reason !== undefined &&
    drugs.every((drug) => isBare(drug) && textOf(drug.reason ?? "") === textOf(reason));
  if (!isShared) return drugs.map(drugPhrase);
  const each = drugs.length === 2 ? "both" : "all";
  return [words`${listed(drugs.map(({ name }) => name))}, ${each}${reason}`];
}

/** "apixaban 5 mg for atrial fibrillation (prescribed by Dr Wick; prescriber not yet contacted)" */
function drugPhrase({ name, reason, prescriber, reached, aside }: Drug): Phrase {
  const [last, ...rest] = aside;
  const told = [
    last,
    prescriber === undefined ? undefined : words`prescribed by ${prescriber}`,
    reached === undefined ? undefined : words`prescriber ${reached}`,
    ...rest,
  ].filter((part) => part !== undefined);
  const base = words`${name}${reason}`;
  return told.length === 0 ? base : words`${base} (${together(told, "; ")})`;
}

/** Stent, valve, thrombosis, stroke: why an interruption is dangerous. */
function reasons(findings: Findings, person: Person, isBrief: boolean): readonly Sentence[] {
  const row = findings.record("HX.MED.ATC.STENT");
  if (row === undefined) return [];
  const stent = row.code("stent");
  const [type, placed] = [row.phrase("stentType"), row.code("stentDate")];
  const valve = row.code("mechanicalValve");
  const [clot, stroke] = [row.code("thrombosisDate"), row.code("strokeDate")];
  const present = [
    stent === "coronary" || stent === "other" || type !== undefined || placed !== undefined
      ? words`${phrase(stent === "coronary" ? "a coronary stent" : "a stent", row.source)}${
          type === undefined ? "" : words` (${type})`
        }${placed === undefined ? "" : ` placed ${onDate(placed)}`}`
      : undefined,
    valve === "yes" ? phrase("a mechanical heart valve", row.source) : undefined,
    clot === undefined ? undefined : phrase(`had venous thromboembolism ${onDate(clot)}`, row.source),
    stroke === undefined ? undefined : phrase(`had a stroke ${onDate(stroke)}`, row.source),
    ...row.rest(),
  ].filter((part) => part !== undefined);
  const absent = [
    stent === "none" ? phrase("stent", row.source) : undefined,
    valve === "no" ? phrase("mechanical valve", row.source) : undefined,
  ].filter((part) => part !== undefined);
  return [
    ...listSentences(`${person.He} ${person.has}`, present),
    ...(absent.length === 0 || (isBrief && present.length > 0)
      ? []
      : [
          sentence(
            words`${person.He} ${person.has} no ${listed(absent, "or")}`,
            fromItem("HX.MED.ATC.STENT"),
          ),
        ]),
  ];
}
