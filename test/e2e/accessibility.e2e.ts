import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "vitest";
import { launchForAll } from "./harness/index.ts";
import { screens } from "./screens.ts";

/** Every screen, in light and dark, against all of axe's rules. Each is reached from the one before, in this order. */

const running = launchForAll((app) => app.page.setViewportSize({ width: 1366, height: 768 }));

/** What axe found, short enough to read: rule, element, what to do. */
async function violations(): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page: running().page }).setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary ?? ""}`),
  );
}

for (const { name, reach } of screens) {
  test(`axe finds nothing on ${name}`, async () => {
    const app = running();
    await reach(app);
    for (const colorScheme of ["light", "dark"] as const) {
      await app.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      expect(await violations(), colorScheme).toEqual([]);
    }
    await app.page.emulateMedia({ colorScheme: "light" });
  });
}
