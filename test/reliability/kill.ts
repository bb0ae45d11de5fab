import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { autosave } from "./kinds/autosave.ts";
import { backup } from "./kinds/backup.ts";
import type { Chances, Found, KillKind } from "./kinds/kind.ts";
import { migration } from "./kinds/migration.ts";
import { settingUp } from "./kinds/setUp.ts";
import { signing } from "./kinds/signing.ts";
import { temporaryFolder } from "./practices.ts";
import { randomFrom } from "./random.ts";
import { Victims } from "./victims.ts";

/**
 * Kills the process that owns the data, as by `kill -9`, at random moments of its work, opens the store again after each kill, and
 * looks whether everything that was acknowledged is there and whole. `npm run reliability -- --kills 1000 --seed 7`; the same seed
 * gives the same plan. It shows what a kill does to the program; what a power cut does to a disk it cannot show.
 */

const kinds: readonly KillKind[] = [autosave, signing, migration, backup, settingUp];

export interface KillOptions {
  readonly kills: number;
  readonly seed: number;
  /** Only these kinds. */
  readonly only?: readonly string[];
  readonly log?: (line: string) => void;
}

export interface Figures {
  readonly name: string;
  readonly kills: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly faults: number;
  /** What the kills met -> how often. */
  readonly met: ReadonlyMap<string, number>;
}

export interface KillOutcome {
  readonly figures: readonly Figures[];
  /** In words, with the number of the kill in the plan. */
  readonly problems: readonly string[];
}

interface Planned {
  readonly number: number;
  readonly kind: KillKind;
  readonly chances: Chances;
}

/** The kinds in turn, each as often as its weight says, and the moments from the seed. A short plan has all kinds too. */
export function planOf(kills: number, seed: number, of: readonly KillKind[]): Planned[] {
  const random = randomFrom(seed);
  const further = of.flatMap((kind) => Array.from({ length: kind.weight - 1 }, () => kind));
  const plan: Planned[] = [];
  while (plan.length < kills) {
    for (const kind of [...of, ...further].slice(0, kills - plan.length)) {
      plan.push({ number: plan.length + 1, kind, chances: [random(), random(), random()] });
    }
  }
  return plan;
}

export async function runKills({ kills, seed, only, log = () => {} }: KillOptions): Promise<KillOutcome> {
  const chosen = kinds.filter(({ name }) => only === undefined || only.includes(name));
  const plan = planOf(kills, seed, chosen);
  const { folder, remove } = temporaryFolder("kill");
  const victims = new Victims(join(folder, "compiled"));
  const problems: string[] = [];
  const figures: Figures[] = [];
  try {
    // One kind after the other: each has stores of its own.
    for (const kind of chosen) {
      const planned = plan.filter((each) => each.kind === kind);
      if (planned.length === 0) continue;
      const own = join(folder, kind.name);
      mkdirSync(own);
      const killOnce = await kind.prepare({ folder: own, victims, isShort: kills < 100 });
      const all: Found[] = [];
      for (const { number, chances } of planned) {
        const found = await killOnce(chances);
        all.push(found);
        const wrong = [...found.lost, ...found.faults];
        problems.push(...wrong.map((words) => `kill ${number}, ${kind.name}: ${words}`));
        log(
          `kill ${number}, ${kind.name}: ${found.acknowledged} acknowledged; ${found.met}${wrong.map((words) => `; ${words}`).join("")}`,
        );
      }
      figures.push(sumUp(kind.name, all));
    }
    return { figures, problems };
  } finally {
    victims.end();
    remove();
  }
}

function sumUp(name: string, all: readonly Found[]): Figures {
  const met = new Map<string, number>();
  for (const found of all) met.set(found.met, (met.get(found.met) ?? 0) + 1);
  const sum = (count: (found: Found) => number) => all.reduce((total, found) => total + count(found), 0);
  return {
    name,
    kills: all.length,
    acknowledged: sum((found) => found.acknowledged),
    lost: sum((found) => found.lost.length),
    faults: sum((found) => found.faults.length),
    met,
  };
}

/** For people to read, with what each kind of kill met. */
export function tableOf(figures: readonly Figures[]): string[] {
  const line = (cells: readonly (string | number)[]) =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(10) : String(cell).padStart(13))).join("");
  const sum = (count: (each: Figures) => number) => figures.reduce((total, each) => total + count(each), 0);
  return [
    line(["", "kills", "acknowledged", "lost", "faults"]),
    ...figures.flatMap((each) => [
      line([each.name, each.kills, each.acknowledged, each.lost, each.faults]),
      ...[...each.met].map(([words, count]) => `             ${count} × ${words}`),
    ]),
    line([
      "all",
      sum((each) => each.kills),
      sum((each) => each.acknowledged),
      sum((each) => each.lost),
      sum((each) => each.faults),
    ]),
  ];
}
