import type { Sentence } from "../document.ts";
import type { Findings } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { rowSentences } from "../generic.ts";
import { article, counted, inline, joinList, quantity, splitSentences, wordCount } from "../grammar.ts";
import { clauseSentences, listSentences } from "../packing.ts";
import {
  from,
  fromItem,
  listed,
  type Phrase,
  phrase,
  sentence,
  textOf,
  together,
  typed,
  words,
} from "../phrase.ts";
import { familySentences, systemsSentences } from "./familyAndSystems.ts";
import { illnessSentences } from "./illnessHistory.ts";

/** Mood, home, work, habits, other illness, family and the review of systems. */
export function backgroundSentences(context: LetterContext): readonly Sentence[] {
  return [
    ...mind(context),
    ...work(context),
    ...payer(context),
    ...home(context),
    ...exercise(context),
    ...habits(context),
    ...illnessSentences(context),
    ...familySentences(context),
    ...systemsSentences(context),
  ];
}

/** The psychosocial line that referrers ask for. */
function mind({ findings, person }: LetterContext): readonly Sentence[] {
  const row = findings.record("HX.PSY");
  if (row === undefined) return [];
  const mood = row.words("mood");
  const anxiety = row.code("anxiety");
  const suicidal = row.code("suicidalThoughts");
  const stress = row.number("stress");
  const clauses = [
    mood,
    anxiety === "none"
      ? "there is no anxiety"
      : anxiety === undefined
        ? undefined
        : `there is ${anxiety} anxiety`,
    stress === undefined ? undefined : `stress is ${stress} of 10`,
    suicidal === "no"
      ? `${person.he} ${person.has} no suicidal thoughts`
      : suicidal === undefined || suicidal === "not asked"
        ? undefined
        : `${person.he} ${person.has} ${suicidal.replace("thoughts", "suicidal thoughts")}`,
  ].filter((clause) => clause !== undefined);
  const traits = [
    ["fearOfMovement", "fear of movement"],
    ["catastrophising", "catastrophizing"],
    ["priorCare", "earlier psychiatric care"],
  ] as const;
  const answered = traits.map(([field, name]) => ({ name, code: row.code(field) }));
  const [present, absent] = ["yes", "no"].map((code) =>
    answered.filter((trait) => trait.code === code).map(({ name }) => phrase(name, row.source)),
  );
  const [trauma, which] = [row.code("trauma"), row.words("traumaDetail")];
  const traumatic =
    which !== undefined
      ? typed(which, row.source, "Past trauma:")
      : trauma === "yes"
        ? [sentence(phrase("There is past trauma", row.source))]
        : [];
  if (trauma === "no") absent?.push(phrase("past trauma", row.source));
  const texts = [
    [row.words("expectation"), `${person.His} expectation:`],
    [row.words("detail"), ""],
  ] as const;
  return [
    ...clauseSentences(clauses.map((clause) => phrase(clause, row.source))),
    ...listSentences("There is", present ?? []),
    ...listSentences(
      "There is no",
      absent === undefined || absent.length === 0 ? [] : [listed(absent, "or")],
    ),
    ...traumatic,
    ...texts.flatMap(([text, lead]) => (text === undefined ? [] : typed(text, row.source, lead))),
    ...rowSentences("Mood and mind:", row),
  ];
}

const handWords: Readonly<Record<string, string>> = {
  R: "right-handed",
  L: "left-handed",
  ambi: "ambidextrous",
};

/** "He is a right-handed truck driver, off work for 21 days, with a workers' compensation claim." */
function work({ findings, person }: LetterContext): readonly Sentence[] {
  const row = findings.record("HX.WORK");
  const hand = handWords[findings.code("HX.HAND") ?? ""];
  const handed = hand === undefined ? undefined : from(hand, "HX.HAND");
  const occupation = row?.phrase("occupation");
  const [status, days] = [row?.words("status"), row?.number("daysOff")];
  const lasting =
    days === undefined ? "" : `${status === "off work" ? "for" : ", off work for"} ${quantity(days, "days")}`;
  const now = `${status ?? ""} ${lasting}`
    .replace(" ,", ",")
    .replace(/^[ ,]+/, "")
    .trim();
  const noun = occupation !== undefined && !/^(?:a|an|the|works|self)\b/i.test(textOf(occupation));
  const job =
    occupation === undefined
      ? handed
      : handed === undefined
        ? words`${noun ? `${article(textOf(occupation))} ` : ""}${occupation}`
        : noun
          ? words`${article(textOf(handed))} ${handed} ${occupation}`
          : words`${handed}, ${occupation}`;
  const told = row?.words("detail");
  // A few words, such as "parental leave", say why.
  const isAside = told !== undefined && wordCount(told) <= 4 && splitSentences(told).length === 1;
  const state =
    now === "" || row === undefined
      ? undefined
      : phrase(isAside ? `${now} (${inline(told)})` : now, row.source);
  const detail = isAside && state !== undefined ? undefined : told;
  const known = [job, state].filter((part) => part !== undefined);
  const claim = claims(findings);
  const said =
    known.length > 0
      ? [
          sentence(
            words`${person.He} ${person.is} ${occupation === undefined ? listed(known) : together(known, ", ")}${claim === undefined ? "" : words`, with ${claim}`}`,
          ),
        ]
      : claim === undefined
        ? []
        : [sentence(words`There is ${claim}`)];
  return [
    ...said,
    ...(detail === undefined ? [] : typed(detail, fromItem("HX.WORK"), said.length === 0 ? "Work:" : "")),
    ...rowSentences("Work:", row),
  ];
}

function claims(findings: Findings): Phrase | undefined {
  if (findings.codes("HX.LIT").includes("none")) return from("no compensation claim or litigation", "HX.LIT");
  const named = findings.phrases("HX.LIT").map((claim) => words`${article(textOf(claim))} ${claim}`);
  return named.length === 0 ? undefined : listed(named);
}

function payer({ findings }: LetterContext): readonly Sentence[] {
  const named = findings.phrase("HX.INSUR");
  return named === undefined ? [] : [sentence(words`Payer: ${named}`)];
}

function exercise({ findings, person }: LetterContext): readonly Sentence[] {
  const said: Readonly<Record<string, string>> = {
    yes: `${person.He} exercised regularly before this pain`,
    no: `${person.He} did not exercise regularly before this pain`,
  };
  const text = said[findings.code("HX.EXERCISE") ?? ""];
  return text === undefined ? [] : [sentence(from(text, "HX.EXERCISE"))];
}

const livingWords: Readonly<Record<string, string>> = {
  alone: "lives alone",
  "with partner": "lives with a partner",
  "with family": "lives with family",
  "with others": "lives with others",
  "in care": "lives in a care home",
};

function home({ evaluation, findings, person }: LetterContext): readonly Sentence[] {
  const row = findings.record("HX.SOC");
  const { interpreterNeeded, language } = evaluation.patient;
  const interpreter = interpreterNeeded
    ? [
        sentence(
          phrase(`${person.He} ${person.verb("need")} an interpreter${language ? ` (${language})` : ""}`, {
            header: "patient",
          }),
        ),
      ]
    : [];
  if (row === undefined) return interpreter;
  const [marital, living, support, children] = [
    row.words("maritalStatus"),
    row.code("living"),
    row.code("support"),
    row.number("children"),
  ];
  const many = person.he === "they";
  const lives = livingWords[living ?? ""];
  const clauses = [
    marital === undefined ? undefined : `${person.is} ${marital}`,
    lives === undefined ? undefined : many ? lives.replace("lives", "live") : lives,
    support === "yes"
      ? `${person.has} support at home`
      : support === "no"
        ? `${person.has} no support at home`
        : undefined,
    children === undefined ? undefined : `${person.has} ${counted(children, "child", "children")}`,
  ].filter((clause) => clause !== undefined);
  const [caring, detail] = [row.words("caregiving"), row.words("detail")];
  return [
    ...(clauses.length === 0 ? [] : [sentence(from(`${person.He} ${joinList(clauses)}`, "HX.SOC"))]),
    ...(caring === undefined
      ? []
      : typed(inline(caring), row.source, `${person.He} ${person.verb("care")} for others:`)),
    ...(detail === undefined ? [] : typed(detail, row.source, clauses.length === 0 ? "Home:" : "")),
    ...rowSentences("Home:", row),
    ...interpreter,
  ];
}

function habits({ findings, person }: LetterContext): readonly Sentence[] {
  const row = findings.record("HX.SUB");
  if (row === undefined) return [];
  const many = person.he === "they";
  const [packs, years] = [row.number("packsPerDay"), row.number("packYears")];
  const amount = [
    packs === undefined ? undefined : `${counted(packs, "pack")} a day`,
    years === undefined ? undefined : quantity(years, "pack-years"),
  ].filter((part) => part !== undefined);
  const aside = amount.length === 0 ? "" : ` (${joinList(amount)})`;
  const tobacco: Readonly<Record<string, string>> = {
    never: "never smoked",
    former: `used to smoke${aside}`,
    current: `${person.verb("smoke")}${aside}`,
    "none now": `${person.does} not smoke${aside}`,
  };
  const drinks = row.number("alcoholPerWeek");
  const [cannabis, drugs, disorder] = [row.code("cannabis"), row.code("otherDrugs"), row.code("useDisorder")];
  const clauses = [
    tobacco[row.code("tobacco") ?? ""] ?? (aside === "" ? undefined : `${person.verb("smoke")}${aside}`),
    drinks === undefined
      ? undefined
      : drinks === 0
        ? `${many ? "drink" : "drinks"} no alcohol`
        : `${person.verb("have")} `.replace(/^(?:haves|have) $/, `${person.has} `) +
          `${counted(drinks, "alcoholic drink")} a week`,
    cannabis === "current"
      ? `${person.verb("use")} cannabis`
      : cannabis === "former"
        ? "used cannabis in the past"
        : undefined,
    drugs === "current"
      ? `${person.verb("use")} other drugs`
      : drugs === "past"
        ? "used other drugs in the past"
        : undefined,
    disorder === "current"
      ? `${person.has} a substance use disorder`
      : disorder === "past"
        ? `${person.has} a history of substance use disorder`
        : undefined,
  ].filter((clause) => clause !== undefined);
  const never = [cannabis === "never" ? "cannabis" : "", drugs === "none" ? "other drugs" : ""].filter(
    (part) => part !== "",
  );
  const all = [
    ...clauses,
    ...(never.length === 0 ? [] : [`${person.does} not use ${joinList(never, "or")}`]),
    ...(disorder === "none" ? [`${person.has} no history of substance use disorder`] : []),
  ];
  const detail = row.words("detail");
  return [
    ...listSentences(
      person.He,
      all.map((clause) => phrase(clause, row.source)),
    ),
    ...(detail === undefined ? [] : typed(detail, row.source, all.length === 0 ? "Substances:" : "")),
    ...rowSentences("Substances:", row),
  ];
}
