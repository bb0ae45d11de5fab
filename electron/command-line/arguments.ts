import { parseArgs } from "node:util";
import { badArgument } from "./failures.ts";

/** An option of a command: a switch, or one that takes a value. */
export interface Option {
  readonly type: "boolean" | "string";
  readonly required?: boolean;
  /** What may stand after it; anything where absent. */
  readonly oneOf?: readonly string[];
}
export type Options = Readonly<Record<string, Option>>;

export interface Given {
  text(name: string): string | undefined;
  /** Of an option that is required. */
  required(name: string): string;
  has(name: string): boolean;
}

/** @throws FourfoldError `badInput` that names the argument. */
export function readArguments(command: string, argv: readonly string[], options: Options): Given {
  refusePasswords(argv);
  const values = parse(command, argv, options);
  for (const [name, option] of Object.entries(options)) {
    const value = values[name];
    if (option.required && (value === undefined || value === "")) {
      throw badArgument(`--${name}`, `is needed by “${command}”`);
    }
    if (option.oneOf && typeof value === "string" && !option.oneOf.includes(value)) {
      throw badArgument(`--${name}`, `must be ${option.oneOf.join(" or ")}`);
    }
  }
  const text = (name: string) => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  return { text, required: (name) => text(name) ?? "", has: (name) => values[name] === true };
}

/** Arguments can be read by everybody on the computer and stay in the shell's history. */
export function refusePasswords(argv: readonly string[]): void {
  if (argv.some((argument) => /^-{1,2}(password|passwd|pass|pw)\b/i.test(argument))) {
    throw badArgument(
      "--password",
      "a password is never an argument, where others can read it; put it into the variable FOURFOLD_PASSWORD",
    );
  }
}

function parse(
  command: string,
  argv: readonly string[],
  options: Options,
): Readonly<Record<string, string | boolean | undefined>> {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type }])),
      strict: true,
      allowPositionals: false,
    });
    return values as Record<string, string | boolean | undefined>;
  } catch (fault) {
    throw describe(fault, command);
  }
}

function describe(fault: unknown, command: string): unknown {
  if (!(fault instanceof Error) || !("code" in fault)) return fault;
  const quoted = /'([^']*?)(?: <value>)?'/.exec(fault.message)?.[1] ?? "arguments";
  const name = quoted.split(/[ ,=]/).find((part) => part.startsWith("--")) ?? quoted;
  switch (fault.code) {
    case "ERR_PARSE_ARGS_UNKNOWN_OPTION":
      return badArgument(name, `is not an option of “${command}”; “fourfold --help” lists them`);
    case "ERR_PARSE_ARGS_INVALID_OPTION_VALUE":
      return badArgument(
        name,
        /does not take/.test(fault.message) ? "takes no value" : "needs a value after it",
      );
    case "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL":
      return badArgument(name, `is not expected by “${command}”, which takes options only`);
    default:
      return fault;
  }
}

/** The password of the store, as the environment gives it. */
export function passwordFrom(environment: Readonly<Record<string, string | undefined>>): string {
  const password = environment.FOURFOLD_PASSWORD;
  if (password === undefined || password === "") {
    throw badArgument("FOURFOLD_PASSWORD", "is not set; it must hold the password of the store");
  }
  return password;
}
