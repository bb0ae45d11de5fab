import type { Block } from "../../../../shared/letter/document.ts";
import { type FlowBlock, node, type StructureNode, type TextBox } from "./blocks.ts";
import { breakLines, extent, type StyledText } from "./lines.ts";
import { styled } from "./styled.ts";
import type { BodyStyles } from "./styles.ts";

type Table = Extract<Block, { kind: "table" }>;

const columnGap = 8;
/** A small table keeps its columns together: the eye must not lose the line between a finding and its value. */
const mostSpare = 36;

/** The rows of a table, its header first. Row headers are the first cells. */
export function tableBlocks(
  table: Table,
  parent: StructureNode,
  width: number,
  styles: BodyStyles,
): FlowBlock[] {
  const element = node("Table", parent, { summary: table.summary });
  const heads = table.columns.map((column) => [{ text: column.label, face: styles.tableHead.plain }]);
  const cells = table.rows.map((row) => row.map((cell) => styled(cell.runs, styles.table)));
  const widths = columnWidths(
    table.columns.map((column) => column.share),
    [heads, ...cells],
    width - columnGap * (table.columns.length - 1),
    styles.table.size,
  );
  const lefts = widths.map((_, index) =>
    widths.slice(0, index).reduce((sum, each) => sum + each + columnGap, 0),
  );

  const headRow = node("TR", element);
  const header: FlowBlock = {
    kind: "row",
    before: 3,
    keepWithNext: true,
    rule: "strong",
    boxes: heads.map((texts, column): TextBox => {
      const columnWidth = widths[column] ?? 0;
      return {
        node: node("TH", headRow, { scope: "Column" }),
        lines: breakLines(texts, styles.tableHead.size, columnWidth),
        style: styles.tableHead,
        x: lefts[column] ?? 0,
        width: columnWidth,
        align: alignOf(table, column),
      };
    }),
  };
  const rows = cells.map((row, index): FlowBlock => {
    const tableRow = node("TR", element);
    return {
      kind: "row",
      before: 0,
      rule: "thin",
      header,
      ...(staysWithNext(index, cells.length) ? { keepWithNext: true } : {}),
      boxes: row.map((texts, column): TextBox => {
        const columnWidth = widths[column] ?? 0;
        return {
          node: column === 0 ? node("TH", tableRow, { scope: "Row" }) : node("TD", tableRow),
          lines: breakLines(texts, styles.table.size, columnWidth),
          style: styles.table,
          x: lefts[column] ?? 0,
          width: columnWidth,
          align: table.rows[index]?.[column]?.align ?? "start",
        };
      }),
    };
  });
  return [header, ...rows];
}

/** A table of so few rows is not parted. */
const fewRows = 7;

/** No row stands alone: neither the first above the end of a page, nor the last under a repeated header. */
function staysWithNext(index: number, rows: number): boolean {
  const isLast = index === rows - 1;
  return !isLast && (rows <= fewRows || index === 0 || index === rows - 2);
}

/** A column head is centred when all cells under it are. */
function alignOf(table: Table, column: number): "start" | "center" {
  const centred = table.rows.length > 0 && table.rows.every((row) => row[column]?.align === "center");
  return centred ? "center" : "start";
}

/**
 * Widths that add up to `available`: at least the widest word of each column, at most (while others need room) what its
 * widest cell takes on one line. Begins with the shares, then moves room between columns as long as the table gets shorter.
 */
function columnWidths(
  shares: readonly number[],
  rows: readonly (readonly (readonly StyledText[])[])[],
  available: number,
  size: number,
): number[] {
  const extents = rows.map((row) => shares.map((_, column) => extent(row[column] ?? [], size)));
  const needs = shares.map((share, column) => ({
    share: Math.max(share, 0.01),
    minimal: Math.max(0, ...extents.map((row) => row[column]?.minimal ?? 0)),
    natural: Math.max(0, ...extents.map((row) => row[column]?.natural ?? 0)),
  }));
  const minimalSum = sum(needs.map((need) => need.minimal));
  if (minimalSum >= available) return needs.map((need) => (need.minimal / minimalSum) * available);

  const naturalSum = sum(needs.map((need) => need.natural));
  const shareSum = sum(needs.map((need) => need.share));
  if (naturalSum <= available) {
    const spare = (share: number) => Math.min(mostSpare, ((available - naturalSum) * share) / shareSum);
    return needs.map((need) => need.natural + spare(need.share));
  }
  const minimal = needs.map((need) => need.minimal);
  // The same widths are tried with many others beside them: how a column breaks is worked out once for each.
  const broken = shares.map(() => new Map<number, readonly number[]>());
  const linesAt = (column: number, width: number): readonly number[] => {
    const known = broken[column]?.get(width);
    if (known !== undefined) return known;
    const lines = extents.map((row) => row[column]?.linesIn(width) ?? 1);
    broken[column]?.set(width, lines);
    return lines;
  };
  // Rows that are one line shorter matter most; of widths that are as good, those that spare the narrow cells.
  const cost = (tried: readonly number[]) => {
    const columns = tried.map((width, column) => linesAt(column, width));
    let total = 0;
    for (const row of extents.keys()) {
      let [most, all] = [1, 0];
      for (const lines of columns) {
        const count = lines[row] ?? 1;
        if (count > most) most = count;
        all += count;
      }
      total += most + all / 1000;
    }
    return total;
  };
  const from = (weights: readonly number[]) =>
    balanced(
      minimal.map(
        (least, column) => least + ((available - minimalSum) * (weights[column] ?? 0)) / sum(weights),
      ),
      minimal,
      cost,
    );
  const found = [
    from(needs.map((need) => need.share)),
    from(needs.map((need) => need.natural - need.minimal + 1)),
    from(extentSums(extents)),
  ].map((widths) => ({ widths, cost: cost(widths) }));
  const best = Math.min(...found.map((each) => each.cost));
  return found.find((each) => each.cost === best)?.widths ?? [];
}

/** How much text each column holds. */
function extentSums(rows: readonly (readonly { readonly natural: number }[])[]): number[] {
  return (rows[0] ?? []).map((_, column) => 1 + sum(rows.map((row) => row[column]?.natural ?? 0)));
}

const step = 6;
const mostSteps = 60;

/** Moves room from one column to another while `cost` falls; ties go to the earlier columns, so the result is always the same. */
function balanced(
  start: readonly number[],
  minimal: readonly number[],
  cost: (widths: readonly number[]) => number,
): number[] {
  let widths = [...start];
  let best = cost(widths);
  for (let round = 0; round < mostSteps; round += 1) {
    let better: number[] | undefined;
    for (const giver of widths.keys()) {
      for (const taker of widths.keys()) {
        for (const amount of [step, 3 * step, 6 * step]) {
          if (giver === taker || (widths[giver] ?? 0) - amount < (minimal[giver] ?? 0)) continue;
          const tried = widths.map(
            (each, index) => each + (index === taker ? amount : index === giver ? -amount : 0),
          );
          const found = cost(tried);
          if (found < best) [best, better] = [found, tried];
        }
      }
    }
    if (better === undefined) return widths;
    widths = better;
  }
  return widths;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
