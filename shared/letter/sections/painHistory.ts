import type { Sentence } from "../document.ts";
import type { Findings } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { joinList, sidePlace } from "../grammar.ts";
import { listSentences, subjectSentences } from "../packing.ts";
import { from, fromItem, listed, type Phrase, phrase, sentence, textOf, typed, words } from "../phrase.ts";
import { onsetSentences } from "./onsetHistory.ts";
import { parts, placeSentences } from "./painPlaces.ts";

/** The presenting pain: where, since when, how strong, what changes it, and what comes with it. */
export function painSentences(context: LetterContext): readonly Sentence[] {
  const { findings } = context;
  return [
    ...onsetSentences(context),
    ...placeSentences(findings),
    ...intensity(findings),
    ...character(findings),
    ...modifiers(findings),
    ...symptoms(context),
    ...earlierProblems(context),
    ...mechanism(findings),
  ];
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
      : [sentence(from(`It ${spanned(range.number("from"), range.number("to"))} of 10`, "HX.NRS.RANGE"))];
  return [...listSentences("Pain is", scale, { after: week }), ...ranged, ...severity(findings)];
}

function spanned(from: number | undefined, to: number | undefined): string {
  return from === to ? `is ${from}` : `varies between ${from} and ${to}`;
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
    ...subjectSentences(gerunds("HX.AGG"), makes(findings, "HX.AGG"), "it worse"),
    ...subjectSentences(gerunds("HX.AGG.NOT"), makes(findings, "HX.AGG.NOT"), "no difference"),
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

/** "Walking makes" but "bowel movements make". */
function makes(findings: Findings, id: string) {
  return { one: findings.codes(id)[0] === "bowel movements" ? "make" : "makes", many: "make" };
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
    const pattern = row.words("pattern");
    const name = `${pattern === undefined ? "" : `${pattern} `}${row.words("symptom") ?? "a symptom"}`;
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
    if (detail !== undefined && !entry.details.some((known) => textOf(known) === textOf(detail))) {
      entry.details.push(detail);
    }
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

function mechanism(findings: Findings): readonly Sentence[] {
  const kinds = findings.phrases("PLAN.MECH");
  return kinds.length === 0 ? [] : [sentence(words`The mechanism is ${listed(kinds)}`)];
}
