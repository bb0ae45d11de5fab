import { IconEqual } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import type { Item } from "../../../shared/checklist/kinds.ts";
import { useBinding, useReadOnly } from "../../state/evaluation/context.ts";
import { CellControl } from "./CellControl.tsx";
import classes from "./items.module.css";
import { RecordFields } from "./RecordControl.tsx";

export type PairItem = Extract<Item, { kind: "pair" }>;
export const bothSides = ["right", "left"] as const;
export type Side = (typeof bothSides)[number];

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
      <div className={classes.sides}>
        {bothSides.map((side) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: only copies what its own fields hold
          <div key={side} className={classes.side} onKeyDown={onKeyDown(side)}>
            <div className={classes.sideHeading}>{side === "right" ? "Right" : "Left"}</div>
            <PairSide item={item} side={side} />
          </div>
        ))}
      </div>
      {!readOnly && (
        <button
          type="button"
          className={classes.quietButton}
          onClick={() => copyFrom("right")}
          title="Key: ="
        >
          <IconEqual size={14} aria-hidden />
          Same on both sides
          <span className={classes.hidden}>: {item.label}, left as right</span>
        </button>
      )}
    </div>
  );
}

function PairSide({ item, side }: { readonly item: PairItem; readonly side: Side }) {
  const binding = useBinding(item.id, side);
  const readOnly = useReadOnly();
  const name = `${item.label}, ${side}`;
  if (item.entry.kind === "record") {
    return <RecordFields itemId={item.id} keys={[side]} fields={item.entry.fields} namePrefix={name} />;
  }
  return <CellControl kind={item.entry} binding={binding} name={name} readOnly={readOnly} />;
}
