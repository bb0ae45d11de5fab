import { BrowserWindow, session } from "electron";
import { FourfoldError } from "../../shared/errors.ts";
import { listPrinters, type Printer, type PrintOptions, printPdf } from "../printing/lp.ts";
import type { System } from "./printing.ts";

/** Through the system's own `lp` where it has one (Linux, macOS), otherwise through a window. */
export function systemOf(platform: NodeJS.Platform): System {
  return platform === "win32"
    ? { printers: windowPrinters, print: printInWindow }
    : { printers: () => listPrinters(), print: (bytes, options) => printPdf(bytes, options) };
}

/**
 * Printing where the system has no `lp` (Windows): a window that nobody sees shows the PDF and prints it. The bytes are served
 * from memory, under a name that exists nowhere, in a session that is never written to disk and reaches nothing else.
 */
const printPage = "https://letter.invalid/letter.pdf";

/** The system's own dialog is asked for where no printer is named. */
export async function printInWindow(
  bytes: Uint8Array,
  { printer, medium, signal }: PrintOptions,
): Promise<void> {
  // Without "persist:" a session lives in memory alone.
  const own = session.fromPartition(`print-${crypto.randomUUID()}`);
  own.protocol.handle("https", (request) =>
    request.url === printPage
      ? new Response(bytes.slice(), { headers: { "content-type": "application/pdf" } })
      : new Response(null, { status: 404 }),
  );
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  const window = new BrowserWindow({
    show: false,
    title: "Fourfold letters",
    webPreferences: {
      session: own,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      plugins: true,
    },
  });
  const close = () => {
    if (!window.isDestroyed()) window.destroy();
  };
  signal?.addEventListener("abort", close);
  try {
    window.webContents.setWindowOpenHandler(() => ({ action: "deny" }));
    window.webContents.on("will-navigate", (event) => event.preventDefault());
    await window.loadURL(printPage);
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      window.webContents.print(
        {
          silent: printer !== undefined,
          ...(printer === undefined ? {} : { deviceName: printer }),
          ...(medium === undefined ? {} : { landscape: medium === "number10" || medium === "dl" }),
        },
        (success, reason) => (success ? resolve() : reject(refused(reason, printer))),
      );
    });
  } finally {
    signal?.removeEventListener("abort", close);
    close();
    await own.clearStorageData();
  }
}

function refused(reason: string, printer: string | undefined): FourfoldError {
  const name = printer === undefined ? "The printer" : `The printer “${printer}”`;
  const wasCancelled = /cancel/i.test(reason);
  return new FourfoldError({
    code: "printerRefused",
    message: wasCancelled ? "Printing was cancelled in the system’s dialog." : `${name} refused the letter.`,
    action: wasCancelled
      ? "Print again when you are ready. The letters wait where they are."
      : "Look whether it is on and has paper, then print again. The letters wait where they are.",
  });
}

/** The printers that the system names; which of them is ready, its own dialog knows. */
export async function windowPrinters(): Promise<readonly Printer[]> {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return [];
  const printers = await window.webContents.getPrintersAsync();
  return printers.map(({ name }) => ({ name, isDefault: false, isReady: true }));
}
