import { IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useId, useState } from "react";
import classes from "./Picture.module.css";

interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function Section({ title, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.section}>
      <h3 id={id} className={classes.heading}>
        {title}
      </h3>
      {children}
    </section>
  );
}

interface FoldedProps {
  readonly count: number;
  /** Completes "9 …". */
  readonly words: string;
  /** "Refused (2)" rather than "2 refused". */
  readonly wordsFirst?: boolean;
  readonly children: ReactNode;
}

/** Lines that are there for who wants them. */
export function Folded({ count, words, wordsFirst = false, children }: FoldedProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  if (count === 0) return null;
  return (
    <>
      <button
        type="button"
        className={classes.fold}
        data-fold={words}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <IconChevronRight size={13} aria-hidden className={classes.chevron} />
        {wordsFirst ? `${words.charAt(0).toUpperCase()}${words.slice(1)} (${count})` : `${count} ${words}`}
      </button>
      {open && (
        <ul id={id} className={classes.list}>
          {children}
        </ul>
      )}
    </>
  );
}
