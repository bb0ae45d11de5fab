import { nodeBundle } from "./node.ts";

/** The thread in which backups and checks of the store run; the backend starts it from beside its own folder. */
export default nodeBundle("electron/backend/upkeep/worker.ts", "upkeep/worker.js");
