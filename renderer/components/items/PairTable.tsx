import { IconArrowsDiff, IconPencilCheck } from "@tabler/icons-react";
import {
  Fragment,
  type KeyboardEvent,
  memo,
  type ReactNode,
  useCallback,
  useMemo,
  useRef,
  useState,
} from "react";
import type { CellKind, Field, Item } from "../../../shared/checklist/kinds.ts";
import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import { valueAt } from "../../state/evaluation/binding.ts";
import { useEvaluationState, useOpenedEvaluation, useReadOnly } from "../../state/evaluation/context.ts";
import type { OpenedEvaluation } from "../../state/evaluation/evaluationStore.ts";
import { applyFill, FillBar } from "./FillBar.tsx";
import { focusControl, focusWhenDrawn } from "./focus.ts";
import { GridCell } from "./GridCell.tsx";
import { moveInGrid } from "./gridKeys.ts";
import { ItemControl } from "./ItemControl.tsx";
import { ItemMenu } from "./ItemMenu.tsx";
import { ItemMark, ItemNote, ItemProblems, NotDone, useItemStatus } from "./ItemParts.tsx";
import classes from "./items.module.css";
import { fillPairs, sideDifference } from "./normal.ts";
import { bothSides, type PairItem } from "./PairControl.tsx";

interface PairTableProps {
  readonly label: string;
  readonly items: readonly Item[];
  readonly required: ReadonlySet<string>;
}

/** The main finding of an entry comes first in every row; further fields get a column each. */
interface Column {
  readonly id: string;
  readonly label: string;
}

/** A group of pairs as one table: right and left beside each other, arrows move, digits and letters fill. */
export function PairTable({ label, items, required }: PairTableProps) {
  const evaluation = useOpenedEvaluation();
  const readOnly = useReadOnly();
  const table = useRef<HTMLTableElement>(null);
  const [reasonsShown, setReasonsShown] = useState(false);
  const hasReasons = useEvaluationState(({ evaluation: { answers } }) =>
    items.some((item) => item.kind === "pair" && asksForReason(item, answers[item.id]?.value)),
  );
  const withReasons = reasonsShown || hasReasons;
  const columns = useMemo(
    () => columnsOf(items).filter((column) => withReasons || column.id !== "reason"),
    [items, withReasons],
  );
  const itemIds = items.map((item) => item.id);
  const fillable = items.some((item) => item.kind === "pair" && item.normal !== undefined);

  const fill = (sides: readonly ("right" | "left")[]) =>
    fillPairs(items, evaluation.store.getState().evaluation.answers, sides);

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    if (event.defaultPrevented || moveInGrid(event) || readOnly) return;
    if (isText(event.target)) return;
    if (event.key === "N" && fillable) {
      event.preventDefault();
      applyFill(evaluation, fill(bothSides));
    }
  };

  return (
    <div>
      {fillable && (
        <FillBar
          itemIds={itemIds}
          actions={[
            { label: "Fill both sides with normal", fill: () => fill(bothSides), keys: "Shift+N" },
            { label: "Fill right", fill: () => fill(["right"]) },
            { label: "Fill left", fill: () => fill(["left"]) },
          ]}
        >
          {!hasReasons && columnsOf(items).some((column) => column.id === "reason") && (
            <button
              type="button"
              className={classes.quietButton}
              aria-pressed={reasonsShown}
              onClick={() => setReasonsShown(!reasonsShown)}
            >
              Reasons for one side not done
            </button>
          )}
        </FillBar>
      )}
      <div className={classes.scroller}>
        <table
          ref={table}
          className={`${classes.table} ${classes.pairTable}`}
          aria-label={label}
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr>
              <th scope="col" rowSpan={columns.length > 1 ? 2 : 1}>
                Finding
              </th>
              {bothSides.map((side) => (
                <th key={side} scope="colgroup" colSpan={columns.length} className={classes.sideStart}>
                  {side === "right" ? "Right" : "Left"}
                </th>
              ))}
              <th scope="col" rowSpan={columns.length > 1 ? 2 : 1} className={classes.sideStart}>
                <span className={classes.hidden}>Remarks</span>
              </th>
            </tr>
            {columns.length > 1 && (
              <tr>
                {bothSides.map((side) => (
                  <Fragment key={side}>
                    {columns.map((column, index) => (
                      <th key={column.id} scope="col" className={index === 0 ? classes.sideStart : undefined}>
                        <span className={classes.columnLabel}>{column.label}</span>
                      </th>
                    ))}
                  </Fragment>
                ))}
              </tr>
            )}
          </thead>
          <tbody>
            {items.map((item, index) => (
              <PairRow
                key={item.id}
                item={item}
                row={index}
                columns={columns}
                required={required.has(item.id)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function isText(target: EventTarget): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

interface PairRowProps {
  readonly item: Item;
  readonly row: number;
  readonly columns: readonly Column[];
  readonly required: boolean;
}

const PairRow = memo(function PairRow({ item, row, columns, required }: PairRowProps) {
  const evaluation = useOpenedEvaluation();
  const readOnly = useReadOnly();
  const status = useItemStatus(item);
  const element = useRef<HTMLTableRowElement>(null);
  const note = useRef<HTMLTextAreaElement>(null);
  const [noteOpen, setNoteOpen] = useState(false);
  const backToControl = useCallback(() => focusWhenDrawn(() => focusControl(element.current)), []);
  const hasNote = status.hasNote || status.wantsNote || noteOpen;
  const hasProblem = status.unsaved !== undefined || status.contradiction !== undefined;
  const span = columns.length * 2;

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
          <span className={classes.rowHead}>
            <ItemMark status={status} required={required} />
            <span>
              {item.label}
              {item.help && (
                <span className={classes.help} title={item.help}>
                  {item.help}
                </span>
              )}
            </span>
          </span>
        </th>
        {status.notDone !== undefined ? (
          <td colSpan={span} className={classes.sideStart} data-control>
            <NotDone item={item} reason={status.notDone} onDone={backToControl} />
          </td>
        ) : item.kind === "pair" ? (
          <PairCells item={item} row={row} columns={columns} />
        ) : (
          <td colSpan={span} className={classes.sideStart} data-control>
            <ItemControl item={item} />
          </td>
        )}
        <td className={classes.sideStart}>
          <span className={classes.remarks}>
            {item.kind === "pair" && <PairRemarks item={item} />}
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
        <tr className={classes.underRow}>
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

function PairCells({ item, row, columns }: PairCellsProps): ReactNode {
  return bothSides.flatMap((side, sideIndex) =>
    columns.map((column, index) => {
      const cell = cellOf(item, column, index);
      const className = index === 0 ? classes.sideStart : undefined;
      const key = `${side}/${column.id}`;
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
            column={sideIndex * columns.length + index}
            confirmPath={`${item.id}/${side}`}
          />
        </td>
      );
    }),
  );
}

/** What the two sides say together, and whether somebody still has to look at them. */
function PairRemarks({ item }: { readonly item: PairItem }) {
  const difference = useEvaluationState((state) =>
    sideDifference(item, state.evaluation.answers[item.id]?.value),
  );
  const waits = useEvaluationState((state) =>
    bothSides.some((side) => state.unconfirmed.has(`${item.id}/${side}`)),
  );
  return (
    <>
      {difference !== undefined && (
        <span className={classes.rowNote} data-kind="asymmetry">
          <IconArrowsDiff size={14} aria-hidden />
          {difference}
        </span>
      )}
      {waits && (
        <span className={classes.rowNote} data-kind="unconfirmed" title="Filled with normal, not confirmed">
          <IconPencilCheck size={14} aria-hidden />
          to confirm
        </span>
      )}
    </>
  );
}

function copySide(evaluation: OpenedEvaluation, itemId: string, from: "right" | "left") {
  const answer = evaluation.answer(itemId);
  const value = valueAt(answer?.value, [from]);
  if (value !== undefined) evaluation.setAnswer(itemId, { ...answer, value: { right: value, left: value } });
}

/** A side that was not testable, or a reason that stands there already. */
function asksForReason(item: PairItem, value: AnswerValue | undefined): boolean {
  const { entry } = item;
  if (entry.kind !== "record") return false;
  const main = entry.fields[0]?.id ?? "";
  return bothSides.some(
    (side) => valueAt(value, [side, "reason"]) !== undefined || valueAt(value, [side, main]) === "NT",
  );
}

/** Columns of all the pairs together: the main finding, then every further field once. */
function columnsOf(items: readonly Item[]): readonly Column[] {
  const pairs = items.filter((item): item is PairItem => item.kind === "pair");
  const mains = new Set<string>();
  const further = new Map<string, string>();
  for (const { entry } of pairs) {
    if (entry.kind !== "record") continue;
    const [main, ...rest] = entry.fields;
    if (main !== undefined) mains.add(main.label);
    for (const field of rest) if (!further.has(field.id)) further.set(field.id, field.label);
  }
  const [only] = mains;
  return [
    { id: "#main", label: mains.size === 1 && only !== undefined ? only : "Finding" },
    ...[...further].map(([id, label]) => ({ id, label })),
  ];
}

function cellOf(
  item: PairItem,
  column: Column,
  index: number,
): { readonly kind: CellKind | Field; readonly fieldId?: string } | undefined {
  if (item.entry.kind !== "record") return index === 0 ? { kind: item.entry } : undefined;
  const [main, ...rest] = item.entry.fields;
  const field = index === 0 ? main : rest.find((candidate) => candidate.id === column.id);
  return field === undefined ? undefined : { kind: field, fieldId: field.id };
}
