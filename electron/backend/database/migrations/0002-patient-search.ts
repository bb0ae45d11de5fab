import { patientSearchTerms } from "../search.ts";
import type { Migration } from "./migration.ts";

/**
 * Full-text index over the patients: names without accents, MRN, date of birth. It holds no text (`content=''`), only
 * what leads to a row; with secure-delete nothing of a removed name stays behind in its pages.
 */
export const migration: Migration = {
  version: 2,
  name: "patient-search",
  up(sqlite) {
    sqlite.exec(`
CREATE VIRTUAL TABLE patient_search USING fts5 (
  terms, content='', contentless_delete=1, detail=none, prefix='1 2 3',
  tokenize="unicode61 remove_diacritics 0"
);
INSERT INTO patient_search (patient_search, rank) VALUES ('secure-delete', 1);
`);
    const patients = sqlite
      .prepare<[], { number: number; given: string; family: string; birth: string; mrn: string }>(
        `SELECT number, given_names AS given, family_name AS family, date_of_birth AS birth, mrn FROM patients`,
      )
      .all();
    const insert = sqlite.prepare("INSERT INTO patient_search (rowid, terms) VALUES (?, ?)");
    for (const patient of patients) {
      insert.run(
        patient.number,
        patientSearchTerms({
          givenNames: patient.given,
          familyName: patient.family,
          dateOfBirth: patient.birth,
          mrn: patient.mrn,
        }),
      );
    }
  },
};
