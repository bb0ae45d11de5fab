import { holdsOneOf } from "../../../shared/accounts/roles.ts";
import type { Opening } from "../../../shared/contract/backup.ts";
import { FourfoldError } from "../../../shared/errors.ts";
import { contentsOf } from "../backup/contents.ts";
import { type KeyTrial, openBackup, openKeys } from "../backup/openBackup.ts";
import { previewOf, restoreBackup } from "../backup/restore.ts";
import { stampOf } from "../backup/shelf.ts";
import { localInstantOf } from "../clock.ts";
import { lookInto, readBeside } from "../database/open.ts";
import { inWords } from "../faults.ts";
import { rescue } from "../integrity/rescue.ts";
import { readStoreId } from "../records/backup.ts";
import { requireAbsolute } from "./backup.ts";
import type { AnybodyHandlers, Context } from "./context.ts";

/**
 * Bringing a backup back, and saving what a damaged store still gives. While the store opens, both are for those who keep backups;
 * where it does not, or there is none, for whoever has a key.
 */
export const restoreHandlers: Pick<AnybodyHandlers, "restore.preview" | "restore.run" | "rescue.export"> = {
  "restore.preview": async ({ folder, opening }, context) => {
    requireMayRestore(context);
    requireAbsolute(folder);
    const opened = await openBackup(folder, trialOf(opening, context));
    try {
      const { session } = context.keeper;
      const present = session && contentsOf(session.store.sqlite);
      const storeId = session && (await readStoreId(session.store.read));
      return await previewOf(opened, present, storeId);
    } finally {
      opened.dataKey.fill(0);
    }
  },

  "restore.run": async ({ folder, opening }, context) => {
    requireMayRestore(context);
    requireAbsolute(folder);
    const { keeper, upkeep, now } = context;
    const opened = await openBackup(folder, trialOf(opening, context));
    try {
      await upkeep.stop();
      const { keptAs, accountNames } = await restoreBackup(opened, keeper.folder, {
        now,
        closeStore: () => keeper.letGo(),
      });
      return { ...(keptAs === undefined ? {} : { keptAs }), accountNames: [...accountNames] };
    } finally {
      opened.dataKey.fill(0);
    }
  },

  "rescue.export": async ({ folder, opening }, context) => {
    const { keeper, now } = context;
    if (keeper.session?.readOnly === undefined) requireMayRestore(context);
    requireAbsolute(folder);
    const keys = keeper.keyFile();
    const { dataKey, accountId } = await openKeys(keys, trialOf(opening, context));
    try {
      // Beside a session its own files must stay; without one nothing is left behind.
      const read = keeper.session === undefined ? lookInto : readBeside;
      const stamp = stampOf(localInstantOf(now()));
      const rescued = read(keeper.folder.place.database, dataKey, (sqlite) => {
        requireClinician(roleIn(sqlite, accountId));
        return rescue(sqlite, folder, stamp);
      });
      const { letters, evaluations, missing } = rescued;
      keeper.heldAudit.add({
        at: localInstantOf(now()),
        ...(accountId === undefined ? {} : { accountId }),
        action: "store.rescued",
        detail: { letters, evaluations, missing: missing.length },
      });
      return { ...rescued, missing: [...missing] };
    } finally {
      dataKey.fill(0);
    }
  },
};

function trialOf(opening: Opening, { dataFolder, now, workFactor }: Context): KeyTrial {
  return { opening, attemptsFolder: dataFolder, now, workFactor };
}

/** @throws FourfoldError `notAllowed`, or `notSignedIn` where somebody could sign in. */
function requireMayRestore({ keeper }: Context): void {
  const { session } = keeper;
  if (session !== undefined) {
    if (
      session.account.mustChangePassword !== true &&
      holdsOneOf(session.account, ["physician", "administrator"])
    )
      return;
    throw new FourfoldError({
      code: "notAllowed",
      message: "Backups are restored by physicians and administrators.",
      action: "Ask one of them.",
    });
  }
  const { state, problem } = keeper.status();
  if (state === "absent") return;
  if (problem?.code === "storeDamaged" || problem?.code === "storeUnreadable") return;
  throw problem === undefined
    ? new FourfoldError({
        code: "notSignedIn",
        message: "The practice's data is in order: a backup is restored by somebody who is signed in.",
        action: "Sign in as a physician or administrator; then Settings, Backup and restore.",
      })
    : new FourfoldError(problem);
}

type Sqlite = Parameters<typeof contentsOf>[0];

/** The role of whoever opened it; unknown with the recovery key, and where the account cannot be read. */
function roleIn(sqlite: Sqlite, accountId: string | undefined): string | undefined {
  if (accountId === undefined) return undefined;
  try {
    return inWords(() =>
      sqlite.prepare<[string], string>("SELECT role FROM accounts WHERE id = ?").pluck().get(accountId),
    );
  } catch {
    return undefined;
  }
}

function requireClinician(role: string | undefined): void {
  if (role !== "staff") return;
  throw new FourfoldError({
    code: "notAllowed",
    message: "What can be read is saved by a physician or an administrator.",
    action: "Ask one of them, or use the recovery key.",
  });
}
