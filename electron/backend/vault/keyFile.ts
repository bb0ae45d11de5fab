import { readFileSync } from "node:fs";
import { z } from "zod";
import { FourfoldError } from "../../../shared/errors.ts";
import { writeFileAtomically } from "../folder/atomicFile.ts";
import { hkdfSchema, scryptSchema, wrappedSchema } from "./wrap.ts";

/** `keys.json`: the key slots of one store. It holds account names and wrapped keys, nothing that opens by itself. */

const keyFormat = "fourfold-keys/1";

const accountSlotSchema = z
  .object({
    accountId: z.uuid(),
    accountName: z.string().min(1).max(60),
    kdf: scryptSchema,
    wrapped: wrappedSchema,
  })
  .strict();
export type AccountSlot = z.infer<typeof accountSlotSchema>;

const keyFileSchema = z
  .object({
    format: z.literal(keyFormat),
    storeId: z.uuid(),
    accounts: z.array(accountSlotSchema).min(1),
    recovery: z.object({ kdf: hkdfSchema, wrapped: wrappedSchema }).strict(),
  })
  .strict();
export type KeyFile = z.infer<typeof keyFileSchema>;

/**
 * @throws FourfoldError `storeFromNewerVersion` for a later format, `storeDamaged` when the content is no key file, the
 * system's error when it cannot be read.
 */
export function readKeyFile(path: string): KeyFile {
  const text = readFileSync(path, "utf8");
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (fault) {
    throw damaged(fault);
  }
  const format = typeof content === "object" && content !== null && "format" in content ? content.format : "";
  if (typeof format === "string" && format !== keyFormat && /^fourfold-keys\/\d+$/.test(format)) {
    throw new FourfoldError({
      code: "storeFromNewerVersion",
      message: "The keys of this data folder were written by a newer Fourfold. They were left untouched.",
      action: "Install the version of Fourfold that was used last, or a later one.",
    });
  }
  const parsed = keyFileSchema.safeParse(content);
  if (!parsed.success) throw damaged(parsed.error);
  return parsed.data;
}

export function writeKeyFile(path: string, keys: Omit<KeyFile, "format">): void {
  writeFileAtomically(path, `${JSON.stringify({ format: keyFormat, ...keys }, null, 2)}\n`);
}

function damaged(cause: unknown): FourfoldError {
  return new FourfoldError(
    {
      code: "storeDamaged",
      message: "The file keys.json in the data folder is damaged. The database was left untouched.",
      action: "Do not delete anything. Put back keys.json from the latest backup.",
    },
    { cause },
  );
}

/** Account names are compared without regard to case, as people type them. */
export function findSlot(keys: KeyFile, accountName: string): AccountSlot | undefined {
  const wanted = accountName.toLowerCase();
  return keys.accounts.find((slot) => slot.accountName.toLowerCase() === wanted);
}
