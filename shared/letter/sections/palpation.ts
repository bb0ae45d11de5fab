import type { Sentence } from "../document.ts";
import type { Findings, Row } from "../findings.ts";
import { inline, numberWord, sidePlace } from "../grammar.ts";
import { bothSides, type Observation, observed, type Rank, ranks, type SideValue } from "../observations.ts";
import { listSentences } from "../packing.ts";
import { from, listed, type Phrase, phrase, sentence, words } from "../phrase.ts";

/** Names of the sites in a sentence. */
const siteNames: Readonly<Record<string, { readonly name: string; readonly plural?: boolean }>> = {
  "PE.PALP.SP.C": { name: "the cervical spinous processes", plural: true },
  "PE.PALP.SP.T": { name: "the thoracic spinous processes", plural: true },
  "PE.PALP.SP.L": { name: "the lumbar spinous processes", plural: true },
  "PE.PALP.COCCYX": { name: "the coccyx" },
  "PE.PALP.PARA.C": { name: "the cervical paraspinal column" },
  "PE.PALP.PARA.T": { name: "the thoracic paraspinal column" },
  "PE.PALP.PARA.L": { name: "the lumbar paraspinal column" },
  "PE.PALP.TRAP": { name: "the trapezius and levator scapulae" },
  "PE.PALP.OCC": { name: "the occipital nerve" },
  "PE.PALP.SIJ": { name: "the sacroiliac joint" },
  "PE.PALP.GT": { name: "the greater trochanter" },
  "PE.PALP.PIRI": { name: "the piriformis" },
  "PE.PALP.ISCH": { name: "the ischium" },
  "PE.PALP.GLUT": { name: "the gluteal muscles", plural: true },
  "PE.PALP.NOTCH": { name: "the sciatic notch" },
  "PE.PALP.SCIATIC": { name: "the sciatic nerve in the thigh" },
};

/** "@" is where the side goes. */
const findingWords: Readonly<
  Record<string, { readonly one: string; readonly many: string; readonly rank: Rank }>
> = {
  none: { one: "was not tender", many: "were not tender", rank: ranks.normal },
  tender: { one: "was tender", many: "were tender", rank: ranks.found },
  "reproduces usual pain": {
    one: "was tender @, reproducing the usual pain",
    many: "were tender @, reproducing the usual pain",
    rank: ranks.found,
  },
  "trigger point": {
    one: "held a trigger point with referral",
    many: "held trigger points with referral",
    rank: ranks.found,
  },
  "shooting or tingling": {
    one: "gave shooting or tingling on pressure",
    many: "gave shooting or tingling on pressure",
    rank: ranks.found,
  },
};

export function palpationSentences(findings: Findings): readonly Sentence[] {
  const sites = Object.entries(siteNames).flatMap(([id, { name, plural }]): readonly Observation[] => {
    const found = siteFinding(findings, id);
    if (found === undefined) return [];
    return [
      {
        name: from(name, id),
        rank: found.rank,
        one: found.one,
        many: found.many,
        ...(plural ? { plural } : {}),
      },
    ];
  });
  const found = sites.filter(({ rank }) => rank !== ranks.normal);
  const rest = sites.filter(({ rank }) => rank === ranks.normal);
  return [
    ...observed(found),
    ...(rest.length > namedAtMost ? [notTender(rest, found.length > 0)] : observed(rest)),
    ...spasm(findings),
    ...triggerPoints(findings),
  ];
}

/** More sites without tenderness are said as one. */
const namedAtMost = 4;

function notTender(rest: readonly Observation[], othersWere: boolean): Sentence {
  const sources = rest.flatMap(({ name }) => name.sources);
  return sentence(
    phrase(
      othersWere
        ? `The other ${numberWord(rest.length)} sites palpated were not tender`
        : `None of the ${numberWord(rest.length)} sites palpated was tender`,
      ...sources,
    ),
  );
}

function siteFinding(findings: Findings, id: string) {
  const item = findings.item(id);
  if (item === undefined || !findings.has(id)) return undefined;
  if (item.kind === "single") return findingWords[findings.code(id) ?? ""];
  if (item.kind === "record") {
    const row = findings.record(id);
    return row === undefined ? undefined : rowFinding(row);
  }
  const { right, left } = findings.sides(id);
  const rows = findings.sideRows(id);
  const seen = (value: unknown, row: Row | undefined) =>
    row !== undefined ? rowFinding(row) : findingWords[String(value)];
  const [onRight, onLeft] = [seen(right, rows.right), seen(left, rows.left)];
  const side = (key: "one" | "many") => {
    const value = (found: typeof onRight): SideValue | undefined =>
      found === undefined ? undefined : { text: found[key], rank: found.rank };
    return bothSides(
      value(right === undefined ? undefined : onRight),
      value(left === undefined ? undefined : onLeft),
    );
  };
  if (onRight === findingWords.none && onLeft === findingWords.none) return findingWords.none;
  const [one, many] = [side("one"), side("many")];
  if (one === undefined || many === undefined) return undefined;
  // "was tender on the left and was not tender on the right" needs its verb once only.
  return {
    one: one.text.replace(" and was ", " and "),
    many: many.text.replace(" and were ", " and "),
    rank: one.rank,
  };
}

function rowFinding(row: Row) {
  const base = findingWords[row.code("finding") ?? ""];
  const levels = row.words("levels");
  if (base === undefined) return undefined;
  const at = levels === undefined ? "" : ` at ${levels}`;
  const withLevels = (text: string) => (text.includes("@") ? text.replace("@", `@${at}`) : `${text} @${at}`);
  return levels === undefined
    ? base
    : { one: withLevels(base.one), many: withLevels(base.many), rank: base.rank };
}

/** Neck and low back are said together where the spasm is the same. */
function spasm(findings: Findings): readonly Sentence[] {
  const seen = (
    [
      ["PE.SPASM.C", "cervical"],
      ["PE.SPASM.L", "lumbar"],
    ] as const
  ).flatMap(([id, region]) => {
    const row = findings.record(id);
    const severity = row?.code("severity");
    if (row === undefined || severity === undefined) return [];
    const degree = severity === "none" ? "no " : severity === "present" ? "" : `${severity} `;
    return [{ degree, place: sidePlace(row.code("side")), region: from(region, id) }];
  });
  const [first, second] = seen;
  if (first !== undefined && second?.degree === first.degree && second.place === first.place) {
    const regions = listed([first.region, second.region], first.degree === "no " ? "or" : "and");
    return [sentence(words`There was ${first.degree}${regions} paraspinal spasm ${first.place}`)];
  }
  return seen.map(({ degree, place, region }) =>
    sentence(words`There was ${degree}${region} paraspinal spasm ${place}`),
  );
}

function triggerPoints(findings: Findings): readonly Sentence[] {
  if (findings.isNone("PE.T.TRIG")) return [sentence(from("There were no trigger points", "PE.T.TRIG"))];
  const points = findings.rows("PE.T.TRIG").map((row): Phrase => {
    const [muscle, other, side] = [row.code("muscle"), row.phrase("muscleOther"), row.code("side")];
    const name = words`the ${side === "left" || side === "right" ? `${side} ` : ""}${muscleName(
      muscle,
      row.words("muscle"),
      other,
    )}${side === "bilateral" ? " on both sides" : ""}`;
    const { present, absent } = row.restByPresence();
    const traits = [...present, ...(absent.length === 0 ? [] : [words`no ${listed(absent, "or")}`])];
    return traits.length === 0 ? name : words`${name} (${listed(traits)})`;
  });
  return listSentences(
    points.length === 1 ? "A trigger point was felt in" : "Trigger points were felt in",
    points,
    {
      again: "Others were felt in",
    },
  );
}

/** "other" is said by the words that were typed; typed words beside a named muscle are kept with it. */
function muscleName(code: string | undefined, named: string | undefined, other: Phrase | undefined): Phrase {
  const muscle = from(inline(named ?? "muscle"), "PE.T.TRIG");
  if (other === undefined) return muscle;
  return code === "other" ? other : words`${muscle} (${other})`;
}
