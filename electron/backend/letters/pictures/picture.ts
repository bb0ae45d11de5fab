import { readJpeg } from "./jpeg.ts";
import { fittedInto, onWhite } from "./pixels.ts";
import { decodePng, encodePng, isPng } from "./png.ts";
import { refusePicture } from "./refuse.ts";

/** A picture as it is stored and printed: a JPEG as it came, or an opaque PNG of eight bits. */
export interface Picture {
  readonly mediaType: "image/png" | "image/jpeg";
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const largestFile = 5 * 1024 * 1024;
const mostPixels = 16_000_000;
/** A letter prints a logo at most 3.3 inches wide: more than 300 dots to the inch only make every letter larger. */
const largest = { width: 1000, height: 600 };

/**
 * Makes a picture of a file that somebody chose. Transparency is flattened on white: the page is white, and no printer or fax
 * can then get it wrong.
 * @throws FourfoldError `badInput` that says why the file cannot be used.
 */
export function pictureOf(bytes: Uint8Array<ArrayBuffer>): Picture {
  if (bytes.length > largestFile) {
    refusePicture("The picture is larger than 5 MB.", "Save it smaller: 1,000 pixels across are enough.");
  }
  if (isPng(bytes)) {
    const decoded = decodePng(bytes, checkSize);
    const pixels = fittedInto(onWhite(decoded), largest.width, largest.height);
    return { mediaType: "image/png", width: pixels.width, height: pixels.height, bytes: encodePng(pixels) };
  }
  const size = readJpeg(bytes);
  if (size === undefined) {
    refusePicture("The file is not a PNG or JPEG picture.", "Choose a picture saved as PNG or JPEG.");
  }
  checkSize(size.width, size.height);
  return { mediaType: "image/jpeg", ...size, bytes };
}

function checkSize(width: number, height: number): void {
  if (width < 8 || height < 8) {
    refusePicture("The picture is smaller than 8 pixels.", "Choose the logo or signature itself.");
  }
  if (width * height > mostPixels) {
    refusePicture(
      "The picture has more than 16 million pixels.",
      "Save it smaller: 1,000 pixels across are enough.",
    );
  }
}
