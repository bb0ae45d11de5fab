import { type KeyboardEvent, useContext } from "react";
import type { Sentence } from "../../../shared/letter/document.ts";
import classes from "./Letter.module.css";
import { PassageContext, SheetContext } from "./letterContext.ts";
import { canBeEdited, caretAt } from "./passages.ts";
import { firstItem } from "./sources.ts";

interface SentenceTextProps {
  readonly sentence: Sentence;
  /** Which of the passage's sentences it is. */
  readonly position?: number;
}

/**
 * A sentence (or a cell) that can be followed to what it was made from, and edited. All of them together are one tab stop; the
 * sheet moves the focus between them. Enter goes to the finding, E edits the passage.
 */
export function SentenceText({ sentence, position = 0 }: SentenceTextProps) {
  const { onGoToItem, onLookAt, onEdit } = useContext(SheetContext);
  const passage = useContext(PassageContext);
  const editable = passage !== undefined && canBeEdited(passage) ? passage : undefined;
  const itemId = firstItem(sentence);
  const look = () => onLookAt(sentence, passage);
  const edit = () => {
    if (editable !== undefined) onEdit(editable, caretAt(editable, position));
  };
  const go = () => {
    if (itemId !== undefined) onGoToItem(itemId);
    else edit();
  };
  const words = sentence.runs.map((run, index) => {
    const key = `${index}`;
    if (run.style === "strong") return <strong key={key}>{run.text}</strong>;
    if (run.style === "emphasis") return <em key={key}>{run.text}</em>;
    return <span key={key}>{run.text}</span>;
  });
  if (itemId === undefined && editable === undefined) {
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: hovering only names the sources beside the letter
      <span className={classes.sentence} onMouseEnter={look}>
        {words}
      </span>
    );
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
    const isEdit = editable !== undefined && isPlain && (event.key === "e" || event.key === "E");
    if (event.key !== "Enter" && !isEdit) return;
    event.preventDefault();
    event.stopPropagation();
    if (isEdit) edit();
    else go();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it has one role or the other
    <span
      className={classes.sentence}
      role={itemId === undefined ? "button" : "link"}
      data-sentence=""
      data-edited={sentence.edited}
      aria-keyshortcuts={editable === undefined ? undefined : "E"}
      tabIndex={-1}
      onMouseEnter={look}
      onFocus={look}
      onClick={go}
      onKeyDown={onKeyDown}
    >
      {words}
    </span>
  );
}
