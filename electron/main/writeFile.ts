import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Writes a file whole or not at all: into a neighbour first, onto the disk, then over the name. A failure leaves what was
 * there before and no neighbour.
 */
export async function writeFileAtomically(file: string, content: Uint8Array | string): Promise<void> {
  const neighbour = join(dirname(file), `.${randomBytes(6).toString("hex")}.part`);
  try {
    const handle = await open(neighbour, "wx", 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(neighbour, file);
  } catch (error) {
    await rm(neighbour, { force: true });
    throw error;
  }
}
