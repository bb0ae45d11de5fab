import { type Outcome, runChecks } from "./checks.ts";

/**
 * `npm run pack:check`: tries everything around packaging that a machine can which reaches package registries only, and says what it
 * could not try and why. The last line counts; the exit code is 0 only if nothing failed.
 */
const outcomes = await runChecks(({ name, result, words }) => {
  console.log(`${result.padEnd(9)}  ${name}\n           ${words.split("\n").join("\n           ")}`);
});
const count = (wanted: Outcome["result"]): number =>
  outcomes.filter(({ result }) => result === wanted).length;
console.log(`\n${count("ok")} ok, ${count("failed")} failed, ${count("not tried")} not tried`);
process.exitCode = count("failed") === 0 && count("ok") > 0 ? 0 : 1;
