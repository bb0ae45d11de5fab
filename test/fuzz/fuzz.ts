import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { contract, type OperationName, operationNames } from "../../shared/contract.ts";
import { errorCodes } from "../../shared/errors.ts";
import { randomFrom } from "../reliability/random.ts";
import { FuzzedPractice, type SessionKind, sessions } from "./practice.ts";
import { rightInputs } from "./rightInputs.ts";
import { mutated, shaped } from "./shapes.ts";
import { anything, type Chance, chanceFrom, strangeTexts } from "./values.ts";

/**
 * `npm run fuzz -- --messages 100000 --seed 7`: messages over all operations of the backend, in the shape of their schema, nearly
 * so, and of no shape at all, to nobody signed in, staff, a physician and an administrator. Every answer must be a typed error or
 * fit the contract; one that is refused must leave the database and the keys as they were.
 */

export interface FuzzOptions {
  readonly messages: number;
  readonly seed: number;
  readonly log?: (line: string) => void;
}

export interface FuzzOutcome {
  readonly sent: number;
  readonly accepted: number;
  readonly refused: number;
  /** Refused messages after which every row of every table was compared, beside the commits, which are after each. */
  readonly compared: number;
  readonly operations: number;
  readonly fewestOfAnOperation: number;
  /** Operations of which no message was ever accepted. */
  readonly neverAccepted: readonly OperationName[];
  readonly bySession: Readonly<Record<SessionKind, { accepted: number; refused: number }>>;
  readonly practices: number;
  readonly problems: readonly string[];
}

export const fuzzedOperations = operationNames.filter((name) => contract[name].answeredBy === "backend");

/** They write files, derive keys or begin a thread: one of so many that are chosen is sent. */
const dear: ReadonlyMap<OperationName, number> = new Map([
  ["backup.start", 25],
  ["integrity.start", 25],
  ["rescue.export", 10],
  ["restore.preview", 10],
  ["restore.run", 10],
  ["patientData.exportEverything", 8],
  ["patientData.export", 4],
  ["letter.draft", 4],
  ["letter.sign", 2],
]);

/** After these another session, or another store, may be there. */
const changesSession = /^(session\.|restore\.|accounts\.|store\.)/;

/** Beside the message they are allowed to write, they make work in a thread that may write when it ends. */
const worksOn: ReadonlySet<string> = new Set(["backup.start", "integrity.start", "backup.saveSettings"]);

const perStay = 250;
const compareEvery = 25;
/** A practice is made anew after so many stays, so that it stays small. */
const staysOfAPractice = 16;

interface Message {
  readonly name: string;
  readonly input: unknown;
}

function messageFrom(chance: Chance, practice: FuzzedPractice, next: () => OperationName): Message {
  if (chance.share() < 0.01) return { name: chance.oneOf(strangeTexts), input: anything(chance) };
  const name = next();
  const kind = chance.share();
  if (kind < 0.1) return { name, input: anything(chance) };
  const right: unknown = rightInputs(practice.known)[name];
  const isRight = right !== undefined && chance.share() < 0.35;
  const input = isRight ? right : shaped(contract[name].input, chance, practice.words);
  if (kind < 0.6) return { name, input };
  const once = mutated(input, chance);
  return { name, input: kind < 0.85 ? once : mutated(once, chance) };
}

/** All operations in turn, in another order each time, so that each is met as often as its price allows. */
function* turns(chance: Chance): Generator<OperationName> {
  for (;;) {
    const order = [...fuzzedOperations];
    for (let index = order.length - 1; index > 0; index -= 1) {
      const other = chance.below(index + 1);
      [order[index], order[other]] = [order[other] as OperationName, order[index] as OperationName];
    }
    for (const name of order) if (chance.below(dear.get(name) ?? 1) === 0) yield name;
  }
}

class Fuzzing {
  readonly problems: string[] = [];
  readonly counts = new Map<string, number>();
  readonly accepted = new Set<string>();
  readonly bySession = Object.fromEntries(
    sessions.map((kind) => [kind, { accepted: 0, refused: 0 }]),
  ) as Record<SessionKind, { accepted: number; refused: number }>;
  compared = 0;
  sent = 0;
  readonly #chance: Chance;
  readonly #names: Generator<OperationName>;

  constructor(chance: Chance) {
    this.#chance = chance;
    this.#names = turns(chance);
  }

  problem(kind: SessionKind, message: Message, words: string): void {
    this.problems.push(`message ${this.sent} (${kind}) ${message.name} ${inWords(message.input)}: ${words}`);
  }

  /** The session in which the fewest messages were sent. */
  leastServed(): SessionKind {
    const sentIn = (kind: SessionKind) => this.bySession[kind].accepted + this.bySession[kind].refused;
    return [...sessions].sort((left, right) => sentIn(left) - sentIn(right))[0] ?? "locked";
  }

  /** @returns false when the practice can no longer serve. */
  async stay(practice: FuzzedPractice, kind: SessionKind, messages: number): Promise<boolean> {
    if (!(await practice.enter(kind))) return false;
    let digest: string | undefined;
    for (let count = 0; count < messages; count += 1) {
      const message = messageFrom(this.#chance, practice, () => this.#names.next().value);
      if (practice.isBusy) await practice.quiet();
      const isCompared = this.sent % compareEvery === 0;
      if (isCompared) digest ??= practice.digest();
      const before = { commits: practice.commits(), keys: practice.keyFile() };
      const reply = await practice.backend.dispatch(message.name, message.input);
      this.sent += 1;
      this.counts.set(message.name, (this.counts.get(message.name) ?? 0) + 1);
      this.bySession[kind][reply.ok ? "accepted" : "refused"] += 1;
      if (reply.ok) {
        digest = undefined;
        this.accepted.add(message.name);
        if (worksOn.has(message.name)) practice.isBusy = true;
        const checked = contract[message.name as OperationName].output.safeParse(reply.value);
        if (!checked.success)
          this.problem(kind, message, `the answer does not fit: ${checked.error.message}`);
      } else {
        const { code, message: words } = reply.error;
        if (!(errorCodes as readonly string[]).includes(code))
          this.problem(kind, message, `no such code: ${code}`);
        if (code === "unexpected") this.problem(kind, message, words);
        if (words.length < 6) this.problem(kind, message, "an error without words");
        if (practice.commits() !== before.commits)
          this.problem(kind, message, `refused (${code}), but something was stored`);
        if (practice.keyFile() !== before.keys)
          this.problem(kind, message, `refused (${code}), but the keys were changed`);
        if (isCompared) {
          this.compared += 1;
          if (practice.digest() !== digest)
            this.problem(kind, message, `refused (${code}), but a row was changed`);
        }
      }
      // What was signed comes onto the desk at the next look, which may be a message that is refused.
      if (reply.ok && message.name === "letter.sign")
        await practice.backend.dispatch("desk.list", { tab: "toPrint" });
      if (reply.ok && message.name === "restore.run") return false;
      if (changesSession.test(message.name) && !(await practice.isIn(kind)) && !(await practice.enter(kind)))
        return false;
    }
    return true;
  }
}

/** Short enough to be read; everybody in it is invented. */
function inWords(input: unknown): string {
  try {
    return (
      JSON.stringify(input, (_key, value) => (typeof value === "bigint" ? `${value}n` : value))?.slice(
        0,
        400,
      ) ?? "undefined"
    );
  } catch {
    return "(cannot be written as JSON)";
  }
}

export async function runFuzz({ messages, seed, log = () => {} }: FuzzOptions): Promise<FuzzOutcome> {
  const chance = chanceFrom(randomFrom(seed));
  const fuzzing = new Fuzzing(chance);
  let [practices, told] = [0, 0];
  while (fuzzing.sent < messages && fuzzing.problems.length < 20) {
    const practice = await FuzzedPractice.make(chance, (note) => {
      fuzzing.problems.push(
        `${note.operation}: ${note.kind} ${note.code ?? ""} ${note.frames.slice(0, 4).join(" ")}`,
      );
    });
    practices += 1;
    try {
      for (let stay = 0; stay < staysOfAPractice && fuzzing.sent < messages; stay += 1) {
        const kind = fuzzing.leastServed();
        if (!(await fuzzing.stay(practice, kind, Math.min(perStay, messages - fuzzing.sent)))) break;
        if (fuzzing.problems.length >= 20) break;
      }
      await practice.quiet();
      fuzzing.problems.push(...practice.faults().map((words) => `practice ${practices}: ${words}`));
    } finally {
      await practice.dispose();
    }
    for (const problem of fuzzing.problems.slice(told)) log(problem);
    told = fuzzing.problems.length;
    log(`${fuzzing.sent} messages, practice ${practices}, ${told} problems`);
  }
  const { sent, counts, bySession, compared, problems } = fuzzing;
  const sum = (what: "accepted" | "refused") =>
    Object.values(bySession).reduce((total, each) => total + each[what], 0);
  const met = fuzzedOperations.map((name) => counts.get(name) ?? 0);
  return {
    sent,
    accepted: sum("accepted"),
    refused: sum("refused"),
    compared,
    operations: met.filter((count) => count > 0).length,
    fewestOfAnOperation: Math.min(...met),
    neverAccepted: fuzzedOperations.filter((name) => !fuzzing.accepted.has(name)),
    bySession,
    practices,
    problems,
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { messages: { type: "string", default: "100000" }, seed: { type: "string", default: "1" } },
  });
  const [messages, seed] = [Number(values.messages), Number(values.seed)];
  const crashes: string[] = [];
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (fault: unknown) => {
      crashes.push(`${event}: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`);
    });
  }
  const began = performance.now();
  const outcome = await runFuzz({ messages, seed, log: console.log });
  const seconds = (performance.now() - began) / 1000;
  for (const crash of crashes) console.error(crash);
  for (const [kind, { accepted, refused }] of Object.entries(outcome.bySession)) {
    console.log(
      `${kind.padEnd(14)} ${accepted + refused} messages, ${accepted} accepted, ${refused} refused`,
    );
  }
  console.log(
    `${outcome.operations} of ${fuzzedOperations.length} operations, each at least ${outcome.fewestOfAnOperation} times; ${outcome.practices} practices`,
  );
  if (outcome.neverAccepted.length > 0) console.log(`only ever refused: ${outcome.neverAccepted.join(", ")}`);
  console.log(
    `after each of ${outcome.refused} refused messages no commit and the same keys, after ${outcome.compared} of them every row compared`,
  );
  console.log(
    `${outcome.sent} messages in ${seconds.toFixed(0)} s: ${outcome.problems.length} problems, ${crashes.length} crashes (seed ${seed})`,
  );
  process.exitCode = outcome.problems.length + crashes.length === 0 && outcome.sent >= messages ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // What ends the fuzzer itself must not be taken for one of the crashes that it counts, and be kept quiet.
  await main().catch((fault: unknown) => {
    console.error(fault);
    process.exitCode = 1;
  });
}
