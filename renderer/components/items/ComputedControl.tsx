import type { Item } from "../../../shared/checklist/kinds.ts";
import { computeItem } from "../../../shared/evaluation/computed.ts";
import { useEvaluationState } from "../../state/evaluation/context.ts";
import classes from "./items.module.css";

type ComputedItem = Extract<Item, { kind: "computed" }>;

/** Worked out from other answers; says so where it cannot be yet. */
export function ComputedControl({ item }: { readonly item: ComputedItem }) {
  const text = useEvaluationState((state) => computeItem(item, state.evaluation)?.text);
  return (
    <output className={text === undefined ? classes.basis : classes.computed} aria-label={item.label}>
      {text ?? "Worked out from the answers above as soon as they are there"}
    </output>
  );
}
