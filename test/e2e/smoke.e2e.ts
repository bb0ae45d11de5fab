import { expect, test } from "vitest";
import { launch } from "./harness/index.ts";

test("opens on set-up where there is no store yet, and closes without complaint", async () => {
  const app = await launch();
  expect(await app.page.title()).toBe("Fourfold");
  await app.page.getByRole("textbox", { name: "Practice name" }).waitFor();
  await app.close();
  expect(app.complaints).toEqual([]);
});

test("has its window in the same place after a restart", async () => {
  const app = await launch();
  const bounds = { x: 40, y: 30, width: 1200, height: 700 };
  await app.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(wanted);
  }, bounds);
  await app.restart();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(
    bounds,
  );
});
