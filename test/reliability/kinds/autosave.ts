import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { faultsOf, makePractice } from "../practices.ts";
import { Saves } from "../saves.ts";
import type { KillKind } from "./kind.ts";

/** A store that was killed so often is put aside: its audit has grown, and takes longer to check each time. */
const killsOfOneStore = 40;

/** Answers are saved as fast as they can be, several at a time. */
export const autosave: KillKind = {
  name: "autosave",
  weight: 4,
  async prepare({ folder, victims }) {
    const { dataFolder: original, evaluationId } = await makePractice(join(folder, "original"), 0);
    const dataFolder = join(folder, "data");
    let [kills, saves, first] = [0, new Saves(), 1];
    return async ([when, delay]) => {
      if (kills % killsOfOneStore === 0) {
        rmSync(dataFolder, { recursive: true, force: true });
        cpSync(original, dataFolder, { recursive: true });
        [saves, first] = [new Saves(), 1];
      }
      kills += 1;
      const moment = { words: ["began", "saved"], count: 1 + Math.floor(when * 60), delay: delay * 5 };
      const { lines } = await victims.run({ kind: "save", dataFolder, evaluationId, first }, moment);
      const acknowledged = saves.note(lines);
      const { lost, faults, last } = await saves.look(dataFolder, evaluationId);
      const met = last > saves.highest ? "save whole, not acknowledged yet" : "no save came through unsaid";
      first = last + 1;
      return {
        acknowledged,
        lost,
        faults: [...faults, ...(await faultsOf(dataFolder))],
        met,
      };
    };
  },
};
