import { Text, Title, UnstyledButton } from "@mantine/core";
import type { Sentence } from "../../../shared/letter/document.ts";
import { type Passage, passageText } from "../../../shared/letter/edits.ts";
import asideClasses from "./Aside.module.css";
import classes from "./Letter.module.css";
import { canBeEdited } from "./passages.ts";
import { sourceLines } from "./sources.ts";

export interface LookedAt {
  readonly sentence: Sentence;
  /** The passage that it belongs to, where that can be edited. */
  readonly passage?: Passage;
}

interface SourceBoxProps {
  /** The sentence under the pointer or the focus. */
  readonly lookedAt: LookedAt | undefined;
  /** False where the letter is signed. */
  readonly isDraft: boolean;
  onGoToItem(itemId: string): void;
  onEdit?(passage: Passage): void;
}

/** What the sentence at hand was made from, and what had been composed where it was edited. */
export function SourceBox({ lookedAt, isDraft, onGoToItem, onEdit }: SourceBoxProps) {
  const passage = lookedAt?.passage;
  return (
    <section className={classes.sources} aria-labelledby="sentence-sources">
      <div className={classes.sourcesHead}>
        <Title order={2} id="sentence-sources">
          Where the sentence comes from
        </Title>
        {passage !== undefined && onEdit !== undefined && canBeEdited(passage) && (
          <UnstyledButton className={asideClasses.small} title="Edit (E)" onClick={() => onEdit(passage)}>
            Edit
          </UnstyledButton>
        )}
      </div>
      {lookedAt === undefined ? (
        <Text size="xs" c="dimmed">
          Point at a sentence of the letter, or move through it with the arrow keys. Enter goes to the finding
          {isDraft ? ", E edits the passage" : ""}.
        </Text>
      ) : (
        <>
          {lookedAt.sentence.edited === true && passage !== undefined && (
            <Text size="xs">
              Your words, in place of: <q>{passageText(passage.original)}</q>
            </Text>
          )}
          <ul className={classes.entries}>
            {sourceLines(lookedAt.sentence).map(({ label, itemId }) => (
              <li key={`${itemId ?? ""}${label}`}>
                {itemId === undefined ? (
                  <span className={classes.entry}>{label}</span>
                ) : (
                  <UnstyledButton className={classes.entry} tabIndex={-1} onClick={() => onGoToItem(itemId)}>
                    {label}
                  </UnstyledButton>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
