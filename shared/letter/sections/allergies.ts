import type { Sentence } from "../document.ts";
import type { Findings } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { asName, inline } from "../grammar.ts";
import { listSentences } from "../packing.ts";
import { from, fromItem, listed, type Phrase, phrase, sentence, standing, words } from "../phrase.ts";

const agents = [
  ["HX.ALG.CONTRAST", "iodinated contrast"],
  ["HX.ALG.GADOLINIUM", "gadolinium"],
  ["HX.ALG.LA", "local anesthetic"],
  ["HX.ALG.STEROID", "corticosteroid"],
  ["HX.ALG.LATEX", "latex"],
  ["HX.ALG.ANTISEPTIC", "antiseptic"],
  ["HX.ALG.ADHESIVE", "adhesive"],
  ["HX.ALG.ANTIBIOTIC", "antibiotics"],
] as const;

const severity: Readonly<Record<string, string>> = {
  mild: "mild",
  moderate: "moderate",
  "severe-anaphylaxis": "severe",
  "severity not stated": "",
};

/** The line that every letter has: what is not tolerated first, then what was asked and is tolerated. */
export function allergySentences({ findings, isBrief }: LetterContext): readonly Sentence[] {
  const present: Phrase[] = [];
  const absent: Phrase[] = [];
  for (const [id, name] of agents) {
    const code = findings.code(id);
    if (code === undefined) continue;
    if (code === "none") absent.push(from(name, id));
    else present.push(reaction(findings, id, name, severity[code] ?? code));
  }
  for (const row of findings.rows("HX.ALG.OTHER")) {
    const agent = row.name("agent") ?? phrase("another agent", row.source);
    const degree = severity[row.code("severity") ?? ""];
    const aside = [
      degree === undefined || degree === "" ? undefined : phrase(degree, row.source),
      row.phrase("reaction"),
      ...row.rest(),
    ].filter((part) => part !== undefined);
    present.unshift(aside.length === 0 ? agent : words`${agent} (${listed(aside)})`);
  }
  const anyDrug = findings.code("HX.ALG.DRUG");
  const said: Sentence[] = [...listSentences("Allergies:", present, { again: "Also allergic to:" })];
  if (anyDrug === "none known") said.push(sentence(from("There is no known drug allergy", "HX.ALG.DRUG")));
  if (anyDrug === "yes" && present.length === 0) {
    said.push(sentence(from("A drug allergy or intolerance is reported", "HX.ALG.DRUG")));
  }
  const quiet = anyDrug === "yes" && present.length > 0 ? [fromItem("HX.ALG.DRUG")] : [];
  if (quiet.length > 0 && said[0] !== undefined) {
    said[0] = { ...said[0], sources: [...said[0].sources, ...quiet] };
  }
  if (findings.isNone("HX.ALG.OTHER")) absent.push(from("other agents", "HX.ALG.OTHER"));
  if (isBrief === true && present.length === 0 && absent.length > agents.length) {
    const asked = [
      ...agents.map(([id]) => id),
      "HX.ALG.OTHER",
      ...(anyDrug === undefined ? [] : ["HX.ALG.DRUG"]),
    ];
    return [sentence(from("No known allergies", ...asked))];
  }
  said.push(...listSentences("No known allergy to", absent.length === 0 ? [] : [listed(absent, "or")]));
  return said.length === 0 ? [sentence(phrase("Allergies were not recorded", standing("allergies")))] : said;
}

/** The reaction is the item's note, which then counts as printed. */
function reaction(findings: Findings, id: string, name: string, degree: string): Phrase {
  const note = findings.note(id);
  if (id === "HX.ALG.ANTIBIOTIC" && note !== undefined) return antibiotic(note, degree);
  const aside = [degree, note === undefined ? "" : inline(note)].filter((part) => part !== "").join("; ");
  return phrase(
    aside === "" ? name : `${name} (${aside})`,
    fromItem(id),
    ...(note === undefined ? [] : [fromItem(id, "note")]),
  );
}

/** The note names the drug: "penicillin: rash" is said as "penicillin (rash)". */
function antibiotic(note: string, degree: string): Phrase {
  const [drug = note, ...reactions] = asName(note).split(": ");
  const aside = [degree, ...reactions].filter((part) => part !== "").join("; ");
  return phrase(
    aside === "" ? drug : `${drug} (${aside})`,
    fromItem("HX.ALG.ANTIBIOTIC"),
    fromItem("HX.ALG.ANTIBIOTIC", "note"),
  );
}
