import { setTimeout as wait } from "node:timers/promises";
import { opening, signedIn, withBackend } from "../../../reliability/practices.ts";
import { ask } from "../ask.ts";
import { password } from "../values.ts";

/**
 * Work on a data folder whose disk has no room or cannot be written, in a process of its own, since the disk is seen by nobody else.
 * `attemptWork.ts TASK FOLDER [MORE]` prints the words of the error as JSON, or an empty code.
 */
const [, , task, dataFolder = "", more = ""] = process.argv;

interface Outcome {
  readonly code: string;
  readonly message?: string;
  readonly action?: string | undefined;
}

/** Signs the letter that is ready. */
function sign(): Promise<Outcome> {
  return signedIn(dataFolder, async (backend) => {
    const { rows } = await ask(backend, "worklist.list", {});
    const ready = rows.find(({ stage }) => stage === "readyToSign");
    const input = { evaluationId: ready?.evaluationId, password, paper: "letter" };
    const reply = await backend.dispatch("letter.sign", input);
    return reply.ok ? { code: "" } : reply.error;
  });
}

function enter(): Promise<Outcome> {
  return withBackend(dataFolder, async (backend) => {
    const reply = await backend.dispatch("session.signIn", opening);
    return reply.ok ? { code: "" } : reply.error;
  });
}

/** Backs up into the folder named last. */
function backUp(): Promise<Outcome> {
  return signedIn(dataFolder, async (backend) => {
    await ask(backend, "backup.start", { folder: more });
    for (;;) {
      await wait(20);
      const { backup } = await ask(backend, "upkeep.status", {});
      if (backup.running === undefined) return backup.failing ?? { code: "" };
    }
  });
}

const tasks = { sign, enter, backUp };
process.stdout.write(`${JSON.stringify(await tasks[task as keyof typeof tasks]())}\n`);
