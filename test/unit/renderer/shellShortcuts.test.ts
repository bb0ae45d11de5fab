import { describe, expect, it } from "vitest";
import { displayKeys, isTypedCharacter, type KeyPress, matches } from "../../../renderer/app/shortcuts.ts";

const press = (key: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});

describe("matches", () => {
  it.each([
    ["Ctrl+K", press("k", { ctrlKey: true }), true],
    ["Ctrl+K", press("K", { ctrlKey: true }), true],
    ["Ctrl+K", press("k", { metaKey: true }), true],
    ["Ctrl+K", press("k"), false],
    ["Ctrl+K", press("k", { ctrlKey: true, altKey: true }), false],
    ["N", press("n"), true],
    ["N", press("N", { shiftKey: true }), false],
    ["N", press("n", { ctrlKey: true }), false],
    ["?", press("?", { shiftKey: true }), true],
    ["?", press("/"), false],
    ["/", press("/"), true],
    ["Ctrl+Enter", press("Enter", { ctrlKey: true }), true],
    ["Ctrl+Enter", press("Enter", { ctrlKey: true, shiftKey: true }), false],
    ["Ctrl+Shift+Enter", press("Enter", { ctrlKey: true, shiftKey: true }), true],
    ["Alt+1", press("1", { altKey: true }), true],
    ["Alt+1", press("¡", { altKey: true, code: "Digit1" }), true],
    ["Alt+2", press("¡", { altKey: true, code: "Digit1" }), false],
    ["Ctrl++", press("+", { ctrlKey: true }), true],
  ])("%s and %o: %s", (keys, pressed, expected) => {
    expect(matches(keys, pressed)).toBe(expected);
  });
});

describe("isTypedCharacter", () => {
  it.each([
    ["N", true],
    ["?", true],
    ["/", true],
    ["Shift+A", true],
    ["Ctrl+K", false],
    ["Alt+1", false],
    ["F6", false],
    ["Enter", false],
  ])("%s: %s", (keys, expected) => {
    expect(isTypedCharacter(keys)).toBe(expected);
  });
});

describe("displayKeys", () => {
  it("names the keys as the keyboard at hand does", () => {
    expect(displayKeys("Ctrl+Shift+K", true)).toBe("⌘⇧K");
    expect(displayKeys("Alt+1", true)).toBe("⌥1");
    expect(displayKeys("Ctrl+K", false)).toBe("Ctrl+K");
  });
});
