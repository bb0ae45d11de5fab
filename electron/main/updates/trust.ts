import { readFileSync } from "node:fs";
import { z } from "zod";

/** By what this build knows the releases that may follow it: a file that the build puts beside the program. */
const trustSchema = z
  .object({
    /** Public keys (Ed25519, PEM), one of which signed the feed. */
    keys: z.array(z.string().min(1).max(2000)).max(5),
    /** Whose certificate must have signed the installer on Windows: its full distinguished name. */
    publisherNames: z.array(z.string().min(1).max(500)).max(5),
  })
  .strict();
export type UpdateTrust = z.infer<typeof trustSchema>;

export const trustFileName = "update-trust.json";
export const noTrust: UpdateTrust = { keys: [], publisherNames: [] };

/** A build without the file, or with one that cannot be read, trusts nobody: it takes no updates. */
export function readTrust(file: string): UpdateTrust {
  try {
    const parsed = trustSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
    return parsed.success ? parsed.data : noTrust;
  } catch {
    return noTrust;
  }
}
