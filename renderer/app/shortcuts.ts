import { useEffect, useRef } from "react";
import { create } from "zustand";
import { useDialogs } from "./dialogs.ts";

/**
 * Every keyboard shortcut of the window is registered here while its screen is shown, so that one listener serves them all
 * and the list that `?` opens is complete by construction.
 */
export interface Shortcut {
  /** "Ctrl+K", "Alt+1", "Ctrl+Enter", "N", "/", "?": modifiers first, the key as KeyboardEvent.key names it. */
  readonly keys: string;
  /** What it does, in the list and in tooltips: "New referral". */
  readonly label: string;
  /** The heading it stands under in the list: "Everywhere", "Worklist", "Evaluation". */
  readonly scope: string;
  /** Absent where the screen handles the key itself and only wants it listed. */
  readonly run?: () => void;
}

interface Registry {
  readonly groups: ReadonlyMap<symbol, readonly Shortcut[]>;
  add(owner: symbol, shortcuts: readonly Shortcut[]): void;
  remove(owner: symbol): void;
}

export const useShortcutRegistry = create<Registry>()((set) => ({
  groups: new Map(),
  add: (owner, shortcuts) => set((state) => ({ groups: new Map(state.groups).set(owner, shortcuts) })),
  remove: (owner) =>
    set((state) => {
      const groups = new Map(state.groups);
      groups.delete(owner);
      return { groups };
    }),
}));

/**
 * Registers shortcuts for as long as the component is mounted. `run` may change from render to render; keys, labels and
 * scopes are compared by value, so a fresh array each render costs nothing.
 */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const signature = shortcuts.map((one) => `${one.keys}\u0000${one.label}\u0000${one.scope}`).join("\u0001");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the array's content
  useEffect(() => {
    const owner = Symbol("shortcuts");
    const stable = latest.current.map(
      (one, index): Shortcut => ({
        keys: one.keys,
        label: one.label,
        scope: one.scope,
        ...(one.run === undefined ? {} : { run: () => latest.current[index]?.run?.() }),
      }),
    );
    useShortcutRegistry.getState().add(owner, stable);
    return () => useShortcutRegistry.getState().remove(owner);
  }, [signature]);
}

export interface KeyPress {
  readonly key: string;
  readonly code?: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Whether a key press is this shortcut. Command stands for Ctrl on a Mac. Shift counts only where it is named. */
export function matches(keys: string, press: KeyPress): boolean {
  const names = keys.split("+");
  const key = names.pop() || "+";
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  if (wanted.has("ctrl") !== (press.ctrlKey || press.metaKey)) return false;
  if (wanted.has("alt") !== press.altKey) return false;
  if (wanted.has("shift") && !press.shiftKey) return false;
  // A letter with Shift is another key; a sign such as "?" needs Shift on most keyboards and is matched by itself.
  if (!wanted.has("shift") && press.shiftKey && (key.length > 1 || /[a-z0-9]/i.test(key))) return false;
  if (press.key.toLowerCase() === key.toLowerCase()) return true;
  // With Alt some layouts type another character: fall back to the key's place for digits and letters.
  return press.altKey && (press.code === `Digit${key}` || press.code === `Key${key.toUpperCase()}`);
}

/** Single characters belong to the text while somebody types; combinations with Ctrl or Alt and function keys do not. */
export function isTypedCharacter(keys: string): boolean {
  return !/(ctrl|alt)\+/i.test(keys) && (keys.split("+").pop() || "+").length === 1;
}

export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  ) {
    return true;
  }
  if (!(target instanceof HTMLInputElement)) return false;
  return !["button", "checkbox", "radio", "range", "submit", "reset", "file"].includes(target.type);
}

/** The one listener; mounted by the shell. Dialogs keep plain characters for themselves. */
export function useShortcutListener(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const inText = isTextField(event.target);
      // A dialog that was just asked for may not be in the page yet; what is typed is meant for it all the same.
      const inDialog =
        useDialogs.getState().open !== undefined ||
        document.querySelector("[role=dialog][aria-modal=true]") !== null;
      // The screen mounted last speaks first.
      const groups = [...useShortcutRegistry.getState().groups.values()].reverse();
      for (const shortcut of groups.flat()) {
        if (shortcut.run === undefined || !matches(shortcut.keys, event)) continue;
        if ((inText || inDialog) && isTypedCharacter(shortcut.keys)) continue;
        event.preventDefault();
        shortcut.run();
        return;
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

/** "Ctrl+K" as a Mac shows it, elsewhere unchanged. */
export function displayKeys(keys: string, isMac = navigator.platform.startsWith("Mac")): string {
  return isMac ? keys.replace("Ctrl+", "⌘").replace("Alt+", "⌥").replace("Shift+", "⇧") : keys;
}
