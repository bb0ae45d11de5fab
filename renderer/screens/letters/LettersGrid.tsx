import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { type KeyboardEvent, type MouseEvent, memo } from "react";
import type { DeskRow } from "../../../shared/contract.ts";
import { kindNames } from "../../../shared/letter/kinds/kinds.ts";
import { methodNames } from "../../../shared/referrals/desk.ts";
import { DueMark } from "../../components/common/DueMark.tsx";
import { formatDate, formatInstant } from "../../components/common/dates.ts";
import { type RowPlace, VirtualGrid } from "../../components/list/VirtualGrid.tsx";
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

/** Shift with the keys that move chooses a stretch, Space chooses or leaves a row, Ctrl+A chooses all. */
export function LettersGrid({ label, rows, today, selection, onSelect, onOpenLog }: LettersGridProps) {
  const current = currentIndex(rows, selection);
  const currentRow = rows[current];

  const onKey = (event: KeyboardEvent) => {
    const withControl = event.ctrlKey || event.metaKey;
    if (withControl && event.key.toLowerCase() === "a") onSelect(chooseAll(rows, selection));
    else if (withControl) return;
    else if (event.key === " " && currentRow !== undefined)
      onSelect(toggle(selection, currentRow.dispatchId));
    else if (event.key === "Enter") onOpenLog();
    else if (event.key === "Escape" && selection.chosen.size > 0) {
      onSelect({ ...noSelection, current: selection.current });
    } else return;
    event.preventDefault();
  };

  return (
    <VirtualGrid
      label={label}
      rows={rows}
      rowId={({ dispatchId }) => dispatchId}
      current={current}
      onMove={(index, extend) => onSelect(moveTo(rows, selection, index, extend))}
      onKey={onKey}
      isMultiselectable
      head={columns.map(([name, className]) => (
        <th key={name} scope="col" className={className}>
          {name === "Chosen" ? <span className={classes.unseen}>{name}</span> : name}
        </th>
      ))}
      renderRow={(row, index, place) => (
        <GridRow
          key={row.dispatchId}
          row={row}
          {...place}
          today={today}
          isChosen={selection.chosen.has(row.dispatchId)}
          onPick={(event, toggles) => {
            if (toggles || event.ctrlKey || event.metaKey) onSelect(toggle(selection, row.dispatchId));
            else if (event.shiftKey) onSelect(moveTo(rows, selection, index, true));
            else onSelect(moveTo(rows, noSelection, index, false));
          }}
        />
      )}
    />
  );
}

interface GridRowProps extends RowPlace {
  readonly row: DeskRow;
  readonly today: string;
  readonly isChosen: boolean;
  onPick(event: MouseEvent, toggles: boolean): void;
}

const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, today, isChosen, onPick, ...place } = props;
  return (
    <tr
      {...place}
      className={`${place.className} ${classes.row}`}
      aria-selected={isChosen}
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

/** The last thing that happened to it, in a few words; and that another letter took its place. */
function happened(row: DeskRow): string {
  if (row.amendedBy === undefined) return lastEvent(row);
  if (row.state === "void") return `Void: corrected by ${row.amendedBy}`;
  const isOut = row.sentAt !== undefined;
  return isOut
    ? `${lastEvent(row)}; corrected by ${row.amendedBy}`
    : `Corrected by ${row.amendedBy}: do not send`;
}

function lastEvent(row: DeskRow): string {
  if (row.acknowledgedAt !== undefined) return `Acknowledged ${formatInstant(row.acknowledgedAt)}`;
  if (row.sentAt !== undefined && row.method !== undefined) {
    return `${methodNames[row.method]} ${formatInstant(row.sentAt)}`;
  }
  return row.printedAt === undefined ? "Not printed yet" : `Printed ${formatInstant(row.printedAt)}`;
}
