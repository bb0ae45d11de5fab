import { UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconFlag3Filled } from "@tabler/icons-react";
import { type KeyboardEvent, memo } from "react";
import type { WorklistRow } from "../../../shared/contract.ts";
import { loopStateNames } from "../../../shared/referrals/loop.ts";
import { DueMark } from "../../components/common/DueMark.tsx";
import { formatDate } from "../../components/common/dates.ts";
import { UrgencyMark } from "../../components/common/UrgencyMark.tsx";
import { type RowPlace, VirtualGrid } from "../../components/list/VirtualGrid.tsx";
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

/** The current row is the chosen one; Enter or a click opens it. */
export function WorklistGrid(props: WorklistGridProps) {
  const { label, rows, today, sorting, onSort, selectedId, onSelect, onOpen } = props;
  const found = rows.findIndex((row) => row.evaluationId === selectedId);
  const chosen = found === -1 ? 0 : found;
  const choose = (index: number) => {
    const row = rows[index];
    if (row) onSelect(row.evaluationId);
  };
  const onKey = (event: KeyboardEvent) => {
    const row = rows[chosen];
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || row === undefined) return;
    event.preventDefault();
    onOpen(row);
  };
  return (
    <VirtualGrid
      label={label}
      rows={rows}
      rowId={({ evaluationId }) => evaluationId}
      current={chosen}
      onMove={choose}
      onKey={onKey}
      head={columns.map((column) => (
        <ColumnHead key={column.label} column={column} sorting={sorting} onSort={onSort} />
      ))}
      renderRow={(row, _index, place) => (
        <GridRow
          key={row.evaluationId}
          row={row}
          {...place}
          today={today}
          onSelect={onSelect}
          onOpen={onOpen}
        />
      )}
    />
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

interface GridRowProps extends RowPlace {
  readonly row: WorklistRow;
  readonly today: string;
  onSelect(evaluationId: string): void;
  onOpen(row: WorklistRow): void;
}

const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, today, onSelect, onOpen, ...place } = props;
  const waiting = daysWaiting(row, today);
  return (
    <tr
      {...place}
      className={`${place.className} ${classes.row}`}
      aria-selected={place["data-current"] ?? false}
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
