/**
 * Work that must be handed to the backend before the session closes, such as answers typed in the last second.
 * Whatever saves by itself registers here.
 */
type Settle = () => Promise<void>;

const pending = new Set<Settle>();

/** Returns the function that takes the registration back. */
export function beforeLock(settle: Settle): () => void {
  pending.add(settle);
  return () => {
    pending.delete(settle);
  };
}

/** A lock is not held up for longer than this, in milliseconds: what could not be saved stays in memory. */
export const longestWait = 2000;

export async function settleBeforeLock(wait = longestWait): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, wait);
  });
  await Promise.race([Promise.allSettled([...pending].map((settle) => settle())), patience]);
  clearTimeout(timer);
}
