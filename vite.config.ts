import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const projectFolder = fileURLToPath(new URL(".", import.meta.url));

/** Replaced by the `app:` protocol with a fresh value each time the page is loaded. */
const noncePlaceholder = "FOURFOLD_STYLE_NONCE";

/**
 * The page (`renderer/`), and the tests. The bundles for Electron's main process, the preload, the backend and the
 * command line have their own files in `build/vite/`; `npm run build` makes them all.
 */
export default defineConfig({
  // Vitest finds its tests from the project's folder; the page is built from its own.
  root:
    process.env.VITEST === undefined ? fileURLToPath(new URL("renderer", import.meta.url)) : projectFolder,
  base: "./",
  publicDir: false,
  plugins: [react()],
  html: { cspNonce: noncePlaceholder },
  build: {
    outDir: fileURLToPath(new URL("dist/renderer", import.meta.url)),
    emptyOutDir: true,
    target: "chrome140",
    // A font or picture written into a style sheet as text would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    // The polyfill is an inline script, which the content security policy refuses.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // The rule about trusted types sets up the schemas before any is made, so it has to come with their library, which every
        // other chunk loads first.
        codeSplitting: {
          groups: [
            { name: "foundation", test: /node_modules[\\/]zod[\\/]|renderer[\\/]app[\\/]trustedTypes/ },
          ],
        },
      },
    },
  },
  test: {
    projects: [
      {
        test: {
          name: "unit",
          root: projectFolder,
          include: ["test/unit/**/*.test.ts"],
          environment: "node",
          // Keys are derived dearly and files compiled in some of them: a busy machine must not fail them.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "reliability",
          root: projectFolder,
          include: ["test/reliability/**/*.test.ts"],
          environment: "node",
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "packaging",
          root: projectFolder,
          include: ["test/packaging/**/*.test.ts"],
          environment: "node",
          // The app is built, packed and signed in them.
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "e2e",
          root: projectFolder,
          include: ["test/e2e/**/*.e2e.ts"],
          environment: "node",
          globalSetup: ["test/e2e/harness/globalSetup.ts"],
          // Each file drives a browser of its own; two at a time is what a two-core machine carries.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          retry: 0,
        },
      },
    ],
  },
});
