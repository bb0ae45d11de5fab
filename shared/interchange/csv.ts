/** Tables as comma-separated text (RFC 4180) that opens in a spreadsheet as it was meant. */

export type CsvValue = string | number | boolean | undefined;

export interface CsvColumn<Row> {
  readonly heading: string;
  readonly value: (row: Row) => CsvValue;
}

/** Without it Excel takes UTF-8 for the system's own character set. */
const byteOrderMark = "\ufeff";

/**
 * A spreadsheet runs a cell that begins with one of these as a formula, also after spaces or control characters; what a referrer
 * typed must not run on the computer of whoever opens the list. The full-width forms are taken for the others in some locales.
 */
const beginsFormula = /^[\s\p{Cc}\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/u;

/** One cell: an apostrophe makes text of what would be a formula; quotes keep commas, quotes and line breaks inside. */
export function csvCell(value: CsvValue): string {
  if (value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  const text = beginsFormula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The whole file: byte order mark, a row of headings, a row for each; every row ends with a line break. */
export function writeCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ heading }) => csvCell(heading)),
    ...rows.map((row) => columns.map(({ value }) => csvCell(value(row)))),
  ];
  return byteOrderMark + lines.map((cells) => `${cells.join(",")}\r\n`).join("");
}
