import type { KeyboardEvent } from "react";

/**
 * Moving in a table of fields. Cells carry `data-row` and `data-column`; rows that span the table simply have none, and are
 * stepped over. Works on what is drawn, so that the two tables (pairs and levels) share it.
 */

interface Position {
  readonly row: number;
  readonly column: number;
}

const steps: Readonly<Record<string, Position>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  // To the first and the last field of the row.
  Home: { row: 0, column: -Infinity },
  End: { row: 0, column: Infinity },
};

/** Moves the focus when the key is an arrow, Home or End (or Enter, down) and says whether it was one. */
export function moveInGrid(event: KeyboardEvent<HTMLElement>): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
  const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-row][data-column]");
  if (cell === null || !leavesText(event)) return false;
  const step =
    event.key === "Enter" && !(event.target instanceof HTMLButtonElement)
      ? steps.ArrowDown
      : steps[event.key];
  if (step === undefined) return false;
  event.preventDefault();
  const next = nextCell(event.currentTarget, positionOf(cell), step);
  next?.focus();
  if (next instanceof HTMLInputElement) next.select();
  return true;
}

/** Sideways in a text field moves the caret until it is at the end; up and down always leave it. */
function leavesText(event: KeyboardEvent<HTMLElement>): boolean {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || field.type !== "text") return true;
  if (event.key === "Home" || event.key === "End") return false;
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return true;
  const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
  if (whole) return true;
  return event.key === "ArrowLeft" ? field.selectionEnd === 0 : field.selectionStart === field.value.length;
}

function positionOf(cell: HTMLElement): Position {
  return { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
}

function nextCell(table: HTMLElement, from: Position, step: Position): HTMLElement | undefined {
  const cells = [...table.querySelectorAll<HTMLElement>("[data-row][data-column]")].map((cell) => ({
    cell,
    at: positionOf(cell),
  }));
  if (step.row === 0) {
    const inRow = cells.filter(({ at }) => at.row === from.row);
    const ahead = inRow.filter(({ at }) => (at.column - from.column) * step.column > 0);
    ahead.sort((one, other) => (one.at.column - other.at.column) * Math.sign(step.column));
    return (Number.isFinite(step.column) ? ahead[0] : ahead.at(-1))?.cell;
  }
  const ahead = cells.filter(({ at }) => (at.row - from.row) * step.row > 0);
  if (ahead.length === 0) return undefined;
  const rows = ahead.map(({ at }) => at.row);
  const row = step.row > 0 ? Math.min(...rows) : Math.max(...rows);
  // A row may lack this column: the nearest one to its left is meant.
  const inRow = ahead.filter(({ at }) => at.row === row);
  const near = inRow
    .filter(({ at }) => at.column <= from.column)
    .sort((one, other) => other.at.column - one.at.column);
  return (near[0] ?? inRow[0])?.cell;
}
