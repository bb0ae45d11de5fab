import { findItem } from "../../checklist/index.ts";
import type { AnswerReader, RecordValue } from "../../evaluation/reader.ts";
import { complaintRegion, texts } from "../pathways/blocks.ts";
import { regionOf } from "../pathways/nerves.ts";
import type { RiskClass } from "./drugs.ts";

/** How much a procedure risks to bleed (ASRA 2018). The same block is low at the low back and intermediate at the neck. */

type Risk = RiskClass | "byRegion";

const riskByType: Readonly<Record<string, Risk>> = {
  "spinal cord stimulator trial": "high",
  "spinal cord stimulator implant": "high",
  "intrathecal pump": "high",
  "vertebral augmentation": "high",
  "percutaneous decompression": "high",
  // Not in the guideline's list; through the pedicle, as vertebral augmentation (GK).
  "basivertebral nerve ablation": "high",
  "epidural steroid injection": "intermediate",
  "selective nerve root block": "intermediate",
  "sympathetic block": "intermediate",
  "intradiscal procedure": "intermediate",
  "medial branch block": "byRegion",
  "radiofrequency ablation": "byRegion",
  "facet joint injection": "byRegion",
  "trigger point injection": "low",
  "sacroiliac joint injection": "low",
  "hip joint injection": "low",
  "knee joint injection": "low",
  "genicular nerve block": "low",
  "peripheral nerve block": "low",
  "greater occipital nerve block": "low",
};

/** Those that reach the epidural or intrathecal space, where a scar of surgery matters. */
const neuraxial = new Set([
  "epidural steroid injection",
  "selective nerve root block",
  "spinal cord stimulator trial",
  "spinal cord stimulator implant",
  "intrathecal pump",
  "percutaneous decompression",
]);

export interface ProcedureRisk {
  readonly words: string;
  readonly risk: RiskClass;
  readonly neuraxial: boolean;
  /** Its class could not be told, so that the higher one was taken. */
  readonly assumed: boolean;
}

/** Undefined for a procedure that is in no class ("other"). */
export function procedureRisk(answers: AnswerReader, row: RecordValue): ProcedureRisk | undefined {
  const type = String(row.type);
  const known = riskByType[type];
  if (known === undefined) return undefined;
  const common = { words: procedureWords(row), neuraxial: neuraxial.has(type) };
  if (known !== "byRegion") return { ...common, risk: known, assumed: false };
  const part =
    spinalPart(row) ?? (complaintRegion(answers) === "lumbar/sacral" ? "below the neck" : undefined);
  return { ...common, risk: part === "below the neck" ? "low" : "intermediate", assumed: part === undefined };
}

/** Thoracic and lumbar medial branches are of low risk, cervical ones are not. */
function spinalPart(row: RecordValue): "neck" | "below the neck" | undefined {
  const named = [
    ...(typeof row.level === "string" ? [row.level] : []),
    ...texts(row.targetJoints),
    ...texts(row.targetNerves),
  ].filter((level) => regionOf(level) !== undefined);
  if (named.length === 0) return undefined;
  return named.some((level) => level.startsWith("C") || level.includes("occipital"))
    ? "neck"
    : "below the neck";
}

/** The procedure in a few words: "left L5-S1 transforaminal epidural steroid injection". */
export function procedureWords(row: RecordValue): string {
  const joints = texts(row.targetJoints).filter((joint) => joint !== "SIJ");
  const level = joints.length > 0 ? joints.join(" and ") : row.level === "SIJ" ? undefined : row.level;
  const side = row.side === "bilateral" ? "bilateral" : row.side;
  const approach = row.approach === "intra-articular" ? undefined : row.approach;
  return [side, level, approach, typeWords(String(row.type))]
    .filter((part): part is string => typeof part === "string" && part !== "")
    .join(" ");
}

function typeWords(type: string): string {
  const item = findItem("PLAN.PROC");
  const field = item?.kind === "repeat" ? item.fields.find(({ id }) => id === "type") : undefined;
  const choice = field?.kind === "single" ? field.choices.find(({ code }) => code === type) : undefined;
  return choice?.phrase ?? type;
}

const order: readonly RiskClass[] = ["low", "intermediate", "high"];

/** One step up; high stays high. */
export function raised(risk: RiskClass): RiskClass {
  return order[order.indexOf(risk) + 1] ?? "high";
}
