import { IconHistory, IconPencilCheck } from "@tabler/icons-react";
import { type KeyboardEvent, useCallback, useMemo, useRef, useSyncExternalStore } from "react";
import type { Item } from "../../../shared/checklist/kinds.ts";
import { earlierWords } from "../../../shared/evaluation/changes.ts";
import type { EarlierVisit } from "../../../shared/evaluation/evaluation.ts";
import { useEvaluationState, useOpenedEvaluation } from "../../state/evaluation/context.ts";
import { formatDate } from "../common/dates.ts";
import classes from "./items.module.css";
import tableClasses from "./tables.module.css";

/** What an item says about an earlier visit: that its answer is from there, or what it was then. */

/** The answer was carried from an earlier visit and waits for somebody to stand by it. */
export function Carried({ from }: { readonly from: string | undefined }) {
  if (from === undefined) return null;
  return (
    <span className={tableClasses.rowNote} data-kind="unconfirmed">
      <IconPencilCheck size={14} aria-hidden />
      From {formatDate(from)}, to confirm
    </span>
  );
}

/** Beside an answer of a follow-up: what was answered at the visit before, where it was something else. */
export function Was({ item }: { readonly item: Item }) {
  const earlier = useEvaluationState((state) => state.evaluation.followUpOf);
  return earlier === undefined ? null : <WasThen item={item} earlier={earlier} />;
}

function WasThen({ item, earlier }: { readonly item: Item; readonly earlier: EarlierVisit }) {
  const evaluation = useOpenedEvaluation();
  const subscribe = useCallback(
    (listener: () => void) => evaluation.subscribe(item.id, listener),
    [evaluation, item.id],
  );
  const now = useSyncExternalStore(subscribe, () => evaluation.answer(item.id));
  const before = earlier.answers[item.id];
  const words = useMemo(() => earlierWords(item, now, before), [item, now, before]);
  if (words === undefined) return null;
  return (
    <span className={classes.under} data-kind="quiet" title={`On ${formatDate(earlier.visitDate)}`}>
      <IconHistory size={14} aria-hidden />
      was: {words}
    </span>
  );
}

/**
 * Whether the focus leaves because of a key that goes on: Tab, or Ctrl+Enter to the next missing item. Going back with
 * Shift+Tab, a click elsewhere or the lock is no confirmation.
 */
export function useLeavingByKey() {
  const goesOn = useRef(false);
  return {
    onKeyDown: (event: KeyboardEvent) => {
      goesOn.current =
        (event.key === "Tab" && !event.shiftKey) ||
        (event.key === "Enter" && (event.ctrlKey || event.metaKey));
    },
    /** True once for each such key. */
    take: () => {
      const byKey = goesOn.current;
      goesOn.current = false;
      return byKey;
    },
  };
}
