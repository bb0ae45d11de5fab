import { resolve } from "node:path";
import { verifyStore } from "../backend/index.ts";
import { passwordFrom, readArguments } from "./arguments.ts";
import { exitCodes } from "./failures.ts";
import { type Surroundings, writeLine } from "./surroundings.ts";

/** Checks a store and prints a line for each thing that was looked at. */
export async function runVerify(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const given = readArguments("verify", argv, {
    "data-dir": { type: "string", required: true },
    account: { type: "string" },
  });
  const password = passwordFrom(surroundings.environment);
  const accountName = given.text("account");
  const report = await verifyStore({
    dataFolder: resolve(given.required("data-dir")),
    password,
    ...(accountName === undefined ? {} : { accountName }),
  });
  for (const { check, ok, detail } of report.lines) {
    await writeLine(surroundings.output, `${ok ? "ok    " : "FAILED"}  ${check.padEnd(12)}  ${detail}`);
  }
  return report.ok ? exitCodes.done : exitCodes.failed;
}
