import { expect, test } from "vitest";
import { runRehearsal } from "./rehearsal.ts";

test("a practice of many evaluations is backed up and restored, and every row comes back as it was", async () => {
  const { lines, differing } = await runRehearsal(150);
  expect(differing).toEqual([]);
  expect(lines.filter((line) => line.startsWith("  ok"))).toHaveLength(3);
});
