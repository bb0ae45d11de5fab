import { type RefObject, useEffect, useRef } from "react";
import { focusControl, rowOf } from "../../components/items/focus.ts";
import { placeOf } from "../../state/evaluation/structure.ts";

/** What the focus should go to once it is in the page. */
export type FocusTarget =
  | { readonly kind: "item"; readonly itemId: string }
  | { readonly kind: "heading" }
  | undefined;

/**
 * Puts the focus where a jump led, as soon as it is drawn. Each jump is a new object, so that the same item can be jumped
 * to again. An item that is not asked leads to the heading of its group.
 */
export function useGroupFocus(
  target: FocusTarget,
  heading: RefObject<HTMLElement | null>,
  groupId: string | undefined,
): void {
  const done = useRef<FocusTarget>(undefined);
  // On every drawing until the target is there: the group of an item is turned to first.
  useEffect(() => {
    if (target === undefined || done.current === target) return;
    // A form that was being filled when the screen was locked has taken the focus already: the person types on in it.
    if (done.current === undefined && document.activeElement?.closest("form[data-resumable]")) {
      done.current = target;
      return;
    }
    if (target.kind === "item") {
      const row = rowOf(target.itemId);
      row?.scrollIntoView({ block: "center" });
      if (focusControl(row)) {
        done.current = target;
        return;
      }
      const group = placeOf(target.itemId)?.groupId;
      if (group !== undefined && groupId !== undefined && group !== groupId) return;
    }
    done.current = target;
    const main = heading.current?.closest("main");
    main?.scrollTo({ top: 0 });
    // Where there is little room it is the whole screen that scrolls.
    main?.scrollIntoView({ block: "start" });
    heading.current?.focus({ preventScroll: true });
  });
}
