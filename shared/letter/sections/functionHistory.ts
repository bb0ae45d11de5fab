import type { Sentence } from "../document.ts";
import type { Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { inline, joinList, quantity, splitSentences, wordCount } from "../grammar.ts";
import { listSentences } from "../packing.ts";
import { from, fromItem, sentence, typed } from "../phrase.ts";

/** Sleep, tolerances, limits, exercise and goals. */
export function functionSentences(context: LetterContext): readonly Sentence[] {
  return [
    ...tolerances(context),
    ...walking(context),
    ...limits(context),
    ...sleep(context),
    ...exercise(context),
    ...goals(context),
  ];
}

function tolerances({ findings, person }: LetterContext): readonly Sentence[] {
  const row = findings.record("HX.FUNC");
  if (row === undefined) return [];
  const spans = [
    ["sit", row.number("sitMinutes")],
    ["stand", row.number("standMinutes")],
    ["walk", row.number("walkMinutes")],
  ] as const;
  const given = spans.flatMap(([verb, value]) => (value === undefined ? [] : [{ verb, value }]));
  if (given.length === 0) return [];
  const said = given.map(
    ({ verb, value }, index) => `${verb} for ${index === given.length - 1 ? quantity(value, "min") : value}`,
  );
  const walk = findings.record("HX.WALK");
  const sources = walk !== undefined && saysTheSame(walk, row) ? ["HX.FUNC", "HX.WALK"] : ["HX.FUNC"];
  return [sentence(from(`${person.He} can ${joinList(said)}`, ...sources))];
}

function walking({ findings, person }: LetterContext): readonly Sentence[] {
  const row = findings.record("HX.WALK");
  if (row === undefined) return [];
  const given = [row.words("metres"), row.words("minutes")].filter((part) => part !== undefined);
  if (given.length === 0 || saysTheSame(row, findings.record("HX.FUNC"))) return [];
  return [
    sentence(from(`${person.He} ${person.verb("walk")} ${joinList(given, "or")} before stopping`, "HX.WALK")),
  ];
}

/** The tolerance already says how long the patient walks. */
function saysTheSame(walk: Row, tolerance: Row | undefined): boolean {
  return walk.peek("metres") === undefined && walk.peek("minutes") === tolerance?.peek("walkMinutes");
}

const drivingWords: Readonly<Record<string, string>> = {
  "not limited": "driving is not limited",
  limited: "driving is limited",
  unable: "driving is not possible",
  "does not drive": "driving does not apply",
};

/** Words that stand in brackets after what they explain. */
const longestAside = 8;

function limits({ findings, person }: LetterContext): readonly Sentence[] {
  const row = findings.record("HX.FUNC");
  if (row === undefined) return [];
  for (const field of ["sitMinutes", "standMinutes", "walkMinutes"]) row.raw(field);
  const limited = row.codes("limited");
  const list = row.words("limited");
  const detail = row.words("limitedDetail");
  const isAside =
    detail !== undefined &&
    limited.length > 0 &&
    !limited.includes("nothing") &&
    wordCount(detail) <= longestAside &&
    splitSentences(detail).length === 1;
  const aside = isAside ? ` (${inline(detail)})` : "";
  const activities =
    limited.length === 0
      ? []
      : limited.includes("nothing")
        ? [sentence(from("Daily activities are not limited", "HX.FUNC"))]
        : [sentence(from(`${person.He} ${person.is} limited in ${list}${aside}`, "HX.FUNC"))];
  const work = row.words("work");
  const driving = drivingWords[row.code("driving") ?? ""];
  const needsHelp = row.code("helpNeeded");
  // What is limited may say it already: "needs help with socks".
  const saysHelp = /\bhelp\b/i.test(detail ?? "");
  const help = yesOrNo(
    saysHelp && needsHelp === "yes" ? undefined : needsHelp,
    `${person.He} ${person.verb("need")} help with daily activities`,
    `${person.He} ${person.verb("need")} no help`,
  );
  const facts = [help, driving].filter((fact) => fact !== undefined);
  return [
    ...activities,
    ...(detail === undefined || isAside ? [] : typed(detail, fromItem("HX.FUNC"), "Daily life:")),
    ...(work === undefined ? [] : typed(work, fromItem("HX.FUNC"), "At work:")),
    ...(facts.length === 0 ? [] : [sentence(from(facts.join("; "), "HX.FUNC"))]),
    ...listSentences("Function:", row.rest()),
  ];
}

function sleep({ findings, person }: LetterContext): readonly Sentence[] {
  const row = findings.record("HX.SLEEP");
  if (row === undefined) return [];
  const hours = row.words("hours");
  const [wakes, wakesOften] = [row.code("wakes"), row.words("wakesHowOften")];
  const [hard, hardOften] = [row.code("onsetDifficulty"), row.words("onsetDifficultyHowOften")];
  const clauses = [
    hours === undefined ? undefined : `${person.verb("sleep")} ${hours} a night`,
    wakes === "yes"
      ? `${person.is} ${wakesOften === undefined ? "" : `${wakesOften} `}woken by pain`
      : wakes === "no"
        ? `${person.is} not woken by pain`
        : undefined,
    hard === "yes"
      ? `${hardOften === undefined ? "" : `${hardOften} `}${person.verb("find")} it hard to fall asleep`
      : hard === "no"
        ? `${person.verb("fall")} asleep without difficulty`
        : undefined,
  ].filter((clause) => clause !== undefined);
  return [
    ...(clauses.length === 0 ? [] : [sentence(from(`${person.He} ${joinList(clauses)}`, "HX.SLEEP"))]),
    ...listSentences("Sleep:", row.rest()),
  ];
}

function exercise({ findings, person }: LetterContext): readonly Sentence[] {
  const said: Readonly<Record<string, string>> = {
    yes: "can do home exercise and physical therapy",
    partly: "can do home exercise and physical therapy only in part",
    "not tried": `${person.has} not tried home exercise or physical therapy`,
  };
  if (findings.code("HX.HEP") === "no - pain too severe") {
    return [sentence(from("The pain is too severe for home exercise or physical therapy", "HX.HEP"))];
  }
  const text = said[findings.code("HX.HEP") ?? ""];
  return text === undefined ? [] : [sentence(from(`${person.He} ${text}`, "HX.HEP"))];
}

function goals({ findings, person }: LetterContext): readonly Sentence[] {
  const row = findings.record("HX.GOAL");
  if (row === undefined) return [];
  const wishes = [row.phrase("first"), row.phrase("second"), row.phrase("third")].filter(
    (part) => part !== undefined,
  );
  const expectation = row.words("expectation");
  return [
    ...listSentences(`${person.His} ${wishes.length === 1 ? "goal" : "goals"}:`, wishes, { again: "Also:" }),
    ...(expectation === undefined
      ? []
      : typed(expectation, fromItem("HX.GOAL"), `${person.His} expectation:`)),
    ...listSentences("Goals:", row.rest()),
  ];
}

function yesOrNo(code: string | undefined, yes: string, no: string): string | undefined {
  return code === "yes" ? yes : code === "no" ? no : undefined;
}
