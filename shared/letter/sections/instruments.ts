import type { Block, Cell } from "../document.ts";
import type { Findings, Row } from "../findings.ts";
import type { LetterContext } from "../frame.ts";
import { dateText, quantity } from "../grammar.ts";
import { cell, fromItem, type Phrase, phrase, textOf, unite } from "../phrase.ts";
import { none } from "./none.ts";

interface Score {
  readonly name: string;
  readonly score: Phrase;
  readonly meaning?: string;
  readonly date?: string;
}

/** Totals and what they mean; never the wording of an instrument. */
export function instrumentBlocks({ findings }: LetterContext): readonly Block[] {
  const scores = [...fromItems(findings), ...fromForms(findings), ...promis(findings), ...counts(findings)];
  if (scores.length === 0) return none("instruments", "No questionnaire is recorded");
  const withMeaning = scores.some((score) => score.meaning !== undefined);
  const withDate = scores.some((score) => score.date !== undefined);
  return [
    {
      kind: "table",
      summary: "Questionnaires: score, meaning and date",
      columns: [
        { label: "Instrument", share: 4 },
        { label: "Score", share: 3 },
        ...(withMeaning ? [{ label: "Meaning", share: 4 }] : []),
        ...(withDate ? [{ label: "Date", share: 2 }] : []),
      ],
      rows: scores.map(({ name, score, meaning = "", date = "" }): readonly Cell[] => [
        cell(name, score.sources),
        cell(score),
        ...(withMeaning ? [cell(meaning, score.sources)] : []),
        ...(withDate ? [cell(date, score.sources)] : []),
      ]),
    },
  ];
}

const scored = [
  { id: "INS.PEG", name: "PEG", items: ["INS.PEG.P", "INS.PEG.E", "INS.PEG.G", "INS.PEG.TOTAL"] },
  { id: "INS.PHQ9", name: "PHQ-9", items: [...numbered("INS.PHQ", 9), "INS.PHQ.FUNC", "INS.PHQ9.TOTAL"] },
  { id: "INS.PHQ2", name: "PHQ-2", items: ["INS.PHQ2.TOTAL"] },
  { id: "INS.GAD7", name: "GAD-7", items: [...numbered("INS.GAD", 7), "INS.GAD7.TOTAL"] },
  { id: "INS.GAD2", name: "GAD-2", items: ["INS.GAD2.TOTAL"] },
  { id: "INS.PHQ4", name: "PHQ-4", items: ["INS.PHQ4.TOTAL"] },
];

function numbered(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}.${index + 1}`);
}

/**
 * PEG, PHQ and GAD. A short form is left out where the long one that holds it is complete; an instrument that was only
 * begun says so, without a score.
 */
function fromItems(findings: Findings): readonly Score[] {
  const found = scored.map(({ id, name, items }) => ({
    id,
    name,
    computed: findings.computed(id),
    answered: items.filter((item) => findings.has(item)),
  }));
  const has = (id: string) => found.some((score) => score.id === id && score.computed !== undefined);
  const total = (id: string) => findings.has(`${id}.TOTAL`);
  const shortForm: Readonly<Record<string, string>> = { "INS.PHQ9": "INS.PHQ2", "INS.GAD7": "INS.GAD2" };
  return found.flatMap(({ id, name, computed, answered }): readonly Score[] => {
    if (computed === undefined) {
      // The first two items alone make the short form, which then has its own row.
      const short = shortForm[id];
      const begun = short !== undefined && has(short) ? answered.slice(2) : answered;
      if (begun.length === 0) return [];
      return [{ name, score: phrase("not complete", ...answered.map((item) => fromItem(item))) }];
    }
    const implied =
      (id === "INS.PHQ2" && has("INS.PHQ9")) ||
      (id === "INS.GAD2" && has("INS.GAD7")) ||
      (id === "INS.PHQ4" && has("INS.PHQ2") && has("INS.GAD2"));
    if (implied && !total(id)) return [];
    const [score = "", ...band] = textOf(computed.phrase).split(", ");
    const sources = unite([...computed.phrase.sources, ...answered.map((item) => fromItem(item))]);
    return [
      { name, score: phrase(score, ...sources), ...(band.length === 0 ? {} : { meaning: band.join(", ") }) },
    ];
  });
}

const forms = [
  { id: "INS.ODI", name: "ODI", band: "INS.ODI.BAND", most: "" },
  { id: "INS.NDI", name: "NDI", band: "INS.NDI.BAND", most: "" },
  { id: "INS.STARTBACK", name: "STarT Back", band: "INS.STARTBACK.BAND", most: " of 9" },
  { id: "INS.DN4", name: "DN4", band: "INS.DN4.BAND", most: " of 10" },
  { id: "INS.LANSS", name: "LANSS", band: "INS.LANSS.BAND", most: " of 24" },
  { id: "INS.PAINDETECT", name: "painDETECT", band: "INS.PAINDETECT.BAND", most: " of 38" },
  { id: "INS.WPI", name: "Widespread pain index", band: "", most: " of 19" },
  { id: "INS.SSS", name: "Symptom severity score", band: "", most: " of 12" },
  { id: "INS.PCS", name: "PCS", band: "INS.PCS.BAND", most: " of 52" },
  { id: "INS.CSI", name: "CSI", band: "INS.CSI.BAND", most: " of 100" },
  { id: "INS.ORT", name: "ORT", band: "INS.ORT.BAND", most: " of 26" },
  { id: "INS.ORTOUD", name: "ORT-OUD", band: "INS.ORTOUD.BAND", most: " of 9" },
  { id: "INS.SOAPPR", name: "SOAPP-R", band: "INS.SOAPPR.BAND", most: " of 96" },
] as const;

/** Scores from licensed forms, as they were entered. */
function fromForms(findings: Findings): readonly Score[] {
  return forms.flatMap(({ id, name, band, most }) => {
    const row = findings.record(id);
    if (row === undefined) return [];
    const meaning = band === "" ? undefined : findings.computed(band);
    const [sum, answered] = [row.number("sum"), row.number("answered")];
    const total = row.peek("total") === undefined ? undefined : totalText(row, most);
    const percent = row.words("percent");
    const parts = [
      total,
      percent === undefined ? undefined : total === undefined ? percent : `(${percent})`,
      sum === undefined
        ? undefined
        : `${total === undefined && percent === undefined ? "" : "from "}${sum} points${answered === undefined ? "" : ` in ${answered} sections`}`,
      ...(["distress", "rumination", "magnification", "helplessness"] as const).map((field) => {
        const value = row.number(field);
        return value === undefined ? undefined : `${field} ${value}`;
      }),
    ].filter((part) => part !== undefined && part !== "");
    const date = row.code("date");
    const version = row.words("version");
    return [
      {
        name: version === undefined ? name : `${name} (${version})`,
        score: phrase(parts.join(", ").replace(", (", " ("), fromItem(id)),
        ...(meaning === undefined ? {} : { meaning: meaningText(textOf(meaning.phrase)) }),
        ...(date === undefined ? {} : { date: dateText(date) }),
      },
    ];
  });
}

/** "neuropathic: suggests neuropathic pain" says its band twice. */
function meaningText(text: string): string {
  const [band = text, meaning] = text.split(": ");
  return meaning?.includes(band) ? meaning : text;
}

function totalText(row: Row, most: string): string {
  const total = row.number("total");
  if (total === undefined) return "";
  const said = row.words("total") ?? quantity(total);
  // "points" says nothing beside "5 of 9".
  return most === "" ? said : `${quantity(total)}${most}`;
}

function promis(findings: Findings): readonly Score[] {
  return findings.rows("INS.PROMIS").map((row) => {
    const [domain, score, form, date] = [
      row.words("domain"),
      row.words("tScore"),
      row.words("form"),
      row.code("date"),
    ];
    return {
      name: `PROMIS ${domain ?? ""}`.trim(),
      score: phrase(
        `T-score ${score ?? ""}${form === undefined ? "" : ` (${form})`}`,
        fromItem("INS.PROMIS"),
      ),
      ...(date === undefined ? {} : { date: dateText(date) }),
    };
  });
}

/** Criteria that are worked out, where they are met. */
function counts(findings: Findings): readonly Score[] {
  const fibromyalgia = findings.computed("INS.FM");
  return fibromyalgia === undefined
    ? []
    : [{ name: "Fibromyalgia criteria 2016", score: fibromyalgia.phrase }];
}
