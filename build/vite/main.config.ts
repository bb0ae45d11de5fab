import { nodeBundle } from "./node.ts";

/** Electron's main process. */
export default nodeBundle("electron/main/main.ts", "main/main.js");
