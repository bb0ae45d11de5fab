import { FourfoldError } from "../../../shared/errors.ts";
import type { Practice } from "../../../shared/evaluation/people.ts";
import { pictureOf } from "../letters/pictures/picture.ts";
import type { LetterPictures } from "../letters/render/layout.ts";
import { appendAudit } from "../records/audit.ts";
import { type ImageOwner, readImage, removeImage, saveImage } from "../records/images.ts";
import { findLetterDocument } from "../records/letters.ts";
import { auditFrame, type SignedInContext, type SignedInHandlers } from "./context.ts";
import { practiceInForce } from "./practiceInForce.ts";

type Purpose = ImageOwner["purpose"];

function ownerOf(purpose: Purpose, { session }: SignedInContext): ImageOwner {
  return purpose === "logo" ? { purpose } : { purpose, accountId: session.account.id };
}

/** The letterhead is kept by those who keep the practice; a signature by whoever it is. */
function refuseLogoOfStaff(purpose: Purpose, { session }: SignedInContext): void {
  if (purpose !== "logo" || session.account.role !== "staff") return;
  throw new FourfoldError({
    code: "notAllowed",
    message: "Physicians and administrators change the letterhead.",
    action: "Ask one of them to choose the logo.",
  });
}

/** What a letter of this account is printed with. */
export async function picturesOf(
  { session }: SignedInContext,
  practice: Practice,
  more: { readonly isSigned: boolean },
): Promise<LetterPictures> {
  const { read } = session.store;
  const logo = await readImage(read, { purpose: "logo" });
  const signature = more.isSigned
    ? await readImage(read, { purpose: "signature", accountId: session.account.id })
    : undefined;
  return {
    ...(logo === undefined ? {} : { logo: { picture: logo, place: practice.letter?.logoPlace ?? "right" } }),
    ...(signature === undefined ? {} : { signature }),
  };
}

/** "Harlan-Quillfeather-" where the practice wants the patient in the names of files; nothing otherwise. */
export async function patientInFileName(context: SignedInContext, letterId: string): Promise<string> {
  if ((await practiceInForce(context)).letter?.namesInFiles !== true) return "";
  const letter = await findLetterDocument(context.session.store.read, letterId);
  // Letters and digits of any script: no system takes them for anything but a name.
  const name = letter?.running.patientName.replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").replace(/^-|-$/g, "") ?? "";
  return name === "" ? "" : `${name.slice(0, 60)}-`;
}

export const imageHandlers: Pick<SignedInHandlers, "images.read" | "images.save" | "images.remove"> = {
  "images.read": async ({ purpose }, context) => {
    const image = await readImage(context.session.store.read, ownerOf(purpose, context));
    return image === undefined ? {} : { image };
  },

  "images.save": async ({ purpose, bytes }, context) => {
    refuseLogoOfStaff(purpose, context);
    const picture = pictureOf(bytes);
    const frame = auditFrame(context);
    await context.session.store.write(async (writable) => {
      await saveImage(writable, ownerOf(purpose, context), picture, {
        id: context.newId(),
        at: frame.at,
        by: context.session.account.id,
      });
      await appendAudit(writable, { ...frame, action: "image.saved", detail: { purpose } });
    });
    return picture;
  },

  "images.remove": async ({ purpose }, context) => {
    refuseLogoOfStaff(purpose, context);
    await context.session.store.write(async (writable) => {
      await removeImage(writable, ownerOf(purpose, context));
      await appendAudit(writable, { ...auditFrame(context), action: "image.removed", detail: { purpose } });
    });
    return {};
  },
};
