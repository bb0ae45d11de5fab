import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { type Backend, type FaultNote, openBackend } from "../../electron/backend/index.ts";
import { runChecks } from "../../electron/backend/integrity/checks.ts";
import type { Account } from "../../shared/contract.ts";
import { ask } from "../unit/backend/ask.ts";
import { completeCase, record } from "../unit/backend/cases.ts";
import { keyFrom, openUnlocked } from "../unit/backend/unlocked.ts";
import { cheapWork, password, referralInput, setUpInput } from "../unit/backend/values.ts";
import type { Known } from "./rightInputs.ts";
import type { Words } from "./shapes.ts";
import type { Chance } from "./values.ts";

/** A real encrypted practice with every kind of row, an account of each kind, and a second look at its database. */

export const sessions = ["locked", "staff", "physician", "administrator"] as const;
export type SessionKind = (typeof sessions)[number];

const accountNames: Readonly<Record<Exclude<SessionKind, "locked">, string>> = {
  staff: "desk",
  physician: "doctor",
  administrator: "office",
};

export class FuzzedPractice {
  readonly known: Known;
  readonly words: Words;
  readonly #folder: string;
  readonly #backend: Backend;
  readonly #look: Database;
  readonly #clock: { ahead: number };

  private constructor(
    folder: string,
    backend: Backend,
    look: Database,
    known: Known,
    clock: { ahead: number },
  ) {
    this.#folder = folder;
    this.#backend = backend;
    this.#look = look;
    this.known = known;
    this.words = wordsOf(known);
    this.#clock = clock;
  }

  static async make(chance: Chance, onFault: (note: FaultNote) => void): Promise<FuzzedPractice> {
    const folder = mkdtempSync(join(tmpdir(), "fourfold-fuzz-"));
    const clock = { ahead: 0 };
    const begin = Date.parse("2026-03-10T15:00:00Z");
    const backend = openBackend({
      dataFolder: join(folder, "data"),
      workFactor: cheapWork,
      checkOutputs: false,
      // Only the messages advance it, so that waits after wrong passwords end.
      now: () => new Date(begin + clock.ahead),
      newId: () => uuidFrom(chance),
      onFault,
    });
    try {
      const known = await fill(backend, folder);
      const dataFolder = join(folder, "data");
      const key = await keyFrom(dataFolder, folder, password);
      const look = openUnlocked(join(dataFolder, "store", "fourfold.db"), key, { readonly: true });
      return new FuzzedPractice(folder, backend, look, known, clock);
    } catch (fault) {
      backend.close();
      rmSync(folder, { recursive: true, force: true });
      throw fault;
    }
  }

  get backend(): Backend {
    return this.#backend;
  }

  /** Brings the session to this state again. False when that cannot be: an account was disabled, the store replaced. */
  async enter(kind: SessionKind): Promise<boolean> {
    this.#clock.ahead += 3_600_000;
    await this.#backend.dispatch("session.lock", {});
    if (kind === "locked") return true;
    const accountName = accountNames[kind];
    const reply = await this.#backend.dispatch("session.signIn", { accountName, password });
    return reply.ok && !reply.value.mustChangePassword;
  }

  async isIn(kind: SessionKind): Promise<boolean> {
    const reply = await this.#backend.dispatch("session.current", {});
    const { account }: { account?: Account } = reply.ok ? reply.value : {};
    return kind === "locked" ? account === undefined : account?.accountName === accountNames[kind];
  }

  /** Changes with every commit that reaches the database, whoever makes it. */
  commits(): number {
    return Number(this.#look.pragma("data_version", { simple: true }));
  }

  keyFile(): string {
    return readFileSync(join(this.#folder, "data", "store", "keys.json"), "utf8");
  }

  /** Over every row of every table. */
  digest(): string {
    const hash = createHash("sha256");
    const tables = this.#look
      .prepare<[], string>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'patient_search%' ORDER BY name",
      )
      .pluck()
      .all();
    for (const table of tables) {
      hash.update(table);
      for (const row of this.#look
        .prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`)
        .iterate()) {
        for (const value of Object.values(row)) {
          hash.update(value instanceof Uint8Array ? value : `${typeof value}:${String(value)}\n`);
        }
      }
    }
    return hash.digest("hex");
  }

  /** What the full check of the store finds wrong. */
  faults(): string[] {
    return runChecks(this.#look)
      .filter(({ ok }) => !ok)
      .map(({ check, detail }) => `${check}: ${detail}`);
  }

  /** Whether a backup or a check may be under way in a thread, and store how it went when it ends. */
  isBusy = false;

  /** Waits for such work. Somebody has to be signed in to be told how it goes; locked, it goes on to its end by itself. */
  async quiet(): Promise<void> {
    this.isBusy = false;
    for (;;) {
      const reply = await this.#backend.dispatch("upkeep.status", {});
      if (!reply.ok || (reply.value.backup.running === undefined && reply.value.check.running === undefined))
        return;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async dispose(): Promise<void> {
    await this.quiet();
    await this.#backend.settled();
    this.#look.close();
    this.#backend.close();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Rows of every kind. */
async function fill(backend: Backend, folder: string): Promise<Known> {
  const { recoveryKey } = await ask(backend, "store.setUp", setUpInput);
  const temporaryPassword = "a temporary password";
  const signer = { displayName: "Somebody at the desk" };
  const spare = { accountName: "spare", role: "staff", isAdministrator: false, signer } as const;
  const { id: spareAccountId } = await ask(backend, "accounts.add", {
    ...spare,
    temporaryPassword,
    password,
  });
  for (const role of ["staff", "physician", "administrator"] as const) {
    const isAdministrator = role === "administrator";
    const account = { accountName: accountNames[role], role, isAdministrator, signer };
    await ask(backend, "accounts.add", { ...account, temporaryPassword, password });
  }
  const { evaluationId: open } = await ask(backend, "referral.create", referralInput);
  const ready = await record(backend, completeCase());
  const signed = await record(backend, completeCase());
  const { letterId } = await ask(backend, "letter.sign", { evaluationId: signed, password, paper: "letter" });
  const { rows } = await ask(backend, "desk.list", { tab: "toPrint" });
  await ask(backend, "phrases.save", { abbreviation: "slr", text: "Straight leg raise", shared: true });
  const { phrases } = await ask(backend, "phrases.list", {});
  const { patientId } = await ask(backend, "evaluation.open", { evaluationId: open });
  const target = join(folder, "target");
  mkdirSync(target);
  await ask(backend, "backup.start", { folder: target });
  const backup = await backupIn(backend);
  for (const accountName of Object.values(accountNames)) {
    await ask(backend, "session.signIn", { accountName, password: temporaryPassword });
    await ask(backend, "session.changePassword", { password: temporaryPassword, newPassword: password });
    if (accountName === accountNames.staff)
      await ask(backend, "session.emergencyAccess", {
        evaluationId: open,
        reason: "Fainted in the waiting room",
      });
  }
  const { accesses } = await ask(backend, "emergency.list", {});
  return {
    patientId,
    open,
    ready,
    signed,
    letterId,
    dispatchIds: rows.map(({ dispatchId }) => dispatchId),
    phraseId: phrases[0]?.id ?? "",
    spareAccountId,
    emergencyId: accesses[0]?.id ?? "",
    recoveryKey,
    folder: target,
    backup,
  };
}

async function backupIn(backend: Backend): Promise<string> {
  for (;;) {
    const { running, last } = (await ask(backend, "upkeep.status", {})).backup;
    if (running === undefined && last !== undefined) return last.folder;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What fields of these names may hold of it. */
function wordsOf(known: Known): Words {
  const evaluations = [known.open, known.ready, known.signed];
  const { letterId, patientId, spareAccountId, recoveryKey, folder, backup } = known;
  return new Map<string, readonly string[]>([
    ["id", [...evaluations, letterId, patientId, spareAccountId, known.phraseId, known.emergencyId]],
    ["evaluationId", evaluations],
    ["draftOf", evaluations],
    ["patientId", [patientId]],
    ["existingId", [patientId]],
    ["letterId", [letterId]],
    ["accountId", [spareAccountId]],
    ["dispatchId", known.dispatchIds],
    ["dispatchIds", known.dispatchIds],
    ["folder", [folder, backup, join(folder, "absent"), "relative"]],
    ["accountName", [...Object.values(accountNames), "brack", "nobody"]],
    ["password", [password, "not the password"]],
    // Whatever the messages change it to, it stays this one.
    ["newPassword", [password, "short"]],
    ["temporaryPassword", ["another temporary one", "short"]],
    ["recoveryKey", [recoveryKey, recoveryKey.toLowerCase(), "00000"]],
  ]);
}

function uuidFrom(chance: Chance): string {
  const digits = (count: number) =>
    Array.from({ length: count }, () => chance.below(16).toString(16)).join("");
  return `${digits(8)}-${digits(4)}-4${digits(3)}-8${digits(3)}-${digits(12)}`;
}
