import { z } from "zod";

/** What a policy's value can be. Each kind is a value of the Windows registry, of JSON and of a property list alike. */
export type PolicyKind =
  | { readonly type: "boolean" }
  | { readonly type: "integer"; readonly min: number; readonly max: number }
  | { readonly type: "choice"; readonly choices: readonly Choice[] }
  | { readonly type: "text"; readonly max: number }
  | { readonly type: "lines"; readonly most: number; readonly max: number }
  /** A whole path; `%NAME%` and a leading `~` are filled in on the computer. */
  | { readonly type: "folder" }
  /** A time of day, "18:30". */
  | { readonly type: "time" }
  /** Where updates come from: an https address, or a whole path. */
  | { readonly type: "feed" };

export interface Choice {
  readonly code: string;
  /** For screens and for the group policy editor. */
  readonly label: string;
}

/** What a value of the kind is in the program. */
export type ValueOf<Kind extends PolicyKind> = Kind extends { type: "boolean" }
  ? boolean
  : Kind extends { type: "integer" }
    ? number
    : Kind extends { type: "choice"; choices: readonly { code: infer Code }[] }
      ? Code
      : Kind extends { type: "lines" }
        ? readonly string[]
        : string;

export const timePattern = "^([01]\\d|2[0-3]):[0-5]\\d$";
/** From a disk, from the root, from a share, or from a name that is filled in. */
export const folderPattern =
  "^(/|[A-Za-z]:[\\\\/]|\\\\\\\\[^\\\\/]|//[^\\\\/]|~(?:[\\\\/]|$)|%[A-Za-z_()0-9]+%(?:[\\\\/]|$))";
/**
 * Updates are programs: what brings them must be able to prove whose server it is, or be a folder whose rights IT sets. Only this
 * computer itself may be asked without encryption.
 */
export const feedPattern = `^https://[^\\s/]|^http://(127\\.0\\.0\\.1|localhost)(:\\d+)?(/|$)|^file:///?[^\\s]|${folderPattern}`;
export const longestPath = 1000;

const controlFree = (text: string) => !/\p{Cc}/u.test(text);

/** Checks a value, and puts it into the one form that the program knows: composed letters, no blanks around. */
export function schemaOf(kind: PolicyKind): z.ZodType {
  switch (kind.type) {
    case "boolean":
      return z.boolean();
    case "integer":
      return z.number().int().min(kind.min).max(kind.max);
    case "choice":
      return z.enum(kind.choices.map(({ code }) => code) as [string, ...string[]]);
    case "text":
      return line(kind.max);
    case "lines":
      return z.array(line(kind.max)).min(1).max(kind.most);
    case "time":
      return z.string().regex(new RegExp(timePattern));
    case "folder":
      return z.string().trim().max(longestPath).refine(controlFree).regex(new RegExp(folderPattern));
    case "feed":
      return z.string().trim().max(longestPath).refine(controlFree).regex(new RegExp(feedPattern));
  }
}

function line(max: number): z.ZodType<string> {
  return z
    .string()
    .refine(controlFree)
    .transform((value) => value.normalize("NFC").replace(/\s+/g, " ").trim())
    .refine((value) => value.length > 0 && value.length <= max);
}

/** Completes "must be ...". */
export function kindWords(kind: PolicyKind): string {
  switch (kind.type) {
    case "boolean":
      return "true or false";
    case "integer":
      return `a whole number from ${kind.min} to ${kind.max}`;
    case "choice":
      return listed(kind.choices.map(({ code }) => `“${code}”`));
    case "text":
      return `a text of 1 to ${kind.max} characters on one line`;
    case "lines":
      return `a list of 1 to ${kind.most} lines with at most ${kind.max} characters each`;
    case "time":
      return "a time of day such as “18:30”";
    case "folder":
      return "a whole path, from the disk or the share on";
    case "feed":
      return "an https address, or the whole path of a folder";
  }
}

/** What a value of a file is, in words; never the value itself, which may be long or meant for nobody's eyes. */
export function foundWords(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "string") return value.trim() === "" ? "an empty text" : "a text that is not one";
  if (typeof value === "number") return Number.isInteger(value) ? `the number ${value}` : "a broken number";
  if (typeof value === "boolean") return String(value);
  return Array.isArray(value) ? "a list" : "an object";
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
