import { rmSync } from "node:fs";
import { join } from "node:path";
import { ask } from "../../unit/backend/ask.ts";
import { setUpInput } from "../../unit/backend/values.ts";
import { opening, withBackend } from "../practices.ts";
import type { KillKind } from "./kind.ts";

/** A practice is set up: afterwards there is a whole one, or nothing, and setting up works. */
export const settingUp: KillKind = {
  name: "set-up",
  weight: 1,
  async prepare({ folder, victims }) {
    const dataFolder = join(folder, "data");
    const duration = await victims.timeBetween({ kind: "setUp", dataFolder }, ["began", "done"]);
    return async ([when]) => {
      rmSync(dataFolder, { recursive: true, force: true });
      const moment = { words: ["began"], count: 1, delay: when * duration * 1.1 };
      const { lines } = await victims.run({ kind: "setUp", dataFolder }, moment);
      const isAcknowledged = lines.includes("done");
      return withBackend(dataFolder, async (backend) => {
        const lost: string[] = [];
        const faults: string[] = [];
        const { state } = await ask(backend, "store.status", {});
        if (state === "absent") {
          if (isAcknowledged) lost.push("a set-up that was acknowledged is gone");
          await ask(backend, "store.setUp", setUpInput);
        } else if (state === "closed") {
          await ask(backend, "session.signIn", opening);
          const { rows } = await ask(backend, "worklist.list", {});
          if (rows.length === 0) faults.push("a set-up took place without its patients");
        } else {
          faults.push(`after a killed set-up the store is ${state}`);
        }
        const met = state === "absent" ? "nothing left" : "a whole practice";
        return { acknowledged: isAcknowledged ? 1 : 0, lost, faults, met };
      });
    };
  },
};
