import { cervicalLevels, lumbarLevels, thoracicLevels } from "../../checklist/valueSets.ts";
import type { RecordValue } from "../../evaluation/reader.ts";
import type { ReasoningContext } from "../context.ts";
import { canalGrade } from "../generators/complaint.ts";
import { rootOfDisc, sideOfZone } from "../pathways/nerves.ts";
import { isHerniation, sidesOfDisc, zonesOf } from "../roots/compression.ts";
import { gradedLevels } from "../roots/findings.ts";
import type { Side } from "../rule.ts";

/** What a finding endangers. Codes of IM.CONC, structure. */
export type Structure = "traversing root" | "exiting root" | "facet nerve pair" | "SIJ" | "canal" | "none";

export interface AbnormalFinding {
  /** Unique among the findings: "L4-5 disc left". */
  readonly id: string;
  readonly level: string;
  readonly kind:
    | "disc"
    | "recess"
    | "foramen"
    | "canal"
    | "facet"
    | "slip"
    | "endplate"
    | "fracture"
    | "cord"
    | "postop"
    | "other";
  /** Without its level: "left subarticular disc extrusion". */
  readonly name: string;
  /** "left subarticular disc extrusion at L4-5". */
  readonly finding: string;
  readonly side: Side | "bilateral" | "not applicable";
  readonly structure: Structure;
  readonly root?: string;
}

const discNames: Readonly<Record<string, string>> = {
  "annular fissure": "annular fissure",
  "bulge-symmetric": "symmetric disc bulge",
  "bulge-asymmetric": "asymmetric disc bulge",
  bulge: "disc bulge",
  protrusion: "disc protrusion",
  extrusion: "disc extrusion",
  sequestration: "disc sequestration",
  herniation: "disc herniation",
};

/**
 * One finding for each thing graded abnormal. Slight changes that nearly everybody has (facet or foramen grade 1, mild
 * narrowing, root contact, dark discs) are no finding of their own (DESIGN). What a herniation does in the recess or
 * foramen of its side is told with it.
 */
export function abnormalFindings(context: ReasoningContext): readonly AbnormalFinding[] {
  return namedFindings(context).map((found) => ({
    ...found,
    finding: found.level === "SIJ" ? found.name : `${found.name} at ${found.level}`,
  }));
}

type Named = Omit<AbnormalFinding, "finding">;

function namedFindings(context: ReasoningContext): readonly Named[] {
  return [...gradedLevels(context)].flatMap(([level, row]): readonly Named[] => {
    if (level === "SIJ") return otherFindings(level, row);
    const discs = discFindings(level, row);
    return [
      ...discs,
      ...rootFindings(level, row, discs),
      ...canalFindings(level, row),
      ...facetFindings(level, row),
      ...boneFindings(level, row),
      ...postopFindings(level, row),
      ...otherFindings(level, row),
    ];
  });
}

const sideWord = (side: Side | undefined) => (side === undefined ? "" : `${side} `);
/** "R subarticular" -> "subarticular". */
const zoneWord = (zone: string) => zone.replace(/^[RL] /, "");

function discFindings(level: string, row: RecordValue): readonly Named[] {
  const name = discNames[String(row.discType)];
  if (name === undefined) return [];
  const zones = zonesOf(row).filter((zone) => zone !== "anterior");
  const sides = sidesOfDisc(row);
  if (!isHerniation(row.discType) && sides.length === 0) {
    return [
      {
        id: `${level} disc`,
        level,
        kind: "disc",
        name: `${name}`,
        side: "not applicable",
        structure: "none",
      },
    ];
  }
  const places = zones.length > 0 ? zones : [undefined];
  return places.map((zone): Named => {
    const side = zone === undefined ? sides[0] : sideOfZone(zone);
    const risk = rootOfDisc(level, zone);
    const where = zone === undefined ? sideWord(side).trim() : `${sideWord(side)}${zoneWord(zone)}`;
    return {
      id: `${level} disc ${where}`.trim(),
      level,
      kind: "disc",
      name: `${where} ${name}`.trim(),
      side: side ?? "not applicable",
      structure: risk === undefined ? "none" : `${risk.relation} root`,
      ...(risk === undefined ? {} : { root: risk.root }),
    };
  });
}

const cell = (row: RecordValue, column: string, side: Side) =>
  String(row[`${column}${side === "right" ? "Right" : "Left"}`]);

const pressed = ["displaced", "compressed"];
const narrowForamen = ["2", "3", "moderate", "severe"];

function rootFindings(level: string, row: RecordValue, discs: readonly Named[]): readonly Named[] {
  return (["right", "left"] as const).flatMap((side) => {
    const found: Named[] = [];
    const toldWithDisc = (structure: Structure) =>
      discs.some((disc) => disc.side === side && disc.structure === structure);
    const recess = cell(row, "recess", side);
    const traversing = rootOfDisc(level);
    if (
      pressed.includes(recess) &&
      traversing !== undefined &&
      !toldWithDisc(`${traversing.relation} root`)
    ) {
      found.push({
        id: `${level} recess ${side}`,
        level,
        kind: "recess",
        name: `root ${recess} in the ${side} lateral recess`,
        side,
        structure: `${traversing.relation} root`,
        root: traversing.root,
      });
    }
    const [foramen, exitingRoot] = [cell(row, "foramen", side), cell(row, "exitingRoot", side)];
    const exiting = rootOfDisc(level, "R foraminal");
    const narrow = narrowForamen.includes(foramen) || pressed.includes(exitingRoot);
    if (narrow && exiting !== undefined && !toldWithDisc("exiting root")) {
      found.push({
        id: `${level} foramen ${side}`,
        level,
        kind: "foramen",
        name: `${side} foraminal narrowing`,
        side,
        structure: "exiting root",
        root: exiting.root,
      });
    }
    return found;
  });
}

function canalFindings(level: string, row: RecordValue): readonly Named[] {
  const cord = Array.isArray(row.cord) ? row.cord.map(String).filter((found) => found !== "normal") : [];
  const lumbar = (lumbarLevels as readonly string[]).includes(level);
  const lurie = { mild: 0, moderate: 1, severe: 2 }[String(row.canalLurie)] ?? 0;
  const grade = lumbar ? (canalGrade(row) ?? 0) : Math.max(lurie, Number(row.canalKang ?? 0) - 1);
  const found: Named[] = [];
  // Moderate narrowing where a disc herniates is the herniation's.
  if (grade >= 2 || (grade >= 1 && !isHerniation(row.discType))) {
    found.push({
      id: `${level} canal`,
      level,
      kind: "canal",
      name: `${grade >= 2 ? "severe" : "moderate"} canal narrowing`,
      side: "not applicable",
      structure: "canal",
    });
  }
  if (cord.length > 0) {
    found.push({
      id: `${level} cord`,
      level,
      kind: "cord",
      name: `cord ${cord.join(" and ")}`,
      side: "not applicable",
      structure: "canal",
    });
  }
  return found;
}

function facetFindings(level: string, row: RecordValue): readonly Named[] {
  const sides = (["right", "left"] as const).filter((side) => ["2", "3"].includes(cell(row, "facet", side)));
  if (sides.length === 0) return [];
  return [
    {
      id: `${level} facet`,
      level,
      kind: "facet",
      name: "facet arthropathy",
      side: sides.length === 2 ? "bilateral" : (sides[0] ?? "not applicable"),
      structure: "facet nerve pair",
    },
  ];
}

function boneFindings(level: string, row: RecordValue): readonly Named[] {
  const found: Named[] = [];
  const base = { level, side: "not applicable", structure: "none" } as const;
  const { listhesis, endplateModic, fracture } = row;
  if (typeof listhesis === "string" && listhesis !== "none") {
    found.push({
      ...base,
      id: `${level} slip`,
      kind: "slip",
      name: `grade ${listhesis} listhesis`,
    });
  }
  if (endplateModic === "1") {
    found.push({ ...base, id: `${level} endplate`, kind: "endplate", name: "Modic 1 change" });
  }
  if (typeof fracture === "string" && fracture !== "none") {
    found.push({
      ...base,
      id: `${level} fracture`,
      kind: "fracture",
      name: `${fracture} fracture`,
    });
  }
  return found;
}

const afterOperation = [
  "epidural fibrosis",
  "recurrent disc",
  "non-union",
  "adjacent-segment disease",
  "arachnoiditis",
];

function postopFindings(level: string, row: RecordValue): readonly Named[] {
  const present = Array.isArray(row.postop) ? row.postop.map(String) : [];
  const side = row.postopSide === "right" || row.postopSide === "left" ? row.postopSide : undefined;
  return afterOperation
    .filter((name) => present.includes(name))
    .map((name): Named => {
      const risk = name === "epidural fibrosis" || name === "recurrent disc" ? rootOfDisc(level) : undefined;
      const facets = name === "adjacent-segment disease" ? "facet nerve pair" : "none";
      return {
        id: `${level} ${name}`,
        level,
        kind: "postop",
        name: `${name}${risk !== undefined && side !== undefined ? ` on the ${side}` : ""}`,
        side: risk === undefined ? "not applicable" : (side ?? "not applicable"),
        structure: risk === undefined ? facets : `${risk.relation} root`,
        ...(risk === undefined ? {} : { root: risk.root }),
      };
    });
}

function otherFindings(level: string, row: RecordValue): readonly Named[] {
  const present = Array.isArray(row.other) ? row.other.map(String) : [];
  const side =
    row.otherSide === "right" || row.otherSide === "left" || row.otherSide === "bilateral"
      ? row.otherSide
      : "not applicable";
  return present
    .filter((name) => name.startsWith("SIJ"))
    .map(
      (name): Named => ({
        id: `${level} ${name}`,
        level,
        kind: "other",
        name: `${side === "not applicable" ? "" : `${side} `}sacroiliac joint ${name.replace("SIJ ", "")}`,
        side,
        structure: "SIJ",
      }),
    );
}

export const isCervical = (level: string) => (cervicalLevels as readonly string[]).includes(level);
export const isThoracic = (level: string) => (thoracicLevels as readonly string[]).includes(level);
