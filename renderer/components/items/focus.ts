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
