import { expect, test } from "vitest";
import { planOf, runKills } from "./kill.ts";
import { autosave } from "./kinds/autosave.ts";
import { signing } from "./kinds/signing.ts";

test("killed at random moments, the store keeps everything that it acknowledged", async () => {
  const { figures, problems } = await runKills({ kills: 8, seed: 20250310 });
  expect(problems).toEqual([]);
  expect(figures.map(({ name }) => name)).toEqual(["autosave", "signing", "migration", "backup", "set-up"]);
  for (const { kills, lost, faults } of figures) {
    expect(kills).toBeGreaterThan(0);
    expect({ lost, faults }).toEqual({ lost: 0, faults: 0 });
  }
  expect(figures[0]?.acknowledged).toBeGreaterThan(20);
  // Each kill takes the start of a program, which on a busy machine takes its time.
}, 300_000);

test("the same seed gives the same plan, another seed another", () => {
  const planned = (seed: number) =>
    planOf(50, seed, [autosave, signing]).map(({ kind, chances }) => [kind.name, ...chances]);
  expect(planned(7)).toEqual(planned(7));
  expect(planned(7)).not.toEqual(planned(8));
  expect(new Set(planned(7).map(([name]) => name))).toEqual(new Set(["autosave", "signing"]));
});
