import type { LetterDocument } from "../../../../shared/letter/document.ts";
import type { Picture } from "../pictures/picture.ts";
import { fittedSize, node, type StructureNode } from "./blocks.ts";
import type { LetterPictures } from "./layout.ts";
import { type EnvelopeWindows, type Rectangle, windowInset } from "./paper.ts";

/** A logo at its place on the first page. */
export interface PlacedLogo extends Rectangle {
  readonly node: StructureNode;
  readonly picture: Picture;
  /** How much of the window's left edge it takes from the practice's name and address. */
  readonly besideAddress: number;
}

const gap = 8;
/** In the window the address needs most of the room. */
const widestBeside = 84;
/** Between the windows and a logo at the right: an envelope's contents shift. */
const clearance = 14;

/**
 * A logo shows in the envelope's window with the return address, or stands where no window is: at the right, above the lower
 * edge of the recipient's window.
 */
export function placeLogo(
  { picture, place }: NonNullable<LetterPictures["logo"]>,
  letter: LetterDocument,
  root: StructureNode,
  windows: EnvelopeWindows,
  right: number,
): PlacedLogo {
  const leaf = node("Figure", root, { alternative: `Logo of ${letter.letterhead.name}` });
  const { returnAddress, recipient } = windows;
  const top = returnAddress.y + windowInset;
  if (place === "besideAddress") {
    const x = returnAddress.x + windowInset;
    const size = fittedSize(picture, widestBeside, returnAddress.height - 2 * windowInset);
    return { node: leaf, picture, x, y: top, ...size, besideAddress: size.width + gap };
  }
  const left = windows.right + clearance;
  const lowest = recipient.y + recipient.height;
  const size = fittedSize(picture, right - left, Math.min(96, lowest - top));
  return { node: leaf, picture, x: right - size.width, y: top, ...size, besideAddress: 0 };
}
