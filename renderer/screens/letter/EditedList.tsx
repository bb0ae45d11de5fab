import { Title, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { notifyError } from "../../app/notify.ts";
import { useDrafts } from "../../state/drafts.ts";
import classes from "./Aside.module.css";
import { usePassageDraft } from "./passageDrafts.ts";
import { type EditedPassage, sectionOfKey, statusWords } from "./passages.ts";
import type { PassageChange } from "./useLetterChange.ts";

interface EditedListProps {
  readonly edited: readonly EditedPassage[];
  /** Names of the drafts whose passage is not composed any more while it was being edited, with its key. */
  readonly lost: readonly { readonly key: string; readonly draftKey: string }[];
  onGo(key: string): void;
  onChange(key: string, change: PassageChange): Promise<number>;
}

/** What was edited in this letter. What does not stand in it any more can be read and put back from here alone. */
export function EditedList({ edited, lost, onGo, onChange }: EditedListProps) {
  const [isBusy, setBusy] = useState(false);
  if (edited.length + lost.length === 0) return null;
  const putBack = async (key: string) => {
    setBusy(true);
    try {
      await onChange(key, { putBack: true });
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section aria-labelledby="edited-passages" className={classes.part}>
      <Title order={2} id="edited-passages" className={classes.partTitle}>
        Edited passages <span className="tabular">({edited.length + lost.length})</span>
      </Title>
      <ul className={classes.plain}>
        {edited.map(({ key, section, status, words }) =>
          status === "edited" || status === "stale" ? (
            <li key={key}>
              <UnstyledButton className={classes.line} data-edited={key} onClick={() => onGo(key)}>
                <span>
                  {section}: {words}
                </span>
                {status === "stale" && <span className={classes.warning}>{statusWords.stale}</span>}
              </UnstyledButton>
            </li>
          ) : (
            <li key={key} className={classes.line}>
              <span>
                {section}: <q>{words}</q>
              </span>
              <span className={classes.warning}>{statusWords[status]}</span>
              <UnstyledButton
                className={classes.small}
                data-edited={key}
                disabled={isBusy}
                onClick={() => void putBack(key)}
              >
                {status === "removed" ? "Put back" : "Discard the edit"}
              </UnstyledButton>
            </li>
          ),
        )}
        {lost.map(({ key, draftKey }) => (
          <LostWords key={key} section={sectionOfKey(key)} draftKey={draftKey} />
        ))}
      </ul>
    </section>
  );
}

/** Words that were typed and never kept: they can be read, copied, and left. */
function LostWords({ section, draftKey }: { readonly section: string; readonly draftKey: string }) {
  const text = usePassageDraft(draftKey)?.text ?? "";
  const drop = useDrafts((drafts) => drafts.drop);
  return (
    <li className={classes.line}>
      <span>
        {section}: <q>{text}</q>
      </span>
      <span className={classes.warning}>Not kept, and its findings changed meanwhile</span>
      <UnstyledButton className={classes.small} onClick={() => drop(draftKey)}>
        Leave these words
      </UnstyledButton>
    </li>
  );
}
