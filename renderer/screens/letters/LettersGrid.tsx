import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, memo, useEffect, useId, useRef } from "react";
import type { DeskRow } from "../../../shared/contract.ts";
import { kindNames } from "../../../shared/letter/kinds/kinds.ts";
import { methodNames } from "../../../shared/referrals/desk.ts";
import { DueMark } from "../../components/common/DueMark.tsx";
import { formatDate, formatInstant } from "../../components/common/dates.ts";
import classes from "./Letters.module.css";
import { chooseAll, currentIndex, moveTo, noSelection, type Selection, toggle } from "./lettersRows.ts";

interface LettersGridProps {
  readonly label: string;
  readonly rows: readonly DeskRow[];
  readonly today: string;
  readonly selection: Selection;
  onSelect(selection: Selection): void;
  onOpenLog(): void;
}

const columns = [
  ["Chosen", classes.checkColumn],
  ["Due", classes.dueColumn],
  ["Letter", classes.numberColumn],
  ["Patient", classes.patientColumn],
  ["Recipient", classes.recipientColumn],
  ["Kind", classes.kindColumn],
  ["Signed", classes.signedColumn],
  ["What happened", classes.stateColumn],
] as const;

/**
 * One tab stop: arrows move, Shift with them chooses a stretch, Space chooses or leaves a row, Ctrl+A chooses all. Only the rows
 * in view are in the page.
 */
export function LettersGrid({ label, rows, today, selection, onSelect, onOpenLog }: LettersGridProps) {
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const rowHeight = 2 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const current = currentIndex(rows, selection);
  const currentRow = rows[current];

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the list appears
  useEffect(() => {
    // Whoever is typing into the filter goes on typing.
    if (!(document.activeElement instanceof HTMLInputElement)) grid.current?.focus({ preventScroll: true });
    virtualizer.scrollToIndex(current, { align: "center" });
  }, []);

  const go = (index: number, extend: boolean) => {
    const next = moveTo(rows, selection, index, extend);
    onSelect(next);
    virtualizer.scrollToIndex(currentIndex(rows, next));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") {
      event.preventDefault();
      onSelect(chooseAll(rows, selection));
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const moves: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: rows.length - 1,
    };
    const target = moves[event.key];
    if (target !== undefined) {
      event.preventDefault();
      go(target, event.shiftKey);
    } else if (event.key === " " && currentRow !== undefined) {
      event.preventDefault();
      onSelect(toggle(selection, currentRow.dispatchId));
    } else if (event.key === "Enter") {
      event.preventDefault();
      onOpenLog();
    } else if (event.key === "Escape" && selection.chosen.size > 0) {
      event.preventDefault();
      onSelect({ ...noSelection, current: selection.current });
    }
  };

  const inView = virtualizer.getVirtualItems();
  const isCurrentInPage = inView.some(({ index }) => index === current);
  const above = inView[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (inView.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} className={classes.scroller}>
      <table
        ref={grid}
        className={classes.grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the arrow keys walk its rows
        role="grid"
        aria-label={label}
        aria-multiselectable="true"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={isCurrentInPage ? `${gridId}-${currentRow?.dispatchId}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(([name, className]) => (
              <th key={name} scope="col" className={className}>
                {name === "Chosen" ? <span className={classes.unseen}>{name}</span> : name}
              </th>
            ))}
          </tr>
        </thead>
        {above > 0 && <Spacer height={above} />}
        <tbody>
          {inView.map(({ index }) => {
            const row = rows[index];
            return (
              row && (
                <GridRow
                  key={row.dispatchId}
                  id={`${gridId}-${row.dispatchId}`}
                  row={row}
                  index={index}
                  today={today}
                  isCurrent={index === current}
                  isChosen={selection.chosen.has(row.dispatchId)}
                  onPick={(event, toggles) => {
                    if (toggles || event.ctrlKey || event.metaKey)
                      onSelect(toggle(selection, row.dispatchId));
                    else if (event.shiftKey) onSelect(moveTo(rows, selection, index, true));
                    else onSelect(moveTo(rows, noSelection, index, false));
                  }}
                />
              )
            );
          })}
        </tbody>
        {below > 0 && <Spacer height={below} />}
      </table>
    </div>
  );
}

/** Stands for the rows that are not in the page. */
function Spacer({ height }: { readonly height: number }) {
  return (
    <tbody aria-hidden="true">
      <tr>
        <td style={{ height, padding: 0, border: 0 }} />
      </tr>
    </tbody>
  );
}

interface GridRowProps {
  readonly id: string;
  readonly row: DeskRow;
  readonly index: number;
  readonly today: string;
  readonly isCurrent: boolean;
  readonly isChosen: boolean;
  onPick(event: MouseEvent, toggles: boolean): void;
}

const GridRow = memo(function GridRow(props: GridRowProps) {
  const { id, row, index, today, isCurrent, isChosen, onPick } = props;
  return (
    <tr
      id={id}
      className={classes.row}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      data-current={isCurrent || undefined}
      onClick={(event) => onPick(event, isInCheckColumn(event.target))}
    >
      <td className={classes.checkColumn} data-check>
        <span className={classes.box} data-chosen={isChosen || undefined}>
          {isChosen && <IconCheck size={13} stroke={3} aria-hidden />}
        </span>
      </td>
      <td className={classes.dueColumn}>{row.dueOn && <DueMark dueOn={row.dueOn} today={today} />}</td>
      <td className={classes.numberColumn}>{row.letterNumber}</td>
      <td
        className={`${classes.name} ${classes.patientColumn}`}
        title={`${row.patientName}, born ${formatDate(row.dateOfBirth)}, MRN ${row.mrn}`}
      >
        {row.patientName}
      </td>
      <td className={classes.recipientColumn} title={row.recipient}>
        {row.isCarbonCopy && <span className={classes.tag}>cc</span>}
        {row.recipient}
      </td>
      <td className={classes.kindColumn} title={kindNames[row.kind]}>
        {kindNames[row.kind]}
        {row.version > 1 && `, version ${row.version}`}
      </td>
      <td className={classes.signedColumn} title={`Signed ${formatInstant(row.signedAt)} by ${row.signedBy}`}>
        {formatDate(row.signedAt.slice(0, 10))}
      </td>
      <td className={classes.stateColumn} title={row.problem ?? happened(row)}>
        {row.problem === undefined ? (
          happened(row)
        ) : (
          <span className={classes.problem}>
            <IconAlertTriangle size={15} aria-hidden />
            <span>
              Try {row.attempts} failed: {row.problem}
            </span>
          </span>
        )}
      </td>
    </tr>
  );
});

/** A click into the first column chooses the row beside the others. */
function isInCheckColumn(target: EventTarget): boolean {
  return target instanceof Element && target.closest("[data-check]") !== null;
}

/** The last thing that happened to it, in a few words. */
function happened(row: DeskRow): string {
  if (row.state === "void") return "Made void";
  if (row.acknowledgedAt !== undefined) return `Acknowledged ${formatInstant(row.acknowledgedAt)}`;
  if (row.sentAt !== undefined && row.method !== undefined) {
    return `${methodNames[row.method]} ${formatInstant(row.sentAt)}`;
  }
  return row.printedAt === undefined ? "Not printed yet" : `Printed ${formatInstant(row.printedAt)}`;
}
