import type { Choice } from "../../../shared/checklist/kinds.ts";

/** What one key means in a field of choices or on a scale. Pure, so that it is tested without a screen. */

const measures: ReadonlySet<string> = new Set(["g", "mg", "mcg", "mcg/h", "mL", "mm", "cm"]);

/** The words that a choice is read by. Units keep their letters as they are. */
export function choiceLabel(choice: Choice): string {
  return choice.label ?? (measures.has(choice.code) ? choice.code : capitalised(choice.code));
}

export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Grades that are written so are typed as digits. */
const roman = ["", "I", "II", "III", "IV", "V"];

/**
 * The code that a key chooses: a grade's digit, "+" and "-" for its half grades, else the first letter. The same letter
 * again goes on to the next choice that begins with it.
 */
export function codeForKey(
  choices: readonly Choice[],
  key: string,
  current: string | undefined,
): string | undefined {
  if (key.length !== 1 || key === " ") return undefined;
  if ((key === "+" || key === "-") && current !== undefined) {
    const half = `${current.replace(/[+-]$/, "")}${key}`;
    return choices.find((choice) => choice.code === half)?.code;
  }
  const exact = choices.find(
    ({ code }) => code === key || (/^[1-5]$/.test(key) && code === roman[Number(key)]),
  );
  if (exact !== undefined) return exact.code;
  const typed = key.toLowerCase();
  const matching = choices.filter(
    (choice) =>
      choiceLabel(choice).toLowerCase().startsWith(typed) || choice.code.toLowerCase().startsWith(typed),
  );
  const position = matching.findIndex((choice) => choice.code === current);
  return matching[(position + 1) % matching.length]?.code;
}

/** So many choices may have a letter that is not in their label; of more, nobody finds them. */
const mostStrangeKeys = 3;

/**
 * A key of its own for each choice: a code of one sign is its own key, else the first letter of the label that no other choice
 * has, then the first letters of its further words, then any letter of it, for a few any letter. Undefined where nothing is left,
 * and for half grades, which "+" and "-" make.
 */
export function ownKeys(choices: readonly Choice[]): readonly (string | undefined)[] {
  const keys: (string | undefined)[] = choices.map(({ code }) =>
    /^[a-z0-9]$/.test(code) ? code : roman.includes(code) ? String(roman.indexOf(code)) : undefined,
  );
  const taken = new Set(keys);
  const labels = choices.map((choice) => choiceLabel(choice).toLowerCase());
  const give = (candidates: (label: string) => readonly string[]) => {
    for (const [index, label] of labels.entries()) {
      const isHalfGrade = /^\d[+-]$/.test(choices[index]?.code ?? "") && taken.has(label.charAt(0));
      if (keys[index] !== undefined || isHalfGrade) continue;
      const free = candidates(label).find((sign) => /[a-z0-9<>≥]/.test(sign) && !taken.has(sign));
      if (free === undefined) continue;
      keys[index] = free;
      taken.add(free);
    }
  };
  give((label) => [label.charAt(0)]);
  give((label) => label.split(/[^a-z0-9<>≥]+/).map((word) => word.charAt(0)));
  give((label) => [...label]);
  const left = labels.filter((_label, index) => keys[index] === undefined).length;
  if (left <= mostStrangeKeys) give(() => [..."abcdefghijklmnopqrstuvwxyz"]);
  return keys;
}

const mostSegments = 6;
const longestSegments = 84;

/**
 * Whether the choices stand beside each other; else they are a list that opens. With fast keys many do, so that their keys
 * are seen.
 */
export function isSegmented({ choices }: { readonly choices: readonly Choice[] }, fast: boolean): boolean {
  if (fast && choices.length <= mostWithOwnKeys && !ownKeys(choices).includes(undefined)) return true;
  return choices.length <= mostSegments && choices.map(choiceLabel).join("").length <= longestSegments;
}

/** Of more choices than this nobody finds the underlined letter. */
export const mostWithOwnKeys = 24;

/** Whether "+" or "-" may still follow the choice: a grade that has half grades. */
export function mayBeHalved(choices: readonly Choice[], code: string): boolean {
  return choices.some((choice) => choice.code === `${code}+` || choice.code === `${code}-`);
}

/** Whether nothing that can be typed after it would still be within the limits. */
export function isWholeNumber(
  kind: { readonly max: number; readonly decimals?: number },
  text: string,
): boolean {
  const [, whole = "", point = "", part = ""] = /^(\d+)(\.?)(\d*)$/.exec(text.trim()) ?? [];
  if (whole === "") return false;
  const decimals = kind.decimals ?? 0;
  if (point !== "") return part.length > 0 && part.length >= decimals;
  return decimals === 0 && (Number(whole) === 0 || Number(whole) * 10 > kind.max);
}

/** How long a list waits for the next letter of a word, in milliseconds. */
export const wordPause = 1000;

/**
 * The code that the letters typed into a list mean: the first choice that begins with them; the same letter again goes on to
 * the next choice that begins with it. Undefined when none does.
 */
export function codeForWord(
  choices: readonly Choice[],
  word: string,
  current: string | undefined,
): string | undefined {
  const begun = choices.find((choice) => choiceLabel(choice).toLowerCase().startsWith(word.toLowerCase()));
  if (begun !== undefined && (word.length > 1 || current === undefined)) return begun.code;
  const [letter = ""] = word;
  return [...word].every((other) => other === letter) ? codeForKey(choices, letter, current) : undefined;
}

/**
 * The place in a long list that the letters typed so far mean: the next label in which a word begins with them. The first letter
 * of a word goes on from where one is; each further one stays as long as it fits.
 */
export function placeForWord(labels: readonly string[], word: string, from: number): number | undefined {
  const start = word.length === 1 ? from + 1 : from;
  const order = labels.map((_label, index) => (start + index) % labels.length);
  return order.find((index) =>
    (labels[index] ?? "")
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .some((part) => part.startsWith(word.toLowerCase())),
  );
}

/** Digits on a scale; "1" and then "0" within a second means ten. */
export function scaleForKey(
  scale: { readonly min: number; readonly max: number },
  key: string,
  current: number | undefined,
  millisecondsSinceLastDigit: number,
): number | undefined {
  if (!/^\d$/.test(key)) return undefined;
  const digit = Number(key);
  const joined = (current ?? 0) * 10 + digit;
  if (current !== undefined && current > 0 && joined <= scale.max && millisecondsSinceLastDigit < 1000) {
    return joined;
  }
  return digit >= scale.min && digit <= scale.max ? digit : undefined;
}

/** Position after an arrow key in a list of so many places, or undefined for another key. */
export function stepForKey(key: string, position: number, count: number): number | undefined {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key === "ArrowRight" || key === "ArrowDown") return (position + 1) % count;
  if (key === "ArrowLeft" || key === "ArrowUp") return (position - 1 + count) % count;
  return undefined;
}

/** The codes after one was switched on or off; those that stand alone put out the others. */
export function toggled(
  kind: { readonly choices: readonly Choice[]; readonly exclusive?: readonly string[] },
  codes: readonly string[],
  code: string,
): readonly string[] {
  if (codes.includes(code)) return codes.filter((one) => one !== code);
  const alone = kind.exclusive ?? [];
  const kept = alone.includes(code) ? [] : codes.filter((one) => !alone.includes(one));
  const chosen = new Set([...kept, code]);
  return kind.choices.map((choice) => choice.code).filter((one) => chosen.has(one));
}
