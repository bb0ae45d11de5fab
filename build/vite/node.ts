import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { InlineConfig } from "vite";

export const projectFolder = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Packages that stay outside the bundles and are packed as they are, as the runtime itself is: `better-sqlite3` is a native addon,
 * `pdfkit` and its `fontkit` read data files that lie beside their code, and `electron-log` finds its own parts by path.
 */
export const packedPackages = [
  "better-sqlite3",
  "pdfkit",
  "fontkit",
  "electron-log",
  "electron-updater",
] as const;
const external = ["electron", ...packedPackages.map((name) => new RegExp(`^${name}(/|$)`))];

/** One ECMAScript module for Node 24 (the version inside Electron), made from one entry file. */
export function nodeBundle(entry: string, outFile: string): InlineConfig {
  const slash = outFile.lastIndexOf("/");
  return {
    configFile: false,
    root: projectFolder,
    publicDir: false,
    logLevel: "warn",
    ssr: { noExternal: true, target: "node" },
    build: {
      ssr: entry,
      outDir: `dist/${outFile.slice(0, slash)}`,
      emptyOutDir: true,
      target: "node24",
      minify: false,
      sourcemap: true,
      reportCompressedSize: false,
      rolldownOptions: {
        external,
        output: { format: "es", entryFileNames: basename(outFile), codeSplitting: false },
      },
    },
  };
}
