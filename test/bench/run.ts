import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import type { Outcome, Row } from "./row.ts";
import { clinicalPicture } from "./rows/clinicalPicture.ts";
import { durableSave } from "./rows/durableSave.ts";
import { keystrokeRow } from "./rows/keystroke.ts";
import { keystrokesForCase } from "./rows/keystrokesForCase.ts";
import { letterAgainstChromium } from "./rows/letterAgainstChromium.ts";
import { letterAgainstPdfkit } from "./rows/letterAgainstPdfkit.ts";
import { letterAgainstPdfmake } from "./rows/letterAgainstPdfmake.ts";
import { letterBatch } from "./rows/letterBatch.ts";
import { letterSize } from "./rows/letterSize.ts";
import { memoryRow } from "./rows/memory.ts";
import { openEvaluation } from "./rows/openEvaluation.ts";
import { patientSearch } from "./rows/patientSearch.ts";
import { pictureOnScreen } from "./rows/pictureOnScreen.ts";

/**
 * `npm run bench [-- --json FILE] [--only WORDS]`: measures what the design promises, one row a file in rows/. Ends with 1 when
 * a bound is not held.
 */

/** In the order of the table. */
const rows: readonly Row[] = [
  keystrokeRow,
  keystrokesForCase,
  memoryRow,
  durableSave,
  patientSearch,
  openEvaluation,
  clinicalPicture,
  pictureOnScreen,
  letterAgainstPdfkit,
  letterAgainstPdfmake,
  letterAgainstChromium,
  letterBatch,
  letterSize,
];

interface Measured extends Outcome {
  readonly name: string;
}

const { values } = parseArgs({
  options: { json: { type: "string" }, only: { type: "string", default: "" } },
});

const measured: Measured[] = [];
for (const row of rows.filter(({ name }) => name.includes(values.only))) {
  const outcome = await row.run();
  measured.push({ name: row.name, ...outcome });
  console.log(line(row.name, outcome));
}

function line(name: string, { ok, value, bound, unit, detail }: Outcome): string {
  const comparison = name.includes("times faster") ? ">=" : "<=";
  const number = `${value.toFixed(2)} ${unit}`.padStart(10);
  return `${ok ? "pass" : "OVER"}  ${name.padEnd(74)}${number}  (${comparison} ${bound} ${unit})  ${detail}`;
}

if (values.json !== undefined) {
  const machine = `${process.platform} ${process.arch}, ${cpus().length} x ${cpus()[0]?.model ?? "?"}, Node ${process.version}`;
  const report = { measuredAt: new Date().toISOString(), machine, rows: measured };
  writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
}
process.exitCode = measured.every(({ ok }) => ok) ? 0 : 1;
