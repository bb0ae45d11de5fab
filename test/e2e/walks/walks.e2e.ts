import { walkThroughCases } from "./cases.ts";

walkThroughCases("", async () => {});
