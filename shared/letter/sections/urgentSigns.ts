import { strengthOrdinal } from "../../checklist/valueSets.ts";
import type { RedFlag } from "../../reasoning/redFlags/flag.ts";
import type { Findings } from "../findings.ts";
import { inline } from "../grammar.ts";
import { from, type Phrase } from "../phrase.ts";
import { flagPhrase, redFlagIds } from "./redFlags.ts";

/** What an urgent red flag rests on, in the few words that the box has room for. */

export function signsOf(findings: Findings, { ruleId, items }: RedFlag): readonly Phrase[] {
  if (ruleId === "RF-SUI") return suicidalThoughts(findings);
  const complaints = redFlagIds.filter((id) => items.includes(id) && findings.code(id) === "yes");
  if (complaints.length > 0) return complaints.map((id) => flagPhrase(findings, id));
  // Found by the examination or the images alone: these are then all that the reader has to go by.
  const weak = items.flatMap((id) => (id.startsWith("NE.M.") ? severeWeakness(findings, id) : []));
  const others = Object.entries(wordsOf).flatMap(([id, say]) => {
    const words = items.includes(id) ? say(findings, id) : undefined;
    return words === undefined ? [] : [from(words, id)];
  });
  const sacral = sacralPoints.filter((id) => items.includes(id));
  return [...(sacral.length === 0 ? [] : [from("altered sacral sensation", ...sacral)]), ...others, ...weak];
}

function suicidalThoughts(findings: Findings): readonly Phrase[] {
  if (findings.code("RF.SUI") === "yes") return [flagPhrase(findings, "RF.SUI")];
  const stated = findings.record("HX.PSY")?.code("suicidalThoughts");
  if (stated === "passive thoughts" || stated === "active thoughts") {
    return [from(stated.replace("thoughts", "suicidal thoughts"), "HX.PSY")];
  }
  const item9 = findings.number("INS.PHQ.9") ?? 0;
  return item9 > 0 ? [from("a positive answer to item 9 of the PHQ-9", "INS.PHQ.9")] : [];
}

const sacralPoints = ["NE.S.S2", "NE.S.S3", "NE.S.S4-5", "NE.S.SADDLE"] as const;

/** Grades up to which weakness is severe (rule N-10). */
const severe = 3;

function severeWeakness(findings: Findings, id: string): readonly Phrase[] {
  const muscle = inline(findings.label(id));
  const sides = findings.sideRows(id);
  return (["right", "left"] as const).flatMap((side) => {
    const grade = sides[side]?.code("grade") ?? "";
    const order = strengthOrdinal[grade];
    const isWeak = order !== undefined && order <= severe && sides[side]?.code("painLimited") !== "yes";
    return isWeak ? [from(`${side} ${muscle} ${grade}/5`, id)] : [];
  });
}

type Say = (findings: Findings, id: string) => string | undefined;
const whenSided =
  (codes: readonly string[], words: string): Say =>
  (findings, id) =>
    Object.values(findings.sides(id)).some((code) => codes.includes(String(code))) ? words : undefined;

const wordsOf: Readonly<Record<string, Say>> = {
  "NE.RECT": (findings, id) => {
    const row = findings.record(id);
    const found = (["tone", "squeeze", "wink"] as const).find((field) =>
      ["reduced", "absent"].includes(row?.code(field) ?? ""),
    );
    return found && `${row?.code(found)} anal ${found}`;
  },
  "NE.PVR": (findings, id) => `a post-void residual of ${findings.number(id)} mL`,
  "NE.U.HOFF": whenSided(["positive"], "a Hoffmann sign"),
  "NE.U.ISS": whenSided(["positive"], "an inverted supinator sign"),
  "NE.U.BAB": whenSided(["up"], "an upgoing plantar response"),
  "NE.U.CLON": () => "ankle clonus",
  "PE.GAIT": (findings, id) => {
    const abnormal = findings.codes(id).find((code) => cordGaits[code] !== undefined);
    return abnormal && cordGaits[abnormal];
  },
  "PE.ABD": () => "a pulsatile abdominal mass",
  "PE.PERC": () => "spinal tenderness to percussion",
  "HX.PMH.CA": () => "cancer in the history",
  "HX.COURSE": (findings, id) => (findings.code(id) === "worsening" ? "worsening pain" : undefined),
  "HX.PMH.INF": () => "a current or recent infection",
  "HX.INTV": () => "a recent procedure on the spine",
  "HX.SURG": () => "a recent operation on the spine",
  "HX.MED.ATC": () => "treatment with an anticoagulant",
  "HX.NRS.NOW": (findings, id) => `pain of ${findings.number(id)} of 10`,
  "IM.GRID": () => "the finding on imaging",
};

const cordGaits: Readonly<Record<string, string>> = {
  spastic: "a spastic gait",
  "wide-based/ataxic": "a wide-based gait",
  shuffling: "a shuffling gait",
};
