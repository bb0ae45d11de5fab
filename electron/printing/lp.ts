import { spawn } from "node:child_process";
import { FourfoldError } from "../../shared/errors.ts";

/**
 * The system's own printing, as Linux and macOS have it (CUPS): `lp` takes the bytes from its input, so that no file with
 * patient data is written on the way. The job is called the same whoever it is about.
 */

export const jobTitle = "Fourfold letters";

export interface Printer {
  readonly name: string;
  readonly isDefault: boolean;
  readonly isReady: boolean;
  /** Why it is not ready, as the system says it: "Paper jam". */
  readonly problem?: string;
}

/** The names of sheets and envelopes as CUPS knows them. */
export const media = { number10: "Env10", dl: "EnvDL", letter: "Letter", a4: "A4" } as const;
export type Medium = keyof typeof media;

export interface PrintOptions {
  /** The system's default printer where absent. */
  readonly printer?: string | undefined;
  /** The printer's own paper where absent. */
  readonly medium?: Medium;
  readonly signal?: AbortSignal;
}

type Environment = Readonly<Record<string, string | undefined>>;

interface Ran {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

/** How much of what a program says is listened to. */
const mostOutput = 256 * 1024;

function run(
  program: string,
  argv: readonly string[],
  options: { readonly environment: Environment; readonly input?: Uint8Array; readonly signal?: AbortSignal },
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, argv, {
      // The words of the system are read below, so they must be in one language.
      env: { ...options.environment, LC_ALL: "C", LANG: "C", LANGUAGE: "" },
      stdio: ["pipe", "pipe", "pipe"],
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    let [output, errors] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (output.length < mostOutput) output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      if (errors.length < mostOutput) errors += text;
    });
    // A program that gave up reads no further; its exit code says why.
    child.stdin.on("error", () => {});
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode, output, errors }));
    child.stdin.end(options.input);
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "EACCES");
}

function noPrinting(cause: unknown): FourfoldError {
  return new FourfoldError(
    {
      code: "printerRefused",
      message: "This computer has no printing system that Fourfold knows: its program “lp” is missing.",
      action: "Ask IT to install CUPS, or save the letters as PDF and print them elsewhere.",
    },
    { cause },
  );
}

/** The printers of the system. None where it has no printing, or where its scheduler does not run. */
export async function listPrinters(environment: Environment = process.env): Promise<readonly Printer[]> {
  try {
    const [{ output: states }, { output: accepting }, { output: standard }] = [
      await run("lpstat", ["-p"], { environment }),
      await run("lpstat", ["-a"], { environment }),
      await run("lpstat", ["-d"], { environment }),
    ];
    return parsePrinters(states, accepting, standard);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/**
 * Reads what `lpstat -p`, `-a` and `-d` say:
 * "printer front is idle.  enabled since …", "printer back disabled since … -" with the reason on the next line,
 * "front accepting requests since …", "system default destination: front".
 */
export function parsePrinters(states: string, accepting: string, standard: string): readonly Printer[] {
  const defaultName = /^system default destination:\s*(\S+)/m.exec(standard)?.[1];
  const refusing = new Map(
    [...accepting.matchAll(/^(\S+) not accepting requests since [^\n]*\n?(?:[ \t]+([^\n]*))?/gm)].map(
      ([, name = "", reason]) => [name, wordsOf(reason) ?? "it takes no jobs"],
    ),
  );
  return [...states.matchAll(/^printer (\S+) ([^\n]*)((?:\n[ \t]+[^\n]*)*)/gm)].map(
    ([, name = "", state = "", details = ""]) => {
      const problem = /\bdisabled\b/.test(state)
        ? (wordsOf(details.split("\n")[1]) ?? "it is stopped")
        : refusing.get(name);
      return {
        name,
        isDefault: name === defaultName,
        isReady: problem === undefined,
        ...(problem === undefined ? {} : { problem }),
      };
    },
  );
}

/** What the system says of a printer that gives no reason is no reason. */
function wordsOf(reason: string | undefined): string | undefined {
  const words = reason?.trim() ?? "";
  return words === "" || /^reason unknown$/i.test(words) ? undefined : words;
}

/**
 * Hands a PDF to the printer; resolves with the system's number for the job once the queue has it.
 * @throws FourfoldError `printerRefused` with why; nothing is in the queue then.
 */
export async function printPdf(
  bytes: Uint8Array,
  options: PrintOptions,
  environment: Environment = process.env,
): Promise<string> {
  const { printer, medium, signal } = options;
  // A stopped queue takes jobs and prints none: that is told before, not found out days later.
  const printers = await listPrinters(environment);
  const chosen = printers.find((one) => (printer === undefined ? one.isDefault : one.name === printer));
  if (chosen !== undefined && !chosen.isReady) throw notReady(chosen);
  const argv = [
    ...(printer === undefined ? [] : ["-d", printer]),
    "-t",
    jobTitle,
    ...(medium === undefined ? [] : ["-o", `media=${media[medium]}`]),
    "-",
  ];
  try {
    const { exitCode, output, errors } = await run("lp", argv, {
      environment,
      input: bytes,
      ...(signal === undefined ? {} : { signal }),
    });
    if (exitCode === 0) return /request id is (\S+)/.exec(output)?.[1] ?? "";
    throw refused(errors, printer);
  } catch (error) {
    if (isMissing(error)) throw noPrinting(error);
    throw error;
  }
}

function notReady({ name, problem }: Printer): FourfoldError {
  return new FourfoldError({
    code: "printerRefused",
    message: `The printer “${name}” is not ready: ${problem}.`,
    action: "Mend it and start its queue again, or choose another printer. The letters wait where they are.",
  });
}

const refusals: readonly (readonly [RegExp, string, string])[] = [
  [
    /not accepting/i,
    "takes no jobs now",
    "Ask IT to let its queue take jobs again, or choose another printer. The letters wait where they are.",
  ],
  [
    /does not exist|unknown destination|invalid destination/i,
    "is not known to this computer",
    "Choose another printer.",
  ],
  [/no default destination/i, "was not named, and this computer has no default printer", "Choose a printer."],
  [
    /scheduler (?:is )?not (?:responding|running)|unable to connect|connection refused|bad file descriptor/i,
    "cannot be reached: the printing system of this computer does not run",
    "Ask IT to start it. The letters wait where they are.",
  ],
];

function refused(errors: string, printer: string | undefined): FourfoldError {
  const name = printer === undefined ? "The printer" : `The printer “${printer}”`;
  for (const [pattern, words, action] of refusals) {
    if (pattern.test(errors))
      return new FourfoldError({ code: "printerRefused", message: `${name} ${words}.`, action });
  }
  return new FourfoldError({
    code: "printerRefused",
    message: `${name} refused the letter.`,
    action:
      "Look whether it is on, has paper and takes jobs, then print again. The letters wait where they are.",
  });
}
