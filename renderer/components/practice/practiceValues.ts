import { type Practice, practiceSchema } from "../../../shared/evaluation/people.ts";
import { type FieldProblems, linesOf, orAbsent, problemsOf, withoutAbsent } from "../common/formCheck.ts";
import {
  type LetterValues,
  letterLabels,
  letterValues,
  toLetterSettings,
  usualLetter,
} from "./letterValues.ts";

/** The practice and its letterhead as they are typed; empty text where nothing was entered. */
export interface PracticeValues {
  practiceName: string;
  address: string;
  phone: string;
  fax: string;
  paper: "letter" | "a4";
  letter: LetterValues;
}

export const emptyPractice: PracticeValues = {
  practiceName: "",
  address: "",
  phone: "",
  fax: "",
  paper: "letter",
  letter: usualLetter,
};

export function practiceValues(practice: Practice): PracticeValues {
  return {
    practiceName: practice.name,
    address: practice.addressLines.join("\n"),
    phone: practice.phone ?? "",
    fax: practice.fax ?? "",
    paper: practice.paper,
    letter: letterValues(practice.letter),
  };
}

function practiceOf(values: PracticeValues) {
  return withoutAbsent({
    name: values.practiceName,
    addressLines: linesOf(values.address),
    phone: orAbsent(values.phone),
    fax: orAbsent(values.fax),
    paper: values.paper,
    letter: toLetterSettings(values.letter),
  });
}

const fieldNames: Readonly<Record<string, keyof PracticeValues>> = {
  name: "practiceName",
  addressLines: "address",
};

/** Everything that keeps the practice from being saved, by field. */
export function checkPractice(values: PracticeValues): FieldProblems {
  const problems = problemsOf(practiceSchema, practiceOf(values), {
    name: "Practice name",
    addressLines: "Address",
    phone: "Phone",
    fax: "Fax",
    ...Object.fromEntries(Object.entries(letterLabels).map(([name, label]) => [`letter.${name}`, label])),
  });
  return Object.fromEntries(
    Object.entries(problems).map(([path, words]) => [fieldNames[path] ?? path, words]),
  );
}

export function toPractice(values: PracticeValues): Practice {
  return practiceSchema.parse(practiceOf(values));
}
