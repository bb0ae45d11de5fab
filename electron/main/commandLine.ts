import { existsSync } from "node:fs";

/** The commands that the app answers without a window. */
const commands: ReadonlySet<string> = new Set([
  "checklist",
  "case-schema",
  "fhir-questionnaire",
  "letter",
  "print",
  "reason",
  "verify",
  "backup",
  "restore",
  "rehearse-restore",
  "export",
  "erase",
  "retention",
  "diagnose",
  "policy",
]);

interface CommandLine {
  runCommandLine(argv: readonly string[]): Promise<number>;
}

/**
 * The arguments from the command on, or undefined where the app was started to be looked at.
 * Electron's own switches may stand before the command.
 */
export function commandArguments(argv: readonly string[]): readonly string[] | undefined {
  const first = argv.findIndex((argument) => !argument.startsWith("-"));
  const command = argv[first];
  return command !== undefined && commands.has(command) ? argv.slice(first) : undefined;
}

/** What the person typed: a packaged app is started without the path of its own code. */
export function typedArguments(argv: readonly string[], isPackaged: boolean): readonly string[] {
  return argv.slice(isPackaged ? 1 : 2);
}

/** Runs the command line's own bundle, which lies beside this one; resolves with the exit code. */
export async function answerCommand(argv: readonly string[]): Promise<number> {
  const bundle = new URL("../command-line/main.js", import.meta.url);
  if (!existsSync(bundle)) throw new Error("The command line is not part of this build.");
  const { runCommandLine }: CommandLine = await import(/* @vite-ignore */ bundle.href);
  return runCommandLine(argv);
}
