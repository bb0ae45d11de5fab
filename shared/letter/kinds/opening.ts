import { ageOn } from "../../evaluation/dates.ts";
import type { Sentence } from "../document.ts";
import { type CitedLetter, type LetterContext, type LetterFrame, openingOf } from "../frame.ts";
import { clean, dateText } from "../grammar.ts";
import { phrase, sentence, standing, typed, words } from "../phrase.ts";
import { latestProcedure } from "./procedureResult.ts";

/** How a letter of each kind begins: who was seen when, and what this letter is to the others. */
export function openingOfKind(context: LetterContext, frame: LetterFrame): readonly Sentence[] {
  switch (frame.kind ?? "consultation") {
    case "summary":
      return [summaryOf(frame.cites)];
    case "interim":
      return [
        ...openingOf(context),
        sentence(
          phrase("This is an interim letter: the evaluation is not finished", standing("interim letter")),
        ),
      ];
    case "urgent":
      return [
        ...openingOf(context),
        sentence(
          phrase("I write at once because of what stands in the box above", standing("urgent letter")),
        ),
        sentence(phrase("The full consultation letter follows", standing("urgent letter"))),
      ];
    case "procedureFollowUp":
      return afterProcedure(context);
    case "addendum":
      return addition(context, frame.cites);
    case "amended":
      return [...correction(frame.cites), ...openingOf(context)];
    default:
      return openingOf(context);
  }
}

/** "letter 2025-000001 of 10 Mar 2025" */
function named(cites: CitedLetter | undefined, name: string): string {
  return cites === undefined ? name : `${name} ${cites.letterNumber} of ${dateText(cites.letterDate)}`;
}

/** Who was seen when stands in the lines above. It follows the salutation in the same line: its first word is one with a capital. */
function summaryOf(cites: CitedLetter | undefined): Sentence {
  return sentence(
    phrase(`I enclose my ${named(cites, "letter")}, which this page sums up`, standing("summary")),
  );
}

function addition(
  { evaluation, person }: LetterContext,
  cites: CitedLetter | undefined,
): readonly Sentence[] {
  const about = phrase(`${person.name}`, { header: "patient" });
  const seen = phrase(dateText(evaluation.visitDate), { header: "visit" });
  return [
    sentence(
      words`This adds to my ${named(cites, "letter")} about ${about}, whom I saw on ${seen}`,
      standing("addendum"),
    ),
    sentence(phrase("All else in that letter stands as it was signed", standing("addendum"))),
  ];
}

function correction(cites: CitedLetter | undefined): readonly Sentence[] {
  const reason = clean(cites?.reason ?? "");
  return [
    sentence(
      phrase(
        `This letter replaces my ${named(cites, "earlier letter")}; please set that one aside`,
        standing("amended letter"),
      ),
    ),
    ...(reason === "" ? [] : typed(reason, standing("amended letter"), "Reason:")),
  ];
}

function afterProcedure(context: LetterContext): readonly Sentence[] {
  const { evaluation, person } = context;
  const procedure = latestProcedure(context);
  if (procedure === undefined) return openingOf(context);
  const age = ageOn(evaluation.patient.dateOfBirth, evaluation.visitDate);
  const telehealth = context.findings.code("ENC.MODE") === "telehealth";
  const mode = telehealth ? phrase(" by telehealth", { item: "ENC.MODE" }) : undefined;
  return [
    sentence(
      words`I saw ${person.name}, aged ${age}, again${mode} on ${dateText(evaluation.visitDate)}, after ${procedure}`,
      { header: "patient" },
      { header: "visit" },
      ...(context.findings.has("ENC.MODE") ? [{ item: "ENC.MODE" } as const] : []),
    ),
  ];
}
