import type { AuditChainState } from "../../../shared/contract/audit.ts";
import type { BackupSettings, UpkeepStatus } from "../../../shared/contract/backup.ts";
import { type ErrorReport, FourfoldError } from "../../../shared/errors.ts";
import { governBackup } from "../../../shared/policy/governed.ts";
import { makeBackup } from "../backup/makeBackup.ts";
import { dueAt, isCheckDue, isDue, isOverdue } from "../backup/schedule.ts";
import { instantOf, localInstantOf } from "../clock.ts";
import { describeFault } from "../faults.ts";
import type { Session, StoreKeeper } from "../keeper.ts";
import type { ObeyedPolicy } from "../policyInForce.ts";
import { appendAudit } from "../records/audit.ts";
import {
  addRun,
  type LastRuns,
  lastEntryAt,
  type Run,
  readLastRuns,
  readSettings,
} from "../records/backup.ts";
import { type RunningTask, startTask, TaskFault } from "./thread.ts";

/**
 * Backups and checks of the store, one at a time, in a thread beside the one that answers the window. They need the key, so they
 * begin only while somebody is signed in; one that is under way when the session locks goes on to its end, with its own copy of
 * the key, and what came of it is written at the next sign-in. What was missed meanwhile is caught up then.
 */

export interface UpkeepOptions {
  readonly keeper: StoreKeeper;
  readonly policy: ObeyedPolicy;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly appVersion: string;
}

interface Work {
  readonly kind: Run["kind"];
  readonly began: Date;
  step: string;
  share: number | undefined;
  readonly done: Promise<void>;
}

/** A clock this far behind the last entry of the audit was set back. */
const clockTolerance = 5 * 60_000;

export class Upkeep {
  readonly #options: UpkeepOptions;
  #work: Work | undefined;
  #task: RunningTask<unknown> | undefined;
  /** What could not be written because nobody was signed in any more. */
  readonly #unwritten: { readonly run: Run; readonly accountId: string | undefined }[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;
  #closed = false;

  constructor(options: UpkeepOptions) {
    this.#options = options;
  }

  /** Looks from now on by itself whether something is due. */
  watch(everyMilliseconds: number): void {
    this.#timer ??= setInterval(() => void this.look({ withCheck: true }), everyMilliseconds);
    this.#timer.unref();
  }

  /** Writes what came of the last work, and catches up with what was missed while nobody was signed in. */
  sessionBegan(): void {
    void this.look({ withCheck: false });
  }

  /** Begins what is due, if this backend watches. Never rejects: a fault here must not end the process that owns the data. */
  async look({ withCheck }: { readonly withCheck: boolean }): Promise<void> {
    try {
      const session = this.#options.keeper.session;
      if (session === undefined || this.#closed || session.readOnly !== undefined) return;
      await this.#writeUnwritten(session);
      if (this.#work !== undefined || this.#timer === undefined) return;
      const now = this.#options.now();
      const settings = await this.settingsOf(session);
      const runs = await readLastRuns(session.store.read);
      // Asked again: the reads above gave way to others.
      if (this.#options.keeper.session !== session || this.#work !== undefined) return;
      if (settings.folder !== undefined && isDue(settings.schedule, dates(runs), now)) {
        this.#begin("backup", settings, undefined);
      } else if (withCheck && isCheckDue(dateOf(runs.lastCheck?.at), now)) {
        this.#begin("check", settings, undefined);
      }
    } catch {
      // The next look tries again; a store that cannot be read says so to whoever works with it.
    }
  }

  /**
   * @param instead for this once, in place of the settings.
   * @throws FourfoldError `conflict` while another backup or check runs, `badInput` without a folder.
   */
  async start(
    kind: Run["kind"],
    session: Session,
    instead: { readonly folder?: string | undefined; readonly keep?: number | undefined } = {},
  ): Promise<void> {
    const usual = await this.settingsOf(session);
    const settings = {
      ...usual,
      folder: instead.folder ?? usual.folder,
      keep: instead.keep ?? usual.keep,
    };
    if (kind === "backup" && settings.folder === undefined) {
      throw new FourfoldError({
        code: "badInput",
        field: "folder",
        message: "No folder for backups is chosen yet.",
        action: "Choose one in Settings, Backup and restore.",
      });
    }
    if (this.#work?.kind === kind) return;
    if (this.#work !== undefined) {
      throw new FourfoldError({
        code: "conflict",
        message: this.#work.kind === "backup" ? "A backup is under way." : "The full check is under way.",
        action: "Wait until it is done, then begin again.",
      });
    }
    this.#begin(kind, settings, session.account.id);
  }

  /** Where and when backups are made: as the practice has set it, and above that as policies set it. */
  async settingsOf({ store }: Session): Promise<BackupSettings> {
    return governBackup(await readSettings(store.read), this.#options.policy.values);
  }

  async status(session: Session): Promise<UpkeepStatus> {
    const settings = await this.settingsOf(session);
    const runs = await readLastRuns(session.store.read);
    const now = this.#options.now();
    const { lastSuccess } = dates(runs);
    const due = settings.folder === undefined ? undefined : dueAt(settings.schedule, lastSuccess, now);
    const running = (kind: Run["kind"]) => {
      const work = this.#work?.kind === kind ? this.#work : undefined;
      if (work === undefined) return {};
      const share = work.share === undefined ? {} : { share: Math.min(1, work.share) };
      return { running: { began: instantOf(work.began), step: work.step, ...share } };
    };
    const { failing, lastBackup, lastCheck } = runs;
    const trouble = session.trouble();
    const lastEntry = await lastEntryAt(session.store.read);
    const isBehind =
      lastEntry !== undefined && new Date(lastEntry).getTime() - now.getTime() > clockTolerance;
    return {
      settings,
      backup: {
        ...(lastBackup === undefined ? {} : { last: { at: lastBackup.at, ...lastBackup.detail } }),
        ...(failing === undefined
          ? {}
          : { failing: { at: failing.at, ...(failing.failure as Omit<ErrorReport, "field">) } }),
        ...running("backup"),
        ...(due === undefined ? {} : { nextDue: instantOf(due) }),
        overdue: isOverdue(settings.schedule, lastSuccess, now),
      },
      check: {
        ...(lastCheck === undefined
          ? {}
          : { last: { at: lastCheck.at, ok: lastCheck.ok, lines: lastCheck.detail.lines } }),
        ...running("check"),
      },
      audit: { checking: session.auditCheck.isRunning, ...problemOf(session.auditCheck.state) },
      ...(trouble === undefined ? {} : { readOnly: trouble }),
      ...(isBehind ? { clockBehind: { lastEntryAt: lastEntry } } : {}),
    };
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.#work !== undefined) await this.#work.done;
  }

  /** Stops what is under way: before the store is put aside, and when the program ends. */
  async stop(): Promise<void> {
    await this.#task?.stop();
    await this.settled();
  }

  /** For good, at once. A backup that is cut off leaves what the next one clears away. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    void this.#task?.stop();
  }

  #begin(
    kind: Run["kind"],
    settings: { readonly folder?: string | undefined; readonly keep: number },
    accountId: string | undefined,
  ): void {
    const { keeper, now, newId, appVersion } = this.#options;
    const { database, keyFile, dataKey } = keeper.copyForUpkeep();
    const began = now();
    const onProgress = (step: string, share?: number) => {
      if (this.#work === undefined) return;
      this.#work.step = step;
      this.#work.share = share;
    };
    const onTask = (task: RunningTask<unknown>) => {
      this.#task = task;
    };
    const work = async (): Promise<Run["detail"] & { readonly ok: boolean }> => {
      if (kind === "check") {
        const task = startTask({ kind: "check", database }, dataKey, onProgress);
        onTask(task);
        const lines = await task.result;
        return { ok: lines.every((line) => line.ok), lines: [...lines] };
      }
      const { folder = "", keep } = settings;
      const request = { database, keyFile, dataKey, folder, keep, appVersion, now, onProgress, onTask };
      const { manifest: _manifest, ...made } = await makeBackup(request);
      return { ok: true, ...made };
    };
    const done = work()
      .catch((fault: unknown) => ({ ok: false, ...failureOf(kind, fault) }))
      .then(async ({ ok, ...detail }) => {
        dataKey.fill(0);
        this.#task = undefined;
        const scheduled = accountId === undefined;
        const ended = instantOf(now());
        const run: Run = {
          id: newId(),
          kind,
          scheduled,
          beganAt: instantOf(began),
          endedAt: ended,
          ok,
          detail,
        };
        this.#unwritten.push({ run, accountId });
        const current = keeper.session;
        if (current !== undefined && !this.#closed) await this.#writeUnwritten(current);
      })
      // What could not be written waits for the next sign-in.
      .catch(() => {})
      .finally(() => {
        this.#work = undefined;
      });
    this.#work = { kind, began, step: kind === "backup" ? "Copying" : "Beginning", share: undefined, done };
  }

  async #writeUnwritten(session: Session): Promise<void> {
    if (session.readOnly !== undefined) return;
    for (let next = this.#unwritten[0]; next !== undefined; next = this.#unwritten[0]) {
      const { run, accountId } = next;
      await session.store.write(async (writable) => {
        await addRun(writable, run);
        await appendAudit(writable, {
          at: localInstantOf(this.#options.now()),
          ...(accountId === undefined ? {} : { accountId }),
          action: run.kind === "check" ? "store.checked" : run.ok ? "backup.made" : "backup.failed",
          detail: auditDetail(run),
        });
      });
      this.#unwritten.shift();
    }
  }
}

function auditDetail(run: Run): Record<string, string | number | boolean | string[]> {
  const { detail, ok, scheduled } = run;
  if ("lines" in detail) {
    return { ok, scheduled, failed: detail.lines.flatMap((line) => (line.ok ? [] : [line.check])) };
  }
  return "name" in detail
    ? { scheduled, name: detail.name, bytes: detail.bytes }
    : { scheduled, code: detail.code };
}

function failureOf(kind: Run["kind"], fault: unknown): Run["detail"] {
  const described = fault instanceof TaskFault ? fault.report : describeFault(fault)?.report();
  if (kind === "check") {
    const detail = described?.message ?? "the check could not be carried out";
    return { lines: [{ check: "integrity", ok: false, detail }] };
  }
  if (described !== undefined) {
    const { code, message, action } = described;
    return { code, message, ...(action === undefined ? {} : { action }) };
  }
  return {
    code: "unexpected",
    message: "The backup failed for a reason that Fourfold does not know.",
    action: "Back up again. If it happens again, give the log named under About to IT.",
  };
}

function problemOf({ state, problem }: AuditChainState): { readonly problem?: string } {
  return state === "broken" ? { problem: problem ?? "the chain is broken" } : {};
}

function dateOf(instant: string | undefined): Date | undefined {
  return instant === undefined ? undefined : new Date(instant);
}

function dates(runs: LastRuns): { lastSuccess: Date | undefined; lastAttempt: Date | undefined } {
  return { lastSuccess: dateOf(runs.lastBackup?.at), lastAttempt: dateOf(runs.lastAttemptAt) };
}
