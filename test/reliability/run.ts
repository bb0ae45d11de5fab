import { parseArgs } from "node:util";
import { runKills, tableOf } from "./kill.ts";
import { runRehearsal } from "./rehearsal.ts";

/**
 * `npm run reliability -- --kills 1000 --seed 7` kills the process that owns the data so often; `--rehearse 10000` backs up and
 * restores a practice of so many evaluations. Exits with 1 when anything was lost or is not as it was.
 */

const { values } = parseArgs({
  options: {
    kills: { type: "string" },
    /** Chosen by chance, and printed, where it is not given. */
    seed: { type: "string" },
    /** Only kills of this kind: autosave, signing, migration, backup, set-up. */
    only: { type: "string", multiple: true },
    /** A line for each kill. */
    verbose: { type: "boolean", default: false },
    rehearse: { type: "string" },
  },
});

function wholeNumber(given: string, option: string): number {
  const number = Number(given);
  if (Number.isInteger(number) && number >= 1) return number;
  console.error(`--${option} takes a whole number, such as --${option} 1000.`);
  process.exit(2);
}

async function kill(): Promise<boolean> {
  const kills = wholeNumber(values.kills ?? "200", "kills");
  const seed =
    values.seed === undefined ? Math.floor(Math.random() * 1e6) + 1 : wholeNumber(values.seed, "seed");
  console.log(`${kills} kills, seed ${seed} (--kills ${kills} --seed ${seed} makes the same plan again)`);
  const began = performance.now();
  const { figures, problems } = await runKills({
    kills,
    seed,
    ...(values.only === undefined ? {} : { only: values.only }),
    ...(values.verbose ? { log: console.log } : {}),
  });
  for (const problem of problems) console.error(problem);
  for (const line of tableOf(figures)) console.log(line);
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  console.log(
    `${sum(figures.map(({ lost }) => lost))} acknowledged changes lost, ${sum(figures.map(({ faults }) => faults))} integrity failures; ${minutes} minutes, seed ${seed}`,
  );
  return problems.length === 0;
}

async function rehearse(given: string): Promise<boolean> {
  const { lines, differing } = await runRehearsal(wholeNumber(given, "rehearse"));
  for (const line of lines) console.log(line);
  const isSame = differing.length === 0;
  console.log(isSame ? "every row came back as it was" : `differing: ${differing.join(", ")}`);
  return isSame;
}

const asked = values.rehearse;
const rehearsed = asked === undefined || (await rehearse(asked));
const killed = (asked !== undefined && values.kills === undefined) || (await kill());
process.exitCode = rehearsed && killed ? 0 : 1;
