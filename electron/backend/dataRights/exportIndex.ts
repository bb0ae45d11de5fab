import { join } from "node:path";
import { type CsvColumn, writeCsv } from "../../../shared/interchange/csv.ts";
import { writeFileAtomically } from "../folder/atomicFile.ts";
import type { KeptPatient } from "../records/retention.ts";

const about = `Every patient's record from Fourfold: one folder or ZIP file for each patient, named by the record's own id. Which is whose
says index.csv, a table for a spreadsheet. These files are not encrypted and hold patient data: keep them where only those who
may see them can, and delete them when they are no longer needed.
`;

const columns: readonly CsvColumn<KeptPatient>[] = [
  { heading: "record", value: ({ patientId }) => patientId },
  { heading: "name", value: ({ name }) => name },
  { heading: "date of birth", value: ({ dateOfBirth }) => dateOfBirth },
  { heading: "MRN", value: ({ mrn }) => mrn },
  { heading: "signed letters", value: ({ letters }) => letters },
  { heading: "last contact", value: ({ lastContact }) => lastContact },
  { heading: "keep until", value: ({ keepUntil }) => keepUntil },
];

/** Which record of a whole export is whose. */
export function writeIndex(folder: string, patients: readonly KeptPatient[]): void {
  const inOrder = [...patients].sort((left, right) => left.name.localeCompare(right.name, "en"));
  writeFileAtomically(join(folder, "README.txt"), about);
  writeFileAtomically(join(folder, "index.csv"), writeCsv(columns, inOrder));
}

/** The same table on its own, of those whose time is over. */
export function retentionCsv(patients: readonly KeptPatient[]): string {
  return writeCsv(columns, patients);
}
