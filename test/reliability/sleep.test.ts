import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { faultsOf, makePractice, temporaryFolder } from "./practices.ts";
import { Saves } from "./saves.ts";
import { Victims } from "./victims.ts";

test.skipIf(process.platform === "win32")(
  "a computer that sleeps in the middle of a save goes on with it, and nothing that was acknowledged is lost",
  async () => {
    const { folder, remove } = temporaryFolder("sleep");
    const victims = new Victims(join(folder, "compiled"));
    try {
      const { dataFolder: original, evaluationId } = await makePractice(join(folder, "original"), 0);
      const dataFolder = join(folder, "data");
      cpSync(original, dataFolder, { recursive: true });
      const saves = new Saves();
      const task = { kind: "save", dataFolder, evaluationId, first: 1 } as const;
      const words = ["saved"];
      const { lines, sleeps } = await victims.run(task, { words, count: 60, delay: 2, sleepsEvery: 6 });
      expect(sleeps).toBeGreaterThan(5);
      expect(saves.note(lines)).toBeGreaterThanOrEqual(60);
      const { lost, faults } = await saves.look(dataFolder, evaluationId);
      expect([...lost, ...faults, ...(await faultsOf(dataFolder))]).toEqual([]);
    } finally {
      victims.end();
      remove();
    }
  },
);
