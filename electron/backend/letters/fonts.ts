import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { FourfoldError } from "../../../shared/errors.ts";
import { Face } from "./render/shaping.ts";

/**
 * The faces of the letter. Body text is set in a serif; headings, tables and what stands around the text in the sans that was
 * drawn to go with it. The sans also knows some scripts that the serif lacks (polytonic Greek) and then stands in for it.
 * Figures of both are tabular and lining by default, so that numbers stand under each other in tables.
 */
export const faceNames = [
  "text",
  "textStrong",
  "textEmphasis",
  "display",
  "displayStrong",
  "displayEmphasis",
] as const;
export type FaceName = (typeof faceNames)[number];

const files: Readonly<Record<FaceName, { readonly package: string; readonly path: string }>> = {
  text: serif("400Regular/SourceSerif4_400Regular.ttf"),
  textStrong: serif("600SemiBold/SourceSerif4_600SemiBold.ttf"),
  textEmphasis: serif("400Regular_Italic/SourceSerif4_400Regular_Italic.ttf"),
  display: sans("400Regular/SourceSans3_400Regular.ttf"),
  displayStrong: sans("600SemiBold/SourceSans3_600SemiBold.ttf"),
  displayEmphasis: sans("400Regular_Italic/SourceSans3_400Regular_Italic.ttf"),
};

/** The face that is asked when the other lacks a character. */
const companions: Readonly<Record<FaceName, FaceName>> = {
  text: "display",
  textStrong: "displayStrong",
  textEmphasis: "displayEmphasis",
  display: "text",
  displayStrong: "textStrong",
  displayEmphasis: "textEmphasis",
};

function serif(path: string) {
  return { package: "@expo-google-fonts/source-serif-4", path };
}
function sans(path: string) {
  return { package: "@expo-google-fonts/source-sans-3", path };
}

let folder: string | undefined;
const loaded = new Map<FaceName, Face>();

/** Says where the font files lie when they are neither beside the program nor in node_modules. */
export function setFontFolder(path: string): void {
  folder = path;
  loaded.clear();
}

/** The packages of the faces and the files in them: what the build copies into the folder `fonts` beside the program. */
export const fontFiles: readonly string[] = faceNames.map(
  (name) => `${files[name].package}/${files[name].path}`,
);

/** A face, read and parsed once for the life of the process. */
export function face(name: FaceName): Face {
  const known = loaded.get(name);
  if (known) return known;
  const fresh = new Face(name, readFace(name));
  loaded.set(name, fresh);
  return fresh;
}

export function companionOf(name: FaceName): FaceName {
  return companions[name];
}

function readFace(name: FaceName): Uint8Array {
  const { package: packageName, path } = files[name];
  const fileName = path.slice(path.lastIndexOf("/") + 1);
  const here = dirname(fileURLToPath(import.meta.url));
  const besides = [...(folder === undefined ? [] : [folder]), join(here, "fonts"), join(here, "..", "fonts")];
  for (const candidate of besides) {
    const file = join(candidate, fileName);
    if (existsSync(file)) return readFileSync(file);
  }
  try {
    return readFileSync(createRequire(import.meta.url).resolve(`${packageName}/${path}`));
  } catch (cause) {
    throw new FourfoldError(
      {
        code: "unexpected",
        message: `The font file ${fileName}, with which letters are written, is missing.`,
        action: "Install Fourfold again; the evaluation is unharmed.",
      },
      { cause },
    );
  }
}

/**
 * The characters of a text that no embedded font can draw, each once, in the order in which they stand there.
 * Spaces, control characters and invisible format characters need no glyph.
 */
export function missingCharacters(text: string): string[] {
  const missing = new Set<string>();
  for (const character of text.normalize("NFC")) {
    if (/[\s\p{Cf}\p{Cc}]|\p{Variation_Selector}/u.test(character)) continue;
    const codePoint = character.codePointAt(0) ?? 0;
    if (face("text").hasCharacter(codePoint) || face("display").hasCharacter(codePoint)) continue;
    missing.add(character);
  }
  return [...missing];
}
