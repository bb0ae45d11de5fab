/**
 * Loaded before the main process (`node --import ./test/stand-in/register.ts dist/main/main.js`): whoever imports or
 * requires `electron` gets the stand-in from here on.
 */
import { registerHooks } from "node:module";

if (typeof registerHooks !== "function") {
  throw new Error("The stand-in for Electron needs Node 22.15 or newer.");
}

const standIn = new URL("./electron.ts", import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === "electron") return { url: standIn, format: "module-typescript", shortCircuit: true };
    return next(specifier, context);
  },
});
