import type { Group } from "../kinds.ts";
import { choicesOf, concordance, laterality, levelChoices, rootChoices } from "../valueSets.ts";

/**
 * Does each imaging finding explain the pain? (clinical reference 2.4.3.) The program proposes, the physician judges,
 * and both are kept. Degeneration is common without pain, so that imaging alone proves no pain generator.
 */
const matches = choicesOf("yes", "no", "not applicable");

export const concordanceMatrix: Group = {
  id: "records.concordance",
  label: "Concordance",
  layout: "list",
  items: [
    {
      id: "IM.CONC",
      label: "Findings judged against the pain",
      help: "One row for each abnormal finding; say why where it matches only in part or not at all",
      kind: "repeat",
      rowName: "finding",
      noneLabel: "No abnormal finding",
      fields: [
        { id: "finding", label: "Finding", kind: "text", maxLength: 200, required: true },
        { id: "level", label: "Level", kind: "single", choices: levelChoices },
        { id: "side", label: "Side", kind: "single", choices: laterality },
        {
          id: "structure",
          label: "Structure at risk",
          kind: "single",
          choices: [
            { code: "traversing root", label: "Traversing root" },
            { code: "exiting root", label: "Exiting root" },
            { code: "facet nerve pair", label: "Facet and its two nerves", phrase: "facet joint" },
            { code: "SIJ", label: "Sacroiliac joint", phrase: "sacroiliac joint" },
            { code: "canal", label: "Canal", phrase: "spinal canal" },
            { code: "none", label: "None", phrase: "no structure" },
          ],
        },
        { id: "root", label: "Root", kind: "single", choices: rootChoices },
        { id: "matchesSide", label: "Matches the side", kind: "single", choices: matches },
        { id: "matchesDistribution", label: "Matches the distribution", kind: "single", choices: matches },
        {
          id: "matchesDeficit",
          label: "Matches the deficit",
          kind: "single",
          choices: choicesOf("yes", "no", "none present"),
        },
        { id: "matchesTests", label: "Matches the provocative tests", kind: "single", choices: matches },
        {
          id: "matchesTime",
          label: "Study after the onset",
          kind: "single",
          choices: choicesOf("yes", "no"),
        },
        { id: "proposed", label: "Proposed", kind: "single", choices: concordance },
        { id: "concordance", label: "Concordance", kind: "single", choices: concordance, required: true },
        { id: "comment", label: "Comment", kind: "text", maxLength: 500 },
      ],
      requirement: { requiredWhen: { item: "IM.GRID", answered: true } },
      source: "T19",
      tag: "ARTICLE",
    },
  ],
};
