import type { RecordValue } from "../../evaluation/reader.ts";

/** What the schematic spine shows of one level of the grid: each grading brought to a filling and a short word. */

/** How full a mark is: 0 none to 1 the worst; striped where a change is there but was not graded. */
export type Filling = number | "striped";

export interface Grade {
  readonly filling: Filling;
  /** Stands beside the mark; the grade as it was given. */
  readonly word: string;
}

export interface Sides<T> {
  readonly right?: T;
  readonly left?: T;
}

export type DiscShape = "flat" | "bulge" | "protrusion" | "extrusion" | "sequestration" | "herniation";

export type DiscZone =
  | "central"
  | "R subarticular"
  | "L subarticular"
  | "R foraminal"
  | "L foraminal"
  | "R extraforaminal"
  | "L extraforaminal"
  | "anterior";

export interface LevelPicture {
  /** "L4-5" */
  readonly level: string;
  readonly disc: {
    readonly shape: DiscShape;
    /** Absent when the disc was not graded by kind. */
    readonly word?: string;
    readonly zones: readonly DiscZone[];
    readonly bulgesTo?: "right" | "left";
    readonly migration?: "up" | "down";
    /** Part of the height that is left. */
    readonly height: number;
    /** 0 bright to 3 black; undefined when not graded. */
    readonly degeneration?: number;
  };
  readonly canal?: Grade;
  readonly recess: Sides<Grade>;
  readonly foramen: Sides<Grade>;
  readonly facet: Sides<Grade>;
  readonly endplates: boolean;
  readonly slip?: { readonly grade: number; readonly direction: "antero" | "retro" | "lateral" | "unstated" };
  readonly isFused: boolean;
  readonly hasHardware: boolean;
  /** Short lines under the level's name. */
  readonly lines: readonly string[];
}

const shapes: Readonly<Record<string, readonly [DiscShape, string]>> = {
  normal: ["flat", "normal"],
  "annular fissure": ["flat", "fissure"],
  "bulge-symmetric": ["bulge", "bulge"],
  "bulge-asymmetric": ["bulge", "bulge"],
  bulge: ["bulge", "bulge"],
  protrusion: ["protrusion", "protrusion"],
  extrusion: ["extrusion", "extrusion"],
  sequestration: ["sequestration", "sequester"],
  herniation: ["herniation", "herniation"],
  "post-op change": ["flat", "post-op"],
  "not seen": ["flat", "not seen"],
};

const severity: Readonly<Record<string, Grade>> = {
  none: { filling: 0, word: "" },
  mild: { filling: 1 / 3, word: "mild" },
  moderate: { filling: 2 / 3, word: "mod" },
  severe: { filling: 1, word: "sev" },
  present: { filling: "striped", word: "" },
};

const numbered: Readonly<Record<string, Grade>> = {
  "0": { filling: 0, word: "0" },
  "1": { filling: 1 / 3, word: "1" },
  "2": { filling: 2 / 3, word: "2" },
  "3": { filling: 1, word: "3" },
};

/** Schizas: A minor or none, B moderate, C severe, D extreme. */
const schizas: Readonly<Record<string, Grade>> = {
  A1: { filling: 0, word: "A1" },
  A2: { filling: 0, word: "A2" },
  A3: { filling: 1 / 3, word: "A3" },
  A4: { filling: 1 / 3, word: "A4" },
  B: { filling: 2 / 3, word: "B" },
  C: { filling: 1, word: "C" },
  D: { filling: 1, word: "D" },
};

const rootEffect: Readonly<Record<string, Grade>> = {
  none: { filling: 0, word: "" },
  contact: { filling: 1 / 4, word: "touch" },
  "possibly displaced": { filling: "striped", word: "disp?" },
  displaced: { filling: 2 / 3, word: "disp" },
  compressed: { filling: 1, word: "comp" },
};

const pfirrmannDegeneration: Readonly<Record<string, number>> = { I: 0, II: 0, III: 1, IV: 2, V: 3 };
const heights: Readonly<Record<string, number>> = { normal: 1, mild: 0.75, moderate: 0.5, severe: 0.25 };
const slipGrades: Readonly<Record<string, number>> = { I: 1, II: 2, III: 3, IV: 4, V: 5 };

/** Undefined when nothing of this level was graded that the figure can show. */
export function pictureOf(level: string, graded: RecordValue | undefined): LevelPicture | undefined {
  if (graded === undefined) return undefined;
  const code = (field: string): string => (typeof graded[field] === "string" ? graded[field] : "");
  const codes = (field: string): readonly string[] => {
    const value = graded[field];
    return Array.isArray(value) ? value.map(String) : [];
  };
  const sides = (name: string, grades: Readonly<Record<string, Grade>>): Sides<Grade> => {
    const [right, left] = [grades[code(`${name}Right`)], grades[code(`${name}Left`)]];
    return { ...(right ? { right } : {}), ...(left ? { left } : {}) };
  };
  const [shape, word] = shapes[code("discType")] ?? ["flat", undefined];
  const side = code("discSide");
  const migration = code("discMigration");
  const pfirrmann = code("discPfirrmann");
  const degeneration =
    pfirrmannDegeneration[pfirrmann] ?? (code("discDegeneration") === "yes" ? 2 : undefined);
  const canal =
    schizas[code("canalSchizas")] ??
    numbered[code("canalLee")] ??
    numbered[code("canalKang")] ??
    severity[code("canalLurie")];
  const grade = slipGrades[code("listhesis")];
  const modic = code("endplateModic");
  const postop = codes("postop");
  const isFused = postop.includes("fusion solid");
  const hasHardware = postop.some((each) => each.startsWith("hardware"));
  const direction = code("listhesisDirection");
  const fracture = code("fracture");
  const lines = [
    pfirrmann === "" ? "" : `Pf ${pfirrmann}`,
    modic === "" || modic === "0" ? "" : `Modic ${modic}`,
    grade === undefined ? "" : `slip ${code("listhesis")}`,
    fracture === "" || fracture === "none" ? "" : "fracture",
    isFused ? "fused" : hasHardware ? "hardware" : "",
  ].filter((line) => line !== "");
  const picture: LevelPicture = {
    level,
    disc: {
      shape,
      ...(word === undefined ? {} : { word }),
      zones: codes("discZone") as readonly DiscZone[],
      ...(side === "right" || side === "left" ? { bulgesTo: side } : {}),
      ...(migration === "up" || migration === "down" ? { migration } : {}),
      height: heights[code("discHeight")] ?? 1,
      ...(degeneration === undefined ? {} : { degeneration }),
    },
    ...(canal === undefined ? {} : { canal }),
    recess: sides("recess", rootEffect),
    foramen: sides("foramen", { ...severity, ...numbered }),
    facet: sides("facet", { ...severity, ...numbered }),
    endplates: modic !== "" && modic !== "0",
    ...(grade === undefined
      ? {}
      : {
          slip: {
            grade,
            direction:
              direction === "antero" || direction === "retro" || direction === "lateral"
                ? direction
                : "unstated",
          },
        }),
    isFused,
    hasHardware,
    lines,
  };
  const isShown =
    word !== undefined ||
    picture.disc.zones.length > 0 ||
    picture.disc.height < 1 ||
    degeneration !== undefined ||
    canal !== undefined ||
    lines.length > 0 ||
    [picture.recess, picture.foramen, picture.facet].some((pair) => pair.right ?? pair.left);
  return isShown ? picture : undefined;
}

/** More is known than what can be seen from the side: places around the disc, the canal or the joints. */
export function hasCrossSection({ disc, canal, recess, foramen, facet }: LevelPicture): boolean {
  return (
    disc.zones.length > 0 ||
    disc.bulgesTo !== undefined ||
    canal !== undefined ||
    [recess, foramen, facet].some((sides) => (sides.right ?? sides.left) !== undefined)
  );
}
