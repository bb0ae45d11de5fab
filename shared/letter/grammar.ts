/**
 * English for letters: lists, articles, plurals, dates, durations, quantities. Pure functions on strings; what is
 * said, and from which finding, is decided by the sections.
 */

/** Joins a number and its unit, so that a line never ends between them. */
export const noBreak = "\u00A0";

/** "a", "a and b", "a, b and c". Empty strings are left out. */
export function joinList(items: readonly string[], conjunction: "and" | "or" = "and"): string {
  const present = items.filter((item) => item !== "");
  const last = present.at(-1);
  if (last === undefined) return "";
  if (present.length === 1) return last;
  return `${present.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}

/** Removes what typing leaves behind: line breaks, doubled spaces, spaces before punctuation. */
export function clean(text: string): string {
  return text
    .replace(/[^\S\u00A0]+/g, " ")
    .replace(/\s+([.,;:!?])(?=\s|$)/g, "$1")
    .replace(/\u00A0+/g, noBreak)
    .trim();
}

/** First letter as a capital; quotation marks and brackets before it are kept. */
export function sentenceCase(text: string): string {
  return text.replace(
    /^(["'“‘([]*)(\p{Ll})/u,
    (_, before: string, first: string) => before + first.toUpperCase(),
  );
}

/** Names that keep their capital inside a sentence. */
const properNames =
  /^(?:Achilles|Babinski|Bakody|Bragard|Budapest|Fortin|Gaenslen|Genant|Hoffmann|January|February|March|April|May|June|July|August|September|October|November|December|Kemp|Laslett|Lhermitte|Modic|Oswestry|Pfirrmann|Romberg|Schizas|Schober|Spurling|Tinel|Trendelenburg|Waddell|Weishaupt|I|Dr|Mr|Ms|Mrs|Medicare|Roland|Keele|Parkinson|Crohn|English|Spanish)\b/;

/** First letter small, unless the word is a name, an abbreviation or a level such as L5. */
export function lowerFirst(text: string): string {
  const first = /^[\p{L}\p{N}'’-]+/u.exec(text)?.[0] ?? "";
  if (properNames.test(text) || /\p{Lu}.*\p{Lu}/u.test(first) || /\d/.test(first)) return text;
  if (/^\p{Lu}(?:[-\s]|$)/u.test(first) && first !== "A") return text;
  // Two capitals in a row are a name: "Pain Care Center".
  if (/^\p{Lu}[\p{L}'’-]+ \p{Lu}\p{Ll}/u.test(text)) return text;
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Words that stand inside a sentence: small first letter, no full stop at the end. */
export function inline(text: string): string {
  return lowerFirst(clean(text)).replace(/[.;,:\s]+$/, "");
}

/** A name as it was typed, without punctuation at its end. */
export function asName(text: string): string {
  return clean(text).replace(/[.;,:\s]+$/, "");
}

/** Ends with a full stop unless it ends with a mark of its own. */
export function withFullStop(text: string): string {
  const trimmed = text.replace(/[,;:\s]+$/, "");
  return /[.!?…][”"’)\]]*$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

const openEnded = /(?:^|[\s(])(?:Dr|Mr|Ms|Mrs|St|vs|approx|e\.g|i\.e|cf|No|no|Fig|max|min|resp|\p{Lu})\.$/u;

/** Splits running text at the ends of its sentences; titles, initials and decimals do not end one. */
export function splitSentences(text: string): readonly string[] {
  const found: string[] = [];
  for (const line of text.split(/[\r\n]+/)) {
    let current = "";
    for (const piece of clean(line).split(/(?<=[.!?]["”’)]?) (?=["“‘(]?[\p{Lu}\p{N}])/u)) {
      current = current === "" ? piece : `${current} ${piece}`;
      if (openEnded.test(current)) continue;
      found.push(current);
      current = "";
    }
    if (current !== "") found.push(current);
  }
  return found.filter((sentence) => sentence !== "").map((sentence) => sentenceCase(withFullStop(sentence)));
}

export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** "an MRI", "an L5", "a C7", "an 8 mm", "a US": by sound, not by letter. */
export function article(word: string): "a" | "an" {
  const first = /^[\p{L}\p{N}]+/u.exec(word)?.[0] ?? "";
  if (/^\d/.test(first)) return /^(?:8|11(?!\d)|18(?!\d))/.test(first) ? "an" : "a";
  if (/^(?:[A-Z]\d|[A-Z]{2,}|[A-Z]$)/.test(first)) return /^[AEFHILMNORSX]/.test(first) ? "an" : "a";
  if (/^(?:uni|use|usu|eu|one|once)/i.test(first)) return "a";
  if (/^(?:hour|honest|heir)/i.test(first)) return "an";
  return /^[aeiou]/i.test(first) ? "an" : "a";
}

export function withArticle(words: string): string {
  return `${article(words)} ${words}`;
}

const numberWords = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/** Small whole numbers in words, others in figures. */
export function numberWord(count: number): string {
  return (Number.isInteger(count) ? numberWords[count] : undefined) ?? String(count);
}

/** "one session", "six sessions", "24 sessions". */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${numberWord(count)} ${count === 1 ? singular : plural}`;
}

/** Units as they are written after a number, where they differ from the checklist's. */
const writtenUnits: Readonly<Record<string, string>> = {
  C: "°C",
  min: "minutes",
  h: "hours",
  "/min": "per minute",
  "drinks/week": "drinks a week",
  "pack-years": "pack-years",
  "kg/m^2": "kg/m²",
  "kg/m2": "kg/m²",
};
const singularUnits: Readonly<Record<string, string>> = {
  minutes: "minute",
  hours: "hour",
  days: "day",
  weeks: "week",
  months: "month",
  years: "year",
  sessions: "session",
  "drinks a week": "drink a week",
  "pack-years": "pack-year",
  beats: "beat",
};

/** A number with its unit: "300 mg", "48%", "35°", "15 minutes". */
export function quantity(amount: number, unit = ""): string {
  const written = writtenUnits[unit] ?? unit;
  const number = String(amount);
  if (written === "") return number;
  if (written === "%" || written === "percent") return `${number}%`;
  if (written === "°" || written === "degrees" || written === "deg") return `${number}°`;
  return `${number}${noBreak}${amount === 1 ? (singularUnits[written] ?? written) : written}`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const fullMonths = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** "10 Mar 2025", "March 2025" or "2025", as exactly as the date is known. */
export function dateText(date: string): string {
  const [year = "", month, day] = date.split("-");
  if (month === undefined) return year;
  const index = Number(month) - 1;
  return day === undefined
    ? `${fullMonths[index] ?? month} ${year}`
    : `${Number(day)} ${months[index] ?? month} ${year}`;
}

/** "on 10 Mar 2025", "in March 2025", "in 2025". */
export function onDate(date: string): string {
  return `${date.length === 10 ? "on" : "in"} ${dateText(date)}`;
}

/** A span of days in the words that a physician would use: "nine days", "five weeks", "14 months", "three years". */
export function durationText(days: number): string {
  if (days < 14) return counted(days, "day");
  if (days < 12 * 7) return counted(Math.floor(days / 7), "week");
  const months = days / 30.4375;
  // Six months and three weeks are "nearly seven months" to a physician, three years and ten months "nearly four years".
  if (months < 23.65) {
    return months % 1 >= 0.65
      ? `nearly ${counted(Math.ceil(months), "month")}`
      : counted(Math.floor(months), "month");
  }
  const years = days / 365.25;
  if (years % 1 >= 0.75) return `nearly ${counted(Math.ceil(years), "year")}`;
  return counted(Math.floor(years), "year");
}

export type SideCode = "left" | "right" | "bilateral" | "midline" | "not applicable";

/** "left", "right", "bilateral", "midline": before a noun. */
export function sideAdjective(side: string | undefined): string {
  return side === undefined || side === "not applicable" ? "" : side;
}

/** "on the left", "on both sides", "in the midline": after a finding. */
export function sidePlace(side: string | undefined): string {
  if (side === "left" || side === "right") return `on the ${side}`;
  if (side === "bilateral") return "on both sides";
  return side === "midline" ? "in the midline" : "";
}

const usForms: readonly (readonly [RegExp, string])[] = [
  [/rthopaed/g, "rthoped"],
  [/naesthe/g, "nesthe"],
  [/ynaecol/g, "ynecol"],
  [/aemato/g, "emato"],
  [/aemorrh/g, "emorrh"],
  [/\boedema/g, "edema"],
  [/\bOedema/g, "Edema"],
  [/umour/g, "umor"],
  [/olour/g, "olor"],
  [/ehaviour/g, "ehavior"],
  [/rogramme/g, "rogram"],
  [/entralis/g, "entraliz"],
  [/eripheralis/g, "eripheraliz"],
  [/ocalis/g, "ocaliz"],
  [/ehabilitation programme/g, "ehabilitation program"],
  [/\b([Ll])abour/g, "$1abor"],
  [/atastrophis/g, "atastrophiz"],
  [/ypoaesthesi/g, "ypoesthesi"],
  [/araesthesi/g, "aresthesi"],
  [/ysaesthesi/g, "ysesthesi"],
  [/aemi(a|c)/g, "emi$1"],
  [/aemoglobin/g, "emoglobin"],
  [/pnoea/g, "pnea"],
  [/aesarean/g, "esarean"],
  [/\bneurone/g, "neuron"],
  [/anoeuvre/g, "aneuver"],
  [/\b([Gg])rey\b/g, "$1ray"],
  [/ecognis/g, "ecogniz"],
  [/entre\b/g, "enter"],
  [/\bmetre/g, "meter"],
  [/artefact/g, "artifact"],
];

/** American spelling of the checklist's words. What a person typed is never touched. */
export function americanSpelling(text: string): string {
  return usForms
    .reduce((spelled, [pattern, form]) => spelled.replace(pattern, form), text)
    .replace(/(\d) %/g, "$1%")
    .replace(/>=\s?/g, "at least ")
    .replace(/<=\s?/g, "at most ");
}

/** "12 Feb to 5 Mar 2025", "since 20 Feb 2025", "until March 2025"; empty when neither end is known. */
export function periodText(start: string | undefined, end: string | undefined): string {
  if (start === undefined) return end === undefined ? "" : `until ${dateText(end)}`;
  if (end === undefined) return `since ${dateText(start)}`;
  if (start === end) return onDate(start);
  const sameMonth = start.length === 10 && end.length === 10 && start.slice(0, 7) === end.slice(0, 7);
  if (sameMonth) return `${Number(start.slice(8))} to ${dateText(end)}`;
  const sameYear = start.slice(0, 4) === end.slice(0, 4) && start.length > 4 && end.length > 4;
  const from = sameYear ? dateText(start).replace(/ \d{4}$/, "") : dateText(start);
  return `${from} to ${dateText(end)}`;
}

/** "once a day", "three times a day", "every other day": from doses a day. */
export function timesADay(perDay: number): string {
  if (perDay === 1) return "once a day";
  if (perDay === 2) return "twice a day";
  if (perDay === 0.5) return "every other day";
  if (perDay > 0 && perDay < 1) return `about every ${counted(Math.round(1 / perDay), "day")}`;
  return Number.isInteger(perDay) ? `${numberWord(perDay)} times a day` : `${perDay} times a day`;
}
