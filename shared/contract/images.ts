import { z } from "zod";
import { bytes, everyRole, nothing, operation } from "./operation.ts";

/** Pictures on letters: the practice's logo, and the signature of whoever is signed in. */

const purpose = z.enum(["logo", "signature"]);
const image = z
  .object({
    mediaType: z.enum(["image/png", "image/jpeg"]),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
    bytes,
  })
  .strict();

export const imageOperations = {
  /** `image` is absent where there is none. */
  "images.read": operation({
    input: z.object({ purpose }).strict(),
    output: z.object({ image: image.optional() }).strict(),
    allowed: everyRole,
    answeredBy: "backend",
  }),
  /** The bytes of a PNG or JPEG file; what comes back is the picture as it is kept and printed. The logo is for those who keep the practice. */
  "images.save": operation({
    input: z.object({ purpose, bytes }).strict(),
    output: image,
    allowed: everyRole,
    answeredBy: "backend",
  }),
  "images.remove": operation({
    input: z.object({ purpose }).strict(),
    output: nothing,
    allowed: everyRole,
    answeredBy: "backend",
  }),
} as const;
