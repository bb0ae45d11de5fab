import { sql } from "kysely";
import { isCalendarDate } from "../../../shared/evaluation/people.ts";
import type { Readable, Writable } from "./access.ts";

/**
 * Finding patients by what somebody types: part of a name, an MRN, a date of birth. The words are folded (no case, no
 * accents) on both sides, so that "nguyen" finds Nguyễn and "obrien" finds O'Brien.
 */

/** Letters that do not come apart into a base letter and an accent. */
const wholeLetters: Readonly<Record<string, string>> = {
  đ: "d",
  ð: "d",
  ł: "l",
  ø: "o",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ı: "i",
  ħ: "h",
  ŧ: "t",
  ς: "σ",
};

/** Lower case without accents; words parted by one space. Apostrophes vanish, other signs part words. */
export function foldName(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[đðłøßæœþıħŧς]/g, (letter) => wholeLetters[letter] ?? letter)
    .replace(/['’ʼ`´‘]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** An MRN is compared without case and without signs: "FIC-0001" is "fic0001". */
export function foldMrn(mrn: string): string {
  return foldName(mrn).replaceAll(" ", "");
}

interface Searchable {
  readonly givenNames: string;
  readonly familyName: string;
  readonly dateOfBirth: string;
  readonly mrn: string;
}

export function nameKey(patient: Pick<Searchable, "givenNames" | "familyName">): string {
  return foldName(`${patient.familyName} ${patient.givenNames}`);
}

/** All words under which a patient is found. */
export function patientSearchTerms(patient: Searchable): string {
  const names = `${patient.familyName} ${patient.givenNames}`;
  // "O'Brien" is found by "obrien" and by "brien"; "Anne-Marie" also when typed as one word.
  const apart = foldName(names.replace(/['’ʼ`´‘]/g, " "));
  const joined = names.split(/\s+/u).map((name) => foldName(name).replaceAll(" ", ""));
  const words = [nameKey(patient), apart, ...joined, foldName(patient.mrn), foldMrn(patient.mrn)]
    .flatMap((text) => text.split(" "))
    .concat(patient.dateOfBirth.replaceAll("-", ""));
  return [...new Set(words)].filter((word) => word !== "").join(" ");
}

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const monthWord = "([A-Za-z]{3,9})\\.?";

/** Dates as people write them: 1982-09-14, 9/14/1982, 14.09.1982, 14 Sep 1982, Sep 14, 1982. */
const dateForms: readonly { readonly pattern: RegExp; readonly order: readonly [number, number, number] }[] =
  [
    { pattern: /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/, order: [1, 2, 3] },
    { pattern: /\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b/, order: [3, 1, 2] },
    { pattern: /\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b/, order: [3, 2, 1] },
    { pattern: new RegExp(`\\b(\\d{1,2})\\s+${monthWord}\\s+(\\d{4})\\b`), order: [3, 2, 1] },
    { pattern: new RegExp(`\\b${monthWord}\\s+(\\d{1,2}),?\\s+(\\d{4})\\b`), order: [3, 1, 2] },
  ];

/** The words to look for; a date anywhere in the text becomes one word, "19820914". */
export function searchWords(typed: string): readonly string[] {
  let text = typed.normalize("NFKC");
  for (const { pattern, order } of dateForms) {
    text = text.replace(pattern, (...match) => {
      const [year, month, day] = order.map((index) => datePart(String(match[index])));
      const date = `${year}-${month}-${day}`;
      return isCalendarDate(date) ? ` ${date.replaceAll("-", "")} ` : String(match[0]);
    });
  }
  // A year and month alone are the beginning of a date's word.
  text = text.replace(/\b(\d{4})-(\d{2})\b/g, "$1$2");
  return foldName(text)
    .split(" ")
    .filter((word) => word !== "")
    .slice(0, 12);
}

function datePart(text: string): string {
  const month = monthNames.indexOf(text.slice(0, 3).toLowerCase());
  return month === -1 ? text.padStart(2, "0") : String(month + 1).padStart(2, "0");
}

/** Above so many matches the person types on anyway; sorting all of them would cost more than it tells. */
const consideredMatches = 500;

/**
 * Numbers of the patients who match all words, those whose family name begins with what was typed first, then by name.
 * An empty text matches everybody.
 */
export async function findPatientNumbers(
  readable: Readable,
  typed: string,
  limit: number,
): Promise<readonly number[]> {
  const words = searchWords(typed);
  const phrase = words.join(" ");
  const first = await readable
    .selectFrom("patients")
    .select("number")
    .where("name_key", ">=", phrase)
    .where("name_key", "<", `${phrase}\u{10FFFF}`)
    .orderBy("name_key")
    .orderBy("number")
    .limit(limit)
    .execute();
  const numbers = first.map((row) => row.number);
  if (words.length === 0 || numbers.length === limit) return numbers;
  const query = words.map((word) => `"${word}" *`).join(" ");
  const others = await readable
    .selectFrom((from) =>
      from
        .selectFrom("patient_search")
        .select("rowid")
        .where(sql<boolean>`patient_search MATCH ${query}`)
        .limit(consideredMatches)
        .as("matches"),
    )
    .innerJoin("patients", "patients.number", "matches.rowid")
    .select("patients.number")
    .orderBy("patients.name_key")
    .orderBy("patients.number")
    .execute();
  const seen = new Set(numbers);
  return [...numbers, ...others.map((row) => row.number).filter((number) => !seen.has(number))].slice(
    0,
    limit,
  );
}

/** Puts a new or changed patient into the index, in the transaction that stores the row. */
export async function indexPatient(writable: Writable, number: number, patient: Searchable): Promise<void> {
  await writable.deleteFrom("patient_search").where("rowid", "=", number).execute();
  await writable
    .insertInto("patient_search")
    .values({ rowid: number, terms: patientSearchTerms(patient) })
    .execute();
}
