import type { Side } from "../rule.ts";

/**
 * Which nerves supply a joint, and which root a disc meets (clinical reference 2.3.4 and 3.5). Joints and nerves are two
 * lists and never one: a facet joint has two nerves, and they do not bear the joint's name.
 */

/** A joint without entry has no nerve that a medial branch block could reach: C0-1 and C1-2. */
const nervesByJoint: Readonly<Record<string, readonly string[]>> = {
  // Cervical: the medial branches of the same name; C2-3 is the exception.
  "C2-3": ["third occipital nerve"],
  "C3-4": ["C3 medial branch", "C4 medial branch"],
  "C4-5": ["C4 medial branch", "C5 medial branch"],
  "C5-6": ["C5 medial branch", "C6 medial branch"],
  "C6-7": ["C6 medial branch", "C7 medial branch"],
  "C7-T1": ["C7 medial branch", "C8 medial branch"],
  // From here down the pair is numbered one above the joint.
  "T1-2": ["C8 medial branch", "T1 medial branch"],
  ...thoracicJoints(),
  "T12-L1": ["T11 medial branch", "T12 medial branch"],
  "L1-2": ["T12 medial branch", "L1 medial branch"],
  "L2-3": ["L1 medial branch", "L2 medial branch"],
  "L3-4": ["L2 medial branch", "L3 medial branch"],
  "L4-5": ["L3 medial branch", "L4 medial branch"],
  // L5 has no medial branch to reach at this joint: its dorsal ramus is the target.
  "L5-S1": ["L4 medial branch", "L5 dorsal ramus"],
  SIJ: ["L5 dorsal ramus", "S1 lateral branch", "S2 lateral branch", "S3 lateral branch"],
};

function thoracicJoints(): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => index + 2).map((upper) => [
      `T${upper}-${upper + 1}`,
      [`T${upper - 1} medial branch`, `T${upper} medial branch`],
    ]),
  );
}

/** Nerves of one joint, upper one first; empty where there are none to block. */
export function nervesOfJoint(joint: string): readonly string[] {
  return nervesByJoint[joint] ?? [];
}

/** Nerves of several joints, each nerve once: neighbouring joints share one. */
export function nervesOfJoints(joints: readonly string[]): readonly string[] {
  return [...new Set(joints.flatMap((joint) => nervesOfJoint(joint)))];
}

/** Nerves in a sentence: "L3 and L4 medial branches and L5 dorsal ramus". */
export function nerveWords(nerves: readonly string[]): string {
  const suffix = " medial branch";
  const branches = nerves
    .filter((nerve) => nerve.endsWith(suffix))
    .map((nerve) => nerve.slice(0, -suffix.length));
  const others = nerves.filter((nerve) => !nerve.endsWith(suffix));
  const together =
    branches.length === 0 ? [] : [`${listed(branches)}${suffix}${branches.length > 1 ? "es" : ""}`];
  return listed([...together, ...others]);
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** Joints of which every nerve is in the list: one nerve alone does not numb a joint. */
export function jointsOfNerves(nerves: readonly string[]): readonly string[] {
  return Object.entries(nervesByJoint).flatMap(([joint, needed]) =>
    needed.every((nerve) => nerves.includes(nerve)) ? [joint] : [],
  );
}

export interface RootAtRisk {
  readonly root: string;
  /** A traversing root leaves the canal one level lower; an exiting root leaves here. */
  readonly relation: "traversing" | "exiting";
}

/**
 * The root that a disc herniation meets. Cervical roots exit above their vertebra, so that both zones meet the same one
 * (C6-7: C7; C7-T1: C8). Lumbar roots exit below their pedicle: a central or subarticular L4-5 herniation meets the
 * traversing L5, a foraminal or extraforaminal one the exiting L4.
 * @param zone as in the level grid, "L subarticular"; without one the common, traversing root is meant.
 * @returns undefined where no root is at risk (an anterior herniation) or the level is no disc.
 */
export function rootOfDisc(level: string, zone?: string): RootAtRisk | undefined {
  if (zone === "anterior") return undefined;
  const [, region, upper] = /^([CTL])(\d+)-/.exec(level) ?? [];
  const number = Number(upper);
  if (region === undefined || level === "C0-1" || level === "C1-2") return undefined;
  if (region === "C") return { root: `C${number + 1}`, relation: "exiting" };
  if (region === "T") return { root: `T${number}`, relation: "exiting" };
  if (zone !== undefined && /foraminal/.test(zone)) return { root: `L${number}`, relation: "exiting" };
  return { root: number === 5 ? "S1" : `L${number + 1}`, relation: "traversing" };
}

/** Side named in a zone of the level grid; undefined for a central or anterior one. */
export function sideOfZone(zone: string): Side | undefined {
  if (zone.startsWith("R ")) return "right";
  return zone.startsWith("L ") ? "left" : undefined;
}

/** Regions as payers count them: neck and chest are one, low back and sacrum the other (FAC-7, ESI-3). */
export type PayerRegion = "cervical/thoracic" | "lumbar/sacral";

/** Region of a level, a nerve or a root ("C6-7", "L4 medial branch", "S1 root", "SIJ"). */
export function regionOf(levelOrNerve: string): PayerRegion | undefined {
  if (levelOrNerve === "SIJ" || /^[LS]\d/.test(levelOrNerve)) return "lumbar/sacral";
  if (/^[CT]\d/.test(levelOrNerve) || levelOrNerve.includes("occipital")) return "cervical/thoracic";
  return undefined;
}
