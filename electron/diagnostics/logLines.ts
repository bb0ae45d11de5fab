import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";

/**
 * The end of the log, as far as it is of a form that Fourfold writes. The log holds no patient data; should a line ever be of
 * another form, it is counted and left out, so that nothing goes to whoever helps that was not meant to.
 */

export interface LogEnd {
  readonly lines: readonly string[];
  /** Lines of another form. */
  readonly leftOut: number;
}

export const logName = "fourfold.log";
const endBytes = 200_000;
export const mostLines = 400;

export function lastLogLines(logFolder: string): LogEnd {
  const lines: string[] = [];
  let leftOut = 0;
  for (const line of endOf(join(logFolder, logName)).slice(-mostLines)) {
    const kept = keptForm(line);
    if (kept === undefined) leftOut += 1;
    else lines.push(kept);
  }
  return { lines, leftOut };
}

const head = /^(\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\] \[(?:error|warn|info)\]) +(.*)$/;
const place = String.raw`(?:[\w.<>[\]# ]+ \()?(?:file:\/\/|node:|app:\/\/|async )?[^\s()"'<>|]*:\d+:\d+\)?`;
const frame = new RegExp(String.raw`^\s+at (?:async )?${place}$`);
/** Operations, error codes and states are single words of the program. */
const forms: readonly RegExp[] = [
  /^Fourfold \d+\.\d+\.\d+[\w.-]* starts$/,
  /^[a-z][\w.]{0,60} refused: [a-zA-Z]{1,40}$/,
  /^\((?:not looked at|no such operation)\) refused: [a-zA-Z]{1,40}$/,
  /^backend stopped with -?\d+; (?:starting it again|given up)$/,
  /^page stopped: [a-z-]{1,40}$/,
  /^update: [a-zA-Z]{1,40}$/,
  /^policy: [a-zA-Z ,;0-9]{1,120}$/,
  // Where it arose, the kind of the error and the system's code.
  /^[a-z][\w. ]{0,60}: (?:[A-Z]\w{0,60}(?: [A-Z][A-Z0-9_]{1,60})?|a thrown [a-z]+)$/,
];

function keptForm(line: string): string | undefined {
  if (frame.test(line)) return line;
  const [, stamp = "", text = ""] = head.exec(line) ?? [];
  if (stamp === "") return undefined;
  if (text.startsWith("backend: ")) {
    const note = faultNote(text.slice("backend: ".length));
    return note === undefined ? undefined : `${stamp} backend: ${note}`;
  }
  return forms.some((form) => form.test(text)) ? `${stamp} ${text}` : undefined;
}

/** A fault of the backend is written as JSON: only the parts that it should have, each of its own form. */
function faultNote(text: string): string | undefined {
  let note: unknown;
  try {
    note = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof note !== "object" || note === null) return undefined;
  const { reference, operation, kind, code, frames } = note as Readonly<Record<string, unknown>>;
  const word = (value: unknown, form: RegExp) =>
    typeof value === "string" && form.test(value) ? value : undefined;
  return JSON.stringify({
    reference: word(reference, /^[0-9a-f]{8}$/),
    operation: word(operation, /^[a-zA-Z.]{1,60}$/),
    kind: word(kind, /^\w{1,60}$/),
    code: word(code, /^[A-Z0-9_]{1,60}$/),
    frames: Array.isArray(frames)
      ? frames.filter((each): each is string => typeof each === "string" && frame.test(` ${each.trim()}`))
      : [],
  });
}

function endOf(path: string): string[] {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return [];
  }
  try {
    const { size } = fstatSync(file);
    const from = Math.max(0, size - endBytes);
    const buffer = Buffer.alloc(size - from);
    const read = readSync(file, buffer, 0, buffer.length, from);
    const lines = buffer.subarray(0, read).toString("utf8").split(/\r?\n/);
    // The first may have been cut off.
    return (from > 0 ? lines.slice(1) : lines).filter((line) => line.trim() !== "");
  } finally {
    closeSync(file);
  }
}
