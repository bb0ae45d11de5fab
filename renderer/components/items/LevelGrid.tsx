import { type KeyboardEvent, memo } from "react";
import type { Item } from "../../../shared/checklist/kinds.ts";
import { holds } from "../../../shared/evaluation/conditions.ts";
import {
  useEvaluationState,
  useOpenedEvaluation,
  useReadOnly,
  useUnconfirmed,
} from "../../state/evaluation/context.ts";
import { applyFill, FillBar } from "./FillBar.tsx";
import { GridCell } from "./GridCell.tsx";
import { moveInGrid } from "./gridKeys.ts";
import classes from "./items.module.css";
import { fillRows } from "./normal.ts";

export type GridItem = Extract<Item, { kind: "grid" }>;

/** Levels down, findings across. The heading and the level stay in view; rows are those of the imaged region. */
export function LevelGrid({ item }: { readonly item: GridItem }) {
  const evaluation = useOpenedEvaluation();
  const readOnly = useReadOnly();
  // The ids joined, so that the table is drawn again only when other levels are asked.
  const shown = useEvaluationState((state) =>
    item.rows
      .filter((row) => row.when === undefined || holds(row.when, state.evaluation))
      .map((row) => row.id)
      .join("|"),
  );
  const rows = item.rows.filter((row) => shown.split("|").includes(row.id));

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    if (event.defaultPrevented || moveInGrid(event) || readOnly || event.key !== "N") return;
    if (event.target instanceof HTMLInputElement) return;
    const level = (event.target as HTMLElement).closest<HTMLElement>("[data-level]")?.dataset.level;
    if (level === undefined) return;
    event.preventDefault();
    applyFill(evaluation, fillRows(item, evaluation.answer(item.id), [level]));
  };

  return (
    <div>
      {item.normal !== undefined && rows.length > 0 && (
        <FillBar
          itemIds={[item.id]}
          actions={[
            {
              label: "Fill blank levels with normal",
              fill: () =>
                fillRows(
                  item,
                  evaluation.answer(item.id),
                  rows.map((row) => row.id),
                ),
            },
          ]}
        />
      )}
      {rows.length === 0 ? (
        <p className={classes.basis}>Say above which region was imaged; its levels then stand here.</p>
      ) : (
        <div className={classes.scroller}>
          <table className={classes.table} aria-label={item.label} onKeyDown={onKeyDown}>
            <thead>
              <tr>
                <th scope="col" className={classes.stickyColumn}>
                  Level
                </th>
                {item.columns.map((column) => (
                  <th key={column.id} scope="col">
                    <span className={classes.columnLabel}>{column.label}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <LevelRow key={row.id} item={item} level={row} row={index} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

interface LevelRowProps {
  readonly item: GridItem;
  readonly level: GridItem["rows"][number];
  readonly row: number;
}

const LevelRow = memo(function LevelRow({ item, level, row }: LevelRowProps) {
  const evaluation = useOpenedEvaluation();
  const path = `${item.id}/${level.id}`;
  const waits = useUnconfirmed(path);
  return (
    <tr
      data-level={level.id}
      onBlur={(event) => {
        const next = event.relatedTarget;
        if (next instanceof Node && !event.currentTarget.contains(next)) evaluation.confirm([path]);
      }}
    >
      <th scope="row" className={classes.stickyColumn}>
        {level.label}
        {waits && <span className={classes.help}>to confirm</span>}
      </th>
      {item.columns.map((column, index) => (
        <td key={column.id}>
          <GridCell
            kind={column}
            itemId={item.id}
            keys={[level.id, column.id]}
            name={`${level.label}, ${column.label.toLowerCase()}`}
            row={row}
            column={index}
            confirmPath={path}
          />
        </td>
      ))}
    </tr>
  );
});
