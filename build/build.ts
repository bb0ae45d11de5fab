import { cp, mkdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { build } from "vite";
import { fontFiles } from "../electron/backend/letters/fonts.ts";
import backend from "./vite/backend.config.ts";
import commandLine from "./vite/command-line.config.ts";
import main from "./vite/main.config.ts";
import { projectFolder } from "./vite/node.ts";
import preload from "./vite/preload.config.ts";

/**
 * Makes everything that the app needs at run time, in `dist/`:
 * `main/`, `preload/`, `renderer/`, `backend/`, `command-line/` and `fonts/` (the faces that the letter embeds).
 */
export async function buildEverything(): Promise<void> {
  const begun = performance.now();
  await Promise.all([
    // The page's own folder, said here too: under vitest the shared configuration stands in the project's.
    build({
      configFile: join(projectFolder, "vite.config.ts"),
      root: join(projectFolder, "renderer"),
      logLevel: "warn",
    }),
    ...[main, preload, backend, commandLine].map((config) => build(config)),
    copyFonts(),
  ]);
  console.log(`Built dist/ in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
}

/** Copies the faces, each family with its licence, which asks to go with them. */
async function copyFonts(): Promise<void> {
  const folder = join(projectFolder, "dist/fonts");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const file of fontFiles) {
    const source = join(projectFolder, "node_modules", file);
    const family = basename(dirname(dirname(source)));
    await cp(source, join(folder, basename(file)));
    await cp(join(dirname(dirname(source)), "LICENSE_FONT"), join(folder, `${family}-LICENSE.txt`));
  }
}

if (import.meta.filename === process.argv[1]) await buildEverything();
