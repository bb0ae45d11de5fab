import { test } from "vitest";
import { expectAccessible } from "./accessible.ts";
import { launchForAll } from "./harness/index.ts";
import { screens } from "./screens.ts";

/** Every screen, in light and dark, against all of axe's rules. Each is reached from the one before, in this order. */

const running = launchForAll((app) => app.page.setViewportSize({ width: 1366, height: 768 }));

for (const { name, reach } of screens) {
  test(`axe finds nothing on ${name}`, async () => {
    const app = running();
    await reach(app);
    await expectAccessible(app.page, name);
  });
}
