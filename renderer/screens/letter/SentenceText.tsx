import { createContext, useContext } from "react";
import type { Sentence } from "../../../shared/letter/document.ts";
import classes from "./Letter.module.css";
import { firstItem } from "./sources.ts";

interface SentenceActions {
  onGoToItem(itemId: string): void;
  /** The sentence under the pointer or the focus, for the box that names its sources. */
  onLookAt(sentence: Sentence): void;
}

export const SentenceActionsContext = createContext<SentenceActions>({
  onGoToItem: () => {},
  onLookAt: () => {},
});

/**
 * A sentence (or a cell) that can be followed to what it was made from. All of them together are one tab stop; the sheet moves
 * the focus between them.
 */
export function SentenceText({ sentence }: { readonly sentence: Sentence }) {
  const { onGoToItem, onLookAt } = useContext(SentenceActionsContext);
  const itemId = firstItem(sentence);
  const go = () => {
    if (itemId !== undefined) onGoToItem(itemId);
  };
  const words = sentence.runs.map((run, index) => {
    const key = `${index}`;
    if (run.style === "strong") return <strong key={key}>{run.text}</strong>;
    if (run.style === "emphasis") return <em key={key}>{run.text}</em>;
    return <span key={key}>{run.text}</span>;
  });
  if (itemId === undefined) {
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: hovering only names the sources beside the letter
      <span className={classes.sentence} onMouseEnter={() => onLookAt(sentence)}>
        {words}
      </span>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a sentence breaks over lines as text does, and has no address
    <span
      className={classes.sentence}
      role="link"
      data-sentence=""
      tabIndex={-1}
      onMouseEnter={() => onLookAt(sentence)}
      onFocus={() => onLookAt(sentence)}
      onClick={go}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        event.stopPropagation();
        go();
      }}
    >
      {words}
    </span>
  );
}
