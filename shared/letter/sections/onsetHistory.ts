import { daysBetween, earliestDay, latestDay, precisionOf } from "../../evaluation/dates.ts";
import type { Sentence } from "../document.ts";
import type { Findings } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import {
  clean,
  durationText,
  inline,
  joinList,
  lowerFirst,
  numberWord,
  onDate,
  sidePlace,
  wordCount,
} from "../grammar.ts";
import { from, fromItem, listed, type Phrase, phrase, sentence, words } from "../phrase.ts";

/** The complaint in the patient's words; where it began, when and how; where it goes. */
export function onsetSentences(context: LetterContext): readonly Sentence[] {
  return [...complaint(context), ...onset(context), ...radiation(context.findings)];
}

function complaint({ findings, person }: LetterContext): readonly Sentence[] {
  const text = findings.text("HX.CC");
  if (text === undefined) return [];
  const quoted = lowerFirst(clean(text)).replace(/[“”"]/g, "’").replace(/\.$/, "");
  return [sentence(from(`${person.His} complaint is “${quoted}.”`, "HX.CC"))];
}

const mannerWords: Readonly<Record<string, string>> = {
  sudden: "suddenly",
  gradual: "gradually",
  "after surgery": "after surgery",
  "pregnancy/postpartum": "in or after pregnancy",
};

const courseWords: Readonly<Record<string, string>> = {
  improving: "It is improving",
  stable: "It has been stable since",
  worsening: "It is getting worse",
  episodic: "It comes in episodes",
};

function onset({ evaluation, findings }: LetterContext): readonly Sentence[] {
  const place = regionPhrase(findings);
  const date = findings.date("HX.ONSET.DATE");
  const manner = findings.code("HX.ONSET.MODE");
  const began = manner === undefined ? undefined : mannerWords[manner];
  const mannerPart = began === undefined ? undefined : from(began, "HX.ONSET.MODE");
  const when =
    date === undefined
      ? lasting(findings)
      : from(`${onDate(date)}${since(date, evaluation.visitDate)}`, "HX.ONSET.DATE");
  const cause = mechanism(findings);
  const course = courseWords[findings.code("HX.COURSE") ?? ""];
  const subject = place === undefined ? phrase("The pain") : words`Pain in ${place}`;
  const opened = [mannerPart, when, cause].filter((part) => part !== undefined);
  const first =
    opened.length > 0
      ? [sentence(words`${subject} began ${joined(opened)}`)]
      : place === undefined
        ? []
        : [sentence(words`The pain is in ${place}`)];
  const unknownManner =
    manner === "unknown" ? [sentence(from("How it began is not known", "HX.ONSET.MODE"))] : [];
  return [...first, ...unknownManner, ...(course === undefined ? [] : [sentence(from(course, "HX.COURSE"))])];
}

function joined(parts: readonly Phrase[]): Phrase {
  return parts.reduce((sum, part) => words`${sum} ${part}`);
}

const regionWords: Readonly<Record<string, string>> = {
  "headache (cervicogenic)": "the head, from the neck",
};

function regionPhrase(findings: Findings): Phrase | undefined {
  const item = findings.item("HX.REGION");
  const regions = findings
    .codes("HX.REGION")
    .map(
      (code, index) =>
        regionWords[code] ?? `the ${findings.phrases("HX.REGION")[index]?.runs[0]?.text ?? code}`,
    );
  if (item === undefined || regions.length === 0) return undefined;
  const side = findings.code("HX.SIDE");
  const list = joinList(regions.map((region, index) => (index === 0 ? region : region.replace(/^the /, ""))));
  const place = sidePlace(side);
  return phrase(
    place === "" ? list : `${list} ${place}`,
    fromItem("HX.REGION"),
    ...(side === undefined ? [] : [fromItem("HX.SIDE")]),
  );
}

/** ", five weeks before this visit": only where the date is known well enough to say so. */
function since(date: string, visitDate: string): string {
  const [longest, shortest] = [
    daysBetween(earliestDay(date), visitDate),
    daysBetween(latestDay(date), visitDate),
  ];
  if (shortest < 0 || longest <= 0) return "";
  if (precisionOf(date) === "day") return `, ${durationText(longest)} before this visit,`;
  const [atLeast, atMost] = [durationText(Math.max(shortest, 1)), durationText(longest)];
  return atLeast === atMost ? `, about ${atMost} before this visit,` : "";
}

/** A stated duration; where the patient gave a span ("six to eight months"), the note's words say it best. */
function lasting(findings: Findings): Phrase | undefined {
  const row = findings.record("HX.ONSET.FOR");
  if (row === undefined) return undefined;
  const note = findings.note("HX.ONSET.FOR");
  if (note !== undefined && wordCount(note) <= 6 && /\b(?:day|week|month|year)s?\b/.test(note)) {
    const span = inline(note).replace(/ ago$/, "");
    return phrase(`${span} before this visit`, fromItem("HX.ONSET.FOR"), fromItem("HX.ONSET.FOR", "note"));
  }
  const [amount, amountTo, unit] = [row.number("amount"), row.number("amountTo"), row.code("unit") ?? ""];
  const span =
    amount === undefined
      ? `some ${unit}`
      : amountTo === undefined
        ? `about ${numberWord(amount)} ${amount === 1 ? unit.replace(/s$/, "") : unit}`
        : `about ${numberWord(amount)} to ${numberWord(amountTo)} ${unit}`;
  return from(`${span} before this visit`, "HX.ONSET.FOR");
}

function mechanism(findings: Findings): Phrase | undefined {
  if (findings.codes("HX.MECH").includes("no trigger")) return from("without a trigger", "HX.MECH");
  const causes = findings.phrases("HX.MECH");
  return causes.length === 0 ? undefined : words`after ${listed(causes, "and")}`;
}

const radiationPlaces: Readonly<Record<string, string>> = {
  "to buttock": "the buttock",
  thigh: "the thigh",
  shoulder: "the shoulder",
  arm: "the arm",
  forearm: "the forearm",
  hip: "the hip",
  head: "the head",
};

function radiation(findings: Findings): readonly Sentence[] {
  const codes = findings.codes("HX.RAD");
  const roots = findings.codes("HX.RAD.ROOT");
  const dermatome =
    roots.length === 0
      ? undefined
      : from(`in the ${joinList(roots)} dermatome${roots.length === 1 ? "" : "s"}`, "HX.RAD.ROOT");
  if (codes.length === 0) {
    return dermatome === undefined ? [] : [sentence(words`The limb pain runs ${dermatome}`)];
  }
  if (codes.includes("none")) return [sentence(from("It does not radiate", "HX.RAD"))];
  const near = codes.flatMap((code) => radiationPlaces[code] ?? []);
  const path = [
    near.length === 0
      ? ""
      : `to ${joinList(near.map((name, index) => (index === 0 ? name : name.replace("the ", ""))))}`,
    codes.includes("below knee") ? "below the knee" : "",
    codes.includes("foot") ? "into the foot" : "",
    codes.includes("hand") ? "into the hand" : "",
  ];
  const reach = findings.phrases("HX.RAD.DIST", ["non-dermatomal"]);
  const noPattern = findings.codes("HX.RAD.DIST").includes("non-dermatomal");
  const distal = noPattern
    ? from("in no dermatomal pattern", "HX.RAD.DIST")
    : reach.length === 0
      ? undefined
      : words`reaching the ${listed(reach)}`;
  const runs = from(`It radiates ${joinList(path)}`, "HX.RAD");
  return [
    sentence(distal === undefined ? words`${runs} ${dermatome}` : words`${runs}, ${distal} ${dermatome}`),
  ];
}
