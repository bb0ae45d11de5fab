import { EventEmitter } from "node:events";
import type { BrowserWindowConstructorOptions, Rectangle } from "electron";
import type { Page } from "playwright-core";
import { runningBrowser } from "./browserContext.ts";
import { preventableEvent } from "./events.ts";
import { watchColorScheme } from "./nativeTheme.ts";
import { StandInWebContents, windowAllowed } from "./webContents.ts";

const windows = new Set<BrowserWindow>();
let lastId = 0;

/** A window: its geometry is kept here and given to the page as its viewport. */
export class BrowserWindow extends EventEmitter {
  static onAllClosed: () => void = () => {};

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return [...windows][0] ?? null;
  }

  static fromWebContents(contents: unknown): BrowserWindow | null {
    return [...windows].find((window) => window.webContents === contents) ?? null;
  }

  readonly id: number;
  readonly webContents: StandInWebContents;
  /** What the app asked for; tests read it. */
  readonly options: BrowserWindowConstructorOptions;
  #bounds: Rectangle;
  #title: string;
  #maximized = false;
  #visible: boolean;
  #destroyed = false;
  #shownOnce = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    lastId += 1;
    this.id = lastId;
    this.options = options;
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    };
    this.#title = options.title ?? "";
    this.#visible = options.show ?? true;
    this.webContents = new StandInWebContents(options.webPreferences ?? {}, (page) => this.#prepare(page));
    this.webContents.on(windowAllowed, () => new BrowserWindow());
    windows.add(this);
  }

  get title(): string {
    return this.#title;
  }

  async loadURL(address: string): Promise<void> {
    await this.webContents.loadURL(address);
    if (this.#shownOnce) return;
    this.#shownOnce = true;
    this.emit("ready-to-show");
  }

  /** Asks first, as when the person closes the window. */
  close(): void {
    if (this.#destroyed) return;
    const event = preventableEvent();
    this.emit("close", event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    windows.delete(this);
    void this.webContents.destroy();
    this.emit("closed");
    if (windows.size === 0) BrowserWindow.onAllClosed();
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  show(): void {
    this.#visible = true;
    this.emit("show");
  }

  hide(): void {
    this.#visible = false;
    this.emit("hide");
  }

  isVisible(): boolean {
    return this.#visible;
  }

  focus(): void {
    this.emit("focus");
  }

  maximize(): void {
    this.#maximized = true;
    this.emit("maximize");
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  isMinimized(): boolean {
    return false;
  }

  restore(): void {
    this.#maximized = false;
  }

  getBounds(): Rectangle {
    return { ...this.#bounds };
  }

  getNormalBounds(): Rectangle {
    return { ...this.#bounds };
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    const { width, height } = this.#bounds;
    void this.webContents.page().then((page) => page.setViewportSize({ width, height }));
    this.emit("resize");
  }

  getTitle(): string {
    return this.#title;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  // Nothing of the frame around the page is drawn.
  setBackgroundColor(): void {}
  setMenuBarVisibility(): void {}

  async #prepare(page: Page): Promise<void> {
    const { width, height } = this.#bounds;
    // A window that a person sees follows what the person does with it.
    if (!(await runningBrowser()).visible) await page.setViewportSize({ width, height });
    await watchColorScheme(page);
    // The person closed the browser's window: it cannot be kept, but the app may still do its part.
    page.on("close", () => this.close());
  }
}
