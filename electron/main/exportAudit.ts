import { type BrowserWindow, dialog } from "electron";
import type { OperationOutput, ParsedInput } from "../../shared/contract.ts";
import { FourfoldError } from "../../shared/errors.ts";
import { ask, type Forward } from "./calls.ts";
import { whyNotWritten } from "./saveLetter.ts";
import { writeFileAtomically } from "./writeFile.ts";

type Wanted = ParsedInput<"window.exportAudit">;

const formats: Readonly<Record<Wanted["format"], { readonly name: string; readonly extension: string }>> = {
  csv: { name: "CSV, for a spreadsheet", extension: "csv" },
  jsonLines: { name: "JSON Lines", extension: "jsonl" },
};

/** Asks where to, then writes the audit log there, stretch after stretch. */
export async function exportAudit(
  window: BrowserWindow,
  forward: Forward,
  { filter, format }: Wanted,
): Promise<OperationOutput<"window.exportAudit">> {
  // Who may not have the log is told so before being asked for a place.
  await ask(forward, "audit.people", {});
  const { name, extension } = formats[format];
  const choice = await dialog.showSaveDialog(window, {
    title: "Export the audit log",
    defaultPath: `Audit-log.${extension}`,
    filters: [{ name, extensions: [extension] }],
    properties: ["showOverwriteConfirmation", "createDirectory"],
  });
  if (choice.canceled || choice.filePath === "") return {};
  const stretches: string[] = [];
  let after: number | undefined;
  do {
    const input = { filter, format, ...(after === undefined ? {} : { after }) };
    const stretch = await ask(forward, "audit.export", input);
    stretches.push(stretch.text);
    after = stretch.next;
  } while (after !== undefined);
  try {
    await writeFileAtomically(choice.filePath, stretches.join(""));
  } catch (error) {
    throw new FourfoldError(whyNotWritten(error, "The audit log"), { cause: error });
  }
  return { savedTo: choice.filePath };
}
