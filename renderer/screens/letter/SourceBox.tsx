import { Text, Title, UnstyledButton } from "@mantine/core";
import type { Sentence } from "../../../shared/letter/document.ts";
import classes from "./Letter.module.css";
import { sourceLines } from "./sources.ts";

interface SourceBoxProps {
  /** The sentence under the pointer or the focus. */
  readonly sentence: Sentence | undefined;
  onGoToItem(itemId: string): void;
}

/** What the sentence at hand was made from. */
export function SourceBox({ sentence, onGoToItem }: SourceBoxProps) {
  return (
    <section className={classes.sources} aria-labelledby="sentence-sources">
      <Title order={2} id="sentence-sources">
        Where the sentence comes from
      </Title>
      {sentence === undefined ? (
        <Text size="xs" c="dimmed">
          Point at a sentence of the letter, or move through it with the arrow keys. Enter goes to the
          finding.
        </Text>
      ) : (
        <ul className={classes.entries}>
          {sourceLines(sentence).map(({ label, itemId }) => (
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
      )}
    </section>
  );
}
