import { refusePicture } from "./refuse.ts";

/** Frames that every program reads: baseline, extended and progressive, coded by Huffman. */
const commonFrames: readonly number[] = [0xc0, 0xc1, 0xc2];

/**
 * The size of a JPEG; undefined when the bytes are no JPEG.
 * @throws FourfoldError `badInput` for one that is cut off, or whose colours a letter cannot hold.
 */
export function readJpeg(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: { readonly width: number; readonly height: number } | undefined;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) break;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (at + 2 + length > bytes.length) break;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const components = bytes[at + 9] ?? 0;
      if (!commonFrames.includes(marker) || bytes[at + 4] !== 8 || (components !== 1 && components !== 3)) {
        refusePicture(
          "The picture is a JPEG in a form that letters cannot hold, such as CMYK.",
          "Save it as PNG, or as a JPEG in RGB.",
        );
      }
      size = { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    if (marker === 0xda) {
      // What follows is the picture itself, up to the marker of its end.
      const end = bytes.lastIndexOf(0xd9);
      if (size !== undefined && end > at + length && bytes[end - 1] === 0xff && bytes.length - end < 64)
        return size;
      break;
    }
    at += 2 + length;
  }
  return refusePicture("The picture is broken or cut off.", "Save it again, or choose another.");
}
