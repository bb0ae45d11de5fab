import type { Readable, Writable } from "../database/access.ts";
import type { Tables } from "../database/tables.ts";
import type { Picture } from "../letters/pictures/picture.ts";

/** Whose picture it is: the practice's logo, or the signature of an account. */
export type ImageOwner =
  | { readonly purpose: "logo" }
  | { readonly purpose: "signature"; readonly accountId: string };

function keysOf(owner: ImageOwner): Pick<Tables["images"], "purpose" | "account_id"> {
  return { purpose: owner.purpose, account_id: owner.purpose === "logo" ? null : owner.accountId };
}

export async function readImage(readable: Readable, owner: ImageOwner): Promise<Picture | undefined> {
  const { purpose, account_id } = keysOf(owner);
  const row = await readable
    .selectFrom("images")
    .select(["media_type", "width", "height", "bytes"])
    .where("purpose", "=", purpose)
    .where("account_id", account_id === null ? "is" : "=", account_id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { media_type: mediaType, width, height, bytes } = row;
  return { mediaType, width, height, bytes: new Uint8Array(bytes) };
}

/** Takes the place of the one before it. */
export async function saveImage(
  writable: Writable,
  owner: ImageOwner,
  picture: Picture,
  change: { readonly id: string; readonly at: string; readonly by: string },
): Promise<void> {
  await removeImage(writable, owner);
  const { mediaType, width, height, bytes } = picture;
  await writable
    .insertInto("images")
    .values({
      id: change.id,
      ...keysOf(owner),
      media_type: mediaType,
      width,
      height,
      bytes,
      changed_at: change.at,
      changed_by: change.by,
    })
    .execute();
}

export async function removeImage(writable: Writable, owner: ImageOwner): Promise<void> {
  const { purpose, account_id } = keysOf(owner);
  await writable
    .deleteFrom("images")
    .where("purpose", "=", purpose)
    .where("account_id", account_id === null ? "is" : "=", account_id)
    .execute();
}
