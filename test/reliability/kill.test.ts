import { expect, test } from "vitest";
import { runKills } from "./kill.ts";

test("killed at random moments, the store keeps everything that it acknowledged", async () => {
  const { acknowledged, problems } = await runKills({ kills: 8, seed: 20250310 });
  expect(problems).toEqual([]);
  expect(acknowledged).toBeGreaterThan(20);
});
