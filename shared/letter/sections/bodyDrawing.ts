import type { DrawingRegion } from "../../checklist/kinds.ts";
import type { AnswerValue } from "../../evaluation/evaluation.ts";
import { recordValue } from "../../evaluation/reader.ts";
import type { Sentence } from "../document.ts";
import { type Findings, spoken } from "../findings.ts";
import { americanSpelling, joinList, lowerFirst } from "../grammar.ts";
import { clauseSentences } from "../packing.ts";
import { from, sentence } from "../phrase.ts";

/** Of more marks only the areas are named; the figure beside the sentence shows the parts of each. */
const namedInFull = 4;

/** What the patient drew, by quality: "burning in the left buttock and thigh (outer back)". */
export function drawingSentences(findings: Findings): readonly Sentence[] {
  const item = findings.item("HX.LOC.MAP");
  const marks = recordValue(findings.value("HX.LOC.MAP"))?.regions;
  if (item?.kind !== "drawing" || marks === undefined) return [];
  const marked = (Array.isArray(marks) ? (marks as readonly AnswerValue[]) : []).flatMap((mark) => {
    const record = recordValue(mark);
    const region = item.regions.find((candidate) => candidate.id === record?.region);
    if (record === undefined || region === undefined) return [];
    const chosen = Array.isArray(record.qualities) ? record.qualities.map(String) : [];
    const qualities = chosen.length === 0 ? ["pain"] : chosen.map((code) => spoken(item.qualities, code));
    return [{ region, qualities: qualities.map((word) => (word === "numb" ? "numbness" : word)) }];
  });
  const isBrief = marked.length > namedInFull;
  const nameOf = isBrief ? areaName : regionName;
  const byQuality = new Map<string, DrawingRegion[]>();
  for (const { region, qualities } of marked) {
    for (const quality of isBrief ? qualities : [joinList(qualities)]) {
      byQuality.set(quality, [...(byQuality.get(quality) ?? []), region]);
    }
  }
  const clauses = [...byQuality].map(([quality, regions]) =>
    from(`${quality} in the ${joinList(placesOf(regions, nameOf))}`, "HX.LOC.MAP"),
  );
  if (clauses.length === 0) return [sentence(from("A body drawing was made", "HX.LOC.MAP"))];
  return clauseSentences(clauses, "The body drawing shows", "It also shows");
}

function regionName(region: DrawingRegion): string {
  return lowerFirst(americanSpelling(region.label).replace(/^(?:Right|Left) /, ""));
}

const areas: readonly (readonly [RegExp, string])[] = [
  [/thigh/, "thigh"],
  [/calf|lower leg/, "lower leg"],
  [/knee/, "knee"],
  [/foot|heel/, "foot"],
];

/** "back of thigh" and "thigh, lower front" are the thigh; other names lose what stands after the comma. */
function areaName(region: DrawingRegion): string {
  const name = regionName(region);
  return areas.find(([pattern]) => pattern.test(name))?.[1] ?? name.split(", ")[0] ?? name;
}

/** Regions of one side share its name, parts of one region theirs; a region on both sides is said once. */
function placesOf(
  regions: readonly DrawingRegion[],
  nameOf: (region: DrawingRegion) => string,
): readonly string[] {
  const on = (side: DrawingRegion["side"]) => [
    ...new Set(regions.filter((region) => region.side === side).map(nameOf)),
  ];
  const [right, left, midline] = [on("right"), on("left"), on("midline")];
  const both = right.filter((name) => left.includes(name));
  const sided = (names: readonly string[], side: string) =>
    byBase(names.filter((name) => !both.includes(name))).map((name, index) =>
      index === 0 ? `${side} ${name}` : name,
    );
  return [
    ...byBase(midline),
    ...(both.length === 0 ? [] : [`${joinList(byBase(both))} on both sides`]),
    ...sided(right, "right"),
    ...sided(left, "left"),
  ];
}

/** "hand, middle finger" and "hand, thumb" become "hand (middle finger; thumb)". */
function byBase(names: readonly string[]): readonly string[] {
  const parts = new Map<string, string[]>();
  for (const name of names) {
    const [base = name, ...detail] = name.split(", ");
    parts.set(base, [...(parts.get(base) ?? []), ...detail]);
  }
  return [...parts].map(([base, details]) =>
    details.length === 0 ? base : `${base} (${details.join("; ")})`,
  );
}
