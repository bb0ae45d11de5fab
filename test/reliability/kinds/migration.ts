import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { verifyBackup } from "../../../electron/backend/backup/verifyBackup.ts";
import { currentVersion, versionOf } from "../../../electron/backend/database/migrations/index.ts";
import { lookInto, openDatabase } from "../../../electron/backend/database/open.ts";
import type { Backend } from "../../../electron/backend/index.ts";
import { ask } from "../../unit/backend/ask.ts";
import {
  differences,
  makeOlder,
  type Rows,
  rowsOf,
  type Shape,
  shapeOf,
} from "../../unit/backend/database/olderStore.ts";
import { cheapWork } from "../../unit/backend/values.ts";
import {
  addEvaluations,
  databaseOf,
  faultsOf,
  makePractice,
  opening,
  signedIn,
  withBackend,
  workIn,
} from "../practices.ts";
import type { KillKind } from "./kind.ts";

/** A store as an earlier release left it, and how long it takes to bring it up to today's schema. */
interface Older {
  readonly version: number;
  readonly dataFolder: string;
  readonly shape: Shape;
  readonly rows: Rows;
  readonly duration: number;
}

/** Most of the time goes into the copy that is kept: two of three kills are aimed at what comes after it. */
function momentIn(when: number, early: number): number {
  return early < 1 / 3 ? when * 1.1 : 0.5 + when * 0.6;
}

/**
 * Stores of every earlier schema are opened by the program of today: afterwards the schema is the one before or the one of today,
 * and every row is there. Where a copy is kept before the schema is changed, the copies that are listed pass their check.
 */
export const migration: KillKind = {
  name: "migration",
  weight: 3,
  async prepare({ folder, victims, isShort }) {
    const made = await makePractice(join(folder, "original"), 2);
    await workIn(made);
    const { dataKey } = made;
    const store = openDatabase(databaseOf(made.dataFolder), dataKey);
    // Enough rows that there is a middle in which to be killed.
    addEvaluations(store, isShort ? 300 : 3000, { "HX.CC": { value: "Left leg pain" } });
    store.close();
    const dataFolder = join(folder, "data");
    const copies = join(dataFolder, "before-update");
    const trial = { opening, attemptsFolder: folder, now: () => new Date(), workFactor: cheapWork };

    const known = new Map<number, Older>();
    const olderOf = async (version: number): Promise<Older> => {
      const before = known.get(version);
      if (before !== undefined) return before;
      const older = join(folder, `schema-${version}`);
      makeOlder(made.dataFolder, older, version, dataKey);
      const { shape, rows } = lookInto(databaseOf(older), dataKey, (sqlite) => {
        const shape = shapeOf(sqlite);
        return { shape, rows: rowsOf(sqlite, shape) };
      });
      const duration = (isShort ? [...known.values()][0]?.duration : undefined) ?? (await durationOf(older));
      const found = { version, dataFolder: older, shape, rows, duration };
      known.set(version, found);
      return found;
    };
    const durationOf = (older: string) => {
      putBack(older);
      return victims.timeBetween({ kind: "upgrade", dataFolder }, ["began", "opened"]);
    };
    const putBack = (older: string) => {
      rmSync(dataFolder, { recursive: true, force: true });
      cpSync(older, dataFolder, { recursive: true });
    };

    return async ([which, when, early]) => {
      const older = await olderOf(1 + Math.floor(which * (currentVersion - 1)));
      putBack(older.dataFolder);
      const moment = { words: ["began"], count: 1, delay: momentIn(when, early) * older.duration };
      const { lines } = await victims.run({ kind: "upgrade", dataFolder }, moment);
      const isAcknowledged = lines.includes("opened");
      const lost: string[] = [];
      const faults: string[] = [];
      const version = lookInto(databaseOf(dataFolder), dataKey, versionOf);
      if (version !== older.version && version !== currentVersion) {
        faults.push(`a step of the way from schema ${older.version} was kept: ${version}`);
      }
      if (isAcknowledged && version !== currentVersion) lost.push("a schema that was worked with is gone");
      const listed = async (backend: Backend) =>
        existsSync(copies) ? (await ask(backend, "backup.list", { folder: copies })).backups : [];
      const copied = await withBackend(dataFolder, listed);
      const wanted = await signedIn(dataFolder, async (backend) => {
        await ask(backend, "evaluation.open", { evaluationId: made.evaluationId });
        return listed(backend);
      });
      const after = lookInto(databaseOf(dataFolder), dataKey, (sqlite) => rowsOf(sqlite, older.shape));
      lost.push(...differences(older.rows, after));
      faults.push(...(await faultsOf(dataFolder)));
      for (const { folder: copy, name } of wanted) {
        for (const line of await verifyBackup(copy, trial)) {
          if (!line.ok) faults.push(`${name}: ${line.check}: ${line.detail}`);
        }
      }
      const met =
        version === currentVersion
          ? "schema of today"
          : copied.length > 0
            ? "schema before; a copy was kept, and the new schema was under way"
            : "schema before; the copy was under way";
      return { acknowledged: isAcknowledged ? 1 : 0, lost, faults, met };
    };
  },
};
