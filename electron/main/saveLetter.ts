import { type BrowserWindow, dialog } from "electron";
import type { OperationOutput, ParsedInput } from "../../shared/contract.ts";
import { type ErrorReport, FourfoldError } from "../../shared/errors.ts";
import { ask, type Forward } from "./calls.ts";
import { writeFileAtomically } from "./writeFile.ts";

/** Asks where to, then writes the signed letter's stored bytes, or a draft, there. */
export async function saveLetter(
  window: BrowserWindow,
  forward: Forward,
  input: ParsedInput<"window.saveLetter">,
): Promise<OperationOutput<"window.saveLetter">> {
  // The bytes come first: who may not have the letter is told so before being asked for a place.
  const letter =
    "letterId" in input
      ? await ask(forward, "letter.read", input)
      : await ask(forward, "letter.draft", draftInput(input));
  const choice = await dialog.showSaveDialog(window, {
    title: "Save letter",
    defaultPath: letter.fileName,
    filters: [{ name: "PDF", extensions: ["pdf"] }],
    properties: ["showOverwriteConfirmation", "createDirectory"],
  });
  if (choice.canceled || choice.filePath === "") return {};
  try {
    await writeFileAtomically(choice.filePath, letter.bytes);
  } catch (error) {
    throw new FourfoldError(whyNotWritten(error), { cause: error });
  }
  return { savedTo: choice.filePath };
}

/** @param what begins the sentence: "The letter". */
function draftInput({
  draftOf,
  kind,
  paper,
}: Extract<ParsedInput<"window.saveLetter">, { draftOf: string }>) {
  return { evaluationId: draftOf, paper, ...(kind === undefined ? {} : { kind }) };
}

export function whyNotWritten(error: unknown, what = "The letter"): ErrorReport {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return {
      code: "diskFull",
      message: `${what} was not saved: there is no room left on that disk.`,
      action: "Free some space or choose another folder, then save again.",
    };
  }
  return {
    code: "folderNotWritable",
    message: `${what} was not saved: that folder or file cannot be written.`,
    action: "Choose another folder, or close the file if it is open in another program.",
  };
}
