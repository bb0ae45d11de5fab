import { nodeBundle } from "./node.ts";

/** The command line as the packaged app answers it; `npm run fourfold` runs the sources instead. */
export default nodeBundle("electron/command-line/main.ts", "command-line/main.js");
