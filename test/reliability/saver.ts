import { writeSync } from "node:fs";
import { openBackend } from "../../electron/backend/index.ts";
import { cheapWork, password, setUpInput } from "../unit/backend/values.ts";

/**
 * The process that gets killed. `saver.ts save FOLDER EVALUATION FIRST` saves numbered answers as fast as it can, several at a
 * time, and prints the number of each save once it is acknowledged; `saver.ts set-up FOLDER` sets up a practice.
 */
const [, , task, dataFolder = "", evaluationId = "", first = "1"] = process.argv;
const backend = openBackend({ dataFolder, workFactor: cheapWork });

/** Written at once, unlike process.stdout: what was printed has left the process when it is killed. */
const say = (line: string) => writeSync(1, `${line}\n`);

const atOnce = 4;

async function save(): Promise<void> {
  const signedIn = await backend.dispatch("session.signIn", { accountName: "brack", password });
  if (!signedIn.ok) throw new Error(signedIn.error.message);
  let next = Number(first);
  say("ready");
  const lane = async (itemId: string) => {
    for (;;) {
      const number = next;
      next += 1;
      const changes = [
        { itemId, answer: { value: `save ${number}` } },
        { itemId: "HX.NRS.NOW", answer: { value: number % 11, note: `save ${number}` } },
      ];
      const reply = await backend.dispatch("evaluation.saveAnswers", { evaluationId, changes });
      if (!reply.ok) throw new Error(reply.error.message);
      say(`${itemId} ${number} ${reply.value.revision}`);
    }
  };
  await Promise.all(["HX.CC", "PLAN.ANSWER", "HX.CC", "PLAN.ANSWER"].slice(0, atOnce).map(lane));
}

async function setUp(): Promise<void> {
  say("ready");
  const reply = await backend.dispatch("store.setUp", { ...setUpInput, withInventedPatients: true });
  if (!reply.ok) throw new Error(reply.error.message);
  say("done");
}

await (task === "save" ? save() : setUp());
