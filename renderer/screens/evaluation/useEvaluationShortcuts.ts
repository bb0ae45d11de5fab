import { useEffect } from "react";
import { type Shortcut, useShortcuts } from "../../app/shortcuts.ts";
import { focusedItem, focusNextItem, rowOf } from "../../components/items/focus.ts";
import { useFastKeysSwitch } from "../../state/fastKeys.ts";
import { type View, views } from "./places.ts";

export interface EvaluationCommands {
  goToView(view: View): void;
  nextMissing(): void;
  step(by: 1 | -1): void;
  find(): void;
  undo(): void;
  redo(): void;
}

const scope = "Evaluation";

/** Keys that the fields handle themselves; named here for the list of shortcuts. */
const fieldKeys: readonly Shortcut[] = [
  { keys: "Ctrl+Z", label: "Undo (in a text field: undo typing)", scope },
  { keys: "Ctrl+Shift+Z", label: "Redo", scope },
  { keys: "=", label: "Same on both sides", scope },
  { keys: "Shift+N", label: "Fill what is open with normal, no or none", scope },
  { keys: "Delete", label: "Clear a choice", scope },
  { keys: "Space", label: "Switch a chip, open a list", scope },
  { keys: "Home", label: "First field of the row of a table (End: last)", scope },
  { keys: "1–5", label: "In the list of body regions: mark as", scope },
  { keys: "V", label: "In a date: the day of the visit", scope },
  { keys: "+", label: "On “Add”: takes the rows that other answers offer", scope },
  { keys: "A–Z", label: "On “Add”: begins a row with what is typed", scope },
];

export function useEvaluationShortcuts(commands: EvaluationCommands): void {
  const switchFastKeys = useFastKeysSwitch();
  useShortcuts([
    ...views.map(({ view, key, label }) => ({ keys: key, label, scope, run: () => commands.goToView(view) })),
    { keys: "Ctrl+Enter", label: "Next missing item", scope, run: commands.nextMissing },
    { keys: "/", label: "Find an item", scope, run: commands.find },
    { keys: "Alt+ArrowDown", label: "Next group", scope, run: () => commands.step(1) },
    { keys: "Alt+ArrowUp", label: "Previous group", scope, run: () => commands.step(-1) },
    { keys: "Ctrl+ArrowDown", label: "Next item of the group", scope, run: () => focusNextItem(1) },
    { keys: "Ctrl+ArrowUp", label: "Previous item of the group", scope, run: () => focusNextItem(-1) },
    { keys: "Alt+G", label: "Fast keys: one key answers and goes on", scope, run: switchFastKeys },
    { keys: "Alt+Enter", label: "Note, not done, waive, clear", scope, run: openItemMenu },
    ...fieldKeys,
  ]);

  const { undo, redo, find } = commands;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      if (event.key === "/" && event.target instanceof HTMLSelectElement) {
        event.preventDefault();
        find();
      }
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "z") return;
      event.preventDefault();
      if (event.shiftKey) redo();
      else undo();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [undo, redo, find]);
}

/** Text fields undo their own typing; everywhere else the answers are undone. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== "checkbox")
  );
}

function openItemMenu(): void {
  const itemId = focusedItem();
  if (itemId !== undefined) rowOf(itemId)?.querySelector<HTMLElement>("[data-item-menu]")?.click();
}
