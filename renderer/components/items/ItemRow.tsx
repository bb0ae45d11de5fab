import { memo, useCallback, useRef, useState } from "react";
import type { Item } from "../../../shared/checklist/kinds.ts";
import { useReadOnly } from "../../state/evaluation/context.ts";
import { focusControl, focusWhenDrawn } from "./focus.ts";
import { ItemControl } from "./ItemControl.tsx";
import { ItemMenu } from "./ItemMenu.tsx";
import { ItemMark, ItemNote, ItemProblems, NotDone, useItemStatus } from "./ItemParts.tsx";
import classes from "./items.module.css";

interface ItemRowProps {
  readonly item: Item;
  readonly required: boolean;
}

/** One item of a list: label left, control right, what is wrong and the note under it. */
export const ItemRow = memo(function ItemRow({ item, required }: ItemRowProps) {
  const status = useItemStatus(item);
  const readOnly = useReadOnly();
  const row = useRef<HTMLDivElement>(null);
  const note = useRef<HTMLTextAreaElement>(null);
  const [noteOpen, setNoteOpen] = useState(false);

  const backToControl = useCallback(() => focusWhenDrawn(() => focusControl(row.current)), []);
  const addNote = () => {
    setNoteOpen(true);
    focusWhenDrawn(() => note.current?.focus());
  };
  const hasNote = status.hasNote || status.wantsNote || noteOpen;

  return (
    <div ref={row} className={classes.row} data-item={item.id} data-kind={item.kind}>
      <ItemMark status={status} required={required} />
      <div className={classes.label}>
        {item.label}
        {item.help && <span className={classes.help}>{item.help}</span>}
      </div>
      <div className={classes.control}>
        <div data-control>
          {status.notDone === undefined ? (
            <ItemControl item={item} />
          ) : (
            <NotDone item={item} reason={status.notDone} onDone={backToControl} />
          )}
        </div>
        {hasNote && (
          <ItemNote
            item={item}
            input={note}
            onRemoved={() => {
              setNoteOpen(false);
              backToControl();
            }}
          />
        )}
        <ItemProblems status={status} />
      </div>
      {!readOnly && item.kind !== "computed" ? (
        <ItemMenu item={item} onAddNote={addNote} onDone={backToControl} />
      ) : (
        <span />
      )}
    </div>
  );
});
