import { FourfoldError } from "../../../../shared/errors.ts";

/** Says why a chosen file cannot be a picture of a letter. */
export function refusePicture(message: string, action: string): never {
  throw new FourfoldError({ code: "badInput", field: "bytes", message, action });
}
