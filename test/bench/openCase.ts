import { TestedApp } from "../e2e/harness/app.ts";
import { completeCase, record } from "../unit/backend/cases.ts";
import { password } from "../unit/backend/values.ts";
import { withPractice } from "./practice.ts";

/** The app with the complete case F1 open, on whichever part it opens. */
export function withOpenCase<Result>(work: (app: TestedApp) => Promise<Result>): Promise<Result> {
  return withPractice(async (backend, dataFolder) => {
    await record(backend, completeCase());
    backend.close();
    const app = await TestedApp.start({ dataFolder });
    try {
      const { page } = app;
      await page.getByLabel("Password", { exact: true }).fill(password);
      await page.keyboard.press("Enter");
      await page.getByRole("row").nth(1).waitFor();
      await page.getByRole("row").nth(1).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("navigation", { name: "Parts of the evaluation" }).waitFor();
      return await work(app);
    } finally {
      await app.dispose();
    }
  });
}
