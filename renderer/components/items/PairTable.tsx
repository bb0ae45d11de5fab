import { Fragment, type KeyboardEvent, useMemo, useRef, useState } from "react";
import type { Item } from "../../../shared/checklist/kinds.ts";
import { useEvaluationState, useOpenedEvaluation, useReadOnly } from "../../state/evaluation/context.ts";
import { applyFill, FillBar } from "./FillBar.tsx";
import { moveInGrid } from "./gridKeys.ts";
import classes from "./items.module.css";
import { fillPairs, requiredFirst } from "./normal.ts";
import { PairRow } from "./PairRow.tsx";
import { asksForReason, columnsOf } from "./pairColumns.ts";
import { bothSides } from "./sides.ts";
import tableClasses from "./tables.module.css";

interface PairTableProps {
  readonly label: string;
  readonly items: readonly Item[];
  readonly required: ReadonlySet<string>;
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
  const headRows = columns.length > 1 ? 2 : 1;
  const itemIds = items.map((item) => item.id);
  const fillable = items.some((item) => item.kind === "pair" && item.normal !== undefined);

  const fill = (sides: readonly ("right" | "left")[]) =>
    requiredFirst(items, required, (some) =>
      fillPairs(some, evaluation.store.getState().evaluation.answers, sides),
    );

  const isRequiredOpen = useEvaluationState(({ evaluation: { answers } }) => {
    const needed = items.filter((item) => required.has(item.id));
    return fillPairs(needed, answers, bothSides).length > 0;
  });

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
            {
              label: isRequiredOpen ? "Fill what is required with normal" : "Fill the rest with normal",
              fill: () => fill(bothSides),
              keys: "Shift+N",
            },
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
      <div className={tableClasses.scroller}>
        <table
          ref={table}
          className={`${tableClasses.table} ${tableClasses.pairTable}`}
          aria-label={label}
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr>
              <th scope="col" rowSpan={headRows}>
                Finding
              </th>
              {columns.map((column, index) => (
                <Fragment key={column.id}>
                  {headRows === 1 ? (
                    <SideHeads />
                  ) : (
                    <th scope="colgroup" colSpan={bothSides.length} className={tableClasses.sideStart}>
                      <span className={tableClasses.columnLabel}>{column.label}</span>
                    </th>
                  )}
                  {index === 0 && (
                    <th scope="col" rowSpan={headRows}>
                      <span className={classes.hidden}>Difference between the sides</span>
                    </th>
                  )}
                </Fragment>
              ))}
              <th scope="col" rowSpan={headRows} className={tableClasses.sideStart}>
                <span className={classes.hidden}>Remarks</span>
              </th>
            </tr>
            {headRows > 1 && (
              <tr>
                {columns.map((column) => (
                  <SideHeads key={column.id} />
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

function SideHeads() {
  return bothSides.map((side) => (
    <th key={side} scope="col" className={side === "right" ? tableClasses.sideStart : undefined}>
      {side === "right" ? "Right" : "Left"}
    </th>
  ));
}

function isText(target: EventTarget): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
