import { randomBytes } from "node:crypto";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { holdsOneOf } from "../../../shared/accounts/roles.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { backupAgainst, backupToStore } from "../../../shared/policy/governed.ts";
import { lockedByPolicy } from "../../../shared/policy/permissions.ts";
import type { PolicyKey } from "../../../shared/policy/policies.ts";
import { describeBackupFault, folderMissing } from "../backup/faults.ts";
import { backupsIn, isFolder, rowOf } from "../backup/shelf.ts";
import { appendAudit } from "../records/audit.ts";
import { readSettings, readStoreId, saveSettings } from "../records/backup.ts";
import { type AnybodyHandlers, auditFrame, type Context, type SignedInHandlers } from "./context.ts";

const keepers = ["physician", "administrator"] as const;

/** Where and when backups are made, and those that there are. */
export const backupHandlers: Pick<
  SignedInHandlers,
  "upkeep.status" | "backup.saveSettings" | "backup.start" | "integrity.start"
> = {
  "upkeep.status": (_input, { session, upkeep }) => upkeep.status(session),

  "backup.saveSettings": async (entered, context) => {
    const { store } = context.session;
    const before = await readSettings(store.read);
    const { values } = context.policy;
    const governed = backupAgainst(entered, values);
    if (governed !== undefined) throw new FourfoldError(lockedByPolicy(governed, fieldOf(governed)));
    const settings = backupToStore(entered, before, values);
    // A disk that is not connected now is no reason to refuse another time of day.
    if (settings.folder !== undefined && settings.folder !== before.folder) {
      requireUsableFolder(settings.folder, context.dataFolder);
    }
    const frame = auditFrame(context);
    await store.write(async (writable) => {
      await saveSettings(writable, settings, frame.at);
      const detail = { schedule: settings.schedule.kind, keep: settings.keep };
      await appendAudit(writable, { ...frame, action: "backup.settingsChanged", detail });
    });
    void context.upkeep.look({ withCheck: false });
    return {};
  },

  "backup.start": async (input, { session, upkeep, policy }) => {
    if (input.folder !== undefined) requireAbsolute(input.folder);
    // Another place, and above all another number to keep, could take backups away.
    const isOwnWay = input.folder !== undefined || input.keep !== undefined;
    if (isOwnWay && !holdsOneOf(session.account, keepers)) {
      throw new FourfoldError({
        code: "notAllowed",
        message: "Where backups go and how many are kept is for physicians and administrators.",
        action: "Back up to the folder that is set, or ask one of them.",
      });
    }
    const { backupFolder = input.folder, backupsToKeep = input.keep } = policy.values;
    if (input.folder !== undefined && input.folder !== backupFolder) {
      throw new FourfoldError(lockedByPolicy("backupFolder", "folder"));
    }
    if (input.keep !== undefined && input.keep !== backupsToKeep) {
      throw new FourfoldError(lockedByPolicy("backupsToKeep", "keep"));
    }
    await upkeep.start("backup", session, input);
    return {};
  },

  "integrity.start": async (_input, { session, upkeep }) => {
    await upkeep.start("check", session);
    return {};
  },
};

export const backupList: Pick<AnybodyHandlers, "backup.list"> = {
  "backup.list": async (input, context) => {
    const { session } = context.keeper;
    const folder = input.folder ?? (session && (await context.upkeep.settingsOf(session)).folder);
    if (folder === undefined) return { backups: [] };
    requireAbsolute(folder);
    const storeId = session === undefined ? storeIdOnDisk(context) : await readStoreId(session.store.read);
    try {
      return { backups: (await backupsIn(folder)).map((shelved) => rowOf(shelved, storeId)) };
    } catch (fault) {
      throw describeBackupFault(fault) ?? fault;
    }
  },
};

function fieldOf(key: PolicyKey): string {
  if (key === "backupFolder") return "folder";
  return key === "backupsToKeep" ? "keep" : "schedule";
}

function storeIdOnDisk({ keeper }: Context): string | undefined {
  try {
    return keeper.keyFile().storeId;
  } catch {
    return undefined;
  }
}

/** A path of this computer or of a share; a relative one would depend on where the program was started. */
export function requireAbsolute(folder: string): void {
  if (isAbsolute(folder) && !folder.includes("\0")) return;
  throw new FourfoldError({
    code: "badInput",
    field: "folder",
    message: "folder must be a whole path, from the disk on.",
    action: "Choose the folder with the button beside it.",
  });
}

function requireUsableFolder(folder: string, dataFolder: string): void {
  requireAbsolute(folder);
  const inside = relative(resolve(dataFolder), resolve(folder));
  if (inside === "" || !(inside.startsWith("..") || isAbsolute(inside))) {
    throw new FourfoldError({
      code: "badInput",
      field: "folder",
      message: "folder must not lie in the data folder: what takes that takes the backups too.",
      action: "Choose a folder on another disk, a removable one or a share.",
    });
  }
  if (!isFolder(folder)) throw folderMissing();
  const probe = join(folder, `.fourfold-probe-${randomBytes(4).toString("hex")}`);
  try {
    readdirSync(folder);
    writeFileSync(probe, "", { flag: "wx" });
    rmSync(probe);
  } catch (fault) {
    throw describeBackupFault(fault) ?? fault;
  }
}
