import type { UpdateState } from "../../shared/contract.ts";

/** Where an update stands, in words. */

export interface UpdateView {
  readonly words: string;
  readonly action?: string;
  readonly canLook: boolean;
  readonly canInstall: boolean;
}

export function updateView(state: UpdateState): UpdateView {
  switch (state.state) {
    case "off":
      return { words: state.message, action: state.action, canLook: false, canInstall: false };
    case "notLooked":
      return { words: "On. Nobody has looked for a newer version yet.", canLook: true, canInstall: false };
    case "looking":
      return { words: "Looking for a newer version", canLook: false, canInstall: false };
    case "upToDate":
      return {
        words: `This is the newest version. Looked at ${momentWords(state.lookedAt)}.`,
        canLook: true,
        canInstall: false,
      };
    case "fetching":
      return {
        words: `Fetching version ${state.version}: ${Math.floor(state.share * 100)} %`,
        canLook: false,
        canInstall: false,
      };
    case "waiting":
      return {
        words: `Version ${state.version} is here and was checked. It is put in place when Fourfold is closed.`,
        canLook: false,
        canInstall: true,
      };
    case "refused":
      return {
        words: state.message,
        action: state.action,
        // Without a place nothing can be looked at.
        canLook: state.feed !== undefined,
        canInstall: false,
      };
  }
}

function momentWords(instant: string): string {
  return new Date(instant).toLocaleString("en-US", { dateStyle: "medium", timeStyle: "short" });
}
