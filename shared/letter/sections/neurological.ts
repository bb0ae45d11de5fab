import type { Block, Cell, Sentence } from "../document.ts";
import type { Findings } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { pairSentences, rowSentences } from "../generic.ts";
import { inline, joinList, quantity } from "../grammar.ts";
import {
  bothSides,
  type Observation,
  observation,
  observed,
  ranks,
  type SideValue,
} from "../observations.ts";
import { listSentences } from "../packing.ts";
import {
  cell,
  from,
  fromItem,
  type Phrase,
  paragraph,
  phrase,
  sentence,
  strong,
  textOf,
  withSources,
  words,
} from "../phrase.ts";
import { motorEntries, reflexEntries, type SidedEntry, sensoryEntries } from "./neurologicalEntries.ts";
import { none } from "./none.ts";

/** Part 3: a right and left table of what differs with what it is compared to, then the rest in sentences. */
export function neurologicalBlocks(context: LetterContext): readonly Block[] {
  const { findings } = context;
  const motor = motorEntries(findings);
  const sensory = sensoryEntries(findings);
  const reflexes = reflexEntries(findings);
  const shownMotor = withNeighbours(motor);
  const shownSensory = sensory.filter((entry) => entry.abnormal);
  const shown = [
    ...(shownMotor.length > 0 ? shownMotor : together(motor, "Strength")),
    ...(shownSensory.length > 0 ? shownSensory : together(sensory, "Light touch and pinprick")),
    ...reflexes,
  ];
  const blocks = [
    ...table(shown),
    ...paragraph([
      ...otherwise(motor, shownMotor, "Strength", "5/5"),
      ...otherwise(sensory, shownSensory, "Sensation", "normal"),
      ...mind(context),
      ...signs(findings),
      ...walking(findings),
      ...coordination(findings),
      ...saddle(findings),
    ]),
  ];
  return blocks.length === 0 ? none("neurological", "No neurological examination is recorded") : blocks;
}

/** Weak key muscles for the problem list: "great-toe extension (left 4-/5)". */
export function weakMuscles(findings: Findings): readonly Phrase[] {
  return motorEntries(findings)
    .filter((entry) => entry.abnormal && !entry.excluded)
    .map((entry) => {
      const sides = [
        entry.rightAbnormal && entry.right !== undefined ? `right ${entry.right}/5` : "",
        entry.leftAbnormal && entry.left !== undefined ? `left ${entry.left}/5` : "",
      ].filter((side) => side !== "");
      return from(`${inline(entry.label.replace(/ \(.*\)$/, ""))} (${joinList(sides)})`, ...entry.items);
    });
}

/** Abnormal rows with the key muscles of the roots next to them, so that the reader sees what is spared. */
function withNeighbours(entries: readonly SidedEntry[]): readonly SidedEntry[] {
  const order = ["C5", "C6", "C7", "C8", "T1", "L2", "L3", "L4", "L5", "S1"];
  const arm = (root: string) => /^[CT]/.test(root);
  const affected = entries.filter((entry) => entry.abnormal).map((entry) => entry.root);
  if (affected.length === 0) return [];
  const near = (root: string) =>
    affected.some(
      (other) => arm(other) === arm(root) && Math.abs(order.indexOf(other) - order.indexOf(root)) <= 1,
    );
  return entries.filter((entry) => entry.abnormal || (entry.key && near(entry.root)));
}

/** Where all is normal, one row says so for all roots examined. */
function together(entries: readonly SidedEntry[], label: string): readonly SidedEntry[] {
  if (entries.length === 0) return [];
  const complete = entries.every((entry) => entry.right !== undefined && entry.left !== undefined);
  if (!complete) return entries;
  const regions = [
    entries.filter((entry) => /^C|^T1$/.test(entry.root)),
    entries.filter((entry) => /^T(?!1$)/.test(entry.root)),
    entries.filter((entry) => /^[LS]/.test(entry.root)),
    entries.filter((entry) => entry.root === ""),
  ].filter((region) => region.length > 0);
  return regions.flatMap((region) => {
    const [first, last] = [region[0], region.at(-1)];
    if (first === undefined || last === undefined) return [];
    const alike = region.every((entry) => entry.right === first.right && entry.left === first.left);
    if (!alike || region.length === 1) return region;
    const span = first.root === "" ? region.map((entry) => inline(entry.label)).join(", ") : rootSpan(region);
    const modality = region.every((entry) => entry.modality === first.modality)
      ? (first.modality ?? label)
      : label;
    return [{ ...first, label: `${modality}, ${span}`, items: region.flatMap((entry) => entry.items) }];
  });
}

function rootSpan(region: readonly SidedEntry[]): string {
  const roots = [...new Set(region.map((entry) => entry.root))];
  const [first, last] = [roots[0] ?? "", roots.at(-1) ?? ""];
  return roots.length < 3 ? roots.join(" and ") : `${first} to ${last}`;
}

function table(entries: readonly SidedEntry[]): readonly Block[] {
  if (entries.length === 0) return [];
  const side = (entry: SidedEntry, value: string | undefined, abnormal: boolean): Cell => {
    const sources = entry.items.map((id) => fromItem(id));
    const text = value ?? "–";
    return cell(abnormal ? strong(text) : text, sources, "center");
  };
  return [
    {
      kind: "table",
      summary: "Neurological findings: strength of 5, sensation and reflexes, right beside left",
      columns: [
        { label: "Finding", share: 5 },
        { label: "Right", share: 2 },
        { label: "Left", share: 2 },
      ],
      rows: entries.map((entry): readonly Cell[] => [
        cell(
          entry.label,
          entry.items.map((id) => fromItem(id)),
        ),
        side(entry, entry.right, entry.rightAbnormal),
        side(entry, entry.left, entry.leftAbnormal),
      ]),
    },
  ];
}

/** "Strength was otherwise 5/5 (L2, L3)." */
function otherwise(
  all: readonly SidedEntry[],
  shown: readonly SidedEntry[],
  subject: string,
  normal: string,
): readonly Sentence[] {
  const rest = shown.length === 0 ? [] : all.filter((entry) => !shown.includes(entry));
  if (rest.length === 0) return [];
  const roots = [...new Set(rest.map((entry) => entry.root).filter((root) => root !== ""))];
  const where = roots.length === 0 ? "" : ` (${roots.join(", ")})`;
  const sided = rest.every((entry) => entry.right !== undefined && entry.left !== undefined);
  return [
    sentence(
      from(
        `${subject} was otherwise ${normal}${sided ? "" : " where tested"}${where}`,
        ...rest.flatMap((entry) => entry.items),
      ),
    ),
  ];
}

function single(
  findings: Findings,
  id: string,
  name: string,
  normal: string,
  plural = false,
): readonly Observation[] {
  const code = findings.code(id);
  const said = findings.phrase(id);
  if (code === undefined || said === undefined) return [];
  const text = said.runs.map((run) => run.text).join("");
  return [
    observation(phrase(name, ...said.sources), text, code === normal ? ranks.normal : ranks.found, {
      plural,
    }),
  ];
}

function mind({ findings, person }: LetterContext): readonly Sentence[] {
  const mental = findings.phrase("NE.MENT");
  const cranial = findings.record("NE.CN.DETAIL");
  const { present, absent } = cranial?.restByPresence() ?? { present: [], absent: [] };
  const isNormal = (part: Phrase) => part.runs.some((run) => / normal$/.test(run.text));
  const normal = present.filter(isNormal).map((part) => ({
    ...part,
    runs: part.runs.map((run) => ({ ...run, text: run.text.replace(/ normal$/, "") })),
  }));
  return [
    ...(mental === undefined
      ? []
      : findings.code("NE.MENT") === "normal"
        ? [sentence(words`${person.He} ${person.was} ${mental}`)]
        : [sentence(words`Mental state: ${mental}`)]),
    ...observed([
      ...single(findings, "NE.SPEECH", "speech", "normal"),
      ...single(findings, "NE.CN", "the cranial nerves", "normal", true),
    ]),
    ...listSentences(
      "Cranial nerves:",
      present.filter((part) => !isNormal(part)),
    ),
    ...listSentences("Tested one by one and normal:", normal, { again: "Also normal:" }),
    ...listSentences("There was no", absent),
  ];
}

const yesNoSides = (findings: Findings, id: string, words: Readonly<Record<string, SideValue>>) => {
  const { right, left } = findings.sides(id);
  return bothSides(words[String(right)], words[String(left)]);
};

/** Long-tract signs. */
function signs(findings: Findings): readonly Sentence[] {
  const found: Observation[] = [];
  const plantar = yesNoSides(findings, "NE.U.BAB", {
    down: { text: "downgoing", rank: ranks.normal },
    up: { text: "upgoing", rank: ranks.found },
    mute: { text: "mute", rank: ranks.unclear },
  });
  if (plantar !== undefined) {
    found.push(
      observation(
        from("plantar responses", "NE.U.BAB"),
        plantar.text.replace(" on both sides", ""),
        plantar.rank,
        { plural: true },
      ),
    );
  }
  const results = {
    negative: { text: "negative", rank: ranks.normal },
    positive: { text: "positive", rank: ranks.found },
    equivocal: { text: "equivocal", rank: ranks.unclear },
  };
  for (const [id, name] of [
    ["NE.U.HOFF", "Hoffmann sign"],
    ["NE.U.ISS", "the inverted supinator sign"],
  ] as const) {
    const value = yesNoSides(findings, id, results);
    if (value !== undefined)
      found.push(observation(from(name, id), value.text.replace(" on both sides", ""), value.rank));
  }
  const overall = findings.code("NE.U.OVERALL");
  const long = findings.phrase("NE.U.OVERALL");
  return [
    ...observed(found),
    ...clonus(findings),
    ...(long === undefined
      ? []
      : [sentence(overall === "none" ? words`There was ${long}` : words`Long-tract signs: ${long}`)]),
    ...reinforcement(findings),
  ];
}

function clonus(findings: Findings): readonly Sentence[] {
  const rows = findings.sideRows("NE.U.CLON");
  const value = (row: (typeof rows)["right"]): SideValue | undefined => {
    if (row === undefined) return undefined;
    const [beats, sustained] = [row.number("beats"), row.code("sustained")];
    if (sustained === "yes") return { text: "sustained ankle clonus", rank: ranks.found };
    if (beats === undefined || beats === 0) return { text: "no ankle clonus", rank: ranks.normal };
    return {
      text: `${quantity(beats, "beats")} of ankle clonus`,
      rank: beats >= 3 ? ranks.found : ranks.unclear,
    };
  };
  const both = bothSides(value(rows.right), value(rows.left));
  if (both === undefined) return [];
  return [
    sentence(
      from(`There was ${both.text.replace("no ankle clonus on both sides", "no ankle clonus")}`, "NE.U.CLON"),
    ),
  ];
}

function reinforcement(findings: Findings): readonly Sentence[] {
  const item = findings.item("NE.R.REINF");
  return item?.kind === "pair" && findings.has("NE.R.REINF")
    ? pairSentences(item, "Only with reinforcement", findings)
    : [];
}

const walkingWords = {
  able: { text: "possible", rank: ranks.normal },
  weak: { text: "weak", rank: ranks.found },
  unable: { text: "not possible", rank: ranks.found },
};

function walking(findings: Findings): readonly Sentence[] {
  const found: Observation[] = [];
  for (const [id, name] of [
    ["NE.GAIT.HEEL", "heel walking"],
    ["NE.GAIT.TOE", "toe walking"],
  ] as const) {
    const value = yesNoSides(findings, id, walkingWords);
    if (value !== undefined) {
      const text =
        value.rank === ranks.found
          ? value.text.replace(/ and possible on the (?:right|left)$/, "")
          : value.text.replace(" on both sides", "");
      found.push(observation(from(name, id), text, value.rank));
    }
  }
  for (const [id, name] of [
    ["NE.GAIT.HEELSTAND", "rising on one heel"],
    ["NE.GAIT.TOESTAND", "rising on the toes of one foot"],
  ] as const) {
    const rows = findings.sideRows(id);
    const value = (row: (typeof rows)["right"]): SideValue | undefined => {
      if (row === undefined) return undefined;
      const painful = row.code("painful") === "yes" ? " and painful" : "";
      const code = row.code("ability");
      return {
        text: `${row.words("ability") ?? "tested"}${painful}`,
        rank: code === "able" && painful === "" ? ranks.normal : ranks.found,
      };
    };
    const both = bothSides(value(rows.right), value(rows.left));
    if (both !== undefined) found.push(observation(from(name, id), both.text, both.rank));
  }
  return observed([
    ...found,
    ...single(findings, "NE.GAIT.TAND", "tandem walking", "able"),
    ...single(findings, "NE.ROMB", "the Romberg test", "negative"),
  ]);
}

/** Tone and coordination: one word where all is normal. */
function coordination(findings: Findings): readonly Sentence[] {
  const normal: Observation[] = [];
  const said: Sentence[] = [];
  for (const [id, name] of [
    ["NE.TONE", "tone"],
    ["NE.COORD", "coordination"],
    ["NE.S.VIB", "vibration sense"],
    ["NE.S.PROP", "joint position sense"],
  ] as const) {
    const item = findings.item(id);
    if (item?.kind !== "pair" || !findings.has(id)) continue;
    const values = Object.values(findings.sides(id)).flatMap((side) => Object.values(side));
    if (values.length > 0 && values.every((value) => value === "normal")) {
      normal.push(observation(from(name, id), "normal", ranks.normal));
    } else said.push(...pairSentences(item, `${name.charAt(0).toUpperCase()}${name.slice(1)}`, findings));
  }
  return [...said, ...observed(normal), ...patterns(findings)];
}

function patterns(findings: Findings): readonly Sentence[] {
  const stocking = findings.code("NE.S.STOCK");
  const budapest = findings.phrases("NE.CRPS", ["none"]);
  const noBudapest = findings.codes("NE.CRPS").includes("none");
  return [
    ...(stocking === "yes"
      ? [sentence(from("Sensory loss has a stocking or glove pattern", "NE.S.STOCK"))]
      : stocking === "no"
        ? [sentence(from("There is no stocking or glove pattern", "NE.S.STOCK"))]
        : []),
    ...listSentences("Budapest signs:", budapest),
    ...(noBudapest ? [sentence(from("There were no dystrophic features", "NE.CRPS"))] : []),
    ...limbScreens(findings),
  ];
}

/** Arms and legs that were screened as a whole; together where they were alike. */
function limbScreens(findings: Findings): readonly Sentence[] {
  const [arms, legs] = [findings.record("NE.SCREEN.ARMS"), findings.record("NE.SCREEN.LEGS")];
  const [ofArms, ofLegs] = [arms?.rest() ?? [], legs?.rest() ?? []];
  const text = (parts: readonly Phrase[]) => parts.map((part) => textOf(part)).join();
  if (ofArms.length > 0 && text(ofArms) === text(ofLegs)) {
    const sources = ofLegs.flatMap((part) => part.sources);
    return listSentences(
      "Arms and legs as a whole:",
      ofArms.map((part) => withSources(part, ...sources)),
    );
  }
  return [...listSentences("Arms as a whole:", ofArms), ...listSentences("Legs as a whole:", ofLegs)];
}

function saddle(findings: Findings): readonly Sentence[] {
  const residual = findings.phrase("NE.PVR");
  return [
    ...rowSentences("Anal sphincter:", findings.record("NE.RECT")),
    ...(residual === undefined ? [] : [sentence(words`The post-void residual was ${withSources(residual)}`)]),
  ];
}
