import { Title } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";

interface ScreenHeadingProps {
  readonly children: ReactNode;
  /** False where the screen puts the focus into a first field itself. */
  readonly takesFocus?: boolean;
}

/** The one h1 of a screen; takes the focus when the screen appears, so that a screen reader says where one is. */
export function ScreenHeading({ children, takesFocus = true }: ScreenHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <Title order={1} ref={heading} tabIndex={-1}>
      {children}
    </Title>
  );
}
