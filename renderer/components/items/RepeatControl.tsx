import { IconArrowBackUp, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Field, Item } from "../../../shared/checklist/kinds.ts";
import type { AnswerValue } from "../../../shared/evaluation/evaluation.ts";
import {
  useBinding,
  useBindingValue,
  useOpenedEvaluation,
  useReadOnly,
} from "../../state/evaluation/context.ts";
import fieldClasses from "./fields.module.css";
import { focusWhenDrawn } from "./focus.ts";
import { formatCell } from "./format.ts";
import classes from "./items.module.css";
import { capitalised } from "./keys.ts";
import { OfferedRows, useOffer } from "./OfferedRows.tsx";
import { RecordFields } from "./RecordControl.tsx";
import tableClasses from "./tables.module.css";

type RepeatItem = Extract<Item, { kind: "repeat" }>;
type Row = { readonly [field: string]: AnswerValue };

const mostColumns = 6;
const noRows: readonly Row[] = [];
const firstOfForm = "[data-form] :is(input, select, textarea, button:not([tabindex='-1']))";

/** Rows as a table; the row that is edited opens as a form in its place. What is typed there is saved as it is typed. */
export function RepeatControl({ item }: { readonly item: RepeatItem }) {
  const binding = useBinding(item.id);
  const value = useBindingValue(binding);
  const evaluation = useOpenedEvaluation();
  const readOnly = useReadOnly();
  const container = useRef<HTMLDivElement>(null);
  const [openRow, setOpenRow] = useState<number>();
  const [removed, setRemoved] = useState<{ readonly position: number; readonly row: Row }>();
  const rows = Array.isArray(value) ? (value as readonly Row[]) : noRows;
  const columns = columnsOf(item.fields, rows);
  const offer = useOffer(item.id);
  const saidNone = Array.isArray(value) && rows.length === 0;

  const focusIn = (selector: string) =>
    focusWhenDrawn(() => container.current?.querySelector<HTMLElement>(selector)?.focus());
  const open = (position: number | undefined) => {
    setOpenRow(position);
    if (position === undefined) focusAfterRows();
    else focusIn(firstOfForm);
  };
  /** Where the next row begins; where there can be no more, on the last one. */
  const focusAfterRows = () =>
    focusWhenDrawn(() => {
      const add = container.current?.querySelector<HTMLElement>("[data-add]");
      const last = [...(container.current?.querySelectorAll<HTMLElement>("[data-edit]") ?? [])].at(-1);
      (add ?? last)?.focus();
    });
  const close = (position: number) => {
    // A row that was added and left empty is no row.
    const row = rows[position];
    if (row !== undefined && Object.keys(row).length === 0) {
      const rest = rows.filter((_row, index) => index !== position);
      binding.write(rest.length === 0 ? undefined : rest);
    }
    open(undefined);
  };
  const add = () => {
    setRemoved(undefined);
    binding.write([...rows, {}]);
    open(rows.length);
  };
  const take = () => {
    if (offer === undefined) return;
    const { filled: _mark, ...before } = evaluation.answer(item.id) ?? {};
    const taken = { ...before, value: [...rows, ...offer.rows] as AnswerValue, filled: true as const };
    evaluation.setAnswer(item.id, taken);
    focusAfterRows();
  };
  /** Whoever types on the button means the first field of a new row. */
  const addByTyping = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key === "+" && offer !== undefined) {
      event.preventDefault();
      take();
      return;
    }
    const isSign = event.key.length === 1 && !/[\s/;?+=]/.test(event.key);
    if (!isSign || event.ctrlKey || event.metaKey || event.altKey) return;
    flushSync(() => {
      setRemoved(undefined);
      binding.write([...rows, {}]);
      setOpenRow(rows.length);
    });
    const first = container.current?.querySelector<HTMLElement>(firstOfForm);
    first?.focus();
    // A text field gets the sign by itself, as the browser gives it to what has the focus.
    if (first instanceof HTMLInputElement || first instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    const { key, shiftKey } = event;
    first?.dispatchEvent(
      new window.KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true }),
    );
  };
  const remove = (position: number) => {
    const row = rows[position];
    const rest = rows.filter((_row, index) => index !== position);
    evaluation.clearDrafts(item.id);
    binding.write(rest.length === 0 ? undefined : rest);
    setOpenRow(undefined);
    if (row !== undefined) setRemoved({ position, row });
    focusIn("[data-undo-removal]");
  };
  const restore = () => {
    if (removed === undefined) return;
    binding.write([...rows.slice(0, removed.position), removed.row, ...rows.slice(removed.position)]);
    setRemoved(undefined);
    focusIn(`[data-edit="${removed.position}"]`);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: the label stands in the row's own column, not in a legend
    <div ref={container} role="group" aria-label={item.label}>
      {rows.length > 0 && (
        <div className={`${tableClasses.scroller} ${tableClasses.rowsScroller}`}>
          <table className={`${tableClasses.table} ${tableClasses.rows}`} aria-label={item.label}>
            <thead>
              <tr>
                <th scope="col">
                  <span className={classes.hidden}>Number</span>
                </th>
                {columns.map((column) => (
                  <th key={column.id} scope="col">
                    {column.label}
                  </th>
                ))}
                <th scope="col">
                  <span className={classes.hidden}>Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, position) =>
                position === openRow && !readOnly ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity beside their place
                  <tr key={position} data-form>
                    <td colSpan={columns.length + 2}>
                      <RowForm
                        item={item}
                        position={position}
                        onClose={() => close(position)}
                        onRemove={() => remove(position)}
                      />
                    </td>
                  </tr>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity beside their place
                  <tr key={position} onDoubleClick={() => open(position)}>
                    <td className={classes.basis}>{position + 1}</td>
                    {columns.map((column) => (
                      <td key={column.id}>
                        <span className={tableClasses.cellText}>{formatCell(column, row[column.id])}</span>
                      </td>
                    ))}
                    <td>
                      {!readOnly && (
                        <RowButtons
                          words={`${item.rowName} ${position + 1}`}
                          position={position}
                          onEdit={() => open(position)}
                          onRemove={() => remove(position)}
                        />
                      )}
                    </td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </div>
      )}
      <div className={classes.actions}>
        {!readOnly && rows.length < (item.maxRows ?? 60) && (
          <button
            type="button"
            data-add
            className={classes.quietButton}
            onClick={add}
            onKeyDown={addByTyping}
            title="Or begin to type"
          >
            <IconPlus size={14} aria-hidden />
            Add {item.rowName}
          </button>
        )}
        {offer !== undefined && !readOnly && openRow === undefined && (
          <OfferedRows offer={offer} rowName={item.rowName} onTake={take} />
        )}
        {item.noneLabel !== undefined && rows.length === 0 && (
          <button
            type="button"
            className={classes.quietButton}
            aria-pressed={saidNone}
            disabled={readOnly}
            onClick={() => binding.write(saidNone ? undefined : [])}
          >
            {item.noneLabel}
          </button>
        )}
        {removed !== undefined && !readOnly && (
          <span className={classes.under} data-kind="quiet" role="status">
            {capitalised(item.rowName)} {removed.position + 1} removed.
            <button type="button" data-undo-removal className={classes.quietButton} onClick={restore}>
              <IconArrowBackUp size={14} aria-hidden />
              Put it back
            </button>
          </span>
        )}
        {rows.length === 0 && readOnly && item.noneLabel === undefined && (
          <span className={classes.basis}>None recorded</span>
        )}
      </div>
    </div>
  );
}

interface RowButtonsProps {
  readonly words: string;
  readonly position: number;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function RowButtons({ words, position, onEdit, onRemove }: RowButtonsProps) {
  return (
    <span className={tableClasses.rowButtons}>
      <button
        type="button"
        data-edit={position}
        className={classes.menuButton}
        aria-label={`Edit ${words}`}
        title="Edit"
        onClick={onEdit}
        onKeyDown={(event) => {
          if (event.key === "Delete") onRemove();
        }}
      >
        <IconPencil size={15} aria-hidden />
      </button>
      <button
        type="button"
        className={classes.menuButton}
        aria-label={`Remove ${words}`}
        title="Remove"
        onClick={onRemove}
      >
        <IconTrash size={15} aria-hidden />
      </button>
    </span>
  );
}

interface RowFormProps {
  readonly item: RepeatItem;
  readonly position: number;
  readonly onClose: () => void;
  readonly onRemove: () => void;
}

function RowForm({ item, position, onClose, onRemove }: RowFormProps) {
  const words = `${capitalised(item.rowName)} ${position + 1}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in the table
    <div
      role="group"
      aria-label={words}
      className={tableClasses.editRow}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={fieldClasses.sideHeading}>{words}</div>
      <RecordFields itemId={item.id} keys={[position]} fields={item.fields} />
      <div className={classes.actions}>
        <button type="button" data-leave className={classes.quietButton} onClick={onClose} title="Esc">
          Done
        </button>
        <button type="button" className={classes.quietButton} onClick={onRemove}>
          <IconTrash size={14} aria-hidden />
          Remove {item.rowName}
        </button>
      </div>
    </div>
  );
}

/** The first field and those that any row has filled, as many as fit. */
function columnsOf(fields: readonly Field[], rows: readonly Row[]): readonly Field[] {
  const used = fields.filter(
    (field, index) => index === 0 || rows.some((row) => row[field.id] !== undefined),
  );
  return used.slice(0, mostColumns);
}
