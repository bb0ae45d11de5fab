import type { ErrorReport } from "../errors.ts";

/** What can go wrong with an update, in words. None of it touches the program that is running or its data. */

type Words = Pick<ErrorReport, "message" | "action"> & { readonly action: string };

export const updateWords = {
  away: {
    message: "The place for updates cannot be reached.",
    action:
      "Fourfold goes on with the version it has and looks again later. IT checks the server or the share.",
  },
  absent: {
    message:
      "The place for updates holds no release: its file fourfold-update.json, or one that it names, is missing.",
    action: "IT copies all files of the release there.",
  },
  forbidden: {
    message: "The place for updates does not let this computer or this user read.",
    action: "IT gives the right to read there.",
  },
  serverFault: {
    message: "The server for updates answered with a fault of its own.",
    action: "IT looks into the server's log. Fourfold looks again later.",
  },
  untrustedServer: {
    message:
      "The server for updates cannot prove who it is: its certificate is not trusted by this computer.",
    action: "IT gives the server a certificate that this computer trusts.",
  },
  badFeed: {
    message: "The file fourfold-update.json at the place for updates cannot be used.",
    action: "IT copies all files of the release there once more.",
  },
  badSignature: {
    message: "The update is not signed by the makers of this Fourfold. It was not taken.",
    action:
      "IT copies the files of the release there once more, and asks who changed them if it happens again.",
  },
  badHash: {
    message:
      "The file of the update is not the one that its release names: the hashes differ. It was thrown away.",
    action: "IT copies all files of the release there once more.",
  },
  older: {
    message:
      "The place for updates offers an older version than this one. It was not taken, since it could not read the data.",
    action: "IT puts the current release there.",
  },
  otherComputers: {
    message: "The release at the place for updates has no file for this kind of computer.",
    action: "IT copies all files of the release there.",
  },
  diskFull: {
    message: "There is no room on this computer's disk for the update.",
    action: "Free some space; Fourfold tries again later.",
  },
  notInstalled: {
    message: "The update could not be put in place. The version from before goes on working.",
    action: "Give the log to IT.",
  },
  unexpected: {
    message: "The update could not be taken, for a reason that Fourfold does not know.",
    action: "Give the log to IT. Fourfold goes on with the version it has.",
  },
} as const satisfies Readonly<Record<string, Words>>;
export type UpdateFault = keyof typeof updateWords;

const byCode: Readonly<Record<string, UpdateFault>> = {
  ERR_CHECKSUM_MISMATCH: "badHash",
  ERR_UPDATER_INVALID_SIGNATURE: "badSignature",
  ERR_UPDATER_NO_FILES_PROVIDED: "otherComputers",
  ERR_UPDATER_INVALID_UPDATE_INFO: "badFeed",
  ERR_UPDATER_INVALID_VERSION: "badFeed",
  ENOENT: "absent",
  ENOTDIR: "absent",
  EISDIR: "absent",
  HTTP_ERROR_404: "absent",
  HTTP_ERROR_410: "absent",
  HTTP_ERROR_401: "forbidden",
  HTTP_ERROR_403: "forbidden",
  HTTP_ERROR_407: "forbidden",
  EACCES: "forbidden",
  EPERM: "forbidden",
  ENOSPC: "diskFull",
  EDQUOT: "diskFull",
  ECONNREFUSED: "away",
  ECONNRESET: "away",
  ECONNABORTED: "away",
  ENOTFOUND: "away",
  EAI_AGAIN: "away",
  ETIMEDOUT: "away",
  ESOCKETTIMEDOUT: "away",
  EHOSTUNREACH: "away",
  EHOSTDOWN: "away",
  ENETUNREACH: "away",
  EPIPE: "away",
  EIO: "away",
  DEPTH_ZERO_SELF_SIGNED_CERT: "untrustedServer",
  SELF_SIGNED_CERT_IN_CHAIN: "untrustedServer",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "untrustedServer",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "untrustedServer",
};

/** Chromium tells the reason at the head of the message: "net::ERR_NAME_NOT_RESOLVED". */
const byMessage: readonly (readonly [RegExp, UpdateFault])[] = [
  [/^net::ERR_(CERT|SSL)_/, "untrustedServer"],
  [/^net::ERR_(FILE_NO_SPACE|INSUFFICIENT_RESOURCES)/, "diskFull"],
  [/^net::ERR_(PROXY_AUTH|ACCESS_DENIED|BLOCKED)/, "forbidden"],
  [/^net::ERR_/, "away"],
  [/^Request timed out/i, "away"],
];

/** What a fault of electron-updater, of the network or of the disk is called here. */
export function updateFaultOf(code: string | undefined, message: string): UpdateFault {
  if (code !== undefined) {
    const known = byCode[code];
    if (known !== undefined) return known;
    if (/^HTTP_ERROR_5\d\d$/.test(code)) return "serverFault";
    if (/^CERT_|^ERR_TLS_|^ERR_SSL_/.test(code)) return "untrustedServer";
  }
  // A download that fails says so in its message alone.
  const status = /^Cannot download .*, status (\d{3})/.exec(message)?.[1];
  if (status !== undefined) return updateFaultOf(`HTTP_ERROR_${status}`, "");
  return byMessage.find(([pattern]) => pattern.test(message))?.[1] ?? "unexpected";
}
