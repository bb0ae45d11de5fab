import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { dataFolderSwitch, type FromBackend, type ToBackend } from "../../../../electron/backendMessages.ts";
import { afterwards, ask, newEvaluation, open, password, practice, temporaryFolder } from "../support.ts";

const entry = fileURLToPath(new URL("../../../../electron/backend/process.ts", import.meta.url));
const shim = new URL("parentPort.ts", import.meta.url).href;

function start(args: readonly string[]): ChildProcess {
  const child = fork(entry, args, { execArgv: ["--import", shim], serialization: "advanced", silent: true });
  afterwards(() => child.kill("SIGKILL"));
  return child;
}

function send(child: ChildProcess, message: ToBackend): void {
  child.send(message);
}

/** The replies to calls, sent at once, by the number of the call. */
async function replies(child: ChildProcess, calls: readonly [string, unknown][]): Promise<FromBackend[]> {
  const received: FromBackend[] = [];
  const all = new Promise<void>((resolve) => {
    child.on("message", (message) => {
      received.push(message as FromBackend);
      if (received.length === calls.length) resolve();
    });
  });
  for (const [id, [name, input]] of calls.entries()) send(child, { kind: "call", id, name, input });
  await all;
  return received.sort((left, right) => left.id - right.id);
}

describe("the backend as a process", () => {
  test("answers calls by their number, keeps the folder while it runs, and ends when it is told to", async () => {
    const { backend, dataFolder } = await practice();
    const evaluationId = await newEvaluation(backend);
    backend.close();
    const child = start([`${dataFolderSwitch}${dataFolder}`]);
    const changes = [{ itemId: "HX.NRS.NOW", answer: { value: 3 } }];
    const [signedIn, saved, unknown, draft] = await replies(child, [
      ["session.signIn", { accountName: "brack", password }],
      ["evaluation.saveAnswers", { evaluationId, changes }],
      ["no.such", {}],
      ["letter.draft", { evaluationId, paper: "letter" }],
    ]);
    expect(signedIn?.reply.ok).toBe(true);
    expect(saved?.reply).toMatchObject({ ok: true, value: { revision: 1 } });
    expect(unknown?.reply).toMatchObject({ ok: false, error: { code: "unknownOperation" } });
    const { bytes } = (draft?.reply.ok ? draft.reply.value : {}) as { bytes?: unknown };
    expect(bytes).toBeInstanceOf(Uint8Array);

    const ended = once(child, "exit");
    send(child, { kind: "call", id: 9, name: "evaluation.saveAnswers", input: { evaluationId, changes } });
    send(child, { kind: "close" });
    expect(await ended).toEqual([0, null]);
    const again = open(dataFolder);
    await ask(again, "session.signIn", { accountName: "brack", password });
    expect((await ask(again, "evaluation.open", { evaluationId })).revision).toBe(2);
  });

  test.each([[[]], [["--data-folder="]]])("does not start without a data folder: %j", async (args) => {
    const child = start(args);
    const [code] = await once(child, "exit");
    expect(code).not.toBe(0);
  });

  test("says that a new folder is new", async () => {
    const child = start([`${dataFolderSwitch}${temporaryFolder()}`]);
    const [status] = await replies(child, [["store.status", {}]]);
    expect(status?.reply).toMatchObject({ ok: true, value: { state: "absent" } });
  });
});
