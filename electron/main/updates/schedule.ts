/** The first look waits until people have begun to work; then a few times a day. */
export const firstLookMilliseconds = 2 * 60_000;
export const lookEveryMilliseconds = 6 * 60 * 60_000;

/** @returns the function that stops it. */
export function lookNowAndThen(look: () => Promise<unknown>): () => void {
  const first = setTimeout(() => void look(), firstLookMilliseconds);
  const again = setInterval(() => void look(), lookEveryMilliseconds);
  first.unref();
  again.unref();
  return () => {
    clearTimeout(first);
    clearInterval(again);
  };
}
