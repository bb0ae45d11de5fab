import type { Locator } from "playwright-core";
import { isSegmented } from "../../../renderer/components/items/keys.ts";
import type { CellKind } from "../../../shared/checklist/kinds.ts";
import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import type { Keyboard } from "./keyboard.ts";
import { keyOfChip, keysForChoice, keysForList, keysToChip, typedDate } from "./keys.ts";

/** One value in one field, found by its role and name, and entered with the keys that its kind takes. */

export interface Field {
  readonly kind: CellKind;
  /** As a screen reader says it. */
  readonly name: string;
  /** Where it stands: the page, or the group that it belongs to. */
  readonly within: Locator;
}

/** What gets the focus of the field. */
export function controlOf({ kind, name, within }: Field): Locator {
  const inTabOrder = '[tabindex="0"]';
  switch (kind.kind) {
    case "text":
    case "number":
    case "date":
      return within.getByRole("textbox", { name, exact: true });
    case "scale":
      return within.getByRole("radiogroup", { name, exact: true }).locator(inTabOrder);
    case "multi":
      return within.getByRole("group", { name, exact: true }).locator(inTabOrder);
    case "single":
      return within
        .getByRole("radiogroup", { name, exact: true })
        .locator(inTabOrder)
        .or(within.getByRole("combobox", { name, exact: true }));
  }
}

/** Enters the value; the focus is in the field already. */
export async function enter(
  keyboard: Keyboard,
  field: Field,
  value: AnswerValue,
  visitDate: string,
): Promise<void> {
  const { kind } = field;
  switch (kind.kind) {
    case "text":
      return keyboard.write(String(value));
    case "number":
    case "scale":
      return keyboard.figures(String(value));
    case "date":
      return keyboard.figures(typedDate(String(value), kind, visitDate));
    case "single": {
      const isList = !isSegmented(kind, true);
      const code = String(value);
      const keys = isList
        ? keysForList(kind.choices, code)
        : keysForChoice(kind.choices, code, { inTable: false });
      for (const key of keys) await keyboard.press(key, "choices");
      return;
    }
    case "multi":
      return chips(keyboard, kind, value);
  }
}

/** Switches chips on; the focus is on the first. */
export async function chips(
  keyboard: Keyboard,
  kind: Extract<CellKind, { kind: "multi" }>,
  value: AnswerValue,
): Promise<void> {
  const codes = (Array.isArray(value) ? value : []) as readonly string[];
  let position = 0;
  for (const [index, choice] of kind.choices.entries()) {
    if (!codes.includes(choice.code)) continue;
    const own = keyOfChip(kind.choices, choice.code);
    if (own !== undefined) {
      await keyboard.press(own, "choices");
      position = index;
      continue;
    }
    for (const key of keysToChip(kind.choices, position, index)) await keyboard.press(key, "choices");
    position = index;
    await keyboard.press("Space", "choices");
  }
}

/** The field with the focus on it and the value in it. */
export async function fill(
  keyboard: Keyboard,
  field: Field,
  value: AnswerValue,
  visitDate: string,
): Promise<void> {
  await keyboard.reach(controlOf(field));
  await enter(keyboard, field, value, visitDate);
}
