import type { ReadinessEntry } from "../../../shared/contract.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import type { LetterDocument } from "../../../shared/letter/document.ts";
import { missingCharacters } from "./fonts.ts";

/** Said before signing: which characters no font of the letter has, and in which finding they stand. */
export function characterBlockers(document: LetterDocument): readonly ReadinessEntry[] {
  const found = new Map<string, string | undefined>();
  collect(document, undefined, found);
  return [...found].map(([character, itemId]) => ({
    kind: "blocker",
    ...(itemId === undefined ? {} : { itemId }),
    message: `The letter's fonts have no character “${character}” (${codePointOf(character)}). Write it in another way.`,
  }));
}

function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** More would not be read. */
const namedCharacters = 3;

/** What could not be printed is refused where it is typed, so that it is mended there. */
export function refuseCharacters(field: string, text: string): void {
  const missing = missingCharacters(text);
  if (missing.length === 0) return;
  const named = missing
    .slice(0, namedCharacters)
    .map((character) => `“${character}” (${codePointOf(character)})`);
  throw new FourfoldError({
    code: "badInput",
    field,
    message: `The letter’s fonts have no character ${named.join(", ")}. Nothing was stored.`,
    action: "Write it in another way.",
  });
}

/** Walks every text of the document; the nearest sentence around a text says which item it came from. */
function collect(part: unknown, itemId: string | undefined, found: Map<string, string | undefined>): void {
  if (typeof part === "string") {
    for (const character of missingCharacters(part)) {
      if (!found.has(character)) found.set(character, itemId);
    }
    return;
  }
  if (typeof part !== "object" || part === null) return;
  if (Array.isArray(part)) {
    for (const element of part) collect(element, itemId, found);
    return;
  }
  const nearest = itemOf(part) ?? itemId;
  for (const [key, value] of Object.entries(part)) {
    if (key !== "sources") collect(value, nearest, found);
  }
}

function itemOf(part: object): string | undefined {
  if (!("sources" in part) || !Array.isArray(part.sources)) return undefined;
  for (const source of part.sources as readonly unknown[]) {
    if (
      typeof source === "object" &&
      source !== null &&
      "item" in source &&
      typeof source.item === "string"
    ) {
      return source.item;
    }
  }
  return undefined;
}
