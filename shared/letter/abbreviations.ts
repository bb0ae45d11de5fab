import type { Block, Cell, LetterDocument, Run, Sentence } from "./document.ts";
import { plainText } from "./document.ts";
import { article, sentenceCase } from "./grammar.ts";

/**
 * Abbreviations that not every physician reads at sight, with their words. The first use in a letter is written out.
 * MRI, CT and the like are read by every physician and stay as they are.
 */
const meanings: Readonly<Record<string, string>> = {
  COPD: "chronic obstructive pulmonary disease",
  CPAP: "continuous positive airway pressure",
  CBC: "complete blood count",
  CBT: "cognitive behavioral therapy",
  CRP: "C-reactive protein",
  CSI: "Central Sensitization Inventory",
  DN4: "Douleur Neuropathique 4 questionnaire",
  DXA: "bone densitometry",
  ECG: "electrocardiogram",
  EMG: "electromyography",
  eGFR: "estimated glomerular filtration rate",
  ESI: "epidural steroid injection",
  ESR: "erythrocyte sedimentation rate",
  "GAD-2": "2-item Generalized Anxiety Disorder scale",
  "GAD-7": "7-item Generalized Anxiety Disorder scale",
  HbA1c: "glycated hemoglobin",
  INR: "international normalized ratio",
  LANSS: "Leeds Assessment of Neuropathic Symptoms and Signs",
  MBB: "medial branch block",
  MME: "morphine milligram equivalents",
  MRC: "Medical Research Council",
  NCS: "nerve conduction study",
  NDI: "Neck Disability Index",
  NSAID: "nonsteroidal anti-inflammatory drug",
  ODI: "Oswestry Disability Index",
  ORT: "Opioid Risk Tool",
  PCS: "Pain Catastrophizing Scale",
  PEG: "Pain, Enjoyment and General activity scale",
  "PHQ-2": "2-item Patient Health Questionnaire",
  "PHQ-4": "4-item Patient Health Questionnaire",
  "PHQ-9": "9-item Patient Health Questionnaire",
  PSA: "prostate-specific antigen",
  PSPS: "persistent spinal pain syndrome",
  PT: "physical therapy",
  PVR: "post-void residual",
  RFA: "radiofrequency ablation",
  SCS: "spinal cord stimulation",
  SIJ: "sacroiliac joint",
  SNRI: "serotonin-norepinephrine reuptake inhibitor",
  SLR: "straight leg raise",
  TCA: "tricyclic antidepressant",
  TENS: "transcutaneous electrical nerve stimulation",
  TFESI: "transforaminal epidural steroid injection",
};

/** The text as it was before its abbreviations were written out. */
export function withoutDefinitions(text: string): string {
  return Object.entries(meanings).reduce(
    (current, [short, meaning]) =>
      current.replace(new RegExp(`${meaning}(s?) [([]${short}s?[)\\]]`, "giu"), `${short}$1`),
    text,
  );
}

const escaped = Object.keys(meanings)
  .sort((a, b) => b.length - a.length)
  .join("|");
const found = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:([Aa]n?) )?(${escaped})(s?)(?![\\p{L}\\p{N}]|-\\p{L})`,
  "gu",
);

const quoted = /(“[^”]*”)/;

function abbreviationsIn(text: string): readonly string[] {
  const spoken = text.split(quoted).filter((piece) => !piece.startsWith("“"));
  return spoken.flatMap((piece) => [...piece.matchAll(found)].map((match) => match[2] ?? ""));
}

function proseOf({ urgent = [], opening, sections, closing }: LetterDocument): readonly string[] {
  const blocks = sections.flatMap((section) => section.blocks);
  const said = blocks.flatMap((block) =>
    block.kind === "table" || block.kind === "figure"
      ? []
      : block.kind === "paragraph"
        ? block.sentences
        : block.items,
  );
  return [...urgent, ...opening, ...said, ...closing].map(plainText);
}

/**
 * Writes out each abbreviation where it first stands in running text. A cell of a table has no room for that: it defines
 * only what no sentence of the letter does. What somebody said or asked, between quotes, is left alone.
 */
export function defineAbbreviations(document: LetterDocument): LetterDocument {
  const defined = new Set<string>();
  const inProse = new Set(proseOf(document).flatMap(abbreviationsIn));
  const inText = (text: string): string =>
    text
      .split(quoted)
      .map((piece) => (piece.startsWith("“") ? piece : inPiece(piece)))
      .join("");
  const inPiece = (piece: string): string =>
    piece.replace(
      found,
      (whole, an: string | undefined, abbreviation: string, plural: string, at: number) => {
        if (defined.has(abbreviation)) return whole;
        const meaning = `${meanings[abbreviation] ?? abbreviation}${plural}`;
        const short = `${abbreviation}${plural}`;
        const before = piece.slice(0, at);
        // Already written out by the physician: "Oswestry Disability Index (ODI)".
        if (before.endsWith("(") && piece[at + whole.length] === ")") {
          defined.add(abbreviation);
          return whole;
        }
        // "an NSAID" but "a nonsteroidal ...": the article goes with the word that follows it.
        const lead =
          an === undefined ? "" : `${/^A/.test(an) ? sentenceCase(article(meaning)) : article(meaning)} `;
        defined.add(abbreviation);
        if (before.lastIndexOf("(") > before.lastIndexOf(")")) return `${lead}${meaning} [${short}]`;
        const opensSentence = lead === "" && at === 0 && piece === piece.trimStart();
        return `${lead}${opensSentence ? sentenceCase(meaning) : meaning} (${short})`;
      },
    );
  const inSentence = <S extends Sentence>(sentence: S): S => ({
    ...sentence,
    runs: sentence.runs.map((run): Run => ({ ...run, text: inText(run.text) })),
  });
  const inCell = (cell: Cell): Cell =>
    abbreviationsIn(plainText(cell)).every((short) => inProse.has(short)) ? cell : inSentence(cell);
  const inBlock = (block: Block): Block => {
    switch (block.kind) {
      case "paragraph":
        return { ...block, sentences: block.sentences.map(inSentence) };
      case "table":
        return { ...block, rows: block.rows.map((row) => row.map(inCell)) };
      case "figure":
        return block;
      default:
        return { ...block, items: block.items.map(inSentence) };
    }
  };
  // Written in the order of reading: what is defined first stands first on the page.
  const { urgent } = document;
  const opened = {
    ...(urgent === undefined ? {} : { urgent: urgent.map(inSentence) }),
    opening: document.opening.map(inSentence),
  };
  const sections = document.sections.map((section) => ({ ...section, blocks: section.blocks.map(inBlock) }));
  return { ...document, ...opened, sections, closing: document.closing.map(inSentence) };
}
