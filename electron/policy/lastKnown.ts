import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type LastKnown, sourceIds } from "../../shared/policy/merge.ts";

/**
 * What each source said when it last could be read, beside the user's settings. It counts only while a source is there and cannot
 * be read, so whoever changes it gains nothing that a working policy would not take back.
 */
const fileName = "last-known-policy.json";

/** Empty where there is none, or none that can be read: then nothing is known. */
export async function readLastKnown(settingsFolder: string): Promise<LastKnown> {
  try {
    const parsed: unknown = JSON.parse(await readFile(join(settingsFolder, fileName), "utf8"));
    if (!isRecord(parsed)) return {};
    return Object.fromEntries(
      sourceIds.flatMap((id) => {
        const said = Object.hasOwn(parsed, id) ? parsed[id] : undefined;
        return isRecord(said) ? [[id, said]] : [];
      }),
    );
  } catch {
    return {};
  }
}

/** @throws the system's error when it cannot be written. */
export async function writeLastKnown(settingsFolder: string, lastKnown: LastKnown): Promise<void> {
  await mkdir(settingsFolder, { recursive: true });
  const beside = join(settingsFolder, `${fileName}.${randomBytes(4).toString("hex")}`);
  try {
    await writeFile(beside, `${JSON.stringify(lastKnown, null, 2)}\n`, { mode: 0o600 });
    await rename(beside, join(settingsFolder, fileName));
  } finally {
    await rm(beside, { force: true });
  }
}

function isRecord(value: unknown): value is Record<string, never> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
