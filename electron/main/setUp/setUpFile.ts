import { readFileSync, statSync } from "node:fs";
import { posix, resolve, win32 } from "node:path";
import type { OperationOutput } from "../../../shared/contract.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { readSetUpFile } from "../../../shared/setUp/setUpFile.ts";

export const setUpFileSwitch = "--set-up-file=";
/** Such a file has some hundred characters. */
const mostBytes = 256 * 1024;

interface Surroundings {
  readonly argv: readonly string[];
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Beside the policy file, where only administrators write. */
export function usualSetUpFile({ platform, environment }: Omit<Surroundings, "argv">): string {
  if (platform === "win32")
    return win32.join(environment.ProgramData || "C:\\ProgramData", "Fourfold", "set-up.json");
  if (platform === "darwin") return "/Library/Application Support/Fourfold/set-up.json";
  return posix.join("/etc/fourfold", "set-up.json");
}

/** Reads what IT prepared: the file that the command line names, else the one beside the policy file. Never throws. */
export function findSetUpFile(surroundings: Surroundings): OperationOutput<"window.setUpFile"> {
  const given = surroundings.argv
    .find((argument) => argument.startsWith(setUpFileSwitch))
    ?.slice(setUpFileSwitch.length);
  const place = given ? resolve(given) : usualSetUpFile(surroundings);
  try {
    return { place, file: readSetUpFile(readText(place)) };
  } catch (fault) {
    // Nobody has to prepare anything; but a file that the command line names should be there.
    if (!given && isAbsent(fault)) return {};
    const { message, action = "" } = inWords(fault);
    return { place, problem: { message, action } };
  }
}

function readText(place: string): string {
  const found = statSync(place);
  if (!found.isFile() || found.size > mostBytes)
    throw unreadable("It is not a file of the size that a set-up file has.");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(place));
  } catch (fault) {
    if (fault instanceof TypeError) throw unreadable("It is not text in UTF-8.");
    throw fault;
  }
}

function isAbsent(fault: unknown): boolean {
  return fault instanceof Error && "code" in fault && (fault.code === "ENOENT" || fault.code === "ENOTDIR");
}

function inWords(fault: unknown): FourfoldError {
  if (fault instanceof FourfoldError) return fault;
  if (isAbsent(fault)) return unreadable("There is no such file.");
  return unreadable("This user may not read it.");
}

function unreadable(why: string): FourfoldError {
  return new FourfoldError({
    code: "badInput",
    message: `The set-up file cannot be read. ${why}`,
    action: "IT corrects it; the practice can also be set up by hand.",
  });
}
