import { buildEverything } from "../../../build/build.ts";
import { runtimeName } from "./runtime.ts";

/** Once before all end-to-end tests: what they test is built, and it is said what they run on. */
export async function setup(): Promise<void> {
  // `npm test` has built already.
  if (process.env.FOURFOLD_BUILT !== "1") await buildEverything();
  console.log(`Runtime: ${await runtimeName()}`);
}
