import { findItem } from "../checklist/index.ts";
import { ndiRawFromPercent, odiPercent } from "../instruments/index.ts";
import { computeItem } from "./computed.ts";
import type { Answers, Evaluation } from "./evaluation.ts";
import { type AnswerReader, readAnswers } from "./reader.ts";

/** Scores that are compared from visit to visit. In every one of them less is better. */
export interface Measure {
  readonly id: string;
  /** As it stands beside the line and in a sentence. */
  readonly label: string;
  /** Groups of the checklist that show it. */
  readonly groups: readonly string[];
  readonly most: number;
  readonly unit: "" | "%";
  read(answers: AnswerReader): { readonly value: number; readonly basis: readonly string[] } | undefined;
}

const scaleItem =
  (id: string): Measure["read"] =>
  (answers) => {
    const value = answers.number(id);
    return value === undefined ? undefined : { value, basis: [id] };
  };

const totalOf =
  (id: string): Measure["read"] =>
  (answers) => {
    const value = answers.record(id)?.total;
    return typeof value === "number" ? { value, basis: [id] } : undefined;
  };

/** Raw total of 50, or worked out from the percentage. */
const ndi: Measure["read"] = (answers) => {
  const { total, percent } = answers.record("INS.NDI") ?? {};
  const value =
    typeof total === "number" ? total : typeof percent === "number" ? ndiRawFromPercent(percent) : undefined;
  return value === undefined ? undefined : { value, basis: ["INS.NDI"] };
};

const workedOut =
  (id: string): Measure["read"] =>
  (answers) => {
    const item = findItem(id);
    const found = item?.kind === "computed" ? computeItem(item, answers) : undefined;
    return typeof found?.value === "number" ? { value: found.value, basis: found.basis } : undefined;
  };

/** Percent as it was entered, or from the sections. */
const odi: Measure["read"] = (answers) => {
  const { total, sum, answered } = answers.record("INS.ODI") ?? {};
  const value =
    typeof total === "number"
      ? total
      : typeof sum === "number" && typeof answered === "number"
        ? odiPercent(sum, answered)
        : undefined;
  return value === undefined ? undefined : { value, basis: ["INS.ODI"] };
};

export const measures: readonly Measure[] = [
  {
    id: "pain",
    label: "Average pain",
    groups: ["history.intensity", "history.instruments.peg"],
    most: 10,
    unit: "",
    read: scaleItem("HX.NRS.AVG"),
  },
  {
    id: "peg",
    label: "PEG",
    groups: ["history.instruments.peg"],
    most: 10,
    unit: "",
    read: workedOut("INS.PEG"),
  },
  {
    id: "phq9",
    label: "PHQ-9",
    groups: ["history.instruments.phq", "history.instruments.totals"],
    most: 27,
    unit: "",
    read: workedOut("INS.PHQ9"),
  },
  {
    id: "gad7",
    label: "GAD-7",
    groups: ["history.instruments.gad", "history.instruments.totals"],
    most: 21,
    unit: "",
    read: workedOut("INS.GAD7"),
  },
  { id: "odi", label: "ODI", groups: ["history.instruments.disability"], most: 100, unit: "%", read: odi },
  {
    id: "ndi",
    label: "NDI",
    groups: ["history.instruments.disability"],
    most: 50,
    unit: "",
    read: ndi,
  },
  {
    id: "startback",
    label: "STarT Back",
    groups: ["history.instruments.disability"],
    most: 9,
    unit: "",
    read: totalOf("INS.STARTBACK"),
  },
  {
    id: "dn4",
    label: "DN4",
    groups: ["history.instruments.neuropathic"],
    most: 10,
    unit: "",
    read: totalOf("INS.DN4"),
  },
  {
    id: "pcs",
    label: "PCS",
    groups: ["history.instruments.risk"],
    most: 52,
    unit: "",
    read: totalOf("INS.PCS"),
  },
  {
    id: "csi",
    label: "CSI",
    groups: ["history.instruments.risk"],
    most: 100,
    unit: "",
    read: totalOf("INS.CSI"),
  },
];

export interface Point {
  readonly visitDate: string;
  readonly value: number;
  /** Items that the value was read from, at that visit. */
  readonly basis: readonly string[];
}

/** The evaluation as it was at an earlier visit of the same patient. */
export function atVisit(
  evaluation: Evaluation,
  visit: { readonly visitDate: string; readonly answers: Answers },
): Evaluation {
  const { followUpOf: _later, ...own } = evaluation;
  return { ...own, visitDate: visit.visitDate, answers: visit.answers };
}

export function pointOf(measure: Measure, evaluation: Evaluation): Point | undefined {
  const found = measure.read(readAnswers(evaluation));
  return found === undefined ? undefined : { visitDate: evaluation.visitDate, ...found };
}

/** "4 of 10", "32%". */
export function pointWords(measure: Pick<Measure, "unit" | "most">, value: number): string {
  const figure = String(Number(value.toFixed(1)));
  return measure.unit === "%" ? `${figure}%` : `${figure} of ${measure.most}`;
}
