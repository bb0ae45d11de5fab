import { IconPencilCheck } from "@tabler/icons-react";
import { memo, useCallback, useRef, useState } from "react";
import type { Item } from "../../../shared/checklist/kinds.ts";
import { useOpenedEvaluation, useReadOnly, useUnconfirmed } from "../../state/evaluation/context.ts";
import { Carried, useLeavingByKey, Was } from "./Earlier.tsx";
import { focusControl, focusWhenDrawn } from "./focus.ts";
import { ItemControl } from "./ItemControl.tsx";
import { ItemMenu } from "./ItemMenu.tsx";
import { ItemMark, ItemNote, ItemProblems, NotDone, useItemStatus } from "./ItemParts.tsx";
import classes from "./items.module.css";
import tableClasses from "./tables.module.css";
import { tipOf } from "./tip.ts";
import { Waived } from "./Waiver.tsx";

interface ItemRowProps {
  readonly item: Item;
  readonly required: boolean;
}

/** One item of a list: label left, control right, what is wrong and the note under it. */
export const ItemRow = memo(function ItemRow({ item, required }: ItemRowProps) {
  const status = useItemStatus(item);
  const evaluation = useOpenedEvaluation();
  const readOnly = useReadOnly();
  const waits = useUnconfirmed(item.id);
  const row = useRef<HTMLDivElement>(null);
  const note = useRef<HTMLTextAreaElement>(null);
  const [noteOpen, setNoteOpen] = useState(false);

  const backToControl = useCallback(() => focusWhenDrawn(() => focusControl(row.current)), []);
  const addNote = () => {
    setNoteOpen(true);
    focusWhenDrawn(() => note.current?.focus());
  };
  const hasNote = status.hasNote || status.wantsNote || noteOpen;
  const leaves = useLeavingByKey();

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: no interaction of its own, it hears that the focus leaves
    <div
      ref={row}
      className={classes.row}
      data-item={item.id}
      data-kind={item.kind}
      onKeyDown={leaves.onKeyDown}
      onBlur={(event) => {
        const byKey = leaves.take();
        const next = event.relatedTarget;
        if (!(next instanceof Node) || event.currentTarget.contains(next)) return;
        // Looking at a filled row and going on to another place confirms it; of an earlier visit's, going on by key.
        evaluation.confirm([item.id]);
        if (byKey) evaluation.confirmCarried([item.id]);
      }}
    >
      <ItemMark status={status} required={required} />
      <div className={classes.label}>
        {item.label}
        {item.help && (
          <span className={classes.help} title={item.accuracy === undefined ? undefined : tipOf(item)}>
            {item.help}
          </span>
        )}
      </div>
      <div className={classes.control}>
        <div data-control>
          {status.notDone !== undefined ? (
            <NotDone item={item} reason={status.notDone} onDone={backToControl} />
          ) : status.waived !== undefined ? (
            <Waived item={item} reason={status.waived} onDone={backToControl} />
          ) : (
            <ItemControl item={item} />
          )}
        </div>
        {waits && (
          <span className={tableClasses.rowNote} data-kind="unconfirmed">
            <IconPencilCheck size={14} aria-hidden />
            Filled, to confirm
          </span>
        )}
        <Carried from={status.carriedFrom} />
        <Was item={item} />
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
