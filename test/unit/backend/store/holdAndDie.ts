import { writeSync } from "node:fs";
import { openBackend } from "../../../../electron/backend/index.ts";

/** Takes a data folder's lock and dies as by `kill -9`, without a chance to let it go. */
const backend = openBackend({ dataFolder: process.argv[2] ?? "" });
const reply = await backend.dispatch("store.status", {});
writeSync(1, reply.ok && reply.value.state === "closed" ? "locked\n" : "not locked\n");
process.kill(process.pid, "SIGKILL");
