import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { type Backend, openBackend } from "../../electron/backend/index.ts";
import { ask } from "../unit/backend/ask.ts";
import { cheapWork, password, setUpInput } from "../unit/backend/values.ts";
import type { Task } from "./victims.ts";

/**
 * The process that gets killed. It loads the program, waits for one task on its input, and prints what was acknowledged, a line
 * each, as soon as it was. "began" comes first; most tasks never end by themselves.
 */

/** Written at once, unlike process.stdout: what was printed has left the process when it is killed. */
const say = (line: string) => writeSync(1, `${line}\n`);

const signIn = (backend: Backend) => ask(backend, "session.signIn", { accountName: "brack", password });

/** One save of two answers that belong together, both with the same number. */
async function saveNumber(backend: Backend, evaluationId: string, itemId: string, number: number) {
  const changes = [
    { itemId, answer: { value: `save ${number}` } },
    { itemId: "HX.NRS.NOW", answer: { value: number % 11, note: `save ${number}` } },
  ];
  const { revision } = await ask(backend, "evaluation.saveAnswers", { evaluationId, changes });
  say(`saved ${itemId} ${number} ${revision}`);
}

/** As fast as it can, several at a time. */
async function save(backend: Backend, { evaluationId, first }: Extract<Task, { kind: "save" }>) {
  await signIn(backend);
  let next = first;
  say("began");
  const lane = async (itemId: string) => {
    for (;;) {
      const number = next;
      next += 1;
      await saveNumber(backend, evaluationId, itemId, number);
    }
  };
  await Promise.all(["HX.CC", "PLAN.ANSWER", "HX.CC", "PLAN.ANSWER"].map(lane));
}

/** One letter after the other. */
async function sign(backend: Backend, { evaluationIds }: Extract<Task, { kind: "sign" }>) {
  await signIn(backend);
  say("began");
  for (const evaluationId of evaluationIds) {
    const letter = await ask(backend, "letter.sign", { evaluationId, password, paper: "letter" });
    say(`signed ${evaluationId} ${letter.letterNumber} ${letter.sha256}`);
  }
}

/** Opens a store of an earlier schema, which brings it up to today's. */
async function upgrade(backend: Backend) {
  say("began");
  await signIn(backend);
  say("opened");
}

/** One backup after the other, while somebody goes on writing. */
async function backUp(backend: Backend, task: Extract<Task, { kind: "backUp" }>) {
  await signIn(backend);
  let next = task.first;
  say("began");
  for (;;) {
    await ask(backend, "backup.start", { folder: task.shelf, keep: task.keep });
    for (;;) {
      await saveNumber(backend, task.evaluationId, "HX.CC", next);
      next += 1;
      await wait(5);
      const { backup } = await ask(backend, "upkeep.status", {});
      if (backup.running !== undefined) continue;
      if (backup.failing !== undefined) throw new Error(backup.failing.message);
      say(`made ${backup.last?.name}`);
      break;
    }
  }
}

async function setUp(backend: Backend) {
  say("began");
  await ask(backend, "store.setUp", { ...setUpInput, withInventedPatients: true });
  say("done");
}

const input = createInterface({ input: process.stdin });
// Whoever would have given a task is gone.
input.once("close", () => process.exit(1));
input.once("line", async (line) => {
  const task = JSON.parse(line) as Task;
  const backend = openBackend({ dataFolder: task.dataFolder, workFactor: cheapWork });
  if (task.kind === "save") await save(backend, task);
  else if (task.kind === "sign") await sign(backend, task);
  else if (task.kind === "upgrade") await upgrade(backend);
  else if (task.kind === "backUp") await backUp(backend, task);
  else await setUp(backend);
  backend.close();
  process.exit(0);
});
