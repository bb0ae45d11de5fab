import { randomUUID } from "node:crypto";
import type { OpenStore } from "../../../electron/backend/database/open.ts";
import { foldMrn, nameKey, patientSearchTerms } from "../../../electron/backend/database/search.ts";
import { ask } from "../../unit/backend/ask.ts";
import { withPractice } from "../practice.ts";
import { atMost, milliseconds, percentile, type Row, timed } from "../row.ts";

const patientCount = 100_000;
const searches = 1200;

const givenNames = [
  "Anna",
  "Björn",
  "Chloé",
  "Dmitri",
  "Elena",
  "Farid",
  "Grace",
  "Hương",
  "Ivan",
  "Jane",
  "Kofi",
];
const beginnings = [
  "Ab",
  "Bra",
  "Cu",
  "Dun",
  "Er",
  "Fen",
  "Gor",
  "Hal",
  "Ing",
  "Jor",
  "Kel",
  "Lam",
  "Mac",
  "Nor",
];
const middles = ["a", "en", "ing", "ow", "ter", "val", "wen", "ich", "ol", "ur", "é", "yn"];
const endings = [
  "berg",
  "dale",
  "field",
  "ford",
  "ham",
  "kins",
  "man",
  "sen",
  "sky",
  "son",
  "stone",
  "wood",
  "worth",
];

/** The same invented people in each run. */
function person(number: number) {
  const pick = (list: readonly string[], step: number) => list[Math.floor(number / step) % list.length] ?? "";
  const day = new Date(Date.UTC(1925, 0, 1) + ((number * 7919) % 29_000) * 86_400_000);
  return {
    givenNames: `${pick(givenNames, 1)}${number % 3 === 0 ? ` ${pick(givenNames, 7)}` : ""}`,
    familyName: `${pick(beginnings, 3)}${pick(middles, 11)}${pick(endings, 29)}`,
    dateOfBirth: day.toISOString().slice(0, 10),
    mrn: `M-${String((number * 104_729) % 1_000_000).padStart(6, "0")}`,
  };
}

function fill(store: OpenStore): void {
  const insert = store.sqlite.prepare(
    `INSERT INTO patients (id, given_names, family_name, date_of_birth, sex_at_birth, mrn, name_key, mrn_key, created_at, changed_at)
     VALUES (?, ?, ?, ?, 'unknown', ?, ?, ?, '', '')`,
  );
  const index = store.sqlite.prepare("INSERT INTO patient_search (rowid, terms) VALUES (?, ?)");
  store.sqlite.transaction(() => {
    for (let number = 0; number < patientCount; number += 1) {
      const patient = person(number);
      const { lastInsertRowid } = insert.run(
        randomUUID(),
        patient.givenNames,
        patient.familyName,
        patient.dateOfBirth,
        patient.mrn,
        nameKey(patient),
        foldMrn(patient.mrn),
      );
      index.run(lastInsertRowid, patientSearchTerms(patient));
    }
  })();
}

/** What people type on the way to a patient, letter by letter included. */
const waysToSearch: readonly ((patient: ReturnType<typeof person>) => string)[] = [
  ({ familyName }) => familyName.slice(0, 1),
  ({ familyName }) => familyName.slice(0, 2),
  ({ familyName }) => familyName.slice(0, 4),
  ({ familyName }) => familyName,
  ({ givenNames: given }) => given.slice(0, 3),
  ({ familyName, givenNames: given }) => `${familyName} ${given}`,
  ({ familyName, givenNames: given }) => `${given.slice(0, 1)} ${familyName.slice(0, 1)}`,
  ({ mrn }) => mrn,
  ({ mrn }) => mrn.slice(0, 4),
  ({ dateOfBirth }) => dateOfBirth,
  ({ dateOfBirth }) => dateOfBirth.slice(0, 7),
  ({ dateOfBirth }) =>
    `${Number(dateOfBirth.slice(5, 7))}/${dateOfBirth.slice(8)}/${dateOfBirth.slice(0, 4)}`,
  ({ familyName }) => `${familyName}x nobody`,
];

export const patientSearch: Row = {
  name: `patient search among ${patientCount.toLocaleString("en-US")} (p95)`,
  run: () =>
    withPractice(async (backend) => {
      const samples: number[] = [];
      const byWay = waysToSearch.map((): number[] => []);
      for (let search = 0; search < searches; search += 1) {
        const way = search % waysToSearch.length;
        const text = waysToSearch[way]?.(person((search * 6007) % patientCount)) ?? "";
        const took = await timed(() => ask(backend, "patients.search", { text, limit: 50 }));
        samples.push(took);
        byWay[way]?.push(took);
      }
      const slowest = Math.max(...byWay.map((times) => percentile(times, 0.95)));
      const median = milliseconds(percentile(samples, 0.5));
      const detail = `median ${median}; the slowest way to search ${milliseconds(slowest)}`;
      return atMost(10, percentile(samples, 0.95), "ms", detail);
    }, fill),
};
