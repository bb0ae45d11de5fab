import type { BrowserWindow } from "electron";

/** A page that does not answer is not waited for longer than this. */
const patienceMilliseconds = 2_500;

/**
 * Keeps the window open, when it is asked to close, until the page has handed over what was typed in the last second.
 * `ask` tells the page; the function that is returned is called when the page says it has done so.
 */
export function closeWhenSettled(window: BrowserWindow, ask: () => void): () => void {
  let state: "open" | "asked" | "settled" = "open";
  let patience: ReturnType<typeof setTimeout> | undefined;

  const settle = () => {
    clearTimeout(patience);
    // A page that says so unasked changes nothing.
    if (state !== "asked" || window.isDestroyed()) return;
    state = "settled";
    window.close();
  };
  window.on("close", (event) => {
    if (state === "settled") return;
    event.preventDefault();
    if (state === "asked") return;
    state = "asked";
    patience = setTimeout(settle, patienceMilliseconds);
    ask();
  });
  return settle;
}
