import { expect, test } from "vitest";
import { AddressMap } from "../../stand-in/addresses.ts";
import { decode, encode } from "../../stand-in/wire.ts";

test.each([
  ["text", "Nguyễn Thị Ánh \u0000 𝛼"],
  ["a number", -1.5],
  ["not a number", Number.NaN],
  ["infinity", Number.NEGATIVE_INFINITY],
  ["nothing", undefined],
  ["null", null],
  ["a date", new Date(1_700_000_000_123)],
  ["a big integer", 12345678901234567890n],
  ["bytes", new Uint8Array([0, 1, 127, 128, 255])],
  ["no bytes", new Uint8Array()],
  ["many bytes", Uint8Array.from({ length: 200_000 }, (_, index) => index % 251)],
  ["nested", { a: [undefined, { b: new Uint8Array([9]) }], c: { d: undefined } }],
])("carries %s across unchanged", (_what, value) => {
  expect(decode(encode(value))).toEqual(value);
});

test("refuses what Electron refuses too", () => {
  expect(() => encode({ call: () => 1 })).toThrow(/could not be cloned/);
  expect(() => encode(Symbol("x"))).toThrow(/could not be cloned/);
});

test("stands alone, so that it can run in the page from its source text", () => {
  const pageEncode = new Function(`return (${encode});`)();
  const pageDecode = new Function(`return (${decode});`)();
  expect(pageDecode(pageEncode({ bytes: new Uint8Array([1, 2]) }))).toEqual({
    bytes: new Uint8Array([1, 2]),
  });
});

test("maps a custom scheme to an address that a browser takes, and back", () => {
  const addresses = new AddressMap();
  addresses.add("app");
  const pairs = [
    ["app://fourfold/index.html?a=b#c", "https://fourfold.app-scheme.invalid/index.html?a=b#c"],
    ["https://example.org/", "https://example.org/"],
    ["other://fourfold/", "other://fourfold/"],
    ["https://fourfold.other-scheme.invalid/", "https://fourfold.other-scheme.invalid/"],
  ] as const;
  for (const [own, browser] of pairs) {
    expect(addresses.toBrowser(own)).toBe(browser);
    expect(addresses.fromBrowser(browser)).toBe(own);
  }
});
