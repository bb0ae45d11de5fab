import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import classes from "./List.module.css";

/** What a row of the grid has to put on its `tr`, so that the grid knows it. */
export interface RowPlace {
  readonly id: string;
  readonly className: string | undefined;
  readonly "aria-rowindex": number;
  readonly "data-current": true | undefined;
}

interface VirtualGridProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  rowId(row: Row): string;
  /** Index of the row that the keys stand on. */
  readonly current: number;
  /** With `extend` (Shift) the rows up to there are meant as well. The index is always that of a row. */
  onMove(index: number, extend: boolean): void;
  /** Every key but those that move. Whoever uses one prevents its default. */
  onKey(event: KeyboardEvent): void;
  readonly isMultiselectable?: boolean;
  /** The cells of the head. */
  readonly head: ReactNode;
  renderRow(row: Row, index: number, place: RowPlace): ReactNode;
}

/** Rows beyond the edges of what is seen that are in the page all the same. */
const overscan = 12;

/**
 * A list with one tab stop: the grid has the focus and the arrow keys walk its rows. Only the rows in view are in the page, so that
 * thousands cost what forty do.
 */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const { label, rows, rowId, current, onMove, onKey, isMultiselectable, head, renderRow } = props;
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const rowHeight = 2 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
  });
  const currentRow = rows[current];

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the list appears
  useEffect(() => {
    if (!isInUse(document.activeElement)) grid.current?.focus({ preventScroll: true });
    virtualizer.scrollToIndex(current, { align: "center" });
  }, []);
  // Sorting, filtering and rows that are gone move the current row; it stays in view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when other rows are shown, not when the current one moves
  useEffect(() => {
    virtualizer.scrollToIndex(current);
  }, [rows]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const moves: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: rows.length - 1,
    };
    const target = event.ctrlKey || event.metaKey ? undefined : moves[event.key];
    if (target === undefined) return onKey(event);
    event.preventDefault();
    const bounded = Math.max(0, Math.min(target, rows.length - 1));
    onMove(bounded, event.shiftKey);
    virtualizer.scrollToIndex(bounded);
  };

  const inView = virtualizer.getVirtualItems();
  const isCurrentInPage = currentRow !== undefined && inView.some(({ index }) => index === current);
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
        aria-multiselectable={isMultiselectable}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={isCurrentInPage ? `${gridId}-${rowId(currentRow)}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr aria-rowindex={1}>{head}</tr>
        </thead>
        {above > 0 && <Spacer height={above} />}
        <tbody>
          {inView.map(({ index }) => {
            const row = rows[index];
            return (
              row &&
              renderRow(row, index, {
                id: `${gridId}-${rowId(row)}`,
                className: classes.row,
                "aria-rowindex": index + 2,
                "data-current": index === current || undefined,
              })
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

/**
 * Rows may come a while after their screen. Whoever has begun to type or to walk with Tab meanwhile stays there; only a place that
 * the screen itself chose, such as its heading, gives the focus away.
 */
function isInUse(element: Element | null): boolean {
  return element instanceof HTMLElement && element.tabIndex >= 0;
}
