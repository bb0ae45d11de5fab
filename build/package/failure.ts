/** What can go wrong while packaging, with the exit code that a build service sees. Codes never change their meaning. */
export const exitCodes = {
  badArguments: 2,
  /** Signing was asked for, and its certificate, password or tool is not usable. */
  signingNotPossible: 3,
  /** Something that should carry a signature carries none, or a wrong one. */
  notSigned: 4,
  /** Electron's runtime is absent, of another version, or not the released one. */
  noRuntime: 5,
  diskFull: 6,
  toolMissing: 7,
  buildFailed: 8,
  badContent: 9,
} as const;

export class PackagingError extends Error {
  readonly kind: keyof typeof exitCodes;
  /** What to do about it. */
  readonly action: string;

  constructor(kind: keyof typeof exitCodes, message: string, action: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.action = action;
  }
}

/** Signing was asked for and cannot be: said before anything is built. */
export function signingNotPossible(message: string): PackagingError {
  return new PackagingError(
    "signingNotPossible",
    message,
    "Correct it, or leave out signing: the files then say “unsigned” in their names. Nothing was built.",
  );
}

/** Words on the error output and the exit code, for a script's end. */
export function reportFailure(error: unknown): void {
  if (error instanceof PackagingError) {
    console.error(`${error.kind}: ${error.message}\n${error.action}`);
    endWith(exitCodes[error.kind]);
    return;
  }
  if (isDiskFull(error)) {
    console.error(
      "diskFull: The disk is full. Nothing half-built was left.\nFree some space and run it again.",
    );
    endWith(exitCodes.diskFull);
    return;
  }
  console.error(error);
  endWith(exitCodes.buildFailed);
}

/** A hook that electron-builder brings ends the process with 0 when it has nothing left to do: ours is said last. */
function endWith(code: number): void {
  process.exitCode = code;
  process.once("exit", () => {
    process.exitCode = code;
  });
}

function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    (error as NodeJS.ErrnoException).code === "ENOSPC" || /ENOSPC|No space left on device/.test(error.message)
  );
}
