import { atVisit, measures, pointOf, pointWords } from "../../evaluation/trends.ts";
import type { Sentence, Source } from "../document.ts";
import type { Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { counted, dateText, lowerFirst, onDate } from "../grammar.ts";
import { listSentences } from "../packing.ts";
import {
  from,
  fromItem,
  isEmpty,
  type Phrase,
  phrase,
  sentence,
  together,
  typed,
  withSources,
  words,
} from "../phrase.ts";

/** A follow-up's history begins with what happened since the visit before it, and what changed in figures. */
export function intervalSentences(context: LetterContext): readonly Sentence[] {
  if (context.evaluation.followUpOf === undefined) return [];
  return [
    ...course(context, context.evaluation.followUpOf.visitDate),
    ...events(context),
    ...figures(context),
    ...procedures(context),
    ...medicines(context),
    ...goals(context),
  ];
}

function course({ findings, person }: LetterContext, visitDate: string): readonly Sentence[] {
  const change = findings.phrase("HX.INT.CHANGE");
  if (change === undefined) return [];
  const since = phrase(dateText(visitDate), { header: "visit" });
  return [sentence(words`Since the visit of ${since} ${person.he} ${person.is} ${change}`)];
}

function events({ findings }: LetterContext): readonly Sentence[] {
  const text = findings.text("HX.INT.SINCE");
  return text === undefined ? [] : typed(text, fromItem("HX.INT.SINCE"));
}

/** "Average pain fell from 7 to 4 of 10": where both visits have the figure. */
function figures({ evaluation }: LetterContext): readonly Sentence[] {
  const { followUpOf } = evaluation;
  if (followUpOf === undefined) return [];
  const before = atVisit(evaluation, followUpOf);
  const changes = measures.flatMap((measure): readonly Phrase[] => {
    const [then, now] = [pointOf(measure, before), pointOf(measure, evaluation)];
    if (then === undefined || now === undefined) return [];
    const sources: readonly Source[] = [
      ...now.basis.map((id) => fromItem(id)),
      ...then.basis.filter((id) => now.basis.includes(id)).map((id) => fromItem(id, "at the earlier visit")),
    ];
    const name = named(measure.label);
    const [earlier, to] = [
      pointWords(measure, then.value).replace(/ of .*$/, ""),
      pointWords(measure, now.value),
    ];
    const said =
      then.value === now.value
        ? `${name} stayed at ${to}`
        : `${name} ${now.value < then.value ? "fell" : "rose"} from ${earlier} to ${to}`;
    return [phrase(said, ...sources)];
  });
  const lead = phrase(`Compared with ${dateText(followUpOf.visitDate)},`, { header: "visit" });
  return listSentences(lead, changes, { again: "Further," });
}

/** Names of instruments keep their capitals. */
function named(label: string): string {
  return /[A-Z].*[A-Z]|\d/.test(label) ? label : lowerFirst(label);
}

/** What was done in between, and what it brought. */
export function procedures({ findings, person }: LetterContext): readonly Sentence[] {
  if (findings.isNone("HX.INT.PROC")) {
    return [sentence(from(`${person.He} ${person.has} had no procedure in between`, "HX.INT.PROC"))];
  }
  return findings.rows("HX.INT.PROC").map((row) => sentence(procedure(row)));
}

function procedure(row: Row): Phrase {
  const [name, date, relief] = [row.phrase("procedure"), row.code("date"), row.number("relief")];
  const [duration, unit, lasting] = [
    row.number("duration"),
    row.code("durationUnit") ?? "",
    row.code("lasting"),
  ];
  const span =
    duration === undefined
      ? ""
      : unit === ""
        ? ` for ${duration}`
        : ` for ${counted(duration, unit.replace(/s$/, ""))}`;
  const trouble = row.phrase("trouble");
  const aside = [
    lasting === "yes" ? "which goes on" : lasting === "no" ? "which has worn off" : undefined,
    trouble === undefined ? undefined : words`complications: ${trouble}`,
    ...row.rest(),
  ].filter((part) => !isEmpty(part));
  const base = words`${name ?? "The procedure"}${
    date === undefined ? "" : ` ${onDate(date)}`
  } gave ${relief === 0 ? "no" : `${relief ?? "unknown"}%`} relief${span}`;
  return withSources(aside.length === 0 ? base : words`${base} (${together(aside, "; ")})`, row.source);
}

const changeWords: Readonly<Record<string, string>> = {
  started: "was started",
  stopped: "was stopped",
  increased: "was increased",
  reduced: "was reduced",
};

function medicines({ findings }: LetterContext): readonly Sentence[] {
  if (findings.isNone("HX.INT.MEDS")) {
    return [sentence(from("Medicines have not changed in between", "HX.INT.MEDS"))];
  }
  const changes = findings.rows("HX.INT.MEDS").map((row) => {
    const [drug, effect] = [row.name("drug"), row.phrase("effect")];
    const change = changeWords[row.code("change") ?? ""] ?? "was changed";
    return words`${drug} ${change}${effect === undefined ? "" : words` (${effect})`}`;
  });
  return listSentences("", changes);
}

const goalWords: Readonly<Record<string, string>> = {
  reached: "reached",
  closer: "come closer to",
  "no change": "come no closer to",
  "further away": "moved away from",
};

function goals({ findings, person }: LetterContext): readonly Sentence[] {
  const code = findings.code("HX.INT.GOAL");
  if (code === undefined) return [];
  const said = `${person.He} ${person.has} ${goalWords[code] ?? code} ${person.his} goals`;
  return [sentence(from(said, "HX.INT.GOAL"))];
}
