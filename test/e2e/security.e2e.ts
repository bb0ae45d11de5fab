import { readdir, readFile, readlink } from "node:fs/promises";
import { beforeEach, describe, expect, test } from "vitest";
import { hasElectron, launch, launchForAll, projectFolder, type TestedApp } from "./harness/index.ts";

/**
 * Electron's published security checklist, a test a point, in its order; then what Fourfold promises beyond it. What a test
 * provokes on purpose is taken out of the page's complaints.
 */
describe("Electron's security checklist", () => {
  const running = launchForAll();
  let app: TestedApp;
  beforeEach(() => {
    app = running();
  });

  const preferences = () =>
    app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // The method is there in both runtimes but not in Electron's type definitions.
      return { ...Reflect.get(contents ?? {}, "getLastWebPreferences").call(contents) };
    });
  const forgive = (pattern: RegExp) => {
    const provoked = app.complaints.filter((complaint) => pattern.test(complaint));
    app.complaints.splice(
      0,
      app.complaints.length,
      ...app.complaints.filter((one) => !provoked.includes(one)),
    );
    return provoked;
  };

  test("1. loads only secure content: nothing but its own files, and no way to a network", async () => {
    const loaded = await app.page.evaluate(() =>
      performance.getEntriesByType("resource").map((entry) => new URL(entry.name).origin),
    );
    const own = await app.page.evaluate(() => location.origin);
    expect(loaded.length).toBeGreaterThan(2);
    expect(new Set(loaded)).toEqual(new Set([own]));
    for (const address of ["http://example.org/", "https://example.org/", "http://127.0.0.1:1/"]) {
      expect(
        await app.page.evaluate(
          (url) =>
            fetch(url).then(
              () => "reached",
              () => "refused",
            ),
          address,
        ),
      ).toBe("refused");
    }
    expect(forgive(/Content Security Policy/).length).toBeGreaterThan(0);
  });

  test("2. gives the page no Node", async () => {
    expect(await preferences()).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    });
    expect(
      await app.page.evaluate(() =>
        ["require", "process", "module", "Buffer", "global", "__dirname"].filter(
          (name) => name in globalThis,
        ),
      ),
    ).toEqual([]);
  });

  test("3. isolates the preload's world from the page's", async () => {
    expect((await preferences()).contextIsolation).toBe(true);
    expect(
      await app.page.evaluate(() => {
        const before = window.fourfold.call;
        try {
          Object.assign(window.fourfold, { call: () => "mine" });
        } catch {
          // Frozen, as it should be.
        }
        return {
          unchanged: window.fourfold.call === before,
          replaceable: Object.getOwnPropertyDescriptor(window, "fourfold")?.configurable,
          electron: ["electron", "ipcRenderer", "contextBridge"].filter((name) => name in globalThis),
        };
      }),
    ).toEqual({ unchanged: true, replaceable: false, electron: [] });
  });

  test("3. exposes `call` and `on`, and nothing else", async () => {
    expect(await app.page.evaluate(() => Object.keys(window.fourfold).sort())).toEqual(["call", "on"]);
    await expect(
      app.page.evaluate(() => window.fourfold.on("ELECTRON_BROWSER" as never, () => undefined)),
    ).rejects.toThrow(/no such event/);
  });

  test("4. runs the page in the sandbox", async () => {
    expect((await preferences()).sandbox).toBe(true);
  });

  test("5. refuses every permission, asked for or checked", async () => {
    const answers = await app.page.evaluate(async () => {
      const names = ["geolocation", "notifications", "camera", "microphone", "midi", "clipboard-read"];
      const states = await Promise.all(
        names.map((name) => navigator.permissions.query({ name: name as PermissionName })),
      );
      return [...states.map(({ state }) => state), await Notification.requestPermission()];
    });
    expect(new Set(answers)).toEqual(new Set(["denied"]));
    expect(
      await app.page.evaluate(
        () =>
          new Promise((resolve) =>
            navigator.geolocation.getCurrentPosition(
              () => resolve("told"),
              ({ code }) => resolve(code),
            ),
          ),
      ),
    ).toBe(1);
    forgive(/permissions policy/i);
  });

  test("6. keeps web security on", async () => {
    expect((await preferences()).webSecurity).toBe(true);
  });

  test("7. has a content security policy without inline script, eval or foreign places", async () => {
    const policy = await app.page.evaluate(async () =>
      (await fetch(location.href)).headers.get("content-security-policy"),
    );
    const directives = new Map(
      (policy ?? "").split("; ").map((directive) => {
        const [name = "", ...values] = directive.split(" ");
        return [name, values.join(" ")];
      }),
    );
    expect(directives.get("default-src")).toBe("'none'");
    expect(directives.get("script-src")).toBe("'self'");
    expect(directives.get("style-src")).toMatch(/^'self' 'nonce-[A-Za-z0-9+/]{24}'$/);
    for (const name of ["base-uri", "form-action", "frame-ancestors"])
      expect(directives.get(name)).toBe("'none'");
    expect(directives.get("require-trusted-types-for")).toBe("'script'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  test("7. carries the policy out: inline script, eval and markup from text are refused", async () => {
    expect(
      await app.page.evaluate(async () => {
        // What the test's own tool runs at once is exempt from the policy; what runs after a turn is not.
        await new Promise((resolve) => setTimeout(resolve));
        const refused = (work: () => unknown): boolean => {
          try {
            work();
            return false;
          } catch {
            return true;
          }
        };
        const script = document.createElement("script");
        script.append("window.broken = true");
        document.head.append(script);
        script.remove();
        return {
          eval: refused(() => new Function("return 1")()),
          markup: refused(() =>
            document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=alert(1)>"),
          ),
          inlineScript: !("broken" in window),
        };
      }),
    ).toEqual({ eval: true, markup: true, inlineScript: true });
    expect(forgive(/Trusted|Content Security Policy/).length).toBeGreaterThan(0);
  });

  test("7. uses another nonce for each load", async () => {
    const nonces = await app.page.evaluate(() =>
      Promise.all(
        [1, 2].map(
          async () =>
            /nonce-([^']+)/.exec(
              (await fetch(location.href)).headers.get("content-security-policy") ?? "",
            )?.[1],
        ),
      ),
    );
    expect(nonces[0]).toBeTruthy();
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  test("8. runs no insecure content", async () => {
    expect((await preferences()).allowRunningInsecureContent).toBe(false);
  });

  test("9. has no experimental features of Chromium on", async () => {
    expect((await preferences()).experimentalFeatures).toBe(false);
  });

  test("10. switches on no Blink features by name", async () => {
    expect((await preferences()).enableBlinkFeatures ?? "").toBe("");
  });

  test("11. has no web views, so none that could open windows", async () => {
    expect((await preferences()).webviewTag).toBe(false);
    expect(await app.page.evaluate(() => "executeJavaScript" in document.createElement("webview"))).toBe(
      false,
    );
  });

  test("12. lets no web view be attached, whatever its options", async () => {
    expect(
      await app.evaluate(({ BrowserWindow }) => {
        let prevented = false;
        const event = { preventDefault: () => (prevented = true) };
        BrowserWindow.getAllWindows()[0]?.webContents.emit("will-attach-webview", event, {}, {});
        return prevented;
      }),
    ).toBe(true);
  });

  test("13. goes to no other page", async () => {
    const before = app.page.url();
    for (const address of [
      "https://example.org/",
      "data:text/html,x",
      "file:///etc/hostname",
      "index.html?again",
    ]) {
      await app.page.evaluate((target) => {
        const link = document.createElement("a");
        link.href = target;
        document.body.append(link);
        link.click();
        link.remove();
      }, address);
      // The page still answers, so it is still there; its address tells that it has not moved.
      await app.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(0))));
      expect(app.page.url()).toBe(before);
    }
    forgive(/Not allowed to|navigate/i);
  });

  test("14. opens no second window", async () => {
    expect(
      await app.page.evaluate(() =>
        ["https://example.org/", "about:blank", "index.html"].map((address) => window.open(address) === null),
      ),
    ).toEqual([true, true, true]);
    // An answer from the main process: it has dealt with what the page asked for before.
    await app.page.evaluate(() => window.fourfold.call("window.about", {}));
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    forgive(/Blocked opening|popup/i);
  });

  test("15. hands no address to the system that is not on the list", async () => {
    await app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Reflect.set(globalThis, "openedByTest", opened);
      shell.openExternal = async (address: string) => void opened.push(address);
    });
    await app.page.evaluate(() => {
      for (const address of ["https://example.org/", "file:///etc/passwd", "mailto:a@example.org"]) {
        window.open(address);
      }
    });
    await app.page.evaluate(() => window.fourfold.call("window.about", {}));
    expect(await app.evaluate(() => Reflect.get(globalThis, "openedByTest"))).toEqual([]);
    forgive(/Blocked opening|Not allowed|launch/i);
  });

  test("16. is fixed to one version of Electron, the one that is installed", async () => {
    const { devDependencies } = JSON.parse(await readFile(`${projectFolder}/package.json`, "utf8"));
    const installed = JSON.parse(
      await readFile(`${projectFolder}/node_modules/electron/package.json`, "utf8"),
    );
    expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
    expect(installed.version).toBe(devDependencies.electron);
    const { value } = await app.page.evaluate(async () => {
      const reply = await window.fourfold.call("window.about", {});
      return reply.ok ? reply : { value: undefined };
    });
    if (hasElectron()) expect(value?.runtime).toContain(devDependencies.electron);
    else expect(value?.runtime).toContain("stand-in");
  });

  test("17. answers nobody but its own page, even with its own preload", async () => {
    const reply = await app.evaluate(async ({ BrowserWindow }) => {
      const own = BrowserWindow.getAllWindows()[0];
      const preload = Reflect.get(own?.webContents ?? {}, "getLastWebPreferences").call(
        own?.webContents,
      ).preload;
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      try {
        await stranger.loadURL("data:text/html,<title>Fourfold</title>");
        return await stranger.webContents.executeJavaScript("window.fourfold.call('store.status', {})");
      } finally {
        stranger.destroy();
      }
    });
    expect(reply).toMatchObject({ ok: false, error: { code: "badSender" } });
  });
});

describe("the door from the page", () => {
  const running = launchForAll();
  let app: TestedApp;
  beforeEach(() => {
    app = running();
  });
  const call = (name: string, input: unknown) =>
    app.page.evaluate(([operation, value]) => window.fourfold.call(operation as never, value as never), [
      name,
      input,
    ] as const);

  test.each(["store.open", "constructor", "__proto__", "toString", ""])(
    "refuses the unknown operation %j",
    async (name) => {
      expect(await call(name, {})).toMatchObject({ ok: false, error: { code: "unknownOperation" } });
    },
  );

  test.each([
    ["store.status", { more: 1 }],
    ["store.status", null],
    ["session.signIn", { accountName: 1, password: "x" }],
    ["window.about", "text"],
    ["window.saveLetter", { letterId: "not an id" }],
  ])("refuses a bad shape for %s and stores nothing", async (name, input) => {
    const reply = await call(name, input);
    expect(reply).toMatchObject({ ok: false, error: { code: "badInput" } });
    expect(await call("store.status", {})).toMatchObject({ ok: true, value: { state: "absent" } });
  });

  test("tells nothing of patients to who has not signed in", async () => {
    for (const [name, input] of [
      ["worklist.list", {}],
      ["patients.search", { text: "", limit: 10 }],
      ["letter.list", {}],
    ] as const) {
      expect(await call(name, input)).toMatchObject({ ok: false });
    }
  });
});

test.skipIf(process.platform !== "linux")("listens on no port and on no socket of its own", async () => {
  const app = await launch();
  const listening = await listeningSockets();
  for (const pid of [app.mainProcessId, await app.backendProcessId()]) {
    const sockets = await socketsOf(pid);
    expect(sockets.filter((inode) => listening.has(inode))).toEqual([]);
  }
});

/** Inodes of the sockets on which anybody on this machine listens for TCP. */
async function listeningSockets(): Promise<Set<string>> {
  const tables = await Promise.all(["tcp", "tcp6"].map((name) => readFile(`/proc/net/${name}`, "utf8")));
  const rows = tables.flatMap((table) => table.trim().split("\n").slice(1));
  const listenState = "0A";
  return new Set(
    rows
      .map((row) => row.trim().split(/\s+/))
      .filter((columns) => columns[3] === listenState)
      .map((columns) => columns[9] ?? ""),
  );
}

async function socketsOf(pid: number): Promise<string[]> {
  const descriptors = await readdir(`/proc/${pid}/fd`);
  const targets = await Promise.all(
    descriptors.map((descriptor) => readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => "")),
  );
  return targets.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []);
}
