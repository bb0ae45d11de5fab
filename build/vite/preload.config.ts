import type { InlineConfig } from "vite";
import { operationNames } from "../../shared/contract.ts";
import { projectFolder } from "./node.ts";

/**
 * The preload: one CommonJS file, because a sandboxed preload can load nothing else. The names of the operations are
 * written into it, so that it stays a few lines and does not carry the schemas into every page load.
 */
const config: InlineConfig = {
  configFile: false,
  root: projectFolder,
  publicDir: false,
  logLevel: "warn",
  define: { __OPERATION_NAMES__: JSON.stringify(operationNames) },
  build: {
    outDir: "dist/preload",
    emptyOutDir: true,
    target: "chrome140",
    minify: false,
    reportCompressedSize: false,
    lib: { entry: "electron/preload.ts", formats: ["cjs"], fileName: () => "preload.cjs" },
    rolldownOptions: { external: ["electron"] },
  },
};

export default config;
