import { IconArrowsDiff, IconPencilCheck } from "@tabler/icons-react";
import { type KeyboardEvent, memo, type ReactNode, useCallback, useRef, useState } from "react";
import type { Item } from "../../../shared/checklist/kinds.ts";
import { lookedAt } from "../../../shared/evaluation/filled.ts";
import { valueAt } from "../../state/evaluation/binding.ts";
import {
  useEvaluationState,
  useOpenedEvaluation,
  useReadOnly,
  useUnconfirmed,
} from "../../state/evaluation/context.ts";
import type { OpenedEvaluation } from "../../state/evaluation/evaluationStore.ts";
import { Was } from "./Earlier.tsx";
import { focusControl, focusWhenDrawn } from "./focus.ts";
import { GridCell } from "./GridCell.tsx";
import { ItemControl } from "./ItemControl.tsx";
import { ItemMenu } from "./ItemMenu.tsx";
import { ItemMark, ItemNote, ItemProblems, NotDone, useItemStatus } from "./ItemParts.tsx";
import classes from "./items.module.css";
import { sideDifference } from "./normal.ts";
import { type Column, cellOf } from "./pairColumns.ts";
import { bothSides, type PairItem } from "./sides.ts";
import tableClasses from "./tables.module.css";
import { tipOf } from "./tip.ts";
import { Waived } from "./Waiver.tsx";

interface PairRowProps {
  readonly item: Item;
  readonly row: number;
  readonly columns: readonly Column[];
  readonly required: boolean;
}

/** One finding of the table: both sides, what they say together, its menu and its note. */
export const PairRow = memo(function PairRow({ item, row, columns, required }: PairRowProps) {
  const evaluation = useOpenedEvaluation();
  const readOnly = useReadOnly();
  const status = useItemStatus(item);
  const element = useRef<HTMLTableRowElement>(null);
  const note = useRef<HTMLTextAreaElement>(null);
  const [noteOpen, setNoteOpen] = useState(false);
  const backToControl = useCallback(() => focusWhenDrawn(() => focusControl(element.current)), []);
  const hasNote = status.hasNote || status.wantsNote || noteOpen;
  const hasProblem = status.unsaved !== undefined || status.contradiction !== undefined;
  // Both sides of each column, and the difference of the first.
  const span = columns.length * 2 + 1;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "=" || readOnly || item.kind !== "pair" || event.target instanceof HTMLTextAreaElement)
      return;
    const side = (event.target as HTMLElement).closest<HTMLElement>("[data-side]")?.dataset.side;
    if (side === undefined) return;
    event.preventDefault();
    copySide(evaluation, item.id, side === "left" ? "left" : "right");
  };

  return (
    <>
      <tr
        ref={element}
        data-item={item.id}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          // Looking at a filled row and going on to another place confirms it.
          const next = event.relatedTarget;
          if (next instanceof Node && !event.currentTarget.contains(next)) evaluation.confirm([item.id]);
        }}
      >
        <th scope="row">
          <span className={tableClasses.rowHead}>
            <ItemMark status={status} required={required} />
            <span>
              {item.label}
              {item.help && (
                <span className={classes.help} data-help title={tipOf(item)}>
                  {item.help}
                </span>
              )}
            </span>
          </span>
        </th>
        {status.notDone !== undefined ? (
          <td colSpan={span} className={tableClasses.sideStart} data-control>
            <NotDone item={item} reason={status.notDone} onDone={backToControl} />
          </td>
        ) : status.waived !== undefined ? (
          <td colSpan={span} className={tableClasses.sideStart} data-control>
            <Waived item={item} reason={status.waived} onDone={backToControl} />
          </td>
        ) : item.kind === "pair" ? (
          <PairCells item={item} row={row} columns={columns} />
        ) : (
          <td colSpan={span} className={tableClasses.sideStart} data-control>
            <ItemControl item={item} />
          </td>
        )}
        <td className={tableClasses.sideStart}>
          <span className={tableClasses.remarks}>
            {item.kind === "pair" && <ToConfirm item={item} />}
            <Was item={item} />
            {!readOnly && item.kind !== "computed" && (
              <ItemMenu
                item={item}
                onAddNote={() => {
                  setNoteOpen(true);
                  focusWhenDrawn(() => note.current?.focus());
                }}
                onDone={backToControl}
              />
            )}
          </span>
        </td>
      </tr>
      {(hasNote || hasProblem) && (
        <tr className={tableClasses.underRow} data-item={item.id}>
          <td colSpan={span + 2}>
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
          </td>
        </tr>
      )}
    </>
  );
});

interface PairCellsProps {
  readonly item: PairItem;
  readonly row: number;
  readonly columns: readonly Column[];
}

/** Right and left of a column stand beside each other; after the main finding, how they differ. */
function PairCells({ item, row, columns }: PairCellsProps): ReactNode {
  return columns.flatMap((column, index) => {
    const cell = cellOf(item, column, index);
    const cells = bothSides.map((side, sideIndex) => {
      const className = sideIndex === 0 ? tableClasses.sideStart : undefined;
      const key = `${column.id}/${side}`;
      if (cell === undefined) return <td key={key} className={className} />;
      const name = `${item.label}, ${side}`;
      return (
        <td
          key={key}
          className={className}
          data-side={side}
          data-control={sideIndex === 0 && index === 0 ? "" : undefined}
        >
          <GridCell
            kind={cell.kind}
            itemId={item.id}
            keys={cell.fieldId === undefined ? [side] : [side, cell.fieldId]}
            name={index === 0 ? name : `${name}, ${column.label.toLowerCase()}`}
            row={row}
            column={index * bothSides.length + sideIndex}
          />
        </td>
      );
    });
    if (index > 0) return cells;
    return [
      ...cells,
      <td key="difference" className={tableClasses.difference}>
        <Difference item={item} />
      </td>,
    ];
  });
}

/** A sign and words, so that it does not take colour to see it. */
function Difference({ item }: { readonly item: PairItem }) {
  const difference = useEvaluationState((state) =>
    sideDifference(item, state.evaluation.answers[item.id]?.value),
  );
  if (difference === undefined) return null;
  return (
    <span className={tableClasses.rowNote} data-kind="asymmetry">
      <IconArrowsDiff size={14} aria-hidden />
      {difference}
    </span>
  );
}

function ToConfirm({ item }: { readonly item: PairItem }) {
  const waits = useUnconfirmed(item.id);
  if (!waits) return null;
  return (
    <span
      className={tableClasses.rowNote}
      data-kind="unconfirmed"
      title="Filled with normal, not looked at since"
    >
      <IconPencilCheck size={14} aria-hidden />
      to confirm
    </span>
  );
}

function copySide(evaluation: OpenedEvaluation, itemId: string, from: "right" | "left") {
  const answer = evaluation.answer(itemId);
  const value = valueAt(answer?.value, [from]);
  // Copied by hand: both sides were looked at.
  if (value !== undefined) {
    evaluation.setAnswer(itemId, { ...lookedAt(answer ?? {}), value: { right: value, left: value } });
  }
}
