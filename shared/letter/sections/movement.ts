import type { Sentence } from "../document.ts";
import type { Findings, Row } from "../findings.ts";
import { listSentences } from "../packing.ts";
import { from, type Phrase, phrase, sentence } from "../phrase.ts";

const movements = [
  [
    "Neck movement:",
    [
      ["PE.ROM.C.FLEX", "flexion"],
      ["PE.ROM.C.EXT", "extension"],
      ["PE.ROM.C.LF", "side-bending"],
      ["PE.ROM.C.ROT", "rotation"],
    ],
  ],
  [
    "Lumbar movement:",
    [
      ["PE.ROM.L.FLEX", "flexion"],
      ["PE.ROM.L.EXT", "extension"],
      ["PE.ROM.L.LF", "side-bending"],
      ["PE.ROM.L.ROT", "rotation"],
      ["PE.ROM.L.FTF", "fingertip to floor"],
      ["PE.ROM.SCHOBER", "modified Schober increase"],
    ],
  ],
  [
    "Hip movement:",
    [
      ["PE.ROM.HIP.IR", "internal rotation"],
      ["PE.ROM.HIP.ER", "external rotation"],
      ["PE.ROM.HIP.FLEX", "flexion"],
    ],
  ],
] as const;

/** Range of motion in degrees, by region. */
export function movementSentences(findings: Findings): readonly Sentence[] {
  return [
    ...overall(findings, "PE.ROM.C.OVERALL", "neck movement"),
    ...overall(findings, "PE.ROM.L.OVERALL", "lumbar movement"),
    ...movements.flatMap(([lead, items]) =>
      listSentences(
        lead,
        items.flatMap(([id, name]) => movement(findings, id, name)),
      ),
    ),
  ];
}

function movement(findings: Findings, id: string, name: string): readonly Phrase[] {
  const item = findings.item(id);
  if (item === undefined || !findings.has(id)) return [];
  if (item.kind === "number") {
    const value = findings.phrase(id);
    return value === undefined ? [] : [phrase(`${name} ${value.runs[0]?.text ?? ""}`, ...value.sources)];
  }
  if (item.kind === "record") {
    const row = findings.record(id);
    return row === undefined ? [] : [from(`${name} ${measured(row)}`, id)];
  }
  const { right, left } = findings.sideRows(id);
  const [onRight, onLeft] = [right, left].map((row) => (row === undefined ? undefined : measured(row)));
  if (onRight !== undefined && onRight === onLeft) return [from(`${name} ${onRight} on both sides`, id)];
  const sides = [
    onRight === undefined ? "" : `${onRight} right`,
    onLeft === undefined ? "" : `${onLeft} left`,
  ].filter((part) => part !== "");
  return sides.length === 0 ? [] : [from(`${name} ${sides.join(" and ")}`, id)];
}

function measured(row: Row): string {
  const degrees = row.words("degrees");
  const [painful, usual] = [row.code("painful"), row.code("concordant")];
  const aside =
    usual === "yes"
      ? "with the usual pain"
      : painful === "yes"
        ? usual === "no"
          ? "painful, not the usual pain"
          : "painful"
        : painful === "no"
          ? "without pain"
          : "";
  if (degrees === undefined) return aside === "" ? "tested" : aside;
  return aside === "" ? degrees : `${degrees} (${aside})`;
}

function overall(findings: Findings, id: string, name: string): readonly Sentence[] {
  const row = findings.record(id);
  if (row === undefined) return [];
  const [limitation, lost, painful] = [
    row.words("limitation"),
    row.words("percentLost"),
    row.code("painful"),
  ];
  const traits = [
    limitation ?? (lost === undefined ? undefined : "reduced"),
    painful === "yes" ? "painful" : painful === "no" ? "painless" : undefined,
  ].filter((trait) => trait !== undefined);
  const by = lost === undefined ? "" : limitation === undefined ? ` by ${lost}` : ` (${lost} lost)`;
  const [first, ...others] = traits;
  const said = [first === undefined ? undefined : `${first}${by}`, ...others].filter(
    (part) => part !== undefined,
  );
  return said.length === 0 ? [] : [sentence(from(`${name} was ${said.join(" and ")}`, id))];
}
