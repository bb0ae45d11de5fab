import type { Locator, Page } from "playwright-core";
import { capitalised } from "../../../renderer/components/items/keys.ts";
import type { Field, Item } from "../../../shared/checklist/kinds.ts";
import type { Answer, AnswerValue, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { offerFor } from "../../../shared/reasoning/offers/offers.ts";
import { fits } from "./caseFiles.ts";
import { controlOf, enter, fill } from "./fields.ts";
import type { Keyboard } from "./keyboard.ts";
import { keysToLabel } from "./keys.ts";
import { recordLevels } from "./tables.ts";

/** One item of a list of items: which keys record an answer of its kind. */

type Members = { readonly [key: string]: AnswerValue };
export type Of<Kind extends Item["kind"]> = Extract<Item, { kind: Kind }>;

export const sides = ["right", "left"] as const;

const main = (page: Page): Locator => page.getByRole("main");
const groupOf = (page: Page, name: string): Locator => main(page).getByRole("group", { name, exact: true });

/** What of the item gets the focus first: where a jump to it leads. */
export function firstControl(page: Page, item: Item): Locator {
  switch (item.kind) {
    case "record": {
      const [first] = item.fields;
      if (first === undefined) throw new Error(`${item.id} has no fields.`);
      return controlOf({ kind: first, name: first.label, within: groupOf(page, item.label) });
    }
    case "pair": {
      const kind = item.entry.kind === "record" ? item.entry.fields[0] : item.entry;
      if (kind === undefined) throw new Error(`${item.id} has no fields.`);
      return controlOf({ kind, name: `${item.label}, right`, within: main(page) });
    }
    case "repeat":
      return groupOf(page, item.label).getByRole("button", { name: `Add ${item.rowName}` });
    case "drawing":
      return groupOf(page, item.label).getByRole("radiogroup", { name: "Mark as" }).locator('[tabindex="0"]');
    case "grid":
      return main(page).getByRole("table", { name: item.label }).locator("[data-row]").first();
    case "computed":
      throw new Error(`${item.id} takes no answer.`);
    default:
      return controlOf({ kind: item, name: item.label, within: main(page) });
  }
}

/** Records the whole answer; the focus is on the item's first control or before it. */
export async function recordAnswer(
  keyboard: Keyboard,
  item: Item,
  answer: Answer,
  soFar: Evaluation,
): Promise<void> {
  if (answer.notDone !== undefined) await markNotDone(keyboard, item, answer.notDone);
  if (answer.value !== undefined) await recordValue(keyboard, item, answer.value, soFar);
  if (answer.note !== undefined) await writeNote(keyboard, item, answer.note);
}

async function recordValue(
  keyboard: Keyboard,
  item: Item,
  value: AnswerValue,
  soFar: Evaluation,
): Promise<void> {
  const { page } = keyboard;
  const { visitDate } = soFar;
  switch (item.kind) {
    case "record":
      return recordFields(keyboard, item.fields, value as Members, groupOf(page, item.label), visitDate);
    case "pair":
      return recordPair(keyboard, item, value as Members, visitDate);
    case "repeat":
      return recordRows(keyboard, item, value as readonly Members[], soFar);
    case "drawing":
      return mark(keyboard, item, value as unknown as Drawing);
    case "grid":
      return recordLevels(keyboard, item, value as { readonly [level: string]: Members }, visitDate);
    case "computed":
      throw new Error(`${item.id} takes no answer.`);
    default:
      return fill(keyboard, { kind: item, name: item.label, within: main(page) }, value, visitDate);
  }
}

async function recordFields(
  keyboard: Keyboard,
  fields: readonly Field[],
  values: Members,
  within: Locator,
  visitDate: string,
  nameOf: (field: Field) => string = (field) => field.label,
): Promise<void> {
  const folded = within.getByRole("button", { name: /^\d+ more fields?/ });
  const isFolded = async (field: Field) =>
    (await controlOf({ kind: field, name: nameOf(field), within }).count()) === 0;
  for (const field of fields) {
    const value = values[field.id];
    if (value !== undefined) {
      if (await isFolded(field)) {
        await keyboard.reach(folded);
        await keyboard.press("Enter", "rows");
      }
      await fill(keyboard, { kind: field, name: nameOf(field), within }, value, visitDate);
    }
  }
}

/** Right and left under each other; "=" where the left is as the right. */
async function recordPair(
  keyboard: Keyboard,
  item: Of<"pair">,
  value: Members,
  visitDate: string,
): Promise<void> {
  const within = main(keyboard.page);
  const { entry } = item;
  const same = JSON.stringify(value.right) === JSON.stringify(value.left);
  for (const side of sides) {
    const own = value[side];
    if (own === undefined) continue;
    const name = `${item.label}, ${side}`;
    if (entry.kind === "record") {
      const [first] = entry.fields;
      await recordFields(keyboard, entry.fields, own as Members, within, visitDate, (field) =>
        field === first ? name : `${name}, ${field.label.toLowerCase()}`,
      );
    } else {
      await fill(keyboard, { kind: entry, name, within }, own, visitDate);
    }
    if (same) return keyboard.press("=", "same on both sides");
  }
}

async function recordRows(
  keyboard: Keyboard,
  item: Of<"repeat">,
  rows: readonly Members[],
  soFar: Evaluation,
): Promise<void> {
  const { visitDate } = soFar;
  const group = groupOf(keyboard.page, item.label);
  if (rows.length === 0) {
    const none = group.getByRole("button", { name: item.noneLabel ?? "", exact: true });
    await keyboard.reach(none);
    return keyboard.press("Enter", "choices");
  }
  const add = group.getByRole("button", { name: `Add ${item.rowName}` });
  const taken = offeredRows(item, rows, soFar);
  const byHand = rows.filter((row) => !taken.some((one) => fits(item, one, row)));
  if (taken.length > 0) {
    await keyboard.reach(add);
    await keyboard.press("+", "rows");
    await group.getByRole("button", { name: /^Take \d+ / }).waitFor({ state: "detached" });
    await keyboard.hasFocus(add);
  }
  for (const [index, row] of byHand.entries()) {
    const position = index + taken.length;
    await keyboard.reach(add);
    const form = group.getByRole("group", {
      name: `${capitalised(item.rowName)} ${position + 1}`,
      exact: true,
    });
    const [first] = item.fields;
    if (first === undefined) throw new Error(`${item.id} has no fields.`);
    const field = { kind: first, name: first.label, within: form };
    const value = row[first.id];
    if (value === undefined || !beginsRow(first, String(value))) {
      await keyboard.press("Enter", "rows");
      await keyboard.hasFocus(controlOf(field));
      await recordFields(keyboard, item.fields, row, form, visitDate);
    } else {
      // What is typed on the button begins the row.
      await enter(keyboard, field, value, visitDate);
      await recordFields(keyboard, item.fields.slice(1), row, form, visitDate);
    }
    await keyboard.press("Escape", "rows");
    const isFull = position + 1 === item.maxRows;
    await keyboard.hasFocus(
      isFull ? group.getByRole("button", { name: `Edit ${item.rowName} ${position + 1}` }) : add,
    );
  }
}

/** What the program offers for the list, if the physician would say every row of it. */
function offeredRows(item: Of<"repeat">, rows: readonly Members[], soFar: Evaluation): readonly Members[] {
  const offered = offerFor(item.id, soFar)?.rows ?? [];
  return offered.every((one) => rows.some((row) => fits(item, one, row))) ? offered : [];
}

/** A row begins with what is typed, unless its first sign means something else everywhere. */
function beginsRow({ kind }: Field, value: string): boolean {
  return kind === "single" || (kind === "text" && /^[a-z0-9]/i.test(value) && !value.startsWith("N"));
}

interface Drawing {
  readonly regions: readonly { readonly region: string; readonly qualities: readonly string[] }[];
}

/** Quality by quality: choose it, then switch the regions that feel so. */
async function mark(keyboard: Keyboard, item: Of<"drawing">, { regions }: Drawing): Promise<void> {
  const group = groupOf(keyboard.page, item.label);
  const listed = ["front", "back"].flatMap((view) => item.regions.filter((region) => region.view === view));
  /** Where the list was left. */
  let here = 0;
  // A region that is marked says as what behind its name.
  const felt = item.qualities.map(({ code, label }) => label ?? code).join("|");
  for (const quality of item.qualities) {
    const wanted = item.regions.filter(({ id }) =>
      regions.some(({ region, qualities }) => region === id && qualities.includes(quality.code)),
    );
    if (wanted.length === 0) continue;
    const digit = item.qualities.indexOf(quality) + 1;
    let at = -1;
    for (const region of wanted) {
      const box = group
        .getByRole("group", { name: region.view === "front" ? /^Front/ : /^Back/ })
        .getByRole("checkbox", { name: new RegExp(`^${region.label}(\\s*(${felt})\\b.*)?$`, "i") });
      const place = listed.indexOf(region);
      if (at < 0) {
        await keyboard.reach(group.getByRole("checkbox").and(keyboard.page.locator('[tabindex="0"]')));
        await keyboard.press(String(digit), "choices");
        at = here;
      }
      for (const key of keysToLabel(
        listed.map(({ label }) => label),
        at,
        place,
      )) {
        await keyboard.press(key, "choices");
      }
      await keyboard.hasFocus(box);
      await keyboard.press("Space", "choices");
      at = place;
      here = place;
    }
  }
}

async function openMenu(keyboard: Keyboard, item: Item, entry: RegExp): Promise<Locator> {
  const { page } = keyboard;
  const isThere = await page.evaluate(
    (id) => document.activeElement?.closest<HTMLElement>("[data-item]")?.dataset.item === id,
    item.id,
  );
  // The focus went on by itself.
  if (!isThere) await keyboard.reach(firstControl(page, item));
  await keyboard.press("Alt+Enter", "notes and more");
  const wanted = page
    .getByRole("menu", { name: `More for ${item.label}` })
    .getByRole("menuitem", { name: entry });
  await wanted.waitFor();
  return wanted;
}

async function choose(keyboard: Keyboard, entry: Locator): Promise<void> {
  for (let step = 0; step < 12; step += 1) {
    if (await entry.evaluate((element) => element === document.activeElement)) {
      return keyboard.press("Enter", "notes and more");
    }
    await keyboard.press("ArrowDown", "notes and more");
  }
  throw new Error(`The arrows do not lead to ${entry}.`);
}

async function writeNote(keyboard: Keyboard, item: Item, note: string): Promise<void> {
  const field = main(keyboard.page).getByRole("textbox", { name: `Note on ${item.label}`, exact: true });
  if ((await field.count()) > 0) await keyboard.reach(field);
  else await choose(keyboard, await openMenu(keyboard, item, /^Add a note/));
  await keyboard.hasFocus(field);
  await keyboard.write(note);
}

const notDoneEntries: Readonly<Record<string, RegExp>> = {
  pain: /^Not done: because of pain/,
  refused: /^Not done: refused/,
  unsafe: /^Not done: unsafe/,
  telehealth: /^Not done: telehealth/,
  emergency: /^Not done: emergency/,
};

async function markNotDone(keyboard: Keyboard, item: Item, reason: string): Promise<void> {
  await choose(keyboard, await openMenu(keyboard, item, notDoneEntries[reason] ?? /^Not done/));
  await keyboard.hasFocus(
    main(keyboard.page).getByRole("button", { name: `Examine after all: ${item.label}`, exact: true }),
  );
}

/** Takes back what filling the group gave to an item that has no answer. */
export async function clearAnswer(keyboard: Keyboard, item: Item): Promise<void> {
  await keyboard.reach(firstControl(keyboard.page, item));
  const entry = await openMenu(keyboard, item, /^Clear the answer/);
  await keyboard.press("Delete", "notes and more");
  await entry.waitFor({ state: "detached" });
}
