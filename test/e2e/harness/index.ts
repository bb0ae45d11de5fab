import { afterAll, expect, onTestFinished } from "vitest";
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

/** The same for all tests of a file together; called from `beforeAll`. */
export async function launchForFile(options?: Options): Promise<TestedApp> {
  const app = await TestedApp.start(options);
  afterAll(() => finish(app));
  return app;
}

async function finish(app: TestedApp): Promise<void> {
  await app.dispose();
  expect(app.complaints, "what the page complained about").toEqual([]);
}
