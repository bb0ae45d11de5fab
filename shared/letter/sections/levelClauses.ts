import type { Row } from "../findings.ts";
import { joinList, quantity } from "../grammar.ts";

/** One statement about a level. */
export interface Clause {
  readonly text: string;
  readonly abnormal: boolean;
  /** Worth saying even at a level without abnormality (a Pfirrmann grade). */
  readonly graded?: boolean;
}

const normalCodes: ReadonlySet<string> = new Set(["normal", "none", "0", "no", "A1", "A2"]);

/** What is graded at one level, each grading a clause. */
export function levelClauses(row: Row): readonly Clause[] {
  return [
    ...disc(row),
    ...canal(row),
    ...sidedClause(row, "recess", (side, words) => `${words} in ${side} lateral recess`, "lateral recess"),
    ...sidedClause(row, "exitingRoot", (side, words) => `exiting ${words} on ${side} side`, "exiting root"),
    ...sidedClause(row, "foramen", (side, words) => `${words} narrowing of ${side} foramen`, "foramen"),
    ...facets(row),
    ...slipAndFracture(row),
    ...surgeryAndOther(row),
    ...row
      .rest()
      .filter((part) => part.runs.length > 0)
      .map((part) => part.runs.map((run) => run.text).join(""))
      .map((text): Clause => ({ text, abnormal: !text.startsWith("no ") && !/ normal$/.test(text) })),
  ];
}

function disc(row: Row): readonly Clause[] {
  const type = row.code("discType");
  const side = row.code("discSide");
  const zone = row
    .words("discZone")
    ?.replace(/\bR (?=\w)/g, "right ")
    .replace(/\bL (?=\w)/g, "left ");
  const [size, migration, migrated] = [
    row.words("discSizeMm"),
    row.code("discMigration"),
    row.words("discMigrationMm"),
  ];
  const fissure = row.code("annularFissure");
  const [pfirrmann, modic] = [row.code("discPfirrmann"), row.code("endplateModic")];
  const [height, degeneration, zoneOfIntensity] = [
    row.code("discHeight"),
    row.code("discDegeneration"),
    row.code("discHiz"),
  ];
  const clauses: Clause[] = [];
  if (type === "normal") clauses.push({ text: "the disc is normal", abnormal: false });
  else if (type === "not seen") clauses.push({ text: "the disc is not seen", abnormal: true });
  else if (type !== undefined || zone !== undefined) {
    const kind =
      type === undefined
        ? "disc finding"
        : type === "post-op change"
          ? "postoperative change of the disc"
          : `disc ${row.words("discType") ?? type}`;
    const shape = kind
      .replace(/^disc (symmetric|asymmetric) bulge$/, "$1 disc bulge")
      .replace("disc annular fissure", "annular fissure");
    const name = [zone, shape].filter((part) => part !== undefined).join(" ");
    const extent = [
      size,
      migration === "up" || migration === "down"
        ? `migrated ${migration}${migrated === undefined ? "" : ` ${migrated}`}`
        : undefined,
      fissure === "yes" ? "with an annular fissure" : undefined,
      side === undefined ? undefined : `more to the ${side}`,
    ].filter((part) => part !== undefined);
    const an = /^[aeiou]/i.test(name) ? "an" : "a";
    clauses.push({ text: `${an} ${[name, ...extent].join(", ")}`, abnormal: true });
  } else if (fissure === "yes") clauses.push({ text: "an annular fissure", abnormal: true });
  if (height !== undefined && height !== "normal")
    clauses.push({ text: `${height} disc-space narrowing`, abnormal: true });
  if (degeneration === "yes") clauses.push({ text: "disc degeneration", abnormal: true });
  if (zoneOfIntensity === "yes") clauses.push({ text: "a high-intensity zone", abnormal: true });
  if (pfirrmann !== undefined) {
    clauses.push({ text: `Pfirrmann ${pfirrmann}`, abnormal: ["IV", "V"].includes(pfirrmann), graded: true });
  }
  if (modic !== undefined)
    clauses.push({ text: `Modic ${modic}`, abnormal: modic !== "0", graded: modic !== "0" });
  return clauses;
}

function canal(row: Row): readonly Clause[] {
  const clauses: Clause[] = [];
  const narrowing = row.code("canalLurie");
  if (narrowing !== undefined) {
    const degree = narrowing === "present" ? "" : `${narrowing} `;
    clauses.push({
      text:
        narrowing === "none"
          ? "no canal narrowing"
          : `${degree}canal narrowing${narrowing === "present" ? ", not graded" : ""}`,
      abnormal: narrowing !== "none",
    });
  }
  for (const [field, name] of [
    ["canalSchizas", "Schizas"],
    ["canalLee", "Lee"],
    ["canalKang", "Kang"],
  ] as const) {
    const grade = row.code(field);
    if (grade === undefined) continue;
    clauses.push({
      text: field === "canalSchizas" ? `${name} ${grade}` : `canal narrowing grade ${grade} (${name})`,
      abnormal: !normalCodes.has(grade),
    });
  }
  const ligament = row.code("ligamentumFlavum");
  if (ligament === "thickened") clauses.push({ text: "a thickened ligamentum flavum", abnormal: true });
  return clauses;
}

/** Fields that come as "...Right" and "...Left". */
function sidedClause(
  row: Row,
  name: string,
  say: (side: string, words: string) => string,
  noun: string,
): readonly Clause[] {
  const [right, left] = [row.code(`${name}Right`), row.code(`${name}Left`)];
  const [onRight, onLeft] = [row.words(`${name}Right`), row.words(`${name}Left`)];
  const normal = (code: string | undefined) => code === undefined || normalCodes.has(code);
  if (right === undefined && left === undefined) return [];
  if (normal(right) && normal(left)) return [{ text: `no ${noun} change`, abnormal: false }];
  const clause = (side: string, words: string | undefined): Clause => ({
    text: say(side, words ?? "change").replace("present, not graded narrowing", "narrowing, not graded,"),
    abnormal: true,
  });
  if (right === left) return [clause("each", onRight)];
  return [
    ...(normal(right) ? [] : [clause("the right", onRight)]),
    ...(normal(left) ? [] : [clause("the left", onLeft)]),
  ];
}

function facets(row: Row): readonly Clause[] {
  const clauses: Clause[] = [];
  const [right, left] = [row.code("facetRight"), row.code("facetLeft")];
  const grade = (code: string) => (code === "present" ? "arthropathy" : `arthropathy grade ${code}`);
  const abnormal = (code: string | undefined) => code !== undefined && code !== "0";
  if (abnormal(right) || abnormal(left)) {
    if (right === left && right !== undefined)
      clauses.push({ text: `facet ${grade(right)} on both sides`, abnormal: true });
    else {
      if (right !== undefined && abnormal(right))
        clauses.push({ text: `right facet ${grade(right)}`, abnormal: true });
      if (left !== undefined && abnormal(left))
        clauses.push({ text: `left facet ${grade(left)}`, abnormal: true });
    }
  } else if (right !== undefined || left !== undefined)
    clauses.push({ text: "no facet arthropathy", abnormal: false });
  for (const side of ["Right", "Left"] as const) {
    const signs = row.words(`facet${side}Signs`);
    if (signs !== undefined)
      clauses.push({ text: `${signs} of the ${side.toLowerCase()} facet joint`, abnormal: true });
  }
  return clauses;
}

function slipAndFracture(row: Row): readonly Clause[] {
  const clauses: Clause[] = [];
  const slip = row.code("listhesis");
  const [direction, amount, dynamic] = [
    row.code("listhesisDirection"),
    row.words("listhesisMm"),
    row.number("listhesisDynamicMm"),
  ];
  if (slip !== undefined && slip !== "none") {
    const extent = [
      amount,
      dynamic === undefined
        ? undefined
        : dynamic === 0
          ? "stable on flexion-extension"
          : `changing by ${quantity(dynamic, "mm")} on flexion-extension`,
    ]
      .filter((part) => part !== undefined)
      .join(", ");
    clauses.push({
      text: `grade ${slip} ${direction ?? ""}listhesis${extent === "" ? "" : `, ${extent}`}`,
      abnormal: true,
    });
  } else if (slip === "none") clauses.push({ text: "no slip", abnormal: false });
  const pars = row.code("parsDefect");
  if (pars !== undefined && pars !== "none") {
    clauses.push({
      text: pars === "both" ? "pars defects on both sides" : `a ${pars} pars defect`,
      abnormal: true,
    });
  }
  const fracture = row.code("fracture");
  if (fracture !== undefined && fracture !== "none") {
    const kind = [fracture, row.code("fractureType"), "fracture"]
      .filter((part) => part !== undefined)
      .join(" ");
    const [genant, loss] = [row.code("fractureGenant"), row.words("fractureHeightLoss")];
    const [edema, retropulsion] = [row.code("fractureOedema"), row.code("fractureRetropulsion")];
    const extent = [
      genant === undefined ? undefined : `Genant ${genant}`,
      loss === undefined ? undefined : `${loss} of height lost`,
      edema === "yes" ? "with edema" : edema === "no" ? "without edema" : undefined,
      retropulsion === "yes" ? "retropulsion" : undefined,
    ].filter((part) => part !== undefined);
    clauses.push({
      text: `${/^[aeiou]/.test(kind) ? "an" : "a"} ${[kind, ...extent].join(", ")}`,
      abnormal: true,
    });
  } else if (fracture === "none") clauses.push({ text: "no fracture", abnormal: false });
  return clauses;
}

function surgeryAndOther(row: Row): readonly Clause[] {
  const clauses: Clause[] = [];
  const cord = row.codes("cord");
  if (cord.length > 0) {
    clauses.push(
      cord.includes("normal") && cord.length === 1
        ? { text: "a normal cord", abnormal: false }
        : { text: `cord ${joinList(cord)}`, abnormal: true },
    );
  }
  const side = row.code("postopSide");
  const after = row.words("postop");
  if (after !== undefined) {
    clauses.push({ text: `${after}${side === undefined ? "" : ` (${side})`}`, abnormal: true });
  }
  const density = row.code("softTissueDensity");
  if (density !== undefined && density !== "none") {
    clauses.push({
      text: `a soft-tissue density in ${density === "both" ? "both foramina" : `the ${density} foramen`}`,
      abnormal: true,
    });
  }
  const [other, otherSide, size] = [row.words("other"), row.code("otherSide"), row.words("otherMm")];
  if (other !== undefined) {
    const extent = [otherSide, size].filter((part) => part !== undefined);
    clauses.push({ text: `${other}${extent.length === 0 ? "" : ` (${extent.join(", ")})`}`, abnormal: true });
  }
  return clauses;
}
