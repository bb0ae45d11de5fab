import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { verifyBackup } from "../../../electron/backend/backup/verifyBackup.ts";
import { ask } from "../../unit/backend/ask.ts";
import { cheapWork } from "../../unit/backend/values.ts";
import { faultsOf, makePractice, opening, signedIn, workIn } from "../practices.ts";
import { Saves } from "../saves.ts";
import type { KillKind } from "./kind.ts";

const killsOfOneStore = 25;
/** As many backups as are kept: older ones are taken away, which may be interrupted too. */
const keep = 2;

/** Backups are made one after the other while somebody writes: each that is listed afterwards passes its check. */
export const backup: KillKind = {
  name: "backup",
  weight: 2,
  async prepare({ folder, victims }) {
    const made = await makePractice(join(folder, "original"), 2);
    await workIn(made);
    const { evaluationId } = made;
    const [dataFolder, shelf] = [join(folder, "data"), join(folder, "shelf")];
    const fresh = () => {
      for (const each of [dataFolder, shelf]) rmSync(each, { recursive: true, force: true });
      cpSync(made.dataFolder, dataFolder, { recursive: true });
      mkdirSync(shelf);
    };
    const taskFrom = (first: number) =>
      ({ kind: "backUp", dataFolder, evaluationId, first, shelf, keep }) as const;
    const trial = { opening, attemptsFolder: folder, now: () => new Date(), workFactor: cheapWork };
    fresh();
    const duration = await victims.timeBetween(taskFrom(1), ["made"]);
    let [kills, saves, first, newest] = [0, new Saves(), 1, ""];
    return async ([when, delay]) => {
      if (kills % killsOfOneStore === 0) {
        fresh();
        [saves, first, newest] = [new Saves(), 1, ""];
      }
      kills += 1;
      const count = 1 + Math.floor(when * 2);
      const moment = { words: ["began", "made"], count, delay: delay * duration * 1.2 };
      const { lines } = await victims.run(taskFrom(first), moment);
      const names = lines.flatMap((line) => (line.startsWith("made ") ? [line.slice("made ".length)] : []));
      newest = names.at(-1) ?? newest;
      const acknowledged = saves.note(lines) + names.length;
      const looked = await saves.look(dataFolder, evaluationId);
      first = looked.last + 1;
      const { backups } = await signedIn(dataFolder, (backend) =>
        ask(backend, "backup.list", { folder: shelf }),
      );
      const lost = [...looked.lost];
      const faults = [...looked.faults, ...(await faultsOf(dataFolder))];
      if (newest !== "" && !backups.some(({ name }) => name === newest)) lost.push(`${newest} is gone`);
      for (const { folder: each, name } of backups) {
        for (const line of await verifyBackup(each, trial)) {
          if (!line.ok) faults.push(`${name}: ${line.check}: ${line.detail}`);
        }
      }
      const isUnfinished = readdirSync(shelf).some((name) => name.startsWith("."));
      const met = isUnfinished ? "half a copy, not listed" : "between two backups";
      return { acknowledged, lost, faults, met };
    };
  },
};
