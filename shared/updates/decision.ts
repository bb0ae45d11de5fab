import { compareVersions } from "./feed.ts";

/** Whether Fourfold may look for updates, take one, and put it in place: pure, so that each case is a line of a table. */

/** How this Fourfold came onto the computer. */
export type Installation =
  | "windowsInstaller"
  | "macApplication"
  | "appImage"
  /** Run from its sources, or from an unpacked folder. */
  | "notInstalled"
  /** A deb or rpm: the system's package manager keeps it. */
  | "systemPackage";

export interface Situation {
  readonly policy: {
    readonly updatesEnabled?: boolean | undefined;
    readonly updateFeed?: string | undefined;
  };
  readonly installation: Installation;
  /** Whether this build carries a key with which a release can be proved. */
  readonly hasReleaseKey: boolean;
  /** Whether this user may replace the program's files; an installation for everybody asks for an administrator. */
  readonly mayReplaceProgram: boolean;
}

export type Permission =
  | { readonly may: true; readonly feed: string }
  | {
      readonly may: false;
      readonly state: "off" | "refused";
      readonly message: string;
      readonly action: string;
    };

const no = (state: "off" | "refused", message: string, action: string): Permission => ({
  may: false,
  state,
  message,
  action,
});

/** Off unless policy says otherwise; then in the order in which IT would look for the reason. */
export function mayUpdate({ policy, installation, hasReleaseKey, mayReplaceProgram }: Situation): Permission {
  if (policy.updatesEnabled !== true) {
    return no(
      "off",
      "Updates are off: Fourfold looks for nothing and reaches for no network.",
      "IT installs new versions, or switches updates on by policy.",
    );
  }
  if (policy.updateFeed === undefined || policy.updateFeed.trim() === "") {
    return no(
      "refused",
      "Updates are switched on, but no policy says where they come from.",
      "IT names the place in the policy “updateFeed”.",
    );
  }
  if (installation === "notInstalled") {
    return no(
      "refused",
      "This Fourfold was not installed but runs from a folder, so there is nothing to update.",
      "Install Fourfold with its installer.",
    );
  }
  if (installation === "systemPackage") {
    return no(
      "refused",
      "This Fourfold belongs to the system's package manager, which also updates it.",
      "IT puts new versions into the repository that this computer uses.",
    );
  }
  if (!hasReleaseKey) {
    return no(
      "refused",
      "This build carries no key with which the origin of an update could be proved, so none is taken.",
      "Install a signed release of Fourfold.",
    );
  }
  if (!mayReplaceProgram) {
    return no(
      "refused",
      "Fourfold is installed for everybody on this computer, and this user may not replace its files.",
      "IT installs new versions with its own tool, such as Intune, or installs Fourfold for the user.",
    );
  }
  return { may: true, feed: policy.updateFeed.trim() };
}

/** What a version that is offered is to this one. An older one is never taken: it could not read the data. */
export function judgeOffer(current: string, offered: string): "newer" | "same" | "older" {
  const difference = compareVersions(offered, current);
  if (difference === 0) return "same";
  return difference < 0 ? "older" : "newer";
}

export interface Moment {
  /** Whether the window shows an evaluation. */
  readonly evaluationOpen: boolean;
  /** Whether everything that was typed is on disk. */
  readonly allSaved: boolean;
  /** The window is closed and the store with it. */
  readonly quitting: boolean;
}

/** @returns why an update is not put in place at this moment; undefined where it may be. */
export function whyNotNow({ evaluationOpen, allSaved, quitting }: Moment): string | undefined {
  if (quitting) return undefined;
  if (!allSaved) return "Something that was typed is not saved yet.";
  if (evaluationOpen) return "An evaluation is open.";
  return undefined;
}
