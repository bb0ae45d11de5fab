import { join } from "node:path";
import log from "electron-log/node";

const rotateAtBytes = 1_000_000;

/**
 * The log is a file for IT. It names operations, error codes and places in the program, never what was entered: the
 * message of an unforeseen error may quote data, so only its kind and where it arose are written.
 */
export function openLog(folder: string): void {
  log.transports.file.resolvePathFn = () => join(folder, "fourfold.log");
  log.transports.file.maxSize = rotateAtBytes;
  log.transports.console.level = false;
}

/** What is told from now on; nothing of it ever holds patient data. */
export function setLogLevel(level: "error" | "warn" | "info"): void {
  log.transports.file.level = level;
}

export const logger = {
  info: (text: string): void => log.info(text),
  warn: (text: string): void => log.warn(text),
  fault: (where: string, error: unknown): void => log.error(`${where}: ${describeFault(error)}`),
};

/** The kind of an error and where in the program it arose, without its message. */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`;
  const code = "code" in error && typeof error.code === "string" ? ` ${error.code}` : "";
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [`${error.name}${code}`, ...frames].join("\n");
}
