import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConsoleMessage, Page } from "playwright-core";
import { type ElectronModule, type RunningApp, startApp, withLimit } from "./runtime.ts";

const readyLimitMilliseconds = 60_000;
const endLimitMilliseconds = 30_000;
/** As `electron/main/backendProcess.ts` names it. */
const backendName = "Fourfold data";

/** The app under test: a window with a data folder of its own, and a hand on what surrounds it. */
export class TestedApp {
  readonly dataFolder: string;
  readonly userDataFolder: string;
  /** What the page complained about; a test that provokes a complaint takes it out of here. */
  readonly complaints: string[] = [];
  readonly #home: string;
  #running: RunningApp | undefined;

  /** What IT has decided, for as long as a test puts a file there. */
  readonly policyFile: string;
  readonly #moreArguments: readonly string[];

  private constructor(home: string, dataFolder: string, moreArguments: readonly string[]) {
    this.#moreArguments = moreArguments;
    this.#home = home;
    this.dataFolder = dataFolder;
    this.userDataFolder = join(home, "user-data");
    this.policyFile = join(home, "policy.json");
  }

  /** Starts with a fresh data folder, or with one that a test prepared; resolves when the first screen can be used. */
  static async start(
    options: {
      readonly dataFolder?: string;
      readonly moreArguments?: readonly string[];
      /** What IT has decided before the start. */
      readonly policy?: object;
    } = {},
  ): Promise<TestedApp> {
    const home = await mkdtemp(join(tmpdir(), "fourfold-test-"));
    const app = new TestedApp(home, options.dataFolder ?? join(home, "data"), options.moreArguments ?? []);
    try {
      if (options.policy !== undefined) await writeFile(app.policyFile, JSON.stringify(options.policy));
      await app.#start();
      return app;
    } catch (error) {
      await app.dispose();
      throw error;
    }
  }

  get page(): Page {
    return this.#live().page;
  }

  get mainProcessId(): number {
    return this.#live().mainProcessId;
  }

  /** What the main process printed; it should have nothing to say. */
  get output(): string {
    return this.#live().output();
  }

  /** Runs a function in the main process; it can use its arguments and nothing else. */
  evaluate<Result>(work: (electron: ElectronModule) => Result | Promise<Result>): Promise<Result>;
  evaluate<Result, Argument>(
    work: (electron: ElectronModule, argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
  evaluate<Result, Argument>(
    work: (electron: ElectronModule, argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result> {
    return this.#live().evaluate(work, argument as Argument);
  }

  /** The next and all later save dialogs are answered with this path, or cancelled. */
  async answerSaveDialog(filePath: string | undefined): Promise<void> {
    await this.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = () =>
        Promise.resolve(
          path === undefined ? { canceled: true, filePath: "" } : { canceled: false, filePath: path },
        );
    }, filePath);
  }

  async chooseMenu(id: string): Promise<void> {
    await this.evaluate(({ Menu }, itemId) => {
      Menu.getApplicationMenu()?.getMenuItemById(itemId)?.click();
    }, id);
  }

  async backendProcessId(): Promise<number> {
    const processes = await this.evaluate(({ app }) =>
      app.getAppMetrics().map(({ pid, name }) => ({ pid, name })),
    );
    const backend = processes.find(({ name }) => name === backendName);
    if (backend === undefined) throw new Error("The backend process is not running.");
    return backend.pid;
  }

  /** Ends the backend without warning, as a crash or the system would; resolves when another one has taken its place. */
  async killBackend(): Promise<void> {
    const pid = await this.backendProcessId();
    // Listening has to have begun before the process is gone.
    const restarted = await this.page.evaluateHandle(() => {
      const box: { readonly heard: Promise<void> } = {
        heard: new Promise((resolve) => {
          const stop = window.fourfold.on("backend.restarted", () => {
            stop();
            resolve();
          });
        }),
      };
      return box;
    });
    process.kill(pid, "SIGKILL");
    await withLimit(
      restarted.evaluate(({ heard }) => heard),
      endLimitMilliseconds,
      () => "The backend was not started again.",
    );
  }

  /** Ends everything without warning, as a power cut would as far as the app can tell. */
  async killEverything(): Promise<void> {
    const backend = await this.backendProcessId();
    const running = this.#live();
    process.kill(backend, "SIGKILL");
    process.kill(running.mainProcessId, "SIGKILL");
    await running.ended(endLimitMilliseconds);
    this.#running = undefined;
  }

  /** Closes the window as a person does; resolves when the app has ended. */
  async close(): Promise<void> {
    const running = this.#running;
    if (running === undefined) return;
    const ended = running.ended(endLimitMilliseconds);
    await Promise.all([
      ended,
      // The process may be gone before it has answered.
      running
        .evaluate(({ BrowserWindow }) => {
          for (const window of BrowserWindow.getAllWindows()) window.close();
        }, undefined)
        .catch(() => undefined),
    ]);
    this.#running = undefined;
  }

  /** Closes and opens again on the same data. */
  async restart(): Promise<void> {
    await this.close();
    await this.#start();
  }

  /** Opens again after `killEverything`. */
  async startAgain(): Promise<void> {
    await this.#start();
  }

  /** Ends what still runs and removes what was written; never fails to do the second because of the first. */
  async dispose(): Promise<void> {
    try {
      await this.close();
    } catch (error) {
      if (this.#running !== undefined) process.kill(this.#running.mainProcessId, "SIGKILL");
      throw error;
    } finally {
      await rm(this.#home, { recursive: true, force: true, maxRetries: 5 });
    }
  }

  async #start(): Promise<void> {
    const running = await startApp({
      userDataFolder: this.userDataFolder,
      dataFolder: this.dataFolder,
      policyFile: this.policyFile,
      moreArguments: this.#moreArguments,
    });
    this.#running = running;
    const { page } = running;
    page.on("console", (message) => this.#note(message));
    page.on("pageerror", (error) => this.complaints.push(`uncaught: ${error.message}`));
    await page
      .locator("html[data-ready=true]")
      .waitFor({ state: "attached", timeout: readyLimitMilliseconds })
      .catch((error) => {
        throw new Error(
          `The first screen did not come.\n${this.complaints.join("\n")}\n${running.output()}\n${error}`,
        );
      });
  }

  #note(message: ConsoleMessage): void {
    if (message.type() === "error" || message.type() === "warning") {
      this.complaints.push(`${message.type()}: ${message.text()}`);
    }
  }

  #live(): RunningApp {
    if (this.#running === undefined) throw new Error("The app is not running.");
    return this.#running;
  }
}
