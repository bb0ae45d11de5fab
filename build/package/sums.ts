import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "./content.ts";
import { PackagingError, reportFailure } from "./failure.ts";
import { type OpenPgpKey, signDetached } from "./openPgp.ts";
import { outFolderFromArguments, writeWhole } from "./outFolder.ts";
import { sha256Of } from "./runtime.ts";
import { signingPlan } from "./signing.ts";

export const sumsName = "SHA256SUMS";

/**
 * Writes `SHA256SUMS` of everything in a folder, as `sha256sum -c` reads it, and with a key its signature `SHA256SUMS.asc`.
 * A signature of an earlier list goes in any case: it would not fit this one.
 * @throws PackagingError `badArguments` where there is nothing to sum, `notSigned`
 */
export async function writeSums(folder: string, key: OpenPgpKey | undefined): Promise<string> {
  const files = existsSync(folder)
    ? filesBelow(folder).filter((name) => !name.startsWith(".unfinished-") && !name.startsWith(sumsName))
    : [];
  if (files.length === 0) {
    throw new PackagingError(
      "badArguments",
      `There is nothing in ${folder}.`,
      "Run npm run release first, or name a folder by --out FOLDER.",
    );
  }
  const lines: string[] = [];
  for (const name of files) lines.push(`${await sha256Of(join(folder, name))}  ${name}`);
  const list = join(folder, sumsName);
  rmSync(`${list}.asc`, { force: true });
  writeWhole(list, `${lines.join("\n")}\n`);
  if (key !== undefined) signDetached(key, list);
  return list;
}

if (import.meta.filename === process.argv[1]) {
  try {
    const { linux } = signingPlan(process.env, new Date());
    const list = await writeSums(outFolderFromArguments(), linux.kind === "key" ? linux : undefined);
    console.log(
      linux.kind === "key" ? `${list}\n${list}.asc` : `${list}\nNot signed: FOURFOLD_SIGN_KEY is not set.`,
    );
  } catch (error) {
    reportFailure(error);
  }
}
