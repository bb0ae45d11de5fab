import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildEverything } from "../../build/build.ts";
import { TestedApp } from "./harness/app.ts";
import { projectFolder, runtimeName } from "./harness/runtime.ts";
import { screens } from "./screens.ts";

/**
 * `npm run screenshots [-- --size 1920x1080] [name …]`: every screen, or those named, at 1366x768 or another size, light and dark,
 * into test/screenshots/. What there is to see is listed in screens.ts; each screen is reached from the one before it, so that one
 * app serves them all.
 */
const folder = join(projectFolder, "test/screenshots");
const { values, positionals } = parseArgs({
  options: { size: { type: "string", default: "1366x768" } },
  allowPositionals: true,
});
const [, width, height] = /^(\d{3,4})x(\d{3,4})$/.exec(values.size) ?? [];
if (width === undefined || height === undefined) throw new Error("--size is written like 1920x1080.");
const size = { width: Number(width), height: Number(height) };
const wanted = new Set(positionals);

await buildEverything();
console.log(`Runtime: ${await runtimeName()}`);
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });

const app = await TestedApp.start();
try {
  await app.page.setViewportSize(size);
  for (const { name, reach } of screens) {
    await reach(app);
    if (wanted.size > 0 && !wanted.has(name)) continue;
    for (const colorScheme of ["light", "dark"] as const) {
      await app.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const file = join(folder, `${name}-${colorScheme}.png`);
      await app.page.screenshot({ path: file, animations: "disabled", caret: "hide" });
      console.log(file);
    }
    await app.page.emulateMedia({ colorScheme: "light" });
  }
} finally {
  await app.dispose();
}
