import { Center, Loader } from "@mantine/core";
import { type ComponentType, lazy, Suspense, useEffect, useState } from "react";

/** A part of the window whose code comes when it is first shown, or before. */
export interface Loadable<Props> {
  (props: Props): React.ReactNode;
  /** Fetches the code. Where that fails, showing the part tries once more and says so. */
  load(): Promise<unknown>;
}

/**
 * React keeps a fallback that it has shown for 300 ms, however soon the code is there. Code that was loaded ahead is therefore
 * shown without one.
 */
export function loadable<Props extends object>(
  fetchPart: () => Promise<ComponentType<Props>>,
): Loadable<Props> {
  let part: ComponentType<Props> | undefined;
  const fetchOnce = async () => {
    part ??= await fetchPart();
    return part;
  };
  const Later = lazy(async () => ({ default: await fetchOnce() }));
  function Part(props: Props) {
    // Chosen once: another component in its place would begin anew and forget what was typed.
    const [Shown] = useState<ComponentType<Props>>(() => part ?? Later);
    return (
      <Suspense fallback={<Waiting />}>
        <Shown {...props} />
      </Suspense>
    );
  }
  return Object.assign(Part, { load: fetchOnce });
}

/** Loads parts while nothing else is to be done, so that the first time they open as quickly as the next. */
export function useLoadAhead(parts: readonly Pick<Loadable<never>, "load">[]): void {
  useEffect(() => {
    const waiting = requestIdleCallback(() => {
      // Nobody waits for it yet: what cannot be read says so when it is shown.
      for (const { load } of parts) load().catch(() => {});
    });
    return () => cancelIdleCallback(waiting);
  }, [parts]);
}

/** Filled in soon. */
export function Waiting() {
  return (
    <Center h="100%" p="xl">
      <Loader />
    </Center>
  );
}
