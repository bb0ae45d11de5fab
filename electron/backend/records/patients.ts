import type { Selectable } from "kysely";
import type { Patient } from "../../../shared/evaluation/people.ts";
import type { Readable, Writable } from "../database/access.ts";
import { findPatientNumbers, foldMrn, foldName, indexPatient, nameKey } from "../database/search.ts";
import type { Tables } from "../database/tables.ts";
import { withoutEmpty } from "./rows.ts";

export interface PatientRow {
  readonly id: string;
  readonly patient: Patient;
}

type Stored = Omit<
  Selectable<Tables["patients"]>,
  "number" | "name_key" | "mrn_key" | "created_at" | "changed_at"
>;

/** The columns that make up a Patient. */
export const patientColumns = [
  "patients.id",
  "patients.given_names",
  "patients.family_name",
  "patients.date_of_birth",
  "patients.sex_at_birth",
  "patients.gender",
  "patients.mrn",
  "patients.phone",
  "patients.language",
  "patients.interpreter_needed",
] as const;

export function toPatient(row: Omit<Stored, "id">): Patient {
  return withoutEmpty({
    givenNames: row.given_names,
    familyName: row.family_name,
    dateOfBirth: row.date_of_birth,
    sexAtBirth: row.sex_at_birth,
    gender: row.gender,
    mrn: row.mrn,
    phone: row.phone,
    language: row.language,
    interpreterNeeded: row.interpreter_needed === null ? null : row.interpreter_needed === 1,
  });
}

function toRow(patient: Patient) {
  return {
    given_names: patient.givenNames,
    family_name: patient.familyName,
    date_of_birth: patient.dateOfBirth,
    sex_at_birth: patient.sexAtBirth,
    gender: patient.gender ?? null,
    mrn: patient.mrn,
    phone: patient.phone ?? null,
    language: patient.language ?? null,
    interpreter_needed: patient.interpreterNeeded === undefined ? null : patient.interpreterNeeded ? 1 : 0,
    name_key: nameKey(patient),
    mrn_key: foldMrn(patient.mrn),
  } as const;
}

export async function addPatient(
  writable: Writable,
  id: string,
  patient: Patient,
  at: string,
): Promise<void> {
  const inserted = await writable
    .insertInto("patients")
    .values({ id, ...toRow(patient), created_at: at, changed_at: at })
    .returning("number")
    .executeTakeFirstOrThrow();
  await indexPatient(writable, inserted.number, patient);
}

export async function changePatient(
  writable: Writable,
  id: string,
  patient: Patient,
  at: string,
): Promise<void> {
  const changed = await writable
    .updateTable("patients")
    .set({ ...toRow(patient), changed_at: at })
    .where("id", "=", id)
    .returning("number")
    .executeTakeFirstOrThrow();
  await indexPatient(writable, changed.number, patient);
}

export async function findPatient(readable: Readable, id: string): Promise<Patient | undefined> {
  const row = await readable
    .selectFrom("patients")
    .select(patientColumns)
    .where("id", "=", id)
    .executeTakeFirst();
  return row && toPatient(row);
}

export async function searchPatients(
  readable: Readable,
  typed: string,
  limit: number,
): Promise<readonly PatientRow[]> {
  const numbers = await findPatientNumbers(readable, typed, limit);
  if (numbers.length === 0) return [];
  const rows = await readable
    .selectFrom("patients")
    .select([...patientColumns, "patients.number"])
    .where("number", "in", [...numbers])
    .execute();
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  return numbers.flatMap((number) => {
    const row = byNumber.get(number);
    return row === undefined ? [] : [{ id: row.id, patient: toPatient(row) }];
  });
}

/** Enough to show; more than this with one MRN or date of birth is a mistake of import, not a choice. */
const likelyLimit = 50;

export interface LikelyInput {
  readonly familyName: string;
  readonly givenNames: string;
  readonly dateOfBirth: string;
  readonly mrn: string;
}

/** Patients with the same MRN, or born on the same day with a like name; the same MRN first. */
export async function likelyPatients(
  readable: Readable,
  wanted: LikelyInput,
): Promise<readonly PatientRow[]> {
  const mrnKey = foldMrn(wanted.mrn);
  const sameMrn =
    mrnKey === ""
      ? []
      : await readable
          .selectFrom("patients")
          .select(patientColumns)
          .where("mrn_key", "=", mrnKey)
          .limit(likelyLimit)
          .execute();
  const sameBirth = await readable
    .selectFrom("patients")
    .select(patientColumns)
    .where("date_of_birth", "=", wanted.dateOfBirth)
    .limit(20 * likelyLimit)
    .execute();
  const alike = sameBirth.filter(
    (row) =>
      !sameMrn.some((other) => other.id === row.id) &&
      isLikeName(wanted, { familyName: row.family_name, givenNames: row.given_names }),
  );
  return [...sameMrn, ...alike].slice(0, likelyLimit).map((row) => ({ id: row.id, patient: toPatient(row) }));
}

type Name = Pick<LikelyInput, "familyName" | "givenNames">;

/** Same words in any order, or both parts alike but for slips of typing, or given names shortened ("H." for Harlan). */
export function isLikeName(left: Name, right: Name): boolean {
  const words = (name: Name) => foldName(`${name.familyName} ${name.givenNames}`).split(" ").sort().join(" ");
  if (words(left) === words(right)) return true;
  const [leftFamily, rightFamily] = [foldName(left.familyName), foldName(right.familyName)];
  const [leftGiven, rightGiven] = [foldName(left.givenNames), foldName(right.givenNames)];
  const givenAlike =
    leftGiven.startsWith(rightGiven) || rightGiven.startsWith(leftGiven) || isNear(leftGiven, rightGiven);
  return givenAlike && isNear(leftFamily, rightFamily);
}

/** At most one slip in a short word, two in a longer one. */
function isNear(left: string, right: string): boolean {
  const allowed = Math.min(left.length, right.length) <= 4 ? 1 : 2;
  return Math.abs(left.length - right.length) <= allowed && editDistance(left, right) <= allowed;
}

/** Levenshtein: the fewest letters to put in, take out or replace. */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
