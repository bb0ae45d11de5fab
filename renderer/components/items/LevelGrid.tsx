import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import { type KeyboardEvent, memo, useRef, useState } from "react";
import type { Field, Item } from "../../../shared/checklist/kinds.ts";
import { holds } from "../../../shared/evaluation/conditions.ts";
import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import {
  useBinding,
  useBindingValue,
  useEvaluationState,
  useOpenedEvaluation,
  useReadOnly,
  useUnconfirmed,
} from "../../state/evaluation/context.ts";
import { applyFill, FillBar } from "./FillBar.tsx";
import fieldClasses from "./fields.module.css";
import { focusWhenDrawn } from "./focus.ts";
import { formatCell } from "./format.ts";
import { GridCell } from "./GridCell.tsx";
import { moveInGrid } from "./gridKeys.ts";
import classes from "./items.module.css";
import { fillRows } from "./normal.ts";
import { RecordFields } from "./RecordControl.tsx";
import spine from "./SpinePicture.module.css";
import { SpinePicture } from "./SpinePicture.tsx";
import tableClasses from "./tables.module.css";

export type GridItem = Extract<Item, { kind: "grid" }>;

/** As many columns as fit beside each other; the checklist puts what is graded most first. The rest opens under a level. */
const columnsInTable = 12;

/** Levels down, findings across; rows are those of the imaged region. */
export function LevelGrid({ item }: { readonly item: GridItem }) {
  const evaluation = useOpenedEvaluation();
  const readOnly = useReadOnly();
  // The ids joined, so that the table is drawn again only when other levels are asked.
  const shown = useEvaluationState((state) =>
    item.rows
      .filter((row) => row.when === undefined || holds(row.when, state.evaluation))
      .map((row) => row.id)
      .join("|"),
  ).split("|");
  const rows = item.rows.filter((row) => shown.includes(row.id));
  const columns = item.columns.slice(0, columnsInTable);

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    if (event.defaultPrevented || moveInGrid(event) || readOnly || event.key !== "N") return;
    if (event.target instanceof HTMLInputElement) return;
    const level = (event.target as HTMLElement).closest<HTMLElement>("[data-level]")?.dataset.level;
    if (level === undefined) return;
    event.preventDefault();
    applyFill(evaluation, fillRows(item, evaluation.answer(item.id), [level]));
  };

  if (rows.length === 0) {
    return <p className={classes.basis}>Say above which region was imaged; its levels then stand here.</p>;
  }
  const fill = () =>
    fillRows(
      item,
      evaluation.answer(item.id),
      rows.map((row) => row.id),
    );
  return (
    <div className={spine.beside}>
      <div className={spine.grid}>
        {item.normal !== undefined && (
          <FillBar itemIds={[item.id]} actions={[{ label: "Fill blank levels with normal", fill }]}>
            <span className={classes.basis}>Shift+N fills one level</span>
          </FillBar>
        )}
        <div className={tableClasses.scroller}>
          <table
            className={`${tableClasses.table} ${tableClasses.rows} ${tableClasses.levels}`}
            aria-label={item.label}
            onKeyDown={onKeyDown}
          >
            <thead>
              <tr>
                <th scope="col" className={tableClasses.stickyColumn}>
                  Level
                </th>
                {columns.map((column) => (
                  <th key={column.id} scope="col">
                    <span className={tableClasses.columnLabel}>{column.label}</span>
                  </th>
                ))}
                <th scope="col">More</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <LevelRow key={row.id} item={item} columns={columns} level={row} row={index} />
              ))}
            </tbody>
          </table>
        </div>
      </div>
      <SpinePicture itemId={item.id} levels={shown} />
    </div>
  );
}

interface LevelRowProps {
  readonly item: GridItem;
  readonly columns: readonly Field[];
  readonly level: GridItem["rows"][number];
  readonly row: number;
}

const LevelRow = memo(function LevelRow({ item, columns, level, row }: LevelRowProps) {
  const evaluation = useOpenedEvaluation();
  const waits = useUnconfirmed(item.id, level.id);
  const [opened, setOpened] = useState(false);
  const form = useRef<HTMLTableRowElement>(null);
  const moreButton = useRef<HTMLButtonElement>(null);
  const further = item.columns.slice(columns.length);

  const toggle = () => {
    setOpened(!opened);
    focusWhenDrawn(() =>
      (opened
        ? moreButton.current
        : form.current?.querySelector<HTMLElement>("input, select, button:not([tabindex='-1'])")
      )?.focus(),
    );
  };

  return (
    <>
      <tr
        data-level={level.id}
        onBlur={(event) => {
          const next = event.relatedTarget;
          if (next instanceof Node && !event.currentTarget.contains(next))
            evaluation.confirm([item.id], level.id);
        }}
      >
        <th scope="row" className={tableClasses.stickyColumn}>
          {level.label}
          {waits && <span className={classes.help}>to confirm</span>}
        </th>
        {columns.map((column, index) => (
          <td key={column.id}>
            <GridCell
              kind={column}
              itemId={item.id}
              keys={[level.id, column.id]}
              name={`${level.label}, ${column.label.toLowerCase()}`}
              row={row}
              column={index}
            />
          </td>
        ))}
        <td>
          <button
            ref={moreButton}
            type="button"
            className={`${classes.quietButton} ${tableClasses.moreButton}`}
            data-row={row}
            data-column={columns.length}
            aria-expanded={opened}
            title="More findings"
            onClick={toggle}
          >
            <span className={classes.hidden}>More findings at {level.label}</span>
            {opened ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
            <FurtherCount itemId={item.id} levelId={level.id} further={further} />
          </button>
        </td>
      </tr>
      {opened && (
        <tr ref={form} className={tableClasses.plainRow}>
          <td colSpan={columns.length + 2}>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in the table */}
            <div
              role="group"
              aria-label={`More findings at ${level.label}`}
              className={tableClasses.editRow}
              onKeyDown={(event) => {
                if (event.key === "Escape") toggle();
              }}
            >
              <div className={fieldClasses.sideHeading}>{level.label}</div>
              <RecordFields itemId={item.id} keys={[level.id]} fields={further} namePrefix={level.label} />
              <button type="button" className={classes.quietButton} onClick={toggle} title="Esc">
                Done
              </button>
            </div>
          </td>
        </tr>
      )}
    </>
  );
});

interface FurtherCountProps {
  readonly itemId: string;
  readonly levelId: string;
  readonly further: readonly Field[];
}

/** What is recorded beyond the table's columns: nothing of it may be out of sight unsaid. */
function FurtherCount({ itemId, levelId, further }: FurtherCountProps) {
  const value = useBindingValue(useBinding(itemId, levelId));
  const record = (typeof value === "object" ? value : {}) as { readonly [field: string]: AnswerValue };
  const filled = further.filter((field) => record[field.id] !== undefined);
  const words = filled.map((field) => `${field.label}: ${formatCell(field, record[field.id])}`).join("; ");
  if (filled.length === 0) return null;
  return <span title={words}>{filled.length} more</span>;
}
