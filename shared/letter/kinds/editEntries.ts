import type { ReadinessEntry } from "../../contract/letters.ts";
import type { Evaluation } from "../../evaluation/evaluation.ts";
import { hasOpenField } from "../../evaluation/openFields.ts";
import { plainText, type Sentence, sectionHeadings } from "../document.ts";
import type { Edit, Passage, PassageSection } from "../edits.ts";
import { Findings } from "../findings.ts";
import { abnormalNeurologicalItems } from "./safety.ts";

/** What edits leave to be decided or looked at before the letter can be signed. */
export function editEntries(
  evaluation: Evaluation,
  passages: readonly Passage[],
  orphans: readonly Edit[],
): readonly ReadinessEntry[] {
  const findings = new Findings(evaluation);
  const abnormal = abnormalNeurologicalItems(evaluation);
  return [
    ...orphans.map(
      ({ key }): ReadinessEntry => ({
        kind: "contradiction",
        message:
          "A passage that you edited is not composed any more, since its findings changed. Discard the edit.",
        passageKey: key,
      }),
    ),
    ...passages.flatMap((passage): readonly ReadinessEntry[] => {
      const about = { section: passage.section, passageKey: passage.key } as const;
      const place = placeOf(passage.section);
      const text = passage.sentences.map(plainText).join(" ");
      return [
        ...(passage.state === "stale"
          ? [
              {
                kind: "contradiction",
                message: `${place}: a finding changed after you edited this passage. Keep your words, or take the new ones.`,
                ...about,
              } as const,
            ]
          : []),
        ...(passage.state !== "composed" && hasOpenField(text)
          ? [
              {
                kind: "contradiction",
                message: `${place}: an edited passage has a field of a phrase that nobody filled.`,
                ...about,
              } as const,
            ]
          : []),
        ...dangers(passage.removed, findings, abnormal).map(
          ({ itemId, name }): ReadinessEntry => ({
            kind: "contradiction",
            itemId,
            message: `${place}: you took out what tells ${name}. Put it back, or correct the finding.`,
            ...about,
          }),
        ),
        ...dangers(reworded(passage), findings, abnormal).map(
          ({ itemId, name }): ReadinessEntry => ({
            kind: "question",
            itemId,
            message: `${place}: you reworded what tells ${name}. Does it still say so?`,
            ...about,
          }),
        ),
      ];
    }),
  ];
}

/** What the part of the letter is called that a passage stands in. */
export function placeOf(section: PassageSection): string {
  if (section === "urgent") return "Urgent box";
  return section === "opening" ? "Opening" : sectionHeadings[section];
}

/** Sentences that the physician wrote over, those that are gone left aside. */
function reworded({ sentences }: Passage): readonly Sentence[] {
  return sentences.filter((said) => said.edited === true && said.runs.length > 0);
}

interface Danger {
  readonly itemId: string;
  readonly name: string;
}

/** What of these sentences a reader must not miss: each finding once. */
function dangers(
  sentences: readonly Sentence[],
  findings: Findings,
  abnormal: ReadonlySet<string>,
): readonly Danger[] {
  const ids = new Set(
    sentences.flatMap(({ sources }) => sources.flatMap((source) => ("item" in source ? [source.item] : []))),
  );
  return [...ids].flatMap((itemId): readonly Danger[] => {
    const kind = dangerOf(itemId, findings, abnormal);
    return kind === undefined ? [] : [{ itemId, name: kind }];
  });
}

function dangerOf(itemId: string, findings: Findings, abnormal: ReadonlySet<string>): string | undefined {
  const label = () => findings.label(itemId);
  if (itemId.startsWith("RF.") && findings.code(itemId) === "yes") return `a red flag (${label()})`;
  if (itemId === "PLAN.URGENT" && findings.has(itemId)) return "what was done about a red flag";
  if (itemId.startsWith("HX.ALG.") && isAllergy(itemId, findings)) return `an allergy (${label()})`;
  if (itemId === "HX.MED.ATC" && findings.rows(itemId).length > 0) return "an antithrombotic";
  return abnormal.has(itemId) ? `an abnormal neurological finding (${label()})` : undefined;
}

function isAllergy(itemId: string, findings: Findings): boolean {
  const code = findings.code(itemId);
  if (code !== undefined) return code !== "none" && code !== "none known";
  return findings.rows(itemId).length > 0;
}
