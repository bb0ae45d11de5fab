import { earliestDay } from "../../evaluation/dates.ts";
import type { AnswerValue } from "../../evaluation/evaluation.ts";
import type { AnswerReader, RecordValue } from "../../evaluation/reader.ts";
import type { Side } from "../rule.ts";
import { isWithinMonths } from "./calendar.ts";
import { jointsOfNerves, type PayerRegion, regionOf } from "./nerves.ts";
import { reliefPercent } from "./relief.ts";

/** What has been done already: diagnostic blocks (BLK.DIARY, HX.INTV) and earlier interventions, read into one form. */

export interface Block {
  readonly kind: "MBB1" | "MBB2" | "MBB" | "SIJ";
  readonly item: "BLK.DIARY" | "HX.INTV";
  /** Possibly partial. */
  readonly date?: string;
  readonly joints: readonly string[];
  readonly side?: Side | "bilateral";
  readonly region?: PayerRegion;
  readonly before?: number;
  readonly bestAfter?: number;
  /** Not rounded. Undefined where there is nothing to compare. */
  readonly percent?: number;
  /** How many times the pain was written down after the block; undefined where only its result is known. */
  readonly readings?: number;
  readonly agent?: string;
  /** Hours that the relief lasted. */
  readonly hours?: number;
}

export interface EarlierIntervention {
  readonly type: string;
  readonly date?: string;
  readonly side?: Side | "bilateral";
  readonly region?: PayerRegion;
  readonly joints: readonly string[];
  readonly percent?: number;
  readonly duration?: number;
  readonly durationUnit?: string;
  readonly steroid?: string;
  readonly row: RecordValue;
}

const readingHours = {
  after30min: 0.5,
  after1h: 1,
  after2h: 2,
  after4h: 4,
  after6h: 6,
  after8h: 8,
} as const;

/** Medial branch and sacroiliac blocks, oldest first; a block that is in both places is read from its diary. */
export function blocksOf(answers: AnswerReader): readonly Block[] {
  const fallback = complaintRegion(answers);
  const diary = answers.rows("BLK.DIARY").flatMap((row) => diaryBlock(row, fallback) ?? []);
  const told = answers.rows("HX.INTV").flatMap((row): Block[] => {
    const kind = row.type === "MBB" ? "MBB" : isDiagnosticSacroiliac(row) ? "SIJ" : undefined;
    if (kind === undefined) return [];
    const earlier = earlierIntervention(row, fallback);
    if (diary.some((block) => isSameBlock(block, kind, earlier))) return [];
    const [before, bestAfter] = [number(row.painBefore), number(row.painAfter)];
    return [
      {
        kind,
        item: "HX.INTV",
        ...pick(earlier, ["date", "side", "region", "percent"]),
        joints: earlier.joints,
        ...present({ before, bestAfter, agent: text(row.localAnaesthetic), hours: hoursOf(earlier) }),
      },
    ];
  });
  return [...diary, ...told].sort((one, other) => (dayOf(one.date) < dayOf(other.date) ? -1 : 1));
}

/** On one day and on no other side: a left and a right block of one day are two. */
function isSameBlock(block: Block, kind: "MBB" | "SIJ", { date, side }: EarlierIntervention): boolean {
  return (
    block.kind.startsWith(kind) &&
    date !== undefined &&
    block.date === date &&
    (block.side === undefined || side === undefined || block.side === side)
  );
}

const dayOf = (date: string | undefined) => (date === undefined ? "" : earliestDay(date));

function diaryBlock(row: RecordValue, fallback: PayerRegion | undefined): Block | undefined {
  const kind = row.block;
  if (kind !== "MBB1" && kind !== "MBB2" && kind !== "SIJ") return undefined;
  const before = number(row.before);
  const after = Object.entries(readingHours).flatMap(([field, hour]) => {
    const pain = number(row[field]);
    return pain === undefined ? [] : [{ hour, pain }];
  });
  const bestAfter = after.length === 0 ? undefined : Math.min(...after.map(({ pain }) => pain));
  const percent =
    before === undefined || bestAfter === undefined ? undefined : reliefPercent(before, bestAfter);
  const joints = jointsOf(texts(row.targetJoints), texts(row.targetNerves));
  const region =
    kind === "SIJ" ? "lumbar/sacral" : (firstRegion([...joints, ...texts(row.targetNerves)]) ?? fallback);
  return {
    kind,
    item: "BLK.DIARY",
    joints,
    readings: after.length,
    ...present({
      date: text(row.date),
      side: sideOf(row.side),
      region,
      before,
      bestAfter,
      percent,
      agent: text(row.agent),
      hours: number(row.reliefHours),
    }),
  };
}

/** Earlier interventions of some types, oldest first. */
export function interventionsOf(
  answers: AnswerReader,
  types: readonly string[],
): readonly EarlierIntervention[] {
  const fallback = complaintRegion(answers);
  return answers
    .rows("HX.INTV")
    .filter(({ type }) => typeof type === "string" && types.includes(type))
    .map((row) => earlierIntervention(row, fallback))
    .sort((one, other) => (dayOf(one.date) < dayOf(other.date) ? -1 : 1));
}

function earlierIntervention(row: RecordValue, fallback: PayerRegion | undefined): EarlierIntervention {
  const levels = texts(row.levels);
  const [before, after] = [number(row.painBefore), number(row.painAfter)];
  const compared = before === undefined || after === undefined ? undefined : reliefPercent(before, after);
  const words = `${text(row.nerves) ?? ""} ${text(row.detail) ?? ""}`;
  const fixed = row.type === "SIJ" || row.type === "ESI caudal" ? "lumbar/sacral" : undefined;
  return {
    type: text(row.type) ?? "",
    joints: levels,
    row,
    ...present({
      date: text(row.date),
      side: sideOf(row.side),
      region: fixed ?? firstRegion(levels) ?? regionInWords(words) ?? fallback,
      percent: compared ?? number(row.relief),
      duration: number(row.duration),
      durationUnit: text(row.durationUnit),
      steroid: text(row.steroid),
    }),
  };
}

/** A sacroiliac injection of anaesthetic alone is a diagnostic one. */
function isDiagnosticSacroiliac(row: RecordValue): boolean {
  const steroid = text(row.steroid);
  return (
    row.type === "SIJ" && row.localAnaesthetic !== undefined && (steroid === undefined || steroid === "none")
  );
}

/** Sessions (days) in the rolling 12 months before the visit; `possible` ones have a date or a region that is not exact. */
export function sessionsInYear(
  done: readonly { readonly date?: string; readonly region?: PayerRegion }[],
  region: PayerRegion,
  visitDate: string,
): { readonly certain: number; readonly possible: number } {
  const certain = new Set<string>();
  const possible = new Set<string>();
  let undated = 0;
  for (const { date, region: where } of done) {
    if (where !== undefined && where !== region) continue;
    if (date === undefined) {
      undated += 1;
      continue;
    }
    const within = isWithinMonths(date, 12, visitDate);
    if (within === "yes" && where === region) certain.add(date);
    else if (within !== "no") possible.add(date);
  }
  return {
    certain: certain.size,
    possible: undated + [...possible].filter((date) => !certain.has(date)).length,
  };
}

/** The one region that the complaint is in; undefined where it is in both or in none. */
export function complaintRegion(answers: AnswerReader): PayerRegion | undefined {
  const regions = answers.codes("HX.REGION");
  const upper = regions.some((code) =>
    ["neck", "upper/mid back", "arm", "headache (cervicogenic)"].includes(code),
  );
  const lower = regions.some((code) => ["low back", "buttock", "leg"].includes(code));
  if (upper === lower) return undefined;
  return upper ? "cervical/thoracic" : "lumbar/sacral";
}

function regionInWords(words: string): PayerRegion | undefined {
  const upper = /cervical|thoracic|neck|\b[CT]\d/i.test(words);
  const lower = /lumbar|sacral|caudal|low back|\b[LS]\d/i.test(words);
  if (upper === lower) return undefined;
  return upper ? "cervical/thoracic" : "lumbar/sacral";
}

function jointsOf(joints: readonly string[], nerves: readonly string[]): readonly string[] {
  return joints.length > 0 ? joints : jointsOfNerves(nerves);
}

function firstRegion(levels: readonly string[]): PayerRegion | undefined {
  return levels.map((level) => regionOf(level)).find((region) => region !== undefined);
}

function hoursOf({ duration, durationUnit }: EarlierIntervention): number | undefined {
  const hours = { hours: 1, days: 24, weeks: 168, months: 730 }[durationUnit ?? ""];
  return duration === undefined || hours === undefined ? undefined : duration * hours;
}

/** Left, right or both; a midline or an unstated side is none. */
export function sideOf(value: AnswerValue | undefined): Side | "bilateral" | undefined {
  return value === "right" || value === "left" || value === "bilateral" ? value : undefined;
}

export function text(value: AnswerValue | undefined): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

export function number(value: AnswerValue | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

export function texts(value: AnswerValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((part): part is string => typeof part === "string") : [];
}

/** Without the keys whose value is undefined. */
export function present<Values extends object>(
  values: Values,
): { [Key in keyof Values]?: Exclude<Values[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Values]?: Exclude<Values[Key], undefined>;
  };
}

function pick<Values extends object, Key extends keyof Values>(
  values: Values,
  keys: readonly Key[],
): Partial<Pick<Values, Key>> {
  return Object.fromEntries(
    keys.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])),
  ) as Partial<Pick<Values, Key>>;
}
