import type { ErrorReport } from "../shared/errors.ts";
import type { PolicyInForce } from "../shared/policy/merge.ts";

/** What the main process tells the backend process. */
export type ToBackend =
  | { readonly kind: "call"; readonly id: number; readonly name: string; readonly input: unknown }
  /** What administrators have decided for this computer: before the first call, and whenever it changes. */
  | { readonly kind: "policy"; readonly policy: PolicyInForce }
  /** Finish what is running, close the store, end the process. */
  | { readonly kind: "close" };

export type AnyReply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ErrorReport };

/** What the backend process tells the main process. */
export type FromBackend = { readonly kind: "reply"; readonly id: number; readonly reply: AnyReply };

/** The argument that names the data folder to the backend process. */
export const dataFolderSwitch = "--data-folder=";
/** The argument that tells the backend process which version of Fourfold it belongs to. */
export const appVersionSwitch = "--app-version=";
