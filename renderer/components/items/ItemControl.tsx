import type { Item } from "../../../shared/checklist/kinds.ts";
import { useBinding, useReadOnly } from "../../state/evaluation/context.ts";
import { CellControl } from "./CellControl.tsx";
import { ComputedControl } from "./ComputedControl.tsx";
import { DrawingControl } from "./DrawingControl.tsx";
import { LevelGrid } from "./LevelGrid.tsx";
import { PairControl } from "./PairControl.tsx";
import { RecordFields } from "./RecordControl.tsx";
import { RepeatControl } from "./RepeatControl.tsx";

/** The control for an item's kind. */
export function ItemControl({ item }: { readonly item: Item }) {
  switch (item.kind) {
    case "record":
      return (
        // biome-ignore lint/a11y/useSemanticElements: the label stands in the row's own column, not in a legend
        <div role="group" aria-label={item.label}>
          <RecordFields itemId={item.id} keys={[]} fields={item.fields} />
        </div>
      );
    case "pair":
      return <PairControl item={item} />;
    case "grid":
      return <LevelGrid item={item} />;
    case "repeat":
      return <RepeatControl item={item} />;
    case "drawing":
      return <DrawingControl item={item} />;
    case "computed":
      return <ComputedControl item={item} />;
    default:
      return <SingleValue item={item} />;
  }
}

type CellItem = Extract<Item, { kind: "text" | "single" | "multi" | "scale" | "number" | "date" }>;

function SingleValue({ item }: { readonly item: CellItem }) {
  const binding = useBinding(item.id);
  const readOnly = useReadOnly();
  return <CellControl kind={item} binding={binding} name={item.label} readOnly={readOnly} />;
}
