import {
  choiceLabel,
  codeForKey,
  codeForWord,
  mayBeHalved,
  mostWithOwnKeys,
  ownKeys,
  placeForWord,
  stepForKey,
} from "../../../renderer/components/items/keys.ts";
import type { CellKind, Choice } from "../../../shared/checklist/kinds.ts";

/** Which keys a person who knows the program presses for an answer: the fewest that do it. */

const signs = [..."abcdefghijklmnopqrstuvwxyz0123456789+-"];
const moves = ["ArrowRight", "ArrowLeft", "Home", "End"];
const mostKeys = 8;

/** The shortest way from one state to another, each key tried at each state once. */
function fewestKeys<State>(
  start: State,
  isGoal: (state: State) => boolean,
  keys: readonly string[],
  after: (state: State, key: string) => State | undefined,
): readonly string[] {
  let edge: readonly { readonly state: State; readonly keys: readonly string[] }[] = [
    { state: start, keys: [] },
  ];
  const seen = new Set<State>([start]);
  for (let length = 0; length <= mostKeys; length += 1) {
    const found = edge.find(({ state }) => isGoal(state));
    if (found !== undefined) return found.keys;
    edge = edge.flatMap(({ state, keys: pressed }) =>
      keys.flatMap((key) => {
        const next = after(state, key);
        if (next === undefined || seen.has(next)) return [];
        seen.add(next);
        return [{ state: next, keys: [...pressed, key] }];
      }),
    );
  }
  throw new Error("No keys lead there.");
}

/** In a field of choices; arrows only where they do not walk a table. */
export function keysForChoice(
  choices: readonly Choice[],
  code: string,
  { inTable }: { readonly inTable: boolean },
): readonly string[] {
  const codes = choices.map((choice) => choice.code);
  const own = inTable ? [] : ownKeys(choices);
  return fewestKeys<string>(
    "",
    (state) => state === code,
    inTable ? signs : [...signs, "<", ">", "≥", ...moves],
    (state, key) => {
      const position = stepForKey(key, Math.max(0, codes.indexOf(state)), codes.length);
      if (position !== undefined) return codes[position];
      const meant = codes[own.indexOf(key)];
      if (meant === undefined) return codeForKey(choices, key, state === "" ? undefined : state);
      // After it the focus is elsewhere, unless a half grade may follow.
      return meant === code || mayBeHalved(choices, meant) ? meant : undefined;
    },
  );
}

/** In a long list: the beginning of the words, as long as it has to be, or the first letter again and again. */
export function keysForList(choices: readonly Choice[], code: string): readonly string[] {
  const choice = choices.find((one) => one.code === code);
  if (choice === undefined) throw new Error(`${code} is no choice.`);
  const label = choiceLabel(choice).toLowerCase();
  const letter = label.charAt(0);
  for (let length = 1; length <= label.length; length += 1) {
    for (const word of [label.slice(0, length), letter.repeat(length)]) {
      let current: string | undefined;
      for (let typed = 1; typed <= word.length; typed += 1) {
        current = codeForWord(choices, word.slice(0, typed), current) ?? current;
      }
      if (current === code) return [...word];
    }
  }
  throw new Error(`No letters lead to ${code}.`);
}

/** The key of a chip that has one of its own. */
export function keyOfChip(choices: readonly Choice[], code: string): string | undefined {
  if (choices.length > mostWithOwnKeys) return undefined;
  return ownKeys(choices)[choices.findIndex((choice) => choice.code === code)];
}

/** Among chips, from one place to another. */
export function keysToChip(choices: readonly Choice[], from: number, to: number): readonly string[] {
  const labels = choices.map((choice) => choiceLabel(choice).toLowerCase());
  return fewestKeys<number>(
    from,
    (state) => state === to,
    [...signs, ...moves],
    (state, key) => {
      const position = stepForKey(key, state, labels.length);
      if (position !== undefined) return position;
      const order = labels.map((_label, index) => (state + 1 + index) % labels.length);
      return order.find((index) => labels[index]?.startsWith(key));
    },
  );
}

/** In a list that hears words: letters with which a word of a label begins, then arrows for the rest of the way. */
export function keysToLabel(labels: readonly string[], from: number, to: number): readonly string[] {
  const arrows = (place: number): readonly string[] => {
    const forward = (to - place + labels.length) % labels.length;
    const back = labels.length - forward;
    return forward <= back
      ? Array.from({ length: forward }, () => "ArrowDown")
      : Array.from({ length: back }, () => "ArrowUp");
  };
  let best = arrows(from);
  for (const word of new Set(labels.flatMap((label) => label.toLowerCase().split(/[^a-z0-9]+/)))) {
    let place = from;
    for (let length = 1; length <= word.length && length < best.length; length += 1) {
      place = placeForWord(labels, word.slice(0, length), place) ?? place;
      const keys = [...word.slice(0, length), ...arrows(place)];
      if (keys.length < best.length) best = keys;
    }
  }
  return best;
}

/** A date as it is typed: without the year where the year goes without saying. */
export function typedDate(
  value: string,
  kind: Extract<CellKind, { kind: "date" }>,
  visitDate: string,
): string {
  if (value === visitDate) return "v";
  const [year = "", month, day] = value.split("-");
  if (month === undefined) return year;
  if (day === undefined) return `${Number(month)}/${year}`;
  const short = `${Number(month)}/${Number(day)}`;
  const sameDay = (yearOf: number) => `${yearOf}-${month}-${day}`;
  const visitYear = Number(visitDate.slice(0, 4));
  const meant =
    kind.range === "any"
      ? sameDay(visitYear) >= visitDate
        ? sameDay(visitYear)
        : sameDay(visitYear + 1)
      : sameDay(visitYear) <= visitDate
        ? sameDay(visitYear)
        : sameDay(visitYear - 1);
  return meant === value ? short : `${short}/${year}`;
}
