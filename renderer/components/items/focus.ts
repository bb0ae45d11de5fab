/** Where the focus goes. Positions are found in the page, because a control may be any of a dozen kinds. */

const focusable =
  'input:not([disabled]), select:not([disabled]), textarea:not([disabled]), button:not([disabled]):not([tabindex="-1"]), [tabindex="0"]';

/** Puts the focus on the control inside a row: the chosen one of several, else the first. */
export function focusControl(row: Element | null | undefined): boolean {
  const control = row?.querySelector("[data-control]") ?? row;
  // Of a table its first field, before the keys above it that fill it.
  const target =
    control?.querySelector<HTMLElement>("[data-row]:not([disabled])") ??
    control?.querySelector<HTMLElement>(focusable);
  if (target === null || target === undefined) return false;
  target.focus();
  return true;
}

/** Runs after the page shows what was just changed. */
export function focusWhenDrawn(focus: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(focus));
}

export function rowOf(itemId: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-item="${CSS.escape(itemId)}"]`);
}

/** The item that the focus is in, if any. */
export function focusedItem(): string | undefined {
  return document.activeElement?.closest<HTMLElement>("[data-item]")?.dataset.item;
}

const fields = [
  "input:not([disabled]):not([type=radio])",
  "select:not([disabled])",
  "textarea:not([disabled])",
  '[role="radiogroup"] [tabindex="0"]:not([disabled])',
  '[role="group"] [role="checkbox"][tabindex="0"]:not([disabled])',
  "[data-add]",
  "[data-leave]",
].join(", ");

/** The field that follows, within the open row of a list or within the group; after the last one, what leads on from there. */
export function goOn(from: Element | null): void {
  const scope = from?.closest("[data-form]") ?? from?.closest("section");
  const own = from?.closest('[role="radiogroup"], [role="group"]');
  if (from === null || scope === null || scope === undefined) return;
  const next = [...scope.querySelectorAll<HTMLElement>(fields)].find(
    (field) =>
      (from.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 &&
      !(own?.getAttribute("role") === "radiogroup" && own.contains(field)) &&
      !(from.matches('[role="checkbox"]') && own?.contains(field)) &&
      field.tabIndex >= 0 &&
      field.getClientRects().length > 0,
  );
  next?.focus();
  if (next instanceof HTMLInputElement) next.select();
}

/** The item after the one that the focus is in, whatever of that is left open; after the last, what leads to the next group. */
export function focusNextItem(by: 1 | -1): void {
  const here = document.activeElement?.closest<HTMLElement>("[data-item]");
  const group = here?.closest("section");
  if (here === null || here === undefined || group === null || group === undefined) return;
  const rows = [...group.querySelectorAll<HTMLElement>("[data-item]")].filter(
    (row) => row.dataset.item !== here.dataset.item && row.querySelector(focusable) !== null,
  );
  const sign = by > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const ahead = rows.filter((row) => (here.compareDocumentPosition(row) & sign) !== 0);
  const next = by > 0 ? ahead[0] : ahead.at(-1);
  if (next !== undefined) focusControl(next);
  else if (by > 0) group.querySelector<HTMLElement>("[data-leave]")?.focus();
}
