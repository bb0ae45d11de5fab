import { joinList } from "../grammar.ts";
import type { Filling, Grade, LevelPicture, Sides } from "./spineGrades.ts";

/** The schematic spine in words, level by level, for those who cannot see it. */
export function spineAlternative(pictures: readonly LevelPicture[]): string {
  const told = pictures.map((picture) => `${picture.level}: ${joinParts(partsOf(picture))}.`);
  return `Schematic spine with the graded levels. ${told.join(" ")}`;
}

function joinParts(parts: readonly string[]): string {
  return parts.length === 0 ? "graded" : parts.join("; ");
}

function partsOf(picture: LevelPicture): readonly string[] {
  const { disc, canal, slip } = picture;
  const zones = disc.zones.map((zone) => zone.replace(/^R /, "right ").replace(/^L /, "left "));
  const discWords = [
    disc.word === undefined ? "disc" : `disc: ${wholeWords[disc.word] ?? disc.word}`,
    zones.length === 0 ? "" : joinList(zones),
    disc.bulgesTo === undefined ? "" : `more to the ${disc.bulgesTo}`,
    disc.migration === undefined ? "" : `migrated ${disc.migration}`,
    disc.height < 1 ? "narrowed" : "",
  ].filter((part) => part !== "");
  return [
    ...(disc.word === undefined && discWords.length === 1 ? [] : [discWords.join(", ")]),
    ...picture.lines.map((line) => line.replace(/^Pf /, "Pfirrmann ")),
    ...(slip === undefined || slip.direction === "unstated" ? [] : [`${slip.direction}listhesis`]),
    ...(canal === undefined ? [] : [`canal ${gradeWords(canal)}`]),
    ...sidedWords("lateral recess", picture.recess),
    ...sidedWords("foramen", picture.foramen),
    ...sidedWords("facet", picture.facet),
  ];
}

function sidedWords(name: string, { right, left }: Sides<Grade>): readonly string[] {
  return [
    ...(right === undefined ? [] : [`right ${name} ${gradeWords(right)}`]),
    ...(left === undefined ? [] : [`left ${name} ${gradeWords(left)}`]),
  ];
}

const wholeWords: Readonly<Record<string, string>> = {
  mod: "moderate",
  sev: "severe",
  touch: "root contacted",
  "disp?": "root possibly displaced",
  disp: "root displaced",
  comp: "root compressed",
  sequester: "sequestration",
  "post-op": "postoperative change",
  fissure: "annular fissure",
};

function gradeWords({ word, filling }: Grade): string {
  if (word === "") return filling === 0 ? "free" : "changed, not graded";
  return wholeWords[word] ?? (isNumber(word, filling) ? `grade ${word}` : word);
}

function isNumber(word: string, filling: Filling): boolean {
  return filling !== "striped" && /^(?:\d|[A-D]\d?)$/.test(word);
}
