import { useEffect, useRef } from "react";
import { focusControl, focusWhenDrawn, rowOf } from "../../components/items/focus.ts";

/** What the focus should go to once it is in the page. */
export type FocusTarget =
  | { readonly kind: "item"; readonly itemId: string }
  | { readonly kind: "heading" }
  | undefined;

/** Puts the focus where a jump led. Each jump is a new object, so that the same item can be jumped to again. */
export function useGroupFocus(target: FocusTarget, heading: React.RefObject<HTMLElement | null>): void {
  const done = useRef<FocusTarget>(undefined);
  useEffect(() => {
    if (target === undefined || done.current === target) return;
    done.current = target;
    focusWhenDrawn(() => {
      const row = target.kind === "item" ? rowOf(target.itemId) : null;
      row?.scrollIntoView({ block: "center" });
      if (focusControl(row)) return;
      heading.current?.closest("main")?.scrollTo({ top: 0 });
      heading.current?.focus({ preventScroll: true });
    });
  }, [target, heading]);
}
