import type { Sentence } from "../document.ts";
import type { Findings, Row } from "../findings.ts";
import { pairSentences, presenceSentences } from "../generic.ts";
import { phrase, words } from "../phrase.ts";

const kneeWords: Readonly<Record<string, string>> = {
  "PE.KNEE.ROM": "Knee movement",
  "PE.KNEE.LIFT": "Lifting the straight leg",
  "PE.KNEE.TENDER": "Knee tenderness",
  "PE.KNEE.SURFACE": "Knee",
  "PE.KNEE.SCAR": "Scar of the knee",
  "PE.KNEE.TINEL": "Tinel sign at the fibular head",
};

/** The knee, where a referral for the back comes with one. */
export function kneeSentences(findings: Findings): readonly Sentence[] {
  return Object.entries(kneeWords).flatMap(([id, lead]) => {
    const item = findings.item(id);
    if (item?.kind !== "pair" || !findings.has(id)) return [];
    if (id === "PE.KNEE.SURFACE" || id === "PE.KNEE.SCAR") return kneeSides(findings, id, lead);
    return pairSentences(item, lead, findings);
  });
}

/** Swelling with its site, and a scar with its sensitive part, side by side. */
function kneeSides(findings: Findings, id: string, lead: string): readonly Sentence[] {
  const { right, left } = findings.sideRows(id);
  return [
    ...(right === undefined ? [] : kneeSide(right, `${lead} on the right:`)),
    ...(left === undefined ? [] : kneeSide(left, `${lead} on the left:`)),
  ];
}

function kneeSide(row: Row, lead: string): readonly Sentence[] {
  const [edema, site] = [row.code("oedema"), row.phrase("oedemaOver") ?? row.phrase("oedemaSite")];
  const [scar, sensitive] = [row.code("scar"), row.code("sensitivity")];
  const { present, absent } = row.restByPresence();
  const swelling =
    edema === "present" || site !== undefined
      ? words`${phrase("edema", row.source)}${site === undefined ? "" : words` (${site})`}`
      : undefined;
  const mark = scar === undefined || scar === "none" ? undefined : phrase(scar, row.source);
  const touch =
    sensitive === undefined || sensitive === "none"
      ? undefined
      : phrase(
          sensitive === "whole length"
            ? "sensitive in its whole length"
            : `sensitive in its ${sensitive} part`,
          row.source,
        );
  return presenceSentences(
    lead,
    [swelling, mark, touch, ...present].filter((part) => part !== undefined),
    [
      edema === "absent" && site === undefined ? phrase("edema", row.source) : undefined,
      scar === "none" ? phrase("scar", row.source) : undefined,
      sensitive === "none" ? phrase("sensitivity", row.source) : undefined,
      ...absent,
    ].filter((part) => part !== undefined),
  );
}
