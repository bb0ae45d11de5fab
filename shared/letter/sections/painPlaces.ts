import type { Sentence } from "../document.ts";
import type { Findings, Row } from "../findings.ts";
import { quantity } from "../grammar.ts";
import { listSentences } from "../packing.ts";
import { from, fromItem, listed, type Phrase, phrase, sentence, withSources, words } from "../phrase.ts";
import { drawingSentences } from "./bodyDrawing.ts";

/** Which place is worst, what else hurts, and what the patient drew. */
export function placeSentences(findings: Findings): readonly Sentence[] {
  return [...comparison(findings), ...otherSites(findings), ...drawingSentences(findings)];
}

/** "leg" or "arm", and "back" or "neck", after what the patient complains of. */
export function parts(findings: Findings): { readonly limb: string; readonly axial: string } {
  const told = [...findings.codes("HX.REGION"), ...findings.codes("HX.RAD")];
  const has = (...codes: readonly string[]) => codes.some((code) => told.includes(code));
  const arm = has("arm", "forearm", "hand", "shoulder");
  const leg = has("leg", "thigh", "below knee", "foot");
  const neck = has("neck");
  const back = has("low back", "upper/mid back", "buttock");
  return {
    limb: arm && !leg ? "arm" : leg && !arm ? "leg" : "limb",
    axial: neck && !back ? "neck" : back && !neck ? "back" : "back or neck",
  };
}

/** Which is worse, the limb or the back, with the numbers where they were given. */
function comparison(findings: Findings): readonly Sentence[] {
  const { limb, axial } = parts(findings);
  const scores = findings.record("HX.NRS.LEG");
  const [limbScore, axialScore] = [scores?.number("limb"), scores?.number("axial")];
  const scored = (name: string, score: number | undefined) =>
    score === undefined ? phrase(`${name} pain`) : from(`${name} pain (${score} of 10)`, "HX.NRS.LEG");
  const [limbPain, axialPain] = [scored(limb, limbScore), scored(axial, axialScore)];
  const said = (part: Phrase) => [sentence(withSources(part, fromItem("HX.AXLIMB")))];
  switch (findings.code("HX.AXLIMB")) {
    case "limb > axial":
      return said(words`The ${limbPain} is worse than the ${axialPain}`);
    case "axial > limb":
      return said(words`The ${axialPain} is worse than the ${limbPain}`);
    case "equal":
      return said(words`The ${limbPain} and the ${axialPain} are equal`);
    case "axial only":
      return said(words`There is no ${limb} pain`);
    default:
      if (scores === undefined) return [];
      return listSentences(
        "Pain:",
        [
          limbScore === undefined ? undefined : from(`${limb} ${limbScore} of 10`, "HX.NRS.LEG"),
          axialScore === undefined ? undefined : from(`${axial} ${axialScore} of 10`, "HX.NRS.LEG"),
        ].filter((part) => part !== undefined),
      );
  }
}

function siteWords(row: Row): string {
  const [side, site] = [row.code("side"), row.words("site") ?? "another site"];
  if (side === "left" || side === "right") return `${side} ${site}`;
  if (side === "bilateral") return `both ${site === "foot" ? "feet" : `${site}s`}`;
  return site;
}

/** With its article where one is needed: "the left knee", "both legs". */
function theSite(row: Row): string {
  if (row.code("site") === "headache (cervicogenic)") return "the head, from the neck";
  const place = siteWords(row);
  return place.startsWith("both ") ? place : `the ${place}`;
}

function otherSites(findings: Findings): readonly Sentence[] {
  if (findings.isNone("HX.SITES")) return [sentence(from("There is no pain elsewhere", "HX.SITES"))];
  const sites = findings.rows("HX.SITES").map((row) => {
    const place = theSite(row);
    const worse = row.code("worseSide");
    const detail = [
      worse === undefined ? undefined : `${worse} worse`,
      row.phrase("rank"),
      row.phrase("pattern"),
      row.phrase("detail"),
    ].filter((part) => part !== undefined);
    return detail.length === 0
      ? from(place, "HX.SITES")
      : words`${from(place, "HX.SITES")} (${listed(detail)})`;
  });
  return [
    ...listSentences("Pain is also felt in", sites, { again: "It is also felt in" }),
    ...shares(findings),
  ];
}

/** Shares of the pain in each place. What goes beyond the whole was counted apart: the back's share, then the knees'. */
function shares(findings: Findings): readonly Sentence[] {
  const groups: Row[][] = [];
  let sum = 0;
  for (const row of findings.rows("HX.SHARE")) {
    const percent = row.number("percent") ?? 0;
    const current = groups.at(-1);
    sum = current === undefined || sum + percent > 100 ? percent : sum + percent;
    if (current === undefined || sum === percent) groups.push([row]);
    else current.push(row);
  }
  return groups.flatMap((rows, group) =>
    listSentences(
      group === 0 ? "Of the pain," : "Counted apart,",
      rows.map((row, index) => {
        const share = quantity(row.number("percent") ?? 0, "%");
        return from(`${share} ${index === 0 ? "is " : ""}in ${theSite(row)}`, "HX.SHARE");
      }),
      { again: "A further" },
    ),
  );
}
