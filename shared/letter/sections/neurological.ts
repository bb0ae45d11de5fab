import type { Block, Sentence } from "../document.ts";
import type { Findings } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { pairSentences, rowSentences } from "../generic.ts";
import { quantity } from "../grammar.ts";
import {
  bothSides,
  type Observation,
  observation,
  observed,
  ranks,
  type SideValue,
} from "../observations.ts";
import { listSentences } from "../packing.ts";
import { from, type Phrase, paragraph, phrase, sentence, textOf, withSources, words } from "../phrase.ts";
import { comparison } from "./neurologicalTable.ts";
import { none } from "./none.ts";

/** Part 3: a right and left table of what differs with what it is compared to, then the rest in sentences. */
export function neurologicalBlocks(context: LetterContext): readonly Block[] {
  const { findings } = context;
  const { table, otherwise } = comparison(findings);
  const blocks = [
    ...table,
    ...paragraph([
      ...otherwise,
      ...mind(context),
      ...signs(findings),
      ...walking(findings),
      ...coordination(findings),
      ...saddle(findings),
    ]),
  ];
  return blocks.length === 0 ? none("neurological", "No neurological examination is recorded") : blocks;
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
