import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { addresses } from "./addresses.ts";
import { type Browser, findBrowser, hasScreen, installedBrowser } from "./chromium.ts";
import { commandLineSwitch } from "./commandLine.ts";
import { answerRequest } from "./requests.ts";

interface Running {
  readonly context: BrowserContext;
  readonly browser: Browser;
  readonly profile: string;
  readonly visible: boolean;
}

let running: Promise<Running> | undefined;
/** The page that the browser opens with; the first window takes it. */
let firstPage: Page | undefined;

/** A screen is used only where somebody asked to look (`npm start`); tests run without one. */
const wantsScreen = process.env.FOURFOLD_STAND_IN_SCREEN === "1";

export function runningBrowser(): Promise<Running> {
  running ??= startBrowser();
  return running;
}

async function startBrowser(): Promise<Running> {
  const visible = wantsScreen && hasScreen();
  const browser = visible ? installedBrowser() : await findBrowser();
  if (browser === undefined) {
    throw new Error("There is no Chromium, Chrome or Edge on this machine that the stand-in could use.");
  }
  // A profile of its own: nothing of this run stays in, or comes from, the person's browser.
  const profile = mkdtempSync(join(commandLineSwitch("user-data-dir") ?? tmpdir(), "fourfold-stand-in-"));
  process.on("exit", () => rmSync(profile, { recursive: true, force: true, maxRetries: 3 }));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser.executable,
    headless: !visible,
    // The sandbox of Chromium cannot be set up by root, nor by the packed build.
    chromiumSandbox: browser.canShow && process.getuid?.() !== 0,
    viewport: null,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      // The test process looks at the same pages through this port; see control.ts.
      ...(process.send === undefined ? [] : ["--remote-debugging-port=0"]),
      ...(visible ? ["--app=data:text/html,<title>Fourfold</title>"] : ["--block-new-web-contents"]),
      "--window-size=1366,768",
      "--font-render-hinting=none",
      "--force-color-profile=srgb",
    ],
  });
  firstPage = context.pages()[0];
  await context.route("**/*", (route) => answerRequest(route));
  return { context, browser, profile, visible };
}

export async function newPage(): Promise<Page> {
  const { context } = await runningBrowser();
  const page = firstPage ?? (await context.newPage());
  firstPage = undefined;
  return page;
}

export async function closeBrowser(): Promise<void> {
  if (running === undefined) return;
  const { context } = await running;
  await context.close();
}

/** Where another playwright client finds the same browser. */
export async function debuggingEndpoint(): Promise<string> {
  const { profile } = await runningBrowser();
  const [port] = readFileSync(join(profile, "DevToolsActivePort"), "utf8").split("\n");
  return `http://127.0.0.1:${port}`;
}

export function pageAddress(page: Page): string {
  return addresses.fromBrowser(page.url());
}
