import { daysBetween, earliestDay } from "../../evaluation/dates.ts";
import type { AnswerReader, RecordValue } from "../../evaluation/reader.ts";
import { text } from "../pathways/blocks.ts";
import { type AntithromboticDrug, antithromboticDrug } from "./drugs.ts";

/** What the patient takes that bears on bleeding: the antithrombotic rows, and NSAIDs and the like among the medicines. */

export interface TakenDrug {
  /** Words for the drug, as it was recorded. */
  readonly name: string;
  /** Undefined where the table does not have it. */
  readonly entry?: AntithromboticDrug;
  readonly item: "HX.MED.ATC" | "HX.MED";
  /** Whom every plan is confirmed with. */
  readonly prescriber: string;
  readonly indication?: string;
  /** Date and time, as recorded. */
  readonly lastDose?: string;
  readonly contacted: boolean;
  /** Aspirin whose purpose is not recorded. */
  readonly purposeUnknown: boolean;
  /** No longer taken, since this date. */
  readonly endedOn?: string;
}

export function takenDrugs(answers: AnswerReader): readonly TakenDrug[] {
  return [
    ...answers.rows("HX.MED.ATC").map(antithrombotic),
    ...answers.rows("HX.MED").flatMap((row) => otherMedicine(row, answers.evaluation.visitDate) ?? []),
  ];
}

function antithrombotic(row: RecordValue): TakenDrug {
  const code = text(row.drug) ?? "other";
  const purpose = purposeOf(row);
  const entry = antithromboticDrug(code, purpose);
  const other = text(row.indication);
  const lastDose = [text(row.lastDose), text(row.lastDoseTime)]
    .filter((part) => part !== undefined)
    .join(" ");
  return {
    name: code === "other" ? "Antithrombotic that is not in the list" : drugWords(code),
    ...(entry === undefined ? {} : { entry }),
    item: "HX.MED.ATC",
    prescriber: text(row.prescriber) ?? "the prescriber",
    ...(other === undefined ? {} : { indication: other }),
    ...(lastDose === "" ? {} : { lastDose }),
    contacted: row.contact === "contacted" || row.contact === "agreed a plan",
    purposeUnknown: code === "aspirin" && purpose === undefined,
  };
}

/** Aspirin against a first or a further event: as recorded, or as the indication says. */
function purposeOf(row: RecordValue): string | undefined {
  if (row.drug !== "aspirin") return undefined;
  if (row.purpose === "primary prevention" || row.purpose === "secondary prevention") return row.purpose;
  if (row.purpose === "treatment") return "secondary prevention";
  if (row.purpose === "pain relief") return "primary prevention";
  const words = String(row.indication ?? "");
  if (/secondary|stent|stroke|infarct|coronary|\bTIA\b/i.test(words)) return "secondary prevention";
  return /primary/i.test(words) ? "primary prevention" : undefined;
}

/** Days after which no medicine of the table matters any more. */
const forgottenAfter = 14;
/** Their place is the antithrombotic list; found elsewhere they are named there. */
const listed = new Set(["antiplatelet", "anticoagulant", "fibrinolytic"]);

function otherMedicine(row: RecordValue, visitDate: string): TakenDrug | undefined {
  const name = text(row.name);
  if (name === undefined || row.route === "topical" || /\bgel\b|\bcream\b|\bpatch\b/i.test(formOf(row)))
    return undefined;
  const entry =
    antithromboticDrug(name) ?? (row.drugClass === "SSRI" ? antithromboticDrug("SSRI") : undefined);
  if (entry === undefined ? row.drugClass !== "NSAID" : listed.has(entry.drugClass)) return undefined;
  const ended = row.status === "stopped" ? (text(row.stopped) ?? "an unknown date") : undefined;
  if (ended !== undefined && isLongAgo(ended, visitDate)) return undefined;
  return {
    name: drugWords(name),
    ...(entry === undefined ? {} : { entry }),
    item: "HX.MED",
    prescriber: text(row.prescriber) ?? "the prescriber",
    contacted: false,
    purposeUnknown: false,
    ...(ended === undefined ? {} : { endedOn: ended }),
  };
}

const formOf = (row: RecordValue) =>
  `${String(row.name)} ${String(row.form ?? "")} ${String(row.detail ?? "")}`;

function isLongAgo(date: string, visitDate: string): boolean {
  return /^\d{4}/.test(date) && daysBetween(earliestDay(date), visitDate) > forgottenAfter;
}

/** Antithrombotics among the medicines that the antithrombotic list does not have. */
export function unlistedAntithrombotics(answers: AnswerReader): readonly string[] {
  const inList = new Set(answers.rows("HX.MED.ATC").map(({ drug }) => String(drug)));
  return answers.rows("HX.MED").flatMap((row) => {
    const name = text(row.name);
    if (name === undefined || row.status === "stopped") return [];
    const entry = antithromboticDrug(name);
    const isOne = row.drugClass === "antithrombotic" || (entry !== undefined && listed.has(entry.drugClass));
    const known =
      entry !== undefined && [...inList].some((code) => code.split(" ")[0] === entry.drug.split(" ")[0]);
    return isOne && !known && !(entry === undefined && inList.has("other")) ? [name] : [];
  });
}

const drugWords = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
