import { expect, test, vi } from "vitest";

const openExternal = vi.hoisted(() => vi.fn(async () => undefined));
vi.mock("electron", () => ({ shell: { openExternal } }));

const { allowedOrigins, isAllowedLink, openAllowedLink } = await import(
  "../../../electron/main/externalLinks.ts"
);

const allowed = ["https://docs.example.org"];

test.each([
  ["https://docs.example.org/", true],
  ["https://docs.example.org/a?b#c", true],
  ["http://docs.example.org/", false],
  ["https://docs.example.org:444/", false],
  ["https://docs.example.org.evil.test/", false],
  ["https://docs.example.org@evil.test/", false],
  ["https://user@docs.example.org/", false],
  ["https://evil.test/https://docs.example.org/", false],
  ["file:///etc/hostname", false],
  ["javascript:alert(1)", false],
  ["smb://docs.example.org/", false],
  ["", false],
])("%s: %s", (address, expected) => {
  expect(isAllowedLink(address, allowed)).toBe(expected);
});

test("the list is empty, so nothing is opened", () => {
  expect(allowedOrigins).toEqual([]);
  openAllowedLink("https://docs.example.org/");
  expect(openExternal).not.toHaveBeenCalled();
});
