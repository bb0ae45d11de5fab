import { existsSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { build } from "vite";
import { fontFiles } from "../electron/backend/letters/fonts.ts";
import backend from "./vite/backend.config.ts";
import commandLine from "./vite/command-line.config.ts";
import main from "./vite/main.config.ts";
import { projectFolder } from "./vite/node.ts";
import preload from "./vite/preload.config.ts";
import upkeep from "./vite/upkeep.config.ts";

/**
 * Makes everything that the app needs at run time, in `dist/`:
 * `main/`, `preload/`, `renderer/`, `backend/`, `upkeep/`, `command-line/` and `fonts/` (the faces that the letter embeds).
 * It is made beside and then put in place as a whole: a build that fails leaves the one before it as it was.
 */
export async function buildEverything(): Promise<void> {
  const begun = performance.now();
  const dist = join(projectFolder, "dist");
  const fresh = join(projectFolder, `build/out/dist.${process.pid}`);
  const old = `${fresh}.old`;
  try {
    await mkdir(fresh, { recursive: true });
    await Promise.all([
      build({
        configFile: join(projectFolder, "vite.config.ts"),
        // The page's own folder, said here too: when vitest builds, the shared configuration stands in the project's.
        root: join(projectFolder, "renderer"),
        logLevel: "warn",
        build: { outDir: join(fresh, "renderer") },
      }),
      ...[main, preload, backend, upkeep, commandLine].map((config) =>
        build({
          ...config,
          build: { ...config.build, outDir: join(fresh, basename(config.build?.outDir ?? "")) },
        }),
      ),
      copyFonts(join(fresh, "fonts")),
    ]);
    if (existsSync(dist)) await rename(dist, old);
    await rename(fresh, dist);
  } finally {
    await Promise.all([fresh, old].map((folder) => rm(folder, { recursive: true, force: true })));
  }
  console.log(`Built dist/ in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
}

/** Copies the faces, each family with its licence, which asks to go with them. */
async function copyFonts(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const file of fontFiles) {
    const source = join(projectFolder, "node_modules", file);
    const family = basename(dirname(dirname(source)));
    await cp(source, join(folder, basename(file)));
    await cp(join(dirname(dirname(source)), "LICENSE_FONT"), join(folder, `${family}-LICENSE.txt`));
  }
}

if (import.meta.filename === process.argv[1]) await buildEverything();
