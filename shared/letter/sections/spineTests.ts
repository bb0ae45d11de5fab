import type { Sentence } from "../document.ts";
import type { Findings, Row } from "../findings.ts";
import { sidesInWords } from "../generic.ts";
import { numberWord, quantity } from "../grammar.ts";
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
import { from, sentence } from "../phrase.ts";

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
  "PE.T.FABER": "the Patrick (FABER) test",
  "PE.T.FADIR": "hip impingement (FADIR)",
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

/** Tests that are positive when they ease the pain. */
const easing = ["PE.T.CDIST", "PE.T.SHABD"];

function sideValue(
  row: Row | undefined,
  crossed: "right" | "left" | undefined,
  eases = false,
): SideValue | undefined {
  if (row === undefined) return undefined;
  const result = row.code("result");
  const angle = row.number("angle");
  const pain = row.code("pain");
  const site = row.words("site");
  const difficulty = row.number("difficulty");
  const reason = row.phrase("reason");
  const said = [
    pain === "usual pain"
      ? `${eases ? "relieving" : "reproducing"} the usual pain`
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
    const value = sideValue(row, undefined, easing.includes(id));
    if (value === undefined) return undefined;
    return observation(from(name, id), value.text.replace(" @", ""), value.rank);
  }
  const { right, left } = findings.sideRows(id);
  const crossed = id === "PE.T.XSLR";
  const [onRight, onLeft] = [
    sideValue(right, crossed ? "right" : undefined, easing.includes(id)),
    sideValue(left, crossed ? "left" : undefined, easing.includes(id)),
  ];
  const reached = angleOnly(right, left);
  if (reached !== undefined && !crossed) {
    return {
      name: from(name, id),
      rank: ranks.unclear,
      one: `reached ${reached}`,
      many: `reached ${reached}`,
    };
  }
  const plain = (value: SideValue | undefined) =>
    value?.text === "negative @" || value?.text.startsWith("negative with the ");
  // Both negative and nothing more: the sides need not be named.
  if (plain(onRight) && plain(onLeft)) return observation(from(name, id), "negative", ranks.normal);
  const value = crossed ? crossedSides(onRight, onLeft) : bothSides(onRight, onLeft);
  return value === undefined ? undefined : observation(from(name, id), value.text, value.rank);
}

/** An angle without a judgment: "45° on the right and 90° on the left". */
function angleOnly(right: Row | undefined, left: Row | undefined): string | undefined {
  const rows = [right, left].filter((row) => row !== undefined);
  const bare = rows.every(
    (row) =>
      row.peek("angle") !== undefined &&
      ["result", "pain", "site", "reason"].every((field) => row.peek(field) === undefined),
  );
  return bare && rows.length > 0
    ? sidesInWords(right?.peek("angle"), left?.peek("angle"), (angle) => quantity(Number(angle), "°"))
    : undefined;
}

function crossedSides(right: SideValue | undefined, left: SideValue | undefined) {
  const given = [right, left].filter((side) => side !== undefined).sort((a, b) => a.rank - b.rank);
  const first = given[0];
  return first === undefined
    ? undefined
    : { text: given.map((side) => side.text).join(" and "), rank: first.rank };
}

/** Negative on both sides; a test that is one maneuver for both is recorded under either side. */
function isSilent(id: string, found: Observation): boolean {
  const oneManeuver = id === "PE.T.SIDIST" || id === "PE.T.SACR";
  return (
    found.one === "was negative" || (oneManeuver && /^was negative on the (?:right|left)$/.test(found.one))
  );
}

/** Provocation: positives first; the sacroiliac tests are named together when they agree. */
export function testSentences(findings: Findings): readonly Sentence[] {
  const all = Object.entries(testNames).flatMap(([id, name]) => {
    const found = testObservation(findings, id, name);
    return found === undefined ? [] : [{ id, found }];
  });
  const silent = all.filter(({ id, found }) => sacroiliac.includes(id) && isSilent(id, found));
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
  return [
    ...observed([...rest, ...group]),
    ...loading(findings),
    ...repeatedMovement(findings),
    ...waddell(findings),
  ];
}

/** Facet loading that was judged for both sides together. */
function loading(findings: Findings): readonly Sentence[] {
  const row = findings.record("PE.LOAD");
  if (row === undefined) return [];
  const [degree, movements, levels] = [row.code("degree"), row.words("movements"), row.words("levels")];
  const found =
    degree === "none"
      ? "no facet features"
      : degree === undefined
        ? "facet features"
        : `${degree} facet features`;
  return [
    sentence(
      from(
        `There were ${found}${movements === undefined ? "" : ` on ${movements}`}${levels === undefined ? "" : ` at ${levels}`}`,
        "PE.LOAD",
      ),
    ),
    ...listSentences("Facet loading:", row.rest()),
  ];
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
      : `${numberWord(count)} of five Waddell signs ${count === 1 ? "was" : "were"} present${which === undefined ? "" : ` (${which})`}`;
  return [sentence(from(said, "PE.T.WADD"))];
}
