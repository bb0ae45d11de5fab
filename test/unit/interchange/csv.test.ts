import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvCell, writeCsv } from "../../../shared/interchange/csv.ts";

describe("a cell", () => {
  test.each([
    ["plain", "plain"],
    ["", ""],
    ["a,b", '"a,b"'],
    ['say "ah"', '"say ""ah"""'],
    ["two\nlines", '"two\nlines"'],
    ["two\r\nlines", '"two\r\nlines"'],
    [" space ", '" space "'],
    ["Nguyễn Thị Hương", "Nguyễn Thị Hương"],
    [undefined, ""],
    [5, "5"],
    [-5, "-5"],
    [Number.NaN, ""],
    [true, "yes"],
    [false, "no"],
  ])("%j", (value, expected) => {
    expect(csvCell(value)).toBe(expected);
  });

  test.each([
    ["=1+1", "'=1+1"],
    ["+44 20", "'+44 20"],
    ["-2 days", "'-2 days"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
    ["  =1+1", "'  =1+1"],
    ["\t=1", "'\t=1"],
    ["\rx", '"\'\rx"'],
    ["\u200b=1", "'\u200b=1"],
    ["\uff1d1", "'\uff1d1"],
    ["a=1", "a=1"],
    ["3-4", "3-4"],
  ])("no formula: %j", (value, expected) => {
    expect(csvCell(value)).toBe(expected);
  });
});

/** Reads RFC 4180 as its grammar says, independently of the writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let [row, cell, quoted] = [[] as string[], "", false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character === '"' && text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else if (character === '"') quoted = false;
      else cell += character;
    } else if (character === '"' && cell === "") quoted = true;
    else if (character === ",") {
      row.push(cell);
      cell = "";
    } else if (character === "\r" && text[at + 1] === "\n") {
      rows.push([...row, cell]);
      [row, cell] = [[], ""];
      at += 1;
    } else cell += character;
  }
  expect({ quoted, cell, row }).toEqual({ quoted: false, cell: "", row: [] });
  return rows;
}

describe("a file", () => {
  const columns = [
    { heading: "Name", value: (row: readonly string[]) => row[0] },
    { heading: "Question", value: (row: readonly string[]) => row[1] },
  ];

  test("begins with a byte order mark and the headings; ends each row with a line break", () => {
    expect(writeCsv(columns, [["Roe, Jane", "a"]])).toBe('\ufeffName,Question\r\n"Roe, Jane",a\r\n');
    expect(writeCsv(columns, [])).toBe("\ufeffName,Question\r\n");
  });

  test("whatever is in it comes out again, and nothing of it begins as a formula does", () => {
    const text = fc.string({
      unit: fc.constantFrom("=", "+", "-", "@", '"', ",", "\r", "\n", "\t", " ", "a", "é"),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 5 }), (rows) => {
        const read = readCsv(writeCsv(columns, rows).slice(1)).slice(1);
        expect(read.length).toBe(rows.length);
        for (const [index, cells] of read.entries()) {
          for (const [column, cell] of cells.entries()) {
            const given = rows[index]?.[column] ?? "";
            expect([given, `'${given}`]).toContain(cell);
            expect(cell).not.toMatch(/^\s*[=+\-@]/);
          }
        }
      }),
    );
  });
});
