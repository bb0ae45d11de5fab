import { IconAlertTriangle, IconPencil } from "@tabler/icons-react";
import { useContext, useState } from "react";
import { type Passage, passageText } from "../../../shared/letter/edits.ts";
import { notifyError } from "../../app/notify.ts";
import { PassageContext, SheetContext } from "./letterContext.ts";
import classes from "./Passage.module.css";
import { canBeEdited } from "./passages.ts";
import type { PassageChange } from "./useLetterChange.ts";

/** Sends a change of the passage at hand, one at a time. */
function usePassageChange(passageKey: string) {
  const { onChange, onLeave } = useContext(SheetContext);
  const [isBusy, setBusy] = useState(false);
  const send = async (change: PassageChange) => {
    setBusy(true);
    try {
      onLeave(passageKey, await onChange(passageKey, change));
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, send };
}

/** For the pointer: begins to edit the passage beside it. By keyboard that is E on one of its sentences. */
export function EditHandle() {
  const passage = useContext(PassageContext);
  const { onEdit } = useContext(SheetContext);
  if (passage === undefined || !canBeEdited(passage)) return null;
  return (
    <button
      type="button"
      className={classes.handle}
      tabIndex={-1}
      aria-hidden="true"
      title="Edit (E)"
      onClick={() => onEdit(passage, 0)}
    >
      <IconPencil size={15} />
    </button>
  );
}

/** After an edited passage: that it is edited, and the way back. */
export function EditedMark({ passage }: { readonly passage: Passage }) {
  const { isBusy, send } = usePassageChange(passage.key);
  if (passage.state !== "edited") return null;
  return (
    <span className={classes.mark}>
      <IconPencil size={13} aria-hidden />
      <span>Edited</span>
      <button
        type="button"
        className={classes.markButton}
        disabled={isBusy}
        onClick={() => void send({ putBack: true })}
      >
        Put back
      </button>
    </span>
  );
}

/** Under an edited passage whose findings changed afterwards: what would stand there now, and the choice. */
export function StaleNote({ passage }: { readonly passage: Passage }) {
  const { isBusy, send } = usePassageChange(passage.key);
  if (passage.state !== "stale") return null;
  return (
    <section className={classes.stale} aria-label="A finding changed after you edited this passage">
      <p className={classes.staleTitle}>
        <IconAlertTriangle size={15} aria-hidden />
        Stale: a finding changed after you edited this passage.
      </p>
      <p className={classes.composed}>
        Composed now: <q>{passageText(passage.original)}</q>
      </p>
      <div className={classes.buttons}>
        <button
          type="button"
          className={classes.button}
          disabled={isBusy}
          onClick={() => void send({ keep: true })}
        >
          Keep mine
        </button>
        <button
          type="button"
          className={classes.button}
          disabled={isBusy}
          onClick={() => void send({ putBack: true })}
        >
          Take the new
        </button>
      </div>
    </section>
  );
}
