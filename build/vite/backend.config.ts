import { nodeBundle } from "./node.ts";

/** The process that owns the data. */
export default nodeBundle("electron/backend/process.ts", "backend/process.js");
