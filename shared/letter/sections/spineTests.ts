import type { Sentence } from "../document.ts";
import type { Findings, Row } from "../findings.ts";
import { quantity } from "../grammar.ts";
import {
  bothSides,
  type Observation,
  observation,
  observed,
  type Rank,
  ranks,
  type SideValue,
} from "../observations.ts";
import { listSentences } from "../packing.ts";
import { from, type Phrase, phrase, sentence } from "../phrase.ts";

/** Names of the tests in a sentence. */
const testNames: Readonly<Record<string, string>> = {
  "PE.T.SLR": "straight leg raise",
  "PE.T.XSLR": "crossed straight leg raise",
  "PE.T.SLUMP": "slump",
  "PE.T.FNS": "femoral nerve stretch",
  "PE.T.BOW": "the bowstring sign",
  "PE.T.BRAG": "the Bragard sign",
  "PE.T.EXT30": "standing lumbar extension for 30 seconds",
  "PE.T.SPURL": "Spurling",
  "PE.T.CDIST": "cervical distraction",
  "PE.T.SHABD": "shoulder abduction relief",
  "PE.T.ULTT": "upper limb tension",
  "PE.T.LHER": "Lhermitte",
  "PE.T.CER": "cervical extension-rotation",
  "PE.T.KEMP": "lumbar facet loading",
  "PE.T.SIDIST": "sacroiliac distraction",
  "PE.T.THIGH": "thigh thrust",
  "PE.T.COMP": "sacroiliac compression",
  "PE.T.SACR": "sacral thrust",
  "PE.T.GAEN": "Gaenslen",
  "PE.T.FORT": "the Fortin finger sign",
  "PE.T.ASLR": "active straight leg raise",
  "PE.T.FABER": "FABER",
  "PE.T.FADIR": "FADIR",
  "PE.T.LOGR": "log roll",
  "PE.T.PIRI": "the piriformis test",
  "PE.T.SUPINE": "the supine sign",
};

const sacroiliac = ["PE.T.SIDIST", "PE.T.THIGH", "PE.T.COMP", "PE.T.SACR", "PE.T.GAEN"];

const resultRanks: Readonly<Record<string, Rank>> = {
  positive: ranks.found,
  equivocal: ranks.unclear,
  negative: ranks.normal,
};

function sideValue(row: Row | undefined, crossed: "right" | "left" | undefined): SideValue | undefined {
  if (row === undefined) return undefined;
  const result = row.code("result");
  const angle = row.number("angle");
  const pain = row.code("pain");
  const site = row.words("site");
  const difficulty = row.number("difficulty");
  const reason = row.phrase("reason");
  const said = [
    pain === "usual pain"
      ? "reproducing the usual pain"
      : pain === "pain elsewhere"
        ? "with pain elsewhere"
        : undefined,
    site === undefined ? undefined : `with ${site}`,
    difficulty === undefined ? undefined : `difficulty ${difficulty} of 5`,
    ...row.rest().map((part) => part.runs.map((run) => run.text).join("")),
  ].filter((part) => part !== undefined);
  const why = reason === undefined ? "" : ` (${reason.runs.map((run) => run.text).join("")})`;
  const base = result ?? (reason === undefined ? "recorded" : "not done");
  const at = angle === undefined ? "" : ` at ${quantity(angle, "°")}`;
  const place =
    crossed === undefined
      ? "@"
      : `with the ${crossed} leg raised${angle === undefined ? "" : ` to ${quantity(angle, "°")}`}`;
  const text = `${base}${why} ${place}${crossed === undefined ? at : ""}${said.length === 0 ? "" : `, ${said.join(", ")}`}`;
  return { text, rank: resultRanks[result ?? ""] ?? ranks.unclear };
}

function testObservation(findings: Findings, id: string, name: string): Observation | undefined {
  const item = findings.item(id);
  if (item === undefined || !findings.has(id)) return undefined;
  if (item.kind === "record") {
    const row = findings.record(id);
    const value = sideValue(row, undefined);
    if (value === undefined) return undefined;
    return observation(from(name, id), value.text.replace(" @", ""), value.rank);
  }
  const { right, left } = findings.sideRows(id);
  const crossed = id === "PE.T.XSLR";
  const [onRight, onLeft] = [
    sideValue(right, crossed ? "right" : undefined),
    sideValue(left, crossed ? "left" : undefined),
  ];
  const plain = (value: SideValue | undefined) =>
    value?.text === "negative @" || value?.text.startsWith("negative with the ");
  // Both negative and nothing more: the sides need not be named.
  if (plain(onRight) && plain(onLeft)) return observation(from(name, id), "negative", ranks.normal);
  const value = crossed ? crossedSides(onRight, onLeft) : bothSides(onRight, onLeft);
  return value === undefined ? undefined : observation(from(name, id), value.text, value.rank);
}

function crossedSides(right: SideValue | undefined, left: SideValue | undefined) {
  const given = [right, left].filter((side) => side !== undefined).sort((a, b) => a.rank - b.rank);
  const first = given[0];
  return first === undefined
    ? undefined
    : { text: given.map((side) => side.text).join(" and "), rank: first.rank };
}

/** Provocation: positives first; the sacroiliac tests are named together when they agree. */
export function testSentences(findings: Findings): readonly Sentence[] {
  const all = Object.entries(testNames).flatMap(([id, name]) => {
    const found = testObservation(findings, id, name);
    return found === undefined ? [] : [{ id, found }];
  });
  const silent = all.filter(
    ({ id, found }) => sacroiliac.includes(id) && found.one.startsWith("was negative"),
  );
  const together = silent.length >= 3;
  const rest = all.filter((test) => !(together && silent.includes(test))).map(({ found }) => found);
  const group = together
    ? [
        observation(
          from(
            `${silent.length === sacroiliac.length ? "the" : "the other"} sacroiliac tests`,
            ...silent.map(({ id }) => id),
          ),
          "negative",
          ranks.normal,
          { plural: true },
        ),
      ]
    : [];
  return [...observed([...rest, ...group]), ...repeatedMovement(findings), ...waddell(findings)];
}

function repeatedMovement(findings: Findings): readonly Sentence[] {
  const said: Readonly<Record<string, string>> = {
    centralises: "Repeated movements centralized the pain",
    peripheralises: "Repeated movements peripheralized the pain",
    "no effect": "Repeated movements had no effect on the pain",
  };
  const text = said[findings.code("PE.T.CENTR") ?? ""];
  return text === undefined ? [] : [sentence(from(text, "PE.T.CENTR"))];
}

function waddell(findings: Findings): readonly Sentence[] {
  const row = findings.record("PE.T.WADD");
  if (row === undefined) return [];
  const [count, which] = [row.number("count") ?? 0, row.words("categories")];
  const said =
    count === 0
      ? "No Waddell sign was present"
      : `${count} of 5 Waddell signs ${count === 1 ? "was" : "were"} present${which === undefined ? "" : ` (${which})`}`;
  return [sentence(from(said, "PE.T.WADD"))];
}

const movements = [
  [
    "Neck movement:",
    [
      ["PE.ROM.C.FLEX", "flexion"],
      ["PE.ROM.C.EXT", "extension"],
      ["PE.ROM.C.LF", "side-bending"],
      ["PE.ROM.C.ROT", "rotation"],
    ],
  ],
  [
    "Lumbar movement:",
    [
      ["PE.ROM.L.FLEX", "flexion"],
      ["PE.ROM.L.EXT", "extension"],
      ["PE.ROM.L.LF", "side-bending"],
      ["PE.ROM.L.ROT", "rotation"],
      ["PE.ROM.L.FTF", "fingertip to floor"],
      ["PE.ROM.SCHOBER", "modified Schober increase"],
    ],
  ],
  [
    "Hip movement:",
    [
      ["PE.ROM.HIP.IR", "internal rotation"],
      ["PE.ROM.HIP.ER", "external rotation"],
      ["PE.ROM.HIP.FLEX", "flexion"],
    ],
  ],
] as const;

/** Range of motion in degrees, by region. */
export function movementSentences(findings: Findings): readonly Sentence[] {
  return [
    ...overall(findings, "PE.ROM.C.OVERALL", "neck movement"),
    ...overall(findings, "PE.ROM.L.OVERALL", "lumbar movement"),
    ...movements.flatMap(([lead, items]) =>
      listSentences(
        lead,
        items.flatMap(([id, name]) => movement(findings, id, name)),
      ),
    ),
  ];
}

function movement(findings: Findings, id: string, name: string): readonly Phrase[] {
  const item = findings.item(id);
  if (item === undefined || !findings.has(id)) return [];
  if (item.kind === "number") {
    const value = findings.phrase(id);
    return value === undefined ? [] : [phrase(`${name} ${value.runs[0]?.text ?? ""}`, ...value.sources)];
  }
  if (item.kind === "record") {
    const row = findings.record(id);
    return row === undefined ? [] : [from(`${name} ${measured(row)}`, id)];
  }
  const { right, left } = findings.sideRows(id);
  const [onRight, onLeft] = [right, left].map((row) => (row === undefined ? undefined : measured(row)));
  if (onRight !== undefined && onRight === onLeft) return [from(`${name} ${onRight} on both sides`, id)];
  const sides = [
    onRight === undefined ? "" : `${onRight} right`,
    onLeft === undefined ? "" : `${onLeft} left`,
  ].filter((part) => part !== "");
  return sides.length === 0 ? [] : [from(`${name} ${sides.join(" and ")}`, id)];
}

function measured(row: Row): string {
  const degrees = row.words("degrees");
  const [painful, usual] = [row.code("painful"), row.code("concordant")];
  const aside =
    usual === "yes"
      ? "with the usual pain"
      : painful === "yes"
        ? usual === "no"
          ? "painful, not the usual pain"
          : "painful"
        : painful === "no"
          ? "without pain"
          : "";
  if (degrees === undefined) return aside === "" ? "tested" : aside;
  return aside === "" ? degrees : `${degrees} (${aside})`;
}

function overall(findings: Findings, id: string, name: string): readonly Sentence[] {
  const row = findings.record(id);
  if (row === undefined) return [];
  const [limitation, lost, painful] = [
    row.words("limitation"),
    row.words("percentLost"),
    row.code("painful"),
  ];
  const traits = [
    limitation ?? (lost === undefined ? undefined : "reduced"),
    painful === "yes" ? "painful" : painful === "no" ? "painless" : undefined,
  ].filter((trait) => trait !== undefined);
  const by = lost === undefined ? "" : limitation === undefined ? ` by ${lost}` : ` (${lost} lost)`;
  const [first, ...others] = traits;
  const said = [first === undefined ? undefined : `${first}${by}`, ...others].filter(
    (part) => part !== undefined,
  );
  return said.length === 0 ? [] : [sentence(from(`${name} was ${said.join(" and ")}`, id))];
}
