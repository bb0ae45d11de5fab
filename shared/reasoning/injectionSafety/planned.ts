import { daysBetween, earliestDay } from "../../evaluation/dates.ts";
import type { AnswerReader, RecordValue } from "../../evaluation/reader.ts";
import { procedureWords } from "../antithrombotics/procedureRisk.ts";
import type { Caution } from "../caution.ts";
import { number, text } from "../pathways/blocks.ts";

/** The planned procedures as the safety rules see them: what is injected, how it is guided, what is near. */

export interface PlannedProcedure {
  readonly words: string;
  readonly type: string;
  /** A steroid is injected; "undecided" and an epidural steroid injection of no stated steroid are. */
  readonly steroid: boolean;
  /** Name of the steroid, where it is chosen. */
  readonly steroidName?: string;
  /** X-rays are used, or the guidance is not chosen and usually is X-ray. */
  readonly xray: boolean;
  readonly ultrasound: boolean;
  /** Iodinated contrast is used, or is usual with this guidance and not recorded. */
  readonly contrast: boolean;
  readonly neuraxial: boolean;
  readonly radiofrequency: boolean;
  readonly row: RecordValue;
}

const neuraxialTypes = new Set([
  "epidural steroid injection",
  "selective nerve root block",
  "intradiscal procedure",
  "percutaneous decompression",
  "spinal cord stimulator trial",
  "spinal cord stimulator implant",
  "intrathecal pump",
]);

/** Done without an image, or by ultrasound as a rule. */
const seldomByXray = new Set([
  "trigger point injection",
  "peripheral nerve block",
  "greater occipital nerve block",
  "knee joint injection",
  "other",
]);

export function plannedProcedures(answers: AnswerReader): readonly PlannedProcedure[] {
  return answers.rows("PLAN.PROC").map((row) => {
    const type = String(row.type);
    const { guidance } = row;
    const xray =
      guidance === "fluoroscopy" || guidance === "CT" || (guidance === undefined && !seldomByXray.has(type));
    const chosen = text(row.steroid);
    const steroid = chosen === undefined ? type === "epidural steroid injection" : chosen !== "none";
    return {
      words: procedureWords(row),
      type,
      steroid,
      ...(steroid && chosen !== undefined && chosen !== "undecided" ? { steroidName: chosen } : {}),
      xray,
      ultrasound: guidance === "ultrasound",
      contrast: row.contrast === "yes" || (row.contrast === undefined && xray && !type.includes("ablation")),
      neuraxial: neuraxialTypes.has(type),
      radiofrequency: type === "radiofrequency ablation" || type === "basivertebral nerve ablation",
      row,
    };
  });
}

/** Words of several procedures: "left L5-S1 epidural steroid injection and right sacroiliac joint injection". */
export function wordsOf(procedures: readonly PlannedProcedure[]): string {
  const words = procedures.map((procedure) => procedure.words);
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** The newest laboratory value of a test, with its day. */
export function newestResult(
  answers: AnswerReader,
  test: string,
): { readonly value: number; readonly date?: string } | undefined {
  const [newest] = answers
    .rows("IM.LAB")
    .filter((row) => row.test === test && typeof row.value === "number")
    .sort((one, other) => String(other.date ?? "").localeCompare(String(one.date ?? "")));
  const value = number(newest?.value);
  const date = text(newest?.date);
  return value === undefined ? undefined : { value, ...(date === undefined ? {} : { date }) };
}

/** Weeks from a date, possibly partial, to the visit; the most that it can mean. */
export function weeksSince(answers: AnswerReader, date: string): number {
  return daysBetween(earliestDay(date), answers.evaluation.visitDate) / 7;
}

export interface CautionWords {
  readonly kind: Caution["kind"];
  readonly level: Caution["level"];
  readonly tag?: Caution["tag"];
  readonly text: string;
  readonly items: readonly string[];
  readonly missing?: readonly string[];
}

/** General knowledge unless said otherwise. */
export function caution(ruleId: string, words: CautionWords): Caution {
  const { kind, level, tag = "GK", text: sentence, items, missing = [] } = words;
  return {
    ruleId,
    kind,
    level,
    tag,
    text: sentence,
    items: [...new Set(items)],
    missing: [...new Set(missing)],
  };
}
