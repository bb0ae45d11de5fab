import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Backend, openBackend, verifyStore } from "../../electron/backend/index.ts";
import type { OperationInput, OperationName, OperationOutput } from "../../shared/contract.ts";
import { cheapWork, password, referralInput, setUpInput } from "../unit/backend/values.ts";

/**
 * Kills the process that owns the data, as by `kill -9`, at random moments of saving and of set-up, and looks whether
 * everything that was acknowledged is there. `node test/reliability/kill.ts --kills 200 --seed 7`. It shows what a kill does
 * to the program; what a power cut does to a disk it cannot show.
 */

export interface KillOptions {
  readonly kills: number;
  readonly seed: number;
  readonly log?: (line: string) => void;
}

export interface KillOutcome {
  readonly acknowledged: number;
  /** Set-ups that had taken place when they were killed; the others left nothing. */
  readonly wholeSetUps: number;
  readonly problems: readonly string[];
}

const saver = fileURLToPath(new URL("saver.ts", import.meta.url));

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Runs the saver and kills it so many milliseconds after its given line.
 * @returns all that it had printed.
 */
async function runAndKill(args: readonly string[], afterLine: number, delay: number): Promise<string[]> {
  const child = spawn(process.execPath, [saver, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const closed = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once("close", (_code, signal) => resolve(signal));
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === afterLine) setTimeout(() => child.kill("SIGKILL"), delay);
  }
  const signal = await closed;
  if (signal !== "SIGKILL" && lines.at(-1) !== "done")
    throw new Error(`The saver ended by itself: ${signal}`);
  return lines;
}

async function ask<Name extends OperationName>(
  backend: Backend,
  name: Name,
  input: OperationInput<Name>,
): Promise<OperationOutput<Name>> {
  const reply = await backend.dispatch(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code}: ${reply.error.message}`);
  return reply.value;
}

async function withBackend<Result>(
  dataFolder: string,
  work: (backend: Backend) => Promise<Result>,
): Promise<Result> {
  const backend = openBackend({ dataFolder, workFactor: cheapWork });
  try {
    return await work(backend);
  } finally {
    backend.close();
  }
}

interface Acknowledged {
  revision: number;
  readonly byItem: Map<string, number>;
}

/** Reads what the killed process had acknowledged into what was acknowledged before. */
function note(lines: readonly string[], into: Acknowledged): number {
  let count = 0;
  for (const line of lines) {
    const [itemId = "", number = "", revision = ""] = line.split(" ");
    if (revision === "") continue;
    count += 1;
    into.revision = Math.max(into.revision, Number(revision));
    into.byItem.set(itemId, Math.max(into.byItem.get(itemId) ?? 0, Number(number)));
  }
  return count;
}

/** Everything acknowledged must be there; what was on its way may be there too, but only whole. */
async function look(dataFolder: string, evaluationId: string, acknowledged: Acknowledged) {
  const problems: string[] = [];
  const next = await withBackend(dataFolder, async (backend) => {
    await ask(backend, "session.signIn", { accountName: "brack", password });
    const { answers, revision } = await ask(backend, "evaluation.open", { evaluationId });
    if (revision < acknowledged.revision) {
      problems.push(`revision ${revision}, though ${acknowledged.revision} was acknowledged`);
    }
    let last = 0;
    for (const itemId of ["HX.CC", "PLAN.ANSWER"]) {
      const number = acknowledged.byItem.get(itemId) ?? 0;
      const kept = Number(String(answers[itemId]?.value ?? "save 0").split(" ")[1]);
      if (!(kept >= number)) problems.push(`${itemId} holds ${kept}, though ${number} was acknowledged`);
      last = Math.max(last, kept);
    }
    const both = Number(answers["HX.NRS.NOW"]?.note?.split(" ")[1] ?? 0);
    if (both !== last) problems.push(`one transaction was stored in part: ${last} without ${both}`);
    return last + 1;
  });
  const { ok, lines } = await verifyStore({ dataFolder, password });
  if (!ok) problems.push(...lines.filter((line) => !line.ok).map((line) => `${line.check}: ${line.detail}`));
  return { problems, next };
}

/** A set-up that was killed leaves nothing, or a whole practice. */
async function killSetUp(folder: string, delay: number): Promise<{ whole: boolean; problems: string[] }> {
  const lines = await runAndKill(["set-up", folder], 1, delay);
  return withBackend(folder, async (backend) => {
    const { state } = await ask(backend, "store.status", {});
    const problems: string[] = [];
    if (state === "absent") {
      if (lines.includes("done")) problems.push("a set-up that was acknowledged is gone");
      await ask(backend, "store.setUp", setUpInput);
    } else if (state === "closed") {
      await ask(backend, "session.signIn", { accountName: "brack", password });
      const { rows } = await ask(backend, "worklist.list", {});
      if (rows.length === 0) problems.push("a set-up took place without its patients");
    } else {
      problems.push(`after a killed set-up the store is ${state}`);
    }
    return { whole: state === "closed", problems };
  });
}

export async function runKills({ kills, seed, log = () => {} }: KillOptions): Promise<KillOutcome> {
  const random = randomFrom(seed);
  const folder = mkdtempSync(join(tmpdir(), "fourfold-kill-"));
  const problems: string[] = [];
  const acknowledged: Acknowledged = { revision: 0, byItem: new Map() };
  let [count, wholeSetUps, next] = [0, 0, 1];
  try {
    const dataFolder = join(folder, "data");
    const evaluationId = await withBackend(dataFolder, async (backend) => {
      await ask(backend, "store.setUp", setUpInput);
      return (await ask(backend, "referral.create", referralInput)).evaluationId;
    });
    for (let kill = 1; kill <= kills; kill += 1) {
      if (kill % 4 === 0) {
        const found = await killSetUp(join(folder, `set-up-${kill}`), random() * 120);
        if (found.whole) wholeSetUps += 1;
        problems.push(...found.problems.map((problem) => `kill ${kill}: ${problem}`));
        log(`kill ${kill}: a set-up, ${found.whole ? "whole" : "nothing left"}`);
        continue;
      }
      const afterLine = 2 + Math.floor(random() * 80);
      const args = ["save", dataFolder, evaluationId, String(next)];
      const saves = note(await runAndKill(args, afterLine, random() * 5), acknowledged);
      const found = await look(dataFolder, evaluationId, acknowledged);
      next = found.next;
      count += saves;
      problems.push(...found.problems.map((problem) => `kill ${kill}: ${problem}`));
      log(`kill ${kill}: ${saves} saves acknowledged, revision ${acknowledged.revision}`);
    }
    return { acknowledged: count, wholeSetUps, problems };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { kills: { type: "string", default: "40" }, seed: { type: "string", default: "1" } },
  });
  const [kills, seed] = [Number(values.kills), Number(values.seed)];
  const outcome = await runKills({ kills, seed, log: console.log });
  for (const problem of outcome.problems) console.error(problem);
  console.log(
    `${kills} kills, ${outcome.acknowledged} saves acknowledged, ${outcome.problems.length} problems (seed ${seed})`,
  );
  process.exitCode = outcome.problems.length === 0 ? 0 : 1;
}
