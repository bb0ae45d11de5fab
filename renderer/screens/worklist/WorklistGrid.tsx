import { UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconFlag3Filled } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, memo, useEffect, useId, useRef } from "react";
import type { WorklistRow } from "../../../shared/contract.ts";
import { loopStateNames } from "../../../shared/referrals/loop.ts";
import { DueMark } from "../../components/common/DueMark.tsx";
import { formatDate } from "../../components/common/dates.ts";
import { UrgencyMark } from "../../components/common/UrgencyMark.tsx";
import classes from "./Worklist.module.css";
import { ageOf, byPriority, daysWaiting, type Sorting, type SortKey } from "./worklistRows.ts";

interface WorklistGridProps {
  readonly label: string;
  readonly rows: readonly WorklistRow[];
  readonly today: string;
  readonly sorting: Sorting;
  onSort(sorting: Sorting): void;
  readonly selectedId: string | undefined;
  onSelect(evaluationId: string): void;
  onOpen(row: WorklistRow): void;
}

/** Class names of a cell and its column's head. */
const styles = {
  flag: classes.flagColumn,
  patient: classes.patientColumn,
  age: `${classes.number} ${classes.ageColumn}`,
  mrn: classes.mrnColumn,
  referrer: classes.referrerColumn,
  question: classes.questionColumn,
  urgency: classes.urgencyColumn,
  standing: classes.standingColumn,
  waiting: `${classes.number} ${classes.waitingColumn}`,
  owner: classes.ownerColumn,
};

interface Column {
  readonly label: string;
  readonly className: string | undefined;
  readonly sort?: SortKey;
}

const columns: readonly Column[] = [
  { label: "Red flag", className: styles.flag },
  { label: "Patient", sort: "patientName", className: styles.patient },
  { label: "Age", sort: "age", className: styles.age },
  { label: "MRN", className: styles.mrn },
  { label: "Referrer", sort: "referrerName", className: styles.referrer },
  { label: "Question", className: styles.question },
  { label: "Urgency", sort: "urgency", className: styles.urgency },
  { label: "Standing", sort: "dueOn", className: styles.standing },
  { label: "Waiting", sort: "daysWaiting", className: styles.waiting },
  { label: "Owner", sort: "owner", className: styles.owner },
];

/**
 * One tab stop: the grid has the focus, the arrow keys move the chosen row, Enter opens it. Only the rows in view are in the page,
 * so that thousands cost what forty do.
 */
export function WorklistGrid(props: WorklistGridProps) {
  const { label, rows, today, sorting, onSort, selectedId, onSelect, onOpen } = props;
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
  const found = rows.findIndex((row) => row.evaluationId === selectedId);
  const chosen = found === -1 ? 0 : found;
  const chosenRow = rows[chosen];

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the list appears
  useEffect(() => {
    grid.current?.focus({ preventScroll: true });
    virtualizer.scrollToIndex(chosen, { align: "center" });
  }, []);
  // Sorting and filtering move the chosen row; it stays in view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when other rows are shown, not when the choice moves
  useEffect(() => {
    virtualizer.scrollToIndex(chosen);
  }, [rows]);

  const choose = (index: number) => {
    const bounded = Math.min(Math.max(index, 0), rows.length - 1);
    const row = rows[bounded];
    if (!row) return;
    onSelect(row.evaluationId);
    virtualizer.scrollToIndex(bounded);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const moves: Record<string, number> = {
      ArrowDown: chosen + 1,
      ArrowUp: chosen - 1,
      PageDown: chosen + page,
      PageUp: chosen - page,
      Home: 0,
      End: rows.length - 1,
    };
    const target = moves[event.key];
    if (target !== undefined) {
      event.preventDefault();
      choose(target);
    } else if (event.key === "Enter" && chosenRow) {
      event.preventDefault();
      onOpen(chosenRow);
    }
  };

  const inView = virtualizer.getVirtualItems();
  const isChosenInPage = inView.some((virtualRow) => virtualRow.index === chosen);
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
        aria-rowcount={rows.length + 1}
        aria-activedescendant={isChosenInPage ? `${gridId}-${chosenRow?.evaluationId}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <ColumnHead key={column.label} column={column} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        {above > 0 && <Spacer height={above} />}
        <tbody>
          {inView.map((virtualRow) => {
            const row = rows[virtualRow.index];
            return (
              row && (
                <GridRow
                  key={row.evaluationId}
                  id={`${gridId}-${row.evaluationId}`}
                  row={row}
                  index={virtualRow.index}
                  today={today}
                  isChosen={virtualRow.index === chosen}
                  onSelect={onSelect}
                  onOpen={onOpen}
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

interface ColumnHeadProps {
  readonly column: Column;
  readonly sorting: Sorting;
  onSort(sorting: Sorting): void;
}

function ColumnHead({ column, sorting, onSort }: ColumnHeadProps) {
  const { sort } = column;
  const isSorted = sort !== undefined && sorting.key === sort;
  const direction = isSorted ? (sorting.descending ? "descending" : "ascending") : undefined;
  const next = () => {
    if (sort === undefined) return;
    if (isSorted && sorting.descending) onSort(byPriority);
    else onSort({ key: sort, descending: isSorted });
  };
  const Arrow = sorting.descending ? IconArrowDown : IconArrowUp;
  return (
    <th scope="col" className={column.className} aria-sort={direction}>
      {sort === undefined ? (
        column.label
      ) : (
        <UnstyledButton className={classes.sortButton} onClick={next}>
          {column.label}
          {isSorted && <Arrow size={13} aria-hidden />}
        </UnstyledButton>
      )}
    </th>
  );
}

interface GridRowProps {
  readonly id: string;
  readonly row: WorklistRow;
  readonly index: number;
  readonly today: string;
  readonly isChosen: boolean;
  onSelect(evaluationId: string): void;
  onOpen(row: WorklistRow): void;
}

const GridRow = memo(function GridRow(props: GridRowProps) {
  const { id, row, index, today, isChosen, onSelect, onOpen } = props;
  const waiting = daysWaiting(row, today);
  return (
    <tr
      id={id}
      className={classes.row}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      onClick={() => {
        onSelect(row.evaluationId);
        onOpen(row);
      }}
    >
      <td className={styles.flag}>
        {row.redFlag && (
          <span className={classes.flag}>
            <IconFlag3Filled size={15} aria-hidden />
            Yes
          </span>
        )}
      </td>
      <td className={`${classes.name} ${styles.patient}`} title={row.patientName}>
        {row.patientName}
      </td>
      <td className={styles.age} title={`Born ${formatDate(row.dateOfBirth)}`}>
        {ageOf(row, today)}
      </td>
      <td className={styles.mrn} title={row.mrn}>
        {row.mrn}
      </td>
      <td className={styles.referrer} title={row.referrerName}>
        {row.referrerName}
      </td>
      <td className={styles.question} title={row.question}>
        {row.followUp === true && <strong>Follow-up of {formatDate(row.visitDate)}: </strong>}
        {row.question}
      </td>
      <td className={styles.urgency}>
        <UrgencyMark urgency={row.urgency} />
      </td>
      <td className={styles.standing} title={loopStateNames[row.loopState]}>
        {row.dueOn === undefined ? (
          loopStateNames[row.loopState]
        ) : (
          <DueMark dueOn={row.dueOn} today={today} />
        )}
      </td>
      <td
        className={styles.waiting}
        title={
          row.followUp === true
            ? `Seen again ${formatDate(row.visitDate)}`
            : `Referred ${formatDate(row.referralDate)}`
        }
      >
        {waiting === undefined ? "" : waiting === 1 ? "1 day" : `${waiting} days`}
      </td>
      <td className={styles.owner} title={row.owner}>
        {row.owner}
      </td>
    </tr>
  );
});
