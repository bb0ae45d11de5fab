import { IconEqual } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import type { CellKind, Field } from "../../../shared/checklist/kinds.ts";
import { useBinding, useReadOnly } from "../../state/evaluation/context.ts";
import { CellControl } from "./CellControl.tsx";
import fieldClasses from "./fields.module.css";
import classes from "./items.module.css";
import { RequiredMark } from "./RecordControl.tsx";
import { bothSides, type PairItem, type Side } from "./sides.ts";
import tableClasses from "./tables.module.css";

/** Right and left beside each other, as the examiner faces the patient; "=" makes both sides the same. */
export function PairControl({ item }: { readonly item: PairItem }) {
  const right = useBinding(item.id, "right");
  const left = useBinding(item.id, "left");
  const readOnly = useReadOnly();

  const copyFrom = (side: Side) => {
    const [from, to] = side === "right" ? [right, left] : [left, right];
    to.write(from.read());
  };
  const onKeyDown = (side: Side) => (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== "=" || readOnly || event.target instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    copyFrom(side);
  };

  return (
    <div>
      {item.entry.kind === "record" ? (
        <SidesAsRows item={item} fields={item.entry.fields} onKeyDown={onKeyDown} />
      ) : (
        <div className={fieldClasses.sides}>
          {bothSides.map((side) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: only copies what its own fields hold
            <div key={side} className={fieldClasses.side} onKeyDown={onKeyDown(side)}>
              <div className={fieldClasses.sideHeading}>{sideWords[side]}</div>
              <PairSide item={item} entry={item.entry as CellKind} side={side} />
            </div>
          ))}
        </div>
      )}
      {!readOnly && (
        <button
          type="button"
          className={classes.quietButton}
          onClick={() => copyFrom("right")}
          title="Left as right. In a field, = copies its side to the other"
        >
          <IconEqual size={14} aria-hidden />
          Same on both sides
          <span className={classes.hidden}>: {item.label}, left as right</span>
        </button>
      )}
    </div>
  );
}

const sideWords = { right: "Right", left: "Left" } as const;

interface SidesAsRowsProps {
  readonly item: PairItem;
  readonly fields: readonly Field[];
  readonly onKeyDown: (side: Side) => (event: KeyboardEvent<HTMLElement>) => void;
}

/** Several fields a side: the fields are named once, the sides stand under each other. */
function SidesAsRows({ item, fields, onKeyDown }: SidesAsRowsProps) {
  return (
    <div className={tableClasses.scroller}>
      <table className={`${tableClasses.table} ${tableClasses.sidesTable}`} aria-label={item.label}>
        <thead>
          <tr>
            <td />
            {fields.map((field) => (
              <th key={field.id} scope="col">
                {field.label}
                {field.required ? <RequiredMark /> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bothSides.map((side) => (
            <tr key={side} onKeyDown={onKeyDown(side)}>
              <th scope="row">{sideWords[side]}</th>
              {fields.map((field, index) => (
                <td key={field.id}>
                  <SideField item={item} side={side} field={field} isMain={index === 0} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface SideFieldProps {
  readonly item: PairItem;
  readonly side: Side;
  readonly field: Field;
  readonly isMain: boolean;
}

function SideField({ item, side, field, isMain }: SideFieldProps) {
  const binding = useBinding(item.id, side, field.id);
  const readOnly = useReadOnly();
  const name = `${item.label}, ${side}`;
  return (
    <CellControl
      kind={field}
      binding={binding}
      name={isMain ? name : `${name}, ${field.label.toLowerCase()}`}
      readOnly={readOnly}
      compact
    />
  );
}

interface PairSideProps {
  readonly item: PairItem;
  readonly entry: CellKind;
  readonly side: Side;
}

function PairSide({ item, entry, side }: PairSideProps) {
  const binding = useBinding(item.id, side);
  const readOnly = useReadOnly();
  return <CellControl kind={entry} binding={binding} name={`${item.label}, ${side}`} readOnly={readOnly} />;
}
