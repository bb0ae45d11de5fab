import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { build } from "vite";
import { fontFiles } from "../electron/backend/letters/fonts.ts";
import backend from "./vite/backend.config.ts";
import commandLine from "./vite/command-line.config.ts";
import main from "./vite/main.config.ts";
import { projectFolder } from "./vite/node.ts";
import preload from "./vite/preload.config.ts";
import { notePackages } from "./vite/shippedPackages.ts";
import upkeep from "./vite/upkeep.config.ts";

/** A package whose code or fonts are inside what was built. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** From the project's folder, with forward slashes. */
  readonly folder: string;
}

/** Beside the built folders: which packages are inside them. It is not packed. */
export const packageListName = "packages.json";

/**
 * Makes everything that the app needs at run time, in `dist/` or in the folder named:
 * `main/`, `preload/`, `renderer/`, `backend/`, `upkeep/`, `command-line/` and `fonts/` (the faces that the letter embeds).
 * It is made beside and then put in place as a whole: a build that fails leaves the one before it as it was.
 */
export async function buildEverything(target = join(projectFolder, "dist")): Promise<void> {
  const begun = performance.now();
  const fresh = join(projectFolder, `build/out/dist.${process.pid}`);
  const old = `${fresh}.old`;
  const packages = new Set<string>();
  try {
    await mkdir(fresh, { recursive: true });
    await asProduction(() =>
      Promise.all([
        build({
          configFile: join(projectFolder, "vite.config.ts"),
          // The page's own folder, said here too: when vitest builds, the shared configuration stands in the project's.
          root: join(projectFolder, "renderer"),
          logLevel: "warn",
          plugins: [notePackages(packages)],
          build: { outDir: join(fresh, "renderer") },
        }),
        ...[main, preload, backend, upkeep, commandLine].map((config) =>
          build({
            ...config,
            plugins: [notePackages(packages)],
            build: { ...config.build, outDir: join(fresh, basename(config.build?.outDir ?? "")) },
          }),
        ),
        copyFonts(join(fresh, "fonts")),
      ]),
    );
    for (const file of fontFiles) {
      packages.add(dirname(dirname(join(projectFolder, "node_modules", file))));
    }
    await writeFile(join(fresh, packageListName), `${JSON.stringify(listOf(packages), undefined, 2)}\n`);
    await mkdir(dirname(target), { recursive: true });
    if (existsSync(target)) await rename(target, old);
    await rename(fresh, target);
  } finally {
    await Promise.all([fresh, old].map((folder) => rm(folder, { recursive: true, force: true })));
  }
  console.log(
    `Built ${relative(projectFolder, target)}/ in ${((performance.now() - begun) / 1000).toFixed(1)} s`,
  );
}

/**
 * Libraries choose between their fast form and the one for developers by `NODE_ENV`, and the bundler believes it more than its own
 * mode. A test runner sets it to “test”: without this, what the tests look at would not be what is shipped.
 */
export async function asProduction<T>(work: () => Promise<T>): Promise<T> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

function listOf(folders: ReadonlySet<string>): BundledPackage[] {
  return [...folders].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return { name, version, folder: relative(projectFolder, folder).split(sep).join("/") };
  });
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
