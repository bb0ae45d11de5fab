import { describe, expect, it } from "vitest";
import { writeLetterPdf } from "../../../electron/backend/letters/pdf.ts";
import { type Picture, pictureOf } from "../../../electron/backend/letters/pictures/picture.ts";
import { decodePng } from "../../../electron/backend/letters/pictures/png.ts";
import { layOut } from "../../../electron/backend/letters/render/layout.ts";
import { logoPlaces } from "../../../shared/evaluation/letterSettings.ts";
import { readPdf } from "./readPdf.ts";
import { sampleLetter } from "./sampleLetter.ts";
import { halfTransparent, hugePng, jpeg, png, pngsOfOthers } from "./samplePictures.ts";

const createdAt = new Date("2025-03-10T21:42:00Z");
const anySize = () => {};
const pixelsOf = (bytes: Uint8Array) => decodePng(bytes, anySize);

describe("a PNG", () => {
  it.each(pngsOfOthers)("$name is read as others read it", ({ bytes, pixels }) => {
    const { width, height, data } = pixelsOf(bytes);
    expect([width, height]).toEqual([9, 10]);
    for (const { at, rgba } of pixels) {
      const [x, y] = at;
      const found = [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)];
      for (const [index, value] of found.entries()) {
        expect(Math.abs(value - (rgba[index] ?? -9))).toBeLessThanOrEqual(1);
      }
    }
  });

  it("is kept without its transparency, as it looks on white paper", () => {
    const picture = pictureOf(halfTransparent(10, 12));
    expect(picture).toMatchObject({ mediaType: "image/png", width: 10, height: 12 });
    expect([...pixelsOf(picture.bytes).data.subarray(0, 4)]).toEqual([127, 127, 127, 255]);
    // 2: colour without opacity.
    expect(picture.bytes[25]).toBe(2);
  });

  it("is kept no larger than a letter can show", () => {
    const { width, height, bytes } = pictureOf(png(2400, 900));
    expect([width, height]).toEqual([1000, 375]);
    expect([...pixelsOf(bytes).data.subarray(0, 4)]).toEqual([31, 63, 102, 255]);
    expect(pictureOf(png(300, 80))).toMatchObject({ width: 300, height: 80 });
  });
});

describe("what cannot be a picture is refused with words", () => {
  const sound = png(64, 32);
  const damaged = sound.slice();
  damaged[50] = (damaged[50] ?? 0) ^ 1;
  const cmyk = jpeg.slice();
  const frame = cmyk.findIndex((byte, index) => byte === 0xff && cmyk[index + 1] === 0xc0);
  cmyk[frame + 9] = 4;
  const text = new Uint8Array(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"));
  it.each<readonly [string, Uint8Array<ArrayBuffer>, RegExp]>([
    ["a file of 21 MB", hugePng(), /larger than 5 MB/],
    ["nothing", new Uint8Array(), /not a PNG or JPEG/],
    ["a drawing in SVG", text, /not a PNG or JPEG/],
    ["a PNG cut off", sound.slice(0, -20), /broken or cut off/],
    ["a PNG with a changed byte", damaged, /broken or cut off/],
    ["a PNG without a picture", new Uint8Array([...sound.slice(0, 33), ...sound.slice(-12)]), /broken/],
    ["a PNG of a few pixels", png(4, 4), /smaller than 8 pixels/],
    ["a JPEG cut off", jpeg.slice(0, -30), /broken or cut off/],
    ["a JPEG that says nothing", jpeg.slice(0, 24), /broken or cut off/],
    ["a JPEG in CMYK", cmyk, /CMYK/],
  ])("%s", (_name, bytes, words) => {
    expect(() => pictureOf(bytes)).toThrow(
      expect.objectContaining({
        code: "badInput",
        message: expect.stringMatching(words),
        action: expect.any(String),
      }),
    );
  });

  it("a PNG that says it is enormous is refused before it is unpacked", () => {
    const bytes = Buffer.from(png(8, 8));
    bytes.writeUInt32BE(60_000, 16);
    expect(() => pictureOf(new Uint8Array(bytes))).toThrow(/broken/);
    expect(() => pictureOf(png(5000, 4000))).toThrow(/16 million pixels/);
  });
});

/** Of the boxes of all figures on a page, in points from the sheet's lower left corner. */
function boxesIn(raw: string): readonly (readonly number[])[] {
  return [...raw.matchAll(/\/BBox \[([^\]]+)\]/g)].map(([, box = ""]) => box.split(" ").map(Number));
}

const written = (pictures: Parameters<typeof layOut>[2], paper: "letter" | "a4" = "letter") =>
  writeLetterPdf(sampleLetter(), { paper, createdAt, ...(pictures === undefined ? {} : { pictures }) });

describe.each(logoPlaces)("a logo, %s", (place) => {
  it.each(["letter", "a4"] as const)("stands within or clear of both windows, on %s", async (paper) => {
    const height = paper === "letter" ? 792 : 841.89;
    const width = paper === "letter" ? 612 : 595.28;
    for (const shape of [png(900, 100), png(100, 400), png(40, 40), jpeg]) {
      const raw = await readPdf(await written({ logo: { picture: pictureOf(shape), place } }, paper));
      const [left = 0, bottom = 0, right = 0, top = 0] = boxesIn(raw.raw)[0] ?? [];
      const inReturnWindow =
        left >= 36 && right <= 36 + 252 && height - top >= 36 && height - bottom <= 36 + 56.88 + 0.01;
      const isClear = left >= 36 + 252 && height - bottom <= 147 + 63.01 && right <= width - 36;
      expect(place === "besideAddress" ? inReturnWindow : isClear).toBe(true);
      expect(right - left).toBeGreaterThan(5);
      expect(raw.alternatives).toContain(`Logo of ${sampleLetter().letterhead.name}`);
    }
  });

  it("leaves the address whole and in its window", async () => {
    const pdf = await readPdf(await written({ logo: { picture: pictureOf(png(400, 300)), place } }));
    const [page] = pdf.pages;
    const lines = page?.items.filter(({ text, y }) => text.trim() !== "" && y < 36 + 56.88) ?? [];
    const letter = sampleLetter();
    const said = lines
      .map(({ text }) => text)
      .join("")
      .replace(/\s/g, "");
    expect(said).toBe([letter.letterhead.name, ...letter.letterhead.lines].join("").replace(/\s/g, ""));
    for (const { x, width } of lines) {
      expect(x).toBeGreaterThanOrEqual(36);
      expect(x + width).toBeLessThanOrEqual(36 + 252);
    }
  });
});

describe("a signature", () => {
  const signature: Picture = pictureOf(halfTransparent(500, 130));

  it("stands above the name, on the page of the name, with words for those who cannot see it", async () => {
    const { pages } = layOut(sampleLetter(), "letter", { signature });
    const page = pages.find((each) => each.some(({ block }) => block.picture !== undefined)) ?? [];
    const at = page.findIndex(({ block }) => block.picture !== undefined);
    const next = page[at + 1]?.block.boxes[0]?.lines[0]?.fragments.map(({ text }) => text).join("");
    expect(next).toBe("Ines Marlowe, MD");
    const box = page[at]?.block.picture;
    expect(box?.height).toBeLessThanOrEqual(44);
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(500 / 130, 1);
    expect((await readPdf(await written({ signature }))).alternatives).toContain("Signature of Ines Marlowe");
  });

  it("leaves no transparency in the file, and the same bytes each time", async () => {
    const pictures = { signature, logo: { picture: pictureOf(png(90, 30)), place: "right" as const } };
    const [first, second] = [await written(pictures), await written(pictures)];
    expect(Buffer.compare(first, second)).toBe(0);
    expect(Buffer.from(first).toString("latin1")).not.toContain("/SMask");
    expect(Buffer.compare(first, await written({}))).not.toBe(0);
  });
});
