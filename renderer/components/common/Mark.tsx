interface MarkProps {
  readonly size: number;
}

/** The four parts of an evaluation, one of them the answer. */
export function Mark({ size }: MarkProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <rect x="1" y="1" width="8" height="8" rx="1.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <rect x="11" y="1" width="8" height="8" rx="1.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <rect x="1" y="11" width="8" height="8" rx="1.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <rect x="10.2" y="10.2" width="9.6" height="9.6" rx="1.5" fill="currentColor" />
    </svg>
  );
}
