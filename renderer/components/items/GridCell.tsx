import { Popover } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { type KeyboardEvent, useId, useState, useSyncExternalStore } from "react";
import type { CellKind } from "../../../shared/checklist/kinds.ts";
import { useBinding, useBindingValue, useReadOnly, useUnconfirmed } from "../../state/evaluation/context.ts";
import type { CellProps, KindOf } from "./cellProps.ts";
import { DateCell, NumberCell } from "./EntryCell.tsx";
import { focusWhenDrawn } from "./focus.ts";
import { formatCell } from "./format.ts";
import classes from "./items.module.css";
import { choiceLabel, codeForKey } from "./keys.ts";
import { MultiCell } from "./MultiCell.tsx";
import { TextCell } from "./TextCell.tsx";
import tableClasses from "./tables.module.css";

interface GridCellProps {
  readonly kind: CellKind;
  readonly itemId: string;
  /** The side or the row, then the field. */
  readonly keys: readonly string[];
  readonly name: string;
  readonly row: number;
  readonly column: number;
}

/** One field of a table. Digits and letters fill it; arrows are left to the table. */
export function GridCell({ kind, itemId, keys, name, row, column }: GridCellProps) {
  const binding = useBinding(itemId, ...keys);
  const readOnly = useReadOnly();
  const waits = useUnconfirmed(itemId, keys[0]);
  const isFilled = useSyncExternalStore(binding.subscribe, () => binding.read() !== undefined);
  const unconfirmed = waits && isFilled;
  const wordsId = useId();
  const shared = {
    binding,
    name,
    readOnly,
    place: { "data-row": row, "data-column": column },
    unconfirmed,
    ...(unconfirmed ? { describedBy: wordsId } : {}),
  };
  return (
    <>
      {kind.kind === "single" ? (
        <GridChoice kind={kind} {...shared} />
      ) : kind.kind === "scale" ? (
        <GridChoice kind={scaleAsChoices(kind)} numeric {...shared} />
      ) : kind.kind === "multi" ? (
        <GridMulti kind={kind} {...shared} />
      ) : (
        <GridEntry kind={kind} {...shared} />
      )}
      {unconfirmed && (
        <span id={wordsId} className={classes.hidden}>
          filled, not confirmed
        </span>
      )}
    </>
  );
}

interface Placed {
  readonly place: { readonly "data-row": number; readonly "data-column": number };
  readonly unconfirmed: boolean;
}

function scaleAsChoices(kind: KindOf<"scale">): KindOf<"single"> {
  const steps = Array.from({ length: kind.max - kind.min + 1 }, (_, index) => String(kind.min + index));
  return { kind: "single", choices: steps.map((code) => ({ code })) };
}

/** A native list: light enough for hundreds, known to every screen reader, and it opens with a click or Space. */
function GridChoice(props: CellProps<KindOf<"single">> & Placed & { readonly numeric?: boolean }) {
  const { kind, binding, name, readOnly, place, unconfirmed, describedBy, numeric } = props;
  const value = useBindingValue(binding);
  const current = value === undefined ? "" : String(value);
  const write = (code: string | undefined) =>
    binding.write(code === undefined || code === "" ? undefined : numeric ? Number(code) : code);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === "N") return;
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      write(undefined);
      return;
    }
    const code = codeForKey(kind.choices, event.key, current === "" ? undefined : current);
    if (code === undefined) return;
    event.preventDefault();
    write(code);
  };

  return (
    <select
      {...place}
      className={tableClasses.cell}
      aria-label={name}
      aria-describedby={describedBy}
      data-unconfirmed={unconfirmed}
      title={current === "" ? undefined : formatCell(kind, current)}
      data-empty={current === ""}
      value={current}
      disabled={readOnly}
      onChange={(event) => write(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    >
      <option value="" aria-label="Not answered" />
      {kind.choices.map((choice) => (
        <option key={choice.code} value={choice.code}>
          {choiceLabel(choice)}
        </option>
      ))}
    </select>
  );
}

/** Several codes do not fit in a cell: they are chosen in a small panel that opens from it. */
function GridMulti({
  kind,
  binding,
  name,
  readOnly,
  place,
  unconfirmed,
}: CellProps<KindOf<"multi">> & Placed) {
  const value = useBindingValue(binding);
  const [opened, setOpened] = useState(false);
  const words = formatCell(kind, value);
  const panelId = useId();
  const buttonId = useId();
  // The button is another one after the panel went: it is found by its id.
  const close = () => {
    setOpened(false);
    focusWhenDrawn(() => document.getElementById(buttonId)?.focus());
  };
  const button = (
    <button
      id={buttonId}
      type="button"
      {...place}
      className={`${tableClasses.cell} ${tableClasses.cellButton}`}
      aria-label={`${name}: ${words === "" ? "not answered" : words}`}
      aria-haspopup="dialog"
      aria-expanded={opened}
      data-unconfirmed={unconfirmed}
      title={words}
      disabled={readOnly}
      onClick={() => {
        setOpened(!opened);
        focusWhenDrawn(() =>
          document
            .getElementById(panelId)
            ?.querySelector<HTMLElement>('[role="checkbox"][tabindex="0"]')
            ?.focus(),
        );
      }}
    >
      <span className={tableClasses.cellWords}>{words}</span>
      <IconChevronDown size={12} aria-hidden />
    </button>
  );
  if (!opened) return button;
  return (
    <Popover
      opened
      onChange={(stays) => {
        if (!stays) close();
      }}
      position="bottom-start"
      withinPortal
      trapFocus={false}
      width={360}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown
        id={panelId}
        aria-label={name}
        onKeyDown={(event) => {
          // Plain keys mean the panel, not the table that it was opened from.
          if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
          if (event.key !== "Tab") return;
          event.preventDefault();
          close();
        }}
      >
        <MultiCell kind={kind} binding={binding} name={name} readOnly={readOnly} />
      </Popover.Dropdown>
    </Popover>
  );
}

function GridEntry({ kind, place, ...rest }: CellProps<KindOf<"text" | "number" | "date">> & Placed) {
  const shared = { ...rest, cellProps: place };
  switch (kind.kind) {
    case "number":
      return <NumberCell kind={kind} {...shared} compact />;
    case "date":
      return <DateCell kind={kind} {...shared} compact />;
    default:
      return <TextCell kind={{ ...kind, multiline: false }} {...shared} />;
  }
}
