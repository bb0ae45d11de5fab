import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import type { WebContents, WebFrameMain, WebPreferences } from "electron";
import type { CDPSession, Page } from "playwright-core";
import { addresses } from "./addresses.ts";
import { newPage, pageAddress, runningBrowser } from "./browserContext.ts";
import { preventableEvent } from "./events.ts";
import { answerInvoke, deliverSend } from "./ipcMain.ts";
import { dispatchAccelerator } from "./menu.ts";
import { pageWorld, preloadWorld } from "./pageWorlds.ts";
import { applyPermissions, session } from "./session.ts";
import { decode, encode } from "./wire.ts";

type OpenHandler = Parameters<WebContents["setWindowOpenHandler"]>[0];

const preloadWorldName = "fourfold-preload";
const bindingName = "fourfoldSendToNode";
const receiveName = "fourfoldReceive";

const byPage = new WeakMap<Page, StandInWebContents>();
export const contentsOf = (page: Page): StandInWebContents | undefined => byPage.get(page);

/** What the preload's world sends; see pageWorlds.ts. */
type FromPreload =
  | { kind: "invoke"; id: number; channel: string; values: unknown[] }
  | { kind: "send"; channel: string; values: unknown[] }
  | { kind: "key"; key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean };

/** Between a page and its window: the app let the page open another. */
export const windowAllowed = "stand-in-window-allowed";

let lastId = 0;

/** One page of the browser, with a preload in a world of its own. */
export class StandInWebContents
  extends EventEmitter
  implements
    Pick<
      WebContents,
      | "id"
      | "getURL"
      | "getTitle"
      | "isDestroyed"
      | "loadURL"
      | "reload"
      | "send"
      | "setWindowOpenHandler"
      | "executeJavaScript"
      | "openDevTools"
      | "getType"
    >
{
  readonly id: number;
  readonly session = session.defaultSession;
  readonly mainFrame: Pick<WebFrameMain, "url" | "parent"> & { isDestroyed(): boolean };
  readonly #preferences: WebPreferences;
  readonly #page: Promise<Page>;
  #livePage: Page | undefined;
  #cdp: CDPSession | undefined;
  #preloadContext: number | undefined;
  #openHandler: OpenHandler | undefined;
  #loadingByApp = false;
  #destroyed = false;

  constructor(preferences: WebPreferences, prepare: (page: Page) => Promise<void>) {
    super();
    lastId += 1;
    this.id = lastId;
    this.#preferences = preferences;
    const contents = this;
    this.mainFrame = {
      get url() {
        return contents.getURL();
      },
      parent: null,
      isDestroyed: () => contents.isDestroyed(),
    };
    this.#page = this.#open(prepare);
  }

  page(): Promise<Page> {
    return this.#page;
  }

  getURL(): string {
    return this.#livePage === undefined ? "" : pageAddress(this.#livePage);
  }

  getTitle(): string {
    return "";
  }

  getType(): "window" {
    return "window";
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  /** What Electron applies: its own defaults where the app said nothing. */
  getLastWebPreferences(): WebPreferences {
    return {
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      ...this.#preferences,
    };
  }

  async loadURL(address: string): Promise<void> {
    const page = await this.#page;
    this.#loadingByApp = true;
    try {
      await page.goto(addresses.toBrowser(address), { waitUntil: "load" });
    } finally {
      this.#loadingByApp = false;
    }
    this.emit("did-finish-load");
  }

  reload(): void {
    void this.loadURL(this.getURL());
  }

  send(channel: string, ...values: unknown[]): void {
    void this.#deliver({ kind: "event", channel, values });
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const page = await this.#page;
    return page.evaluate(code);
  }

  // A headless browser has none to open.
  openDevTools(): void {}

  /** Asks the app's listeners, as Electron does for every navigation that the app itself did not begin. */
  allowsNavigation(address: string, isMainFrame: boolean): boolean {
    if (isMainFrame && this.#loadingByApp) return true;
    const details = { url: address, isMainFrame, isSameDocument: false, frame: this.mainFrame };
    const events = isMainFrame ? ["will-frame-navigate", "will-navigate"] : ["will-frame-navigate"];
    return events.every((name) => {
      const event = preventableEvent(details);
      this.emit(name, event, address);
      return !event.defaultPrevented;
    });
  }

  async destroy(): Promise<void> {
    if (this.#destroyed) return;
    this.#destroyed = true;
    const page = await this.#page;
    if (!page.isClosed()) await page.close();
    this.emit("destroyed");
  }

  async #open(prepare: (page: Page) => Promise<void>): Promise<Page> {
    const { context } = await runningBrowser();
    const page = await newPage();
    byPage.set(page, this);
    page.on("crash", () =>
      this.emit("render-process-gone", preventableEvent(), { reason: "crashed", exitCode: 1 }),
    );
    await prepare(page);
    const cdp = await context.newCDPSession(page);
    this.#cdp = cdp;
    await cdp.send("Page.enable");
    await cdp.send("Runtime.enable");
    cdp.on("Page.windowOpen", ({ url, windowName }) => this.#openRequested(url, windowName));
    cdp.on("Runtime.executionContextCreated", ({ context: { id, name, auxData } }) => {
      if (name === preloadWorldName && auxData?.frameId === mainFrameId) this.#preloadContext = id;
    });
    cdp.on("Runtime.executionContextDestroyed", ({ executionContextId }) => {
      if (this.#preloadContext === executionContextId) this.#preloadContext = undefined;
    });
    cdp.on("Runtime.bindingCalled", ({ payload, executionContextId }) => {
      if (executionContextId === this.#preloadContext) this.#receive(decode(payload) as FromPreload);
    });
    const mainFrameId = (await cdp.send("Page.getFrameTree")).frameTree.frame.id;
    if (this.#preferences.preload !== undefined) await this.#addPreload(cdp, this.#preferences.preload);
    await applyPermissions(context, new URL(addresses.toBrowser("app://fourfold/")).origin);
    this.#livePage = page;
    return page;
  }

  async #addPreload(cdp: CDPSession, file: string): Promise<void> {
    const handoff = `handoff-${crypto.randomUUID()}`;
    await cdp.send("Runtime.addBinding", { name: bindingName, executionContextName: preloadWorldName });
    await cdp.send("Page.addScriptToEvaluateOnNewDocument", {
      source: `(${pageWorld})(${JSON.stringify(handoff)});`,
    });
    await cdp.send("Page.addScriptToEvaluateOnNewDocument", {
      worldName: preloadWorldName,
      source: `(${preloadWorld})({
        handoff: ${JSON.stringify(handoff)},
        bindingName: ${JSON.stringify(bindingName)},
        receiveName: ${JSON.stringify(receiveName)},
        encode: ${encode},
        decode: ${decode},
        preload: (require) => { const module = { exports: {} }; const exports = module.exports;
${readFileSync(file, "utf8")}
        },
      });`,
    });
  }

  #receive(message: FromPreload): void {
    if (message.kind === "key") {
      dispatchAccelerator(message);
      return;
    }
    const event = {
      sender: this,
      senderFrame: this.mainFrame,
      frameId: 1,
      processId: this.id,
      type: "frame",
    };
    if (message.kind === "send") {
      deliverSend(message.channel, event, message.values);
      return;
    }
    void answerInvoke(message.channel, event, message.values).then((answer) =>
      this.#deliver({ kind: "result", id: message.id, ...answer }),
    );
  }

  /** Hands something to the preload's world of the document that is there now; nobody is told when there is none. */
  async #deliver(message: object): Promise<void> {
    await this.#page;
    const context = this.#preloadContext;
    if (context === undefined || this.#destroyed) return;
    try {
      await this.#cdp?.send("Runtime.callFunctionOn", {
        executionContextId: context,
        functionDeclaration: `function (text) { globalThis.${receiveName}(text); }`,
        arguments: [{ value: encode(message) }],
      });
    } catch (error) {
      // The document was replaced or closed in between, and its listeners with it.
      if (this.#preloadContext === context && !this.#destroyed) throw error;
    }
  }

  #openRequested(url: string, frameName: string): void {
    const answer = this.#openHandler?.({
      url: addresses.fromBrowser(url),
      frameName,
      features: "",
      disposition: "foreground-tab",
      referrer: { url: "", policy: "no-referrer" },
    });
    // What the app does not refuse opens, for the app and its tests to see; the browser itself shows no second window.
    if (answer?.action !== "deny") this.emit(windowAllowed);
  }
}
