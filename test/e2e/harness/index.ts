import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import { TestedApp } from "./app.ts";

export { TestedApp } from "./app.ts";
export { hasElectron, projectFolder, runtimeName } from "./runtime.ts";

type Options = Parameters<typeof TestedApp.start>[0];

/**
 * Starts the app for the test that calls it. When the test is over, passed or not, the app is closed and its folders are
 * removed; a complaint of the page (console error or warning, uncaught error) fails the test.
 */
export async function launch(options?: Options): Promise<TestedApp> {
  const app = await TestedApp.start(options);
  onTestFinished(() => finish(app));
  return app;
}

/**
 * One app for all tests of the `describe` (or file) in whose body this is called, started before the first and ended after the
 * last. Returns how to get at it from a test.
 */
export function launchForAll(prepare: (app: TestedApp) => Promise<void> = async () => {}): () => TestedApp {
  let app: TestedApp | undefined;
  beforeAll(async () => {
    app = await TestedApp.start();
    await prepare(app);
  });
  afterAll(async () => {
    if (app !== undefined) await finish(app);
  });
  return () => {
    if (app === undefined) throw new Error("The app has not been started yet.");
    return app;
  };
}

async function finish(app: TestedApp): Promise<void> {
  await app.dispose();
  expect(app.complaints, "what the page complained about").toEqual([]);
}
