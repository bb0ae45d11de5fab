import { dateText } from "../grammar.ts";
import { textOf } from "../phrase.ts";
import { findingName } from "../sections/impression.ts";
import {
  type CheckedLetter,
  failed,
  holds,
  type LetterCheck,
  notRecorded,
  passed,
  wordsOf,
} from "./check.ts";

/** What the letter rests on. */
export const evidenceChecks: readonly LetterCheck[] = [
  {
    id: "L14",
    text: "Names every study with its date, how it was reviewed and whether it agrees with the story",
    check(subject) {
      const { findings } = subject;
      const studies = findings.rows("IM.STUDY");
      if (!findings.has("IM.STUDY")) return notRecorded("No record of studies was made.");
      const said = subject.text("records");
      const undated = studies
        .map((row) => row.code("date"))
        .find((date) => date !== undefined && !said.includes(dateText(date)));
      if (undated !== undefined) return failed(`The study of ${dateText(undated)} is missing.`);
      const reviewed = (
        said.match(/\bmyself\b|report only|reviewed\)|as the patient reports|not received|\(reviewed/g) ?? []
      ).length;
      if (reviewed < studies.length) return failed("Not every study says how it was reviewed.");
      const unmatched = findings
        .rows("IM.CONC")
        .map((row) => textOf(findingName(row)))
        .find((name) => !holds(said, name));
      if (unmatched !== undefined) return failed(`${unmatched} is not set against the story.`);
      const hasImages = studies.some((row) => ["MRI", "CT", "X-ray"].includes(String(row.peek("type"))));
      return hasImages && findings.rows("IM.CONC").length === 0
        ? notRecorded("Agreement of images and story is not recorded.")
        : passed;
    },
  },
  {
    id: "L15",
    text: "Has all four parts, with what was found and what was not",
    check(subject) {
      const parts = ["history", "physical", "neurological", "records"] as const;
      const empty = parts.find((id) => subject.text(id) === "" || subject.isEmpty(id));
      if (empty !== undefined) return failed(`The ${empty} part is empty.`);
      const examined = `${subject.text("physical")} ${subject.text("neurological")}`;
      return /\b(?:no|not|none|negative|normal|without|5\/5|downgoing)\b/i.test(examined)
        ? passed
        : failed("The examination says nothing that is normal or absent.");
    },
  },
  {
    id: "L21",
    text: "Gives the numbers as they were recorded",
    check(subject) {
      const lost = recordedNumbers(subject).find(
        ({ item, value }) => !saysNumber(subject.saidOf(item), value),
      );
      return lost === undefined
        ? passed
        : failed(`${subject.findings.label(lost.item)} is not given as ${lost.value}.`);
    },
  },
  {
    id: "L22",
    text: "Gives of each licensed questionnaire the score and its meaning, and no words of its items",
    check(subject) {
      const section = subject.letter.sections.find(({ id }) => id === "instruments");
      const table = section?.blocks.find((block) => block.kind === "table");
      if (table?.kind !== "table") {
        return subject.isEmpty("instruments")
          ? notRecorded("No questionnaire is recorded.")
          : failed("The scores are missing.");
      }
      const wordy = table.rows
        .map((row) => row.map(wordsOf))
        .find(
          ([, score = "", ...rest]) =>
            !/\d/.test(score) || [score, ...rest].some((cell) => cell.split(" ").length > 8),
        );
      return wordy === undefined
        ? passed
        : failed(`${wordy[0] ?? ""} holds more than score, meaning and date.`);
    },
  },
  {
    id: "L29",
    text: "Says how mood, work and home bear on the pain",
    check(subject) {
      const asked = ["HX.PSY", "HX.WORK", "HX.LIVE", "INS.PHQ2", "INS.PHQ9"].filter((id) =>
        subject.findings.has(id),
      );
      if (!subject.findings.has("HX.PSY")) return notRecorded("Mood was not asked.");
      return asked.every((id) => subject.saidOf(id) !== "") ? passed : failed("There is no line on mood.");
    },
  },
];

interface RecordedNumber {
  readonly item: string;
  readonly value: number;
}

function recordedNumbers({ findings }: CheckedLetter): readonly RecordedNumber[] {
  const single = [
    "HX.NRS.NOW",
    "HX.NRS.AVG",
    "HX.NRS.WORST",
    "HX.NRS.LEAST",
    "HX.NRS.LEG",
    "HX.NRS.BACK",
  ].flatMap((item) => {
    const value = findings.number(item);
    return value === undefined ? [] : [{ item, value }];
  });
  const inRows = (
    [
      ["HX.CONS", "percent"],
      ["HX.INTV", "relief"],
      ["IM.LAB", "value"],
    ] as const
  ).flatMap(([item, field]) =>
    findings.rows(item).flatMap((row) => {
      const value = row.number(field);
      // "0%" is said as "no relief".
      return value === undefined || value === 0 ? [] : [{ item, value }];
    }),
  );
  const dose = findings.computed("HX.MED.MME");
  const opioid =
    typeof dose?.value === "number" && dose.value > 0 ? [{ item: "HX.MED.OPI", value: dose.value }] : [];
  return [...single, ...inRows, ...opioid];
}

function saysNumber(text: string, value: number): boolean {
  return new RegExp(`(?<![\\d.])${String(value).replace(".", "\\.")}(?![\\d]|\\.\\d)`).test(text);
}
