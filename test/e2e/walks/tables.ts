import type { Locator, Page } from "playwright-core";
import { columnsOf } from "../../../renderer/components/items/pairColumns.ts";
import type { CellKind, Field, Item } from "../../../shared/checklist/kinds.ts";
import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import { chips, fill } from "./fields.ts";
import type { Keyboard } from "./keyboard.ts";
import { keysForChoice, typedDate } from "./keys.ts";

/** Tables that the arrow keys walk: pairs of a group, and levels. */

type Members = { readonly [key: string]: AnswerValue };

/** A field of a table, by the name that a screen reader says. */
function cellOf(page: Page, name: string): Locator {
  const main = page.getByRole("main");
  const begins = new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(: .*)?$`);
  return main
    .getByRole("combobox", { name, exact: true })
    .or(main.getByRole("textbox", { name, exact: true }))
    .or(main.getByRole("button", { name: begins }));
}

interface Place {
  readonly row: number;
  readonly column: number;
}

function placeOf(element: Element): Place | undefined {
  const cell = element.closest<HTMLElement>("[data-row][data-column]");
  return cell === null ? undefined : { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
}

/** Arrow by arrow; into the table with Tab. */
async function goTo(keyboard: Keyboard, name: string): Promise<void> {
  const { page } = keyboard;
  const cell = cellOf(page, name);
  const wanted = await cell.evaluate(placeOf);
  if (wanted === undefined) throw new Error(`“${name}” stands in no table.`);
  for (let step = 0; step < 60; step += 1) {
    const at = await page.locator(":focus").evaluate(placeOf);
    if (at === undefined) return keyboard.reach(cell);
    // A field of text keeps Home for itself.
    const isChoice = await page.locator(":focus").evaluate((element) => !element.matches("input"));
    if (at.row === wanted.row && at.column === wanted.column) return;
    const key =
      at.row === wanted.row && isChoice && wanted.column === 0 && at.column > 1
        ? "Home"
        : at.row < wanted.row
          ? "ArrowDown"
          : at.row > wanted.row
            ? "ArrowUp"
            : at.column < wanted.column
              ? "ArrowRight"
              : "ArrowLeft";
    await keyboard.press(key, "arrows");
  }
  throw new Error(`The arrows do not lead to “${name}”.`);
}

async function enterCell(
  keyboard: Keyboard,
  name: string,
  kind: CellKind,
  value: AnswerValue,
  visitDate: string,
): Promise<void> {
  const { page } = keyboard;
  await goTo(keyboard, name);
  switch (kind.kind) {
    case "text":
      return keyboard.write(String(value));
    case "number":
    case "scale":
      return keyboard.figures(String(value));
    case "date":
      return keyboard.figures(typedDate(String(value), kind, visitDate));
    case "single": {
      const keys = keysForChoice(kind.choices, String(value), { inTable: true });
      for (const key of keys) await keyboard.press(key, "choices");
      return;
    }
    case "multi": {
      await keyboard.press("Enter", "choices");
      await keyboard.hasFocus(
        page
          .getByRole("group", { name, exact: true })
          .getByRole("checkbox")
          .and(page.locator('[tabindex="0"]')),
      );
      await chips(keyboard, kind, value);
      await keyboard.press("Escape", "choices");
      await keyboard.hasFocus(cellOf(page, name));
    }
  }
}

/** One side of a pair that stands in a table; `items` are all that the table shows. */
export async function recordSide(
  keyboard: Keyboard,
  item: Extract<Item, { kind: "pair" }>,
  items: readonly Item[],
  side: string,
  value: AnswerValue,
  visitDate: string,
): Promise<void> {
  const name = `${item.label}, ${side}`;
  if (item.entry.kind !== "record") return enterCell(keyboard, name, item.entry, value, visitDate);
  const columns = columnsOf(items);
  for (const [index, field] of item.entry.fields.entries()) {
    const own = (value as Members)[field.id];
    if (own === undefined) continue;
    const label = index === 0 ? "" : (columns.find(({ id }) => id === field.id)?.label ?? field.label);
    await enterCell(keyboard, index === 0 ? name : `${name}, ${label.toLowerCase()}`, field, own, visitDate);
  }
}

/** Takes a side back that filling gave a value. */
export async function clearSide(
  keyboard: Keyboard,
  item: Extract<Item, { kind: "pair" }>,
  side: string,
): Promise<void> {
  await goTo(keyboard, `${item.label}, ${side}`);
  await keyboard.press("Delete", "choices");
}

/** Out of a text field, where a capital letter is a letter. */
export async function toChoiceOf(keyboard: Keyboard, item: Item): Promise<void> {
  await goTo(keyboard, `${item.label}, right`);
}

/** The table has the columns that are graded most; the rest of a level opens under it. */
export async function recordLevels(
  keyboard: Keyboard,
  item: Extract<Item, { kind: "grid" }>,
  levels: { readonly [level: string]: Members },
  visitDate: string,
): Promise<void> {
  const { page } = keyboard;
  for (const row of item.rows) {
    const findings = levels[row.id];
    if (findings === undefined) continue;
    const further: Field[] = [];
    for (const column of item.columns) {
      const value = findings[column.id];
      if (value === undefined) continue;
      const name = `${row.label}, ${column.label.toLowerCase()}`;
      if ((await cellOf(page, name).count()) === 0) further.push(column);
      else await enterCell(keyboard, name, column, value, visitDate);
    }
    if (further.length === 0) continue;
    const more = `More findings at ${row.label}`;
    await goTo(keyboard, more);
    await keyboard.press("Enter", "rows");
    const form = page.getByRole("group", { name: more, exact: true });
    await form.waitFor();
    await page.waitForFunction(() => document.activeElement?.closest('[role="group"]') !== null);
    for (const field of further) {
      const name = `${row.label}, ${field.label.toLowerCase()}`;
      await fill(keyboard, { kind: field, name, within: form }, findings[field.id] ?? "", visitDate);
    }
    await keyboard.press("Escape", "rows");
    await keyboard.hasFocus(page.getByRole("button", { name: new RegExp(`^${more}`) }));
  }
}
