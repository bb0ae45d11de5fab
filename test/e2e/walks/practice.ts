import { withPractice } from "../../bench/practice.ts";
import { password } from "../../unit/backend/values.ts";
import { TestedApp } from "../harness/app.ts";

/** The app with somebody signed in, on a practice that was set up before. */
export async function withSignedIn<Result>(
  work: (app: TestedApp, password: string) => Promise<Result>,
): Promise<Result> {
  return withPractice(async (backend, dataFolder) => {
    backend.close();
    const app = await TestedApp.start({ dataFolder });
    try {
      app.page.setDefaultTimeout(10_000);
      await app.page.getByRole("textbox", { name: "Password" }).waitFor();
      await app.page.keyboard.type(password);
      await app.page.keyboard.press("Enter");
      await app.page.getByRole("heading", { name: "Worklist" }).waitFor();
      return await work(app, password);
    } finally {
      await app.dispose();
    }
  });
}
