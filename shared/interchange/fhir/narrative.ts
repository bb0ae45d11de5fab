import type { CompositionSection } from "fhir/r4";
import { type Block, type LetterDocument, plainText, type Sentence } from "../../letter/document.ts";

/** The sections of a letter as those of a FHIR Composition, in words for people. */
export function narrativeSections(letter: LetterDocument): CompositionSection[] {
  return letter.sections
    .filter(({ blocks }) => blocks.length > 0)
    .map(({ heading, blocks }) => ({
      title: heading,
      text: { status: "generated", div: `${division}${blocks.map(blockAsXhtml).join("")}</div>` },
    }));
}

const division = '<div xmlns="http://www.w3.org/1999/xhtml">';

function blockAsXhtml(block: Block): string {
  switch (block.kind) {
    case "paragraph": {
      const lead = block.lead === undefined ? "" : `<b>${escaped(block.lead)}.</b> `;
      return `<p>${lead}${spoken(block.sentences)}</p>`;
    }
    case "numbered":
      return `<ol>${listed(block.items)}</ol>`;
    case "bulleted":
      return `<ul>${listed(block.items)}</ul>`;
    case "table": {
      const head = block.columns.map(({ label }) => `<th>${escaped(label)}</th>`).join("");
      const rows = block.rows.map(
        (row) => `<tr>${row.map((cell) => `<td>${spoken([cell])}</td>`).join("")}</tr>`,
      );
      return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
    }
    case "figure":
      return `<p>${escaped(block.alternative)}</p>`;
  }
}

function listed(items: readonly Sentence[]): string {
  return items.map((item) => `<li>${spoken([item])}</li>`).join("");
}

function spoken(sentences: readonly Sentence[]): string {
  return sentences.map((each) => escaped(plainText(each))).join(" ");
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
