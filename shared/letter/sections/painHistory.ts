import { daysBetween, earliestDay, latestDay, precisionOf } from "../../evaluation/dates.ts";
import type { Sentence } from "../document.ts";
import type { Findings, Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { drawnRegions } from "../generic.ts";
import {
  clean,
  durationText,
  joinList,
  lowerFirst,
  numberWord,
  onDate,
  quantity,
  sidePlace,
} from "../grammar.ts";
import { listSentences, subjectSentences } from "../packing.ts";
import {
  from,
  fromItem,
  listed,
  type Phrase,
  phrase,
  sentence,
  typed,
  withSources,
  words,
} from "../phrase.ts";

/** The presenting pain: where, since when, how strong, what changes it, and what it keeps the patient from. */
export function painSentences(context: LetterContext): readonly Sentence[] {
  const { findings } = context;
  return [
    ...complaint(context),
    ...onset(context),
    ...radiation(findings),
    ...comparison(findings),
    ...otherSites(findings),
    ...drawing(findings),
    ...intensity(findings),
    ...character(findings),
    ...modifiers(findings),
    ...symptoms(context),
    ...earlierProblems(context),
  ];
}

/** "leg" or "arm", and "back" or "neck", after what the patient complains of. */
function parts(findings: Findings): { readonly limb: string; readonly axial: string } {
  const told = [...findings.codes("HX.REGION"), ...findings.codes("HX.RAD")];
  const has = (...codes: readonly string[]) => codes.some((code) => told.includes(code));
  const arm = has("arm", "forearm", "hand", "shoulder");
  const leg = has("leg", "thigh", "below knee", "foot");
  const neck = has("neck");
  const back = has("low back", "upper/mid back", "buttock");
  return {
    limb: arm && !leg ? "arm" : leg && !arm ? "leg" : "limb",
    axial: neck && !back ? "neck" : back && !neck ? "back" : "back or neck",
  };
}

function complaint({ findings, person }: LetterContext): readonly Sentence[] {
  const text = findings.text("HX.CC");
  if (text === undefined) return [];
  const quoted = lowerFirst(clean(text)).replace(/[“”"]/g, "’").replace(/\.$/, "");
  return [sentence(from(`${person.His} complaint: “${quoted}”`, "HX.CC"))];
}

const mannerWords: Readonly<Record<string, string>> = {
  sudden: "suddenly",
  gradual: "gradually",
  "after surgery": "after surgery",
  "pregnancy/postpartum": "in or after pregnancy",
};
const courseWords: Readonly<Record<string, string>> = {
  improving: "It is improving",
  stable: "It has been stable since",
  worsening: "It is getting worse",
  episodic: "It comes in episodes",
};

function onset({ evaluation, findings }: LetterContext): readonly Sentence[] {
  const place = regionPhrase(findings);
  const date = findings.date("HX.ONSET.DATE");
  const manner = findings.code("HX.ONSET.MODE");
  const began = manner === undefined ? undefined : mannerWords[manner];
  const mannerPart = began === undefined ? undefined : from(began, "HX.ONSET.MODE");
  const when =
    date === undefined
      ? lasting(findings)
      : from(`${onDate(date)}${since(date, evaluation.visitDate)}`, "HX.ONSET.DATE");
  const cause = mechanism(findings);
  const course = courseWords[findings.code("HX.COURSE") ?? ""];
  const subject = place === undefined ? phrase("The pain") : words`Pain in ${place}`;
  const opened = [mannerPart, when, cause].filter((part) => part !== undefined);
  const first =
    opened.length > 0
      ? [sentence(words`${subject} began ${joined(opened)}`)]
      : place === undefined
        ? []
        : [sentence(words`The pain is in ${place}`)];
  const unknownManner =
    manner === "unknown" ? [sentence(from("How it began is not known", "HX.ONSET.MODE"))] : [];
  return [...first, ...unknownManner, ...(course === undefined ? [] : [sentence(from(course, "HX.COURSE"))])];
}

function joined(parts: readonly Phrase[]): Phrase {
  return parts.reduce((sum, part) => words`${sum} ${part}`);
}

const regionWords: Readonly<Record<string, string>> = {
  "headache (cervicogenic)": "the head, from the neck",
};

function regionPhrase(findings: Findings): Phrase | undefined {
  const item = findings.item("HX.REGION");
  const regions = findings
    .codes("HX.REGION")
    .map(
      (code, index) =>
        regionWords[code] ?? `the ${findings.phrases("HX.REGION")[index]?.runs[0]?.text ?? code}`,
    );
  if (item === undefined || regions.length === 0) return undefined;
  const side = findings.code("HX.SIDE");
  const list = joinList(regions.map((region, index) => (index === 0 ? region : region.replace(/^the /, ""))));
  const place = sidePlace(side);
  return phrase(
    place === "" ? list : `${list} ${place}`,
    fromItem("HX.REGION"),
    ...(side === undefined ? [] : [fromItem("HX.SIDE")]),
  );
}

/** ", five weeks before this visit": only where the date is known well enough to say so. */
function since(date: string, visitDate: string): string {
  const [longest, shortest] = [
    daysBetween(earliestDay(date), visitDate),
    daysBetween(latestDay(date), visitDate),
  ];
  if (shortest < 0 || longest <= 0) return "";
  if (precisionOf(date) === "day") return `, ${durationText(longest)} before this visit,`;
  const [atLeast, atMost] = [durationText(Math.max(shortest, 1)), durationText(longest)];
  return atLeast === atMost ? `, about ${atMost} before this visit,` : "";
}

function lasting(findings: Findings): Phrase | undefined {
  const row = findings.record("HX.ONSET.FOR");
  if (row === undefined) return undefined;
  const [amount, unit] = [row.number("amount"), row.code("unit") ?? ""];
  const span =
    amount === undefined
      ? `some ${unit}`
      : `about ${numberWord(amount)} ${amount === 1 ? unit.replace(/s$/, "") : unit}`;
  return from(`${span} before this visit`, "HX.ONSET.FOR");
}

function mechanism(findings: Findings): Phrase | undefined {
  if (findings.codes("HX.MECH").includes("no trigger")) return from("without a trigger", "HX.MECH");
  const causes = findings.phrases("HX.MECH");
  return causes.length === 0 ? undefined : words`after ${listed(causes, "and")}`;
}

const radiationPlaces: Readonly<Record<string, string>> = {
  "to buttock": "the buttock",
  thigh: "the thigh",
  shoulder: "the shoulder",
  arm: "the arm",
  forearm: "the forearm",
  hip: "the hip",
  head: "the head",
};

function radiation(findings: Findings): readonly Sentence[] {
  const codes = findings.codes("HX.RAD");
  const roots = findings.codes("HX.RAD.ROOT");
  const dermatome =
    roots.length === 0
      ? undefined
      : from(`in the ${joinList(roots)} dermatome${roots.length === 1 ? "" : "s"}`, "HX.RAD.ROOT");
  if (codes.length === 0) {
    return dermatome === undefined ? [] : [sentence(words`The limb pain runs ${dermatome}`)];
  }
  if (codes.includes("none")) return [sentence(from("It does not radiate", "HX.RAD"))];
  const near = codes.flatMap((code) => radiationPlaces[code] ?? []);
  const path = [
    near.length === 0
      ? ""
      : `to ${joinList(near.map((name, index) => (index === 0 ? name : name.replace("the ", ""))))}`,
    codes.includes("below knee") ? "below the knee" : "",
    codes.includes("foot") ? "into the foot" : "",
    codes.includes("hand") ? "into the hand" : "",
  ];
  const reach = findings.phrases("HX.RAD.DIST", ["non-dermatomal"]);
  const noPattern = findings.codes("HX.RAD.DIST").includes("non-dermatomal");
  const distal = noPattern
    ? from("in no dermatomal pattern", "HX.RAD.DIST")
    : reach.length === 0
      ? undefined
      : words`reaching the ${listed(reach)}`;
  const runs = from(`It radiates ${joinList(path)}`, "HX.RAD");
  return [
    sentence(distal === undefined ? words`${runs} ${dermatome}` : words`${runs}, ${distal} ${dermatome}`),
  ];
}

/** Which is worse, the limb or the back, with the numbers where they were given. */
function comparison(findings: Findings): readonly Sentence[] {
  const { limb, axial } = parts(findings);
  const scores = findings.record("HX.NRS.LEG");
  const [limbScore, axialScore] = [scores?.number("limb"), scores?.number("axial")];
  const scored = (name: string, score: number | undefined) =>
    score === undefined ? phrase(`${name} pain`) : from(`${name} pain (${score} of 10)`, "HX.NRS.LEG");
  const [limbPain, axialPain] = [scored(limb, limbScore), scored(axial, axialScore)];
  const said = (part: Phrase) => [sentence(withSources(part, fromItem("HX.AXLIMB")))];
  switch (findings.code("HX.AXLIMB")) {
    case "limb > axial":
      return said(words`The ${limbPain} is worse than the ${axialPain}`);
    case "axial > limb":
      return said(words`The ${axialPain} is worse than the ${limbPain}`);
    case "equal":
      return said(words`The ${limbPain} and the ${axialPain} are equal`);
    case "axial only":
      return said(words`There is no ${limb} pain`);
    default:
      if (scores === undefined) return [];
      return listSentences(
        "Pain:",
        [
          limbScore === undefined ? undefined : from(`${limb} ${limbScore} of 10`, "HX.NRS.LEG"),
          axialScore === undefined ? undefined : from(`${axial} ${axialScore} of 10`, "HX.NRS.LEG"),
        ].filter((part) => part !== undefined),
      );
  }
}

function siteWords(row: Row): string {
  const [side, site] = [row.code("side"), row.words("site") ?? "another site"];
  if (side === "left" || side === "right") return `${side} ${site}`;
  if (side === "bilateral") return `both ${site === "foot" ? "feet" : `${site}s`}`;
  return site;
}

function otherSites(findings: Findings): readonly Sentence[] {
  if (findings.isNone("HX.SITES")) return [sentence(from("There is no pain elsewhere", "HX.SITES"))];
  const sites = findings.rows("HX.SITES").map((row) => {
    const place = siteWords(row);
    const worse = row.code("worseSide");
    const detail = [worse === undefined ? undefined : `${worse} worse`, row.phrase("detail")].filter(
      (part) => part !== undefined,
    );
    return detail.length === 0
      ? from(place, "HX.SITES")
      : words`${from(place, "HX.SITES")} (${listed(detail)})`;
  });
  const shares = findings.rows("HX.SHARE").map((row) => {
    const place = siteWords(row);
    return from(`${quantity(row.number("percent") ?? 0, "%")} in the ${place}`, "HX.SHARE");
  });
  return [
    ...listSentences("Pain is also felt in the", sites, { again: "It is felt in the" }),
    ...listSentences("The pain is divided as", shares, { again: "There is" }),
  ];
}

function drawing(findings: Findings): readonly Sentence[] {
  const item = findings.item("HX.LOC.MAP");
  const value = findings.value("HX.LOC.MAP");
  if (item?.kind !== "drawing" || value === undefined) return [];
  const regions = drawnRegions(item, value);
  if (regions.length === 0) return [sentence(from("A body drawing was made", "HX.LOC.MAP"))];
  return listSentences("The body drawing marks the", regions, { again: "It also marks the" });
}

function intensity(findings: Findings): readonly Sentence[] {
  const score = (id: string, tail: string) => {
    const value = findings.number(id);
    return value === undefined ? undefined : { value, tail, id };
  };
  const given = [
    score("HX.NRS.NOW", "now"),
    score("HX.NRS.AVG", "on average"),
    score("HX.NRS.WORST", "at worst"),
    score("HX.NRS.LEAST", "at least"),
  ].filter((part) => part !== undefined);
  const scale = given.map(({ value, tail, id }, index) =>
    from(`${value}${index === 0 ? " of 10" : ""} ${tail}`, id),
  );
  const week = given.some(({ id }) => id !== "HX.NRS.NOW") ? "over the past week" : "";
  const range = findings.record("HX.NRS.RANGE");
  const ranged =
    range === undefined
      ? []
      : [
          sentence(
            from(`It varies between ${range.number("from")} and ${range.number("to")} of 10`, "HX.NRS.RANGE"),
          ),
        ];
  return [...listSentences("Pain is", scale, { after: week }), ...ranged, ...severity(findings)];
}

function severity(findings: Findings): readonly Sentence[] {
  const row = findings.record("HX.SEV");
  if (row === undefined) return [];
  const [least, worst, often] = [row.words("least"), row.words("worst"), row.words("severeHowOften")];
  const range =
    least !== undefined && worst !== undefined
      ? `Its severity runs from ${least} to ${worst}`
      : worst !== undefined
        ? `It is ${worst} at worst`
        : least !== undefined
          ? `It is ${least} at least`
          : undefined;
  const frequency =
    often === undefined ? undefined : `${range === undefined ? "It" : "it"} is ${often} severe`;
  const said = [range, frequency].filter((part) => part !== undefined).join("; ");
  return said === "" ? [] : [sentence(from(said, "HX.SEV"))];
}

const patternWords: Readonly<Record<string, string>> = {
  "only with activity": "It comes only with activity",
  "night-dominant": "It is worst at night",
  "morning stiffness > 30 min": "It comes with morning stiffness of more than 30 minutes",
};

function character(findings: Findings): readonly Sentence[] {
  const pattern = findings.code("HX.TEMP");
  const days = findings.phrase("HX.TEMP.DAYS");
  // "like an electric shock" reads best at the end of a list of adjectives.
  const qualities = [...findings.phrases("HX.QUAL")].sort(
    (a, b) => Number(isComparison(a)) - Number(isComparison(b)),
  );
  const opening =
    pattern === undefined ? undefined : from(patternWords[pattern] ?? `It is ${pattern}`, "HX.TEMP");
  if (opening !== undefined) {
    const base = days === undefined ? opening : words`${opening}, ${days}`;
    return listSentences(
      qualities.length === 0 ? base : words`${base}:`,
      qualities.length === 0 ? [phrase("")] : qualities,
      {
        again: "It is also",
      },
    );
  }
  return [
    ...(days === undefined ? [] : [sentence(words`It is present ${days}`)]),
    ...listSentences("The pain is", qualities, { again: "It is also" }),
  ];
}

function isComparison(part: Phrase): boolean {
  return /^(?:like|provoked)/.test(part.runs[0]?.text ?? "");
}

function modifiers(findings: Findings): readonly Sentence[] {
  const gerunds = (id: string) =>
    findings.codes(id).includes("cough/sneeze/strain")
      ? [...findings.phrases(id, ["cough/sneeze/strain"]), from("coughing or straining", id)]
      : findings.phrases(id);
  const nothing = findings.codes("HX.REL").includes("none");
  return [
    ...subjectSentences(gerunds("HX.AGG"), { one: "makes", many: "make" }, "it worse"),
    ...subjectSentences(gerunds("HX.AGG.NOT"), { one: "makes", many: "make" }, "no difference"),
    ...(nothing
      ? [sentence(from("Nothing eases it", "HX.REL"))]
      : subjectSentences(
          findings.phrases("HX.REL"),
          { one: findings.codes("HX.REL")[0] === "medicines" ? "ease" : "eases", many: "ease" },
          "it",
        )),
    ...postureRelief(findings),
  ];
}

function postureRelief(findings: Findings): readonly Sentence[] {
  const row = findings.record("HX.STANDRELIEF");
  if (row === undefined) return [];
  const answers = [
    [row.code("sitting"), "sitting"],
    [row.code("leaningForward"), "leaning forward"],
  ] as const;
  const saying = (code: string) => answers.filter(([answer]) => answer === code).map(([, name]) => name);
  const { limb } = parts(findings);
  const [relieved, not] = [saying("yes"), saying("no")];
  const clauses = [
    relieved.length === 0 ? "" : `is relieved by ${joinList(relieved)}`,
    not.length === 0 ? "" : `is not relieved by ${joinList(not, "or")}`,
  ].filter((clause) => clause !== "");
  return clauses.length === 0
    ? []
    : [sentence(from(`The ${limb} pain ${clauses.join(" but ")}`, "HX.STANDRELIEF"))];
}

function symptoms({ findings, person }: LetterContext): readonly Sentence[] {
  if (findings.isNone("HX.NEURO.SX")) {
    return [
      sentence(
        from(
          `${person.He} ${person.verb("report")} no numbness, weakness, clumsiness or unsteadiness`,
          "HX.NEURO.SX",
        ),
      ),
    ];
  }
  // Symptoms of one place are said together: "tingling and weakness in the right arm".
  const byPlace = new Map<string, { names: string[]; details: Phrase[] }>();
  for (const row of findings.rows("HX.NEURO.SX")) {
    const name = row.words("symptom") ?? "a symptom";
    const sites = row.codes("site");
    const side = row.code("side");
    const sided = side === "left" || side === "right" ? `${side} ` : "";
    const place =
      sites.length > 0
        ? `in ${side === "bilateral" ? "each" : "the"} ${sided}${joinList(sites)}`
        : sidePlace(side);
    const entry = byPlace.get(place) ?? { names: [], details: [] };
    entry.names.push(name);
    const detail = row.phrase("detail");
    if (detail !== undefined) entry.details.push(detail);
    byPlace.set(place, entry);
  }
  const said = [...byPlace].map(([place, { names, details }]) => {
    const base = from(`${joinList(names)} ${place}`, "HX.NEURO.SX");
    return details.length === 0 ? base : words`${base} (${listed(details)})`;
  });
  return listSentences(`${person.He} ${person.verb("report")}`, said);
}

function earlierProblems({ findings, person }: LetterContext): readonly Sentence[] {
  if (findings.isNone("HX.PRIOR")) {
    return [sentence(from(`${person.He} had no earlier neck or back problem`, "HX.PRIOR"))];
  }
  return findings.rows("HX.PRIOR").flatMap((row) => {
    const region = row.words("region") ?? "spine";
    const period = row.phrase("period");
    const facts = [
      yesOrNo(row.code("treated"), "treated", "not treated"),
      yesOrNo(row.code("imaged"), "imaged", "not imaged"),
    ].filter((fact) => fact !== undefined);
    const detail = row.words("detail");
    const base = words`${person.He} had earlier trouble with the ${from(region, "HX.PRIOR")}${
      period === undefined ? "" : words` (${period})`
    }${facts.length === 0 ? "" : `, ${joinList(facts)}`}`;
    return [sentence(base), ...(detail === undefined ? [] : typed(detail, fromItem("HX.PRIOR")))];
  });
}

function yesOrNo(code: string | undefined, yes: string, no: string): string | undefined {
  return code === "yes" ? yes : code === "no" ? no : undefined;
}
