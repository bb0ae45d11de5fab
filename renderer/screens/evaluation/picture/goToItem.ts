import { useOpenedEvaluation } from "../../../state/evaluation/context.ts";
import { placeOf } from "../../../state/evaluation/structure.ts";
import { useNavigation } from "../../../state/navigation.ts";
import { usePanel } from "./panelState.ts";

/** Jumps to an item of the open evaluation; a panel that lies over the items makes way. */
export function useGoToItem(): (itemId: string) => void {
  const { evaluationId } = useOpenedEvaluation();
  const go = useNavigation((navigation) => navigation.go);
  const { overlays, setOpen } = usePanel();
  return (itemId) => {
    const place = placeOf(itemId);
    if (place === undefined) return;
    if (overlays) setOpen(false);
    go({ screen: "evaluation", evaluationId, view: place.partId, itemId });
  };
}
