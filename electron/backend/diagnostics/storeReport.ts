import { readdirSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { StoreReport } from "../../../shared/contract/diagnostics.ts";
import { countsOf } from "../backup/contents.ts";
import { instantOf } from "../clock.ts";
import { currentVersion, versionOf } from "../database/migrations/index.ts";
import { isOnNetwork } from "../folder/networkFolder.ts";
import type { StoreKeeper } from "../keeper.ts";
import type { Upkeep } from "../upkeep/upkeep.ts";

/** What IT may be told of the data folder. Nothing that somebody typed is in it: no name, no account, no letter's number. */
export async function storeReport(parts: {
  readonly keeper: StoreKeeper;
  readonly upkeep: Upkeep;
  readonly dataFolder: string;
}): Promise<StoreReport> {
  const { keeper, dataFolder } = parts;
  const { state, problem } = keeper.status();
  const accounts = accountsIn(keeper);
  return {
    state,
    ...(problem === undefined ? {} : { problem: problem.code }),
    onNetwork: isOnNetwork(dataFolder),
    ...freeBytes(keeper.folder.nearest),
    ...filesIn(dataFolder),
    ...(accounts === undefined ? {} : { accounts }),
    programSchema: currentVersion,
    ...(await withSession(parts)),
  };
}

async function withSession({
  keeper,
  upkeep,
}: {
  readonly keeper: StoreKeeper;
  readonly upkeep: Upkeep;
}): Promise<Partial<StoreReport>> {
  const { session } = keeper;
  if (session === undefined) return {};
  try {
    const { sqlite } = session.store;
    const { backup, check, readOnly, settings } = await upkeep.status(session);
    return {
      schema: versionOf(sqlite),
      counts: countsOf(sqlite),
      ...(readOnly === undefined ? {} : { readOnly: readOnly.code }),
      backup: {
        schedule: settings.schedule.kind,
        keep: settings.keep,
        folderChosen: settings.folder !== undefined,
        ...(backup.last === undefined ? {} : { lastAt: backup.last.at, lastBytes: backup.last.bytes }),
        ...(backup.failing === undefined
          ? {}
          : { failingSince: backup.failing.at, failing: backup.failing.code }),
        overdue: backup.overdue,
      },
      ...(check.last === undefined
        ? {}
        : {
            check: {
              at: check.last.at,
              ok: check.last.ok,
              lines: check.last.lines.map(({ check: name, ok }) => ({ check: name, ok })),
            },
          }),
    };
  } catch {
    // A store that is damaged tells less; its state says so.
    return {};
  }
}

function accountsIn(keeper: StoreKeeper): number | undefined {
  try {
    return keeper.keyFile().accounts.length;
  } catch {
    return undefined;
  }
}

function freeBytes(folder: string): Pick<StoreReport, "freeBytes"> {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return { freeBytes: bavail * bsize };
  } catch {
    return {};
  }
}

/** Names that Fourfold gives; every other name could say anything. */
const ownNames =
  /^(fourfold\.lock|held-audit\.jsonl|restore-attempts\.json|store\/(fourfold\.db(-wal|-shm)?|keys\.json|attempts\.json|in-use))$/;
const copyFolders = /^(before-update|store-before-restore-[0-9a-f-]+)\//;

function filesIn(dataFolder: string): Pick<StoreReport, "files" | "copies" | "otherFiles"> {
  const files: StoreReport["files"] = [];
  const copies = { files: 0, bytes: 0 };
  const otherFiles = { files: 0, bytes: 0 };
  for (const relative of namesBelow(dataFolder)) {
    const found = statSync(join(dataFolder, relative), { throwIfNoEntry: false });
    if (found === undefined || !found.isFile()) continue;
    const name = relative.replaceAll("\\", "/");
    if (ownNames.test(name)) {
      files.push({ name, bytes: found.size, changedAt: instantOf(found.mtime) });
      continue;
    }
    const kind = copyFolders.test(name) ? copies : otherFiles;
    kind.files += 1;
    kind.bytes += found.size;
  }
  return { files, copies, otherFiles };
}

function namesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  } catch {
    return [];
  }
}
