import type { TestedApp } from "./harness/app.ts";

/** A screen that is worth a picture, and how to come to it from the one before. */
export interface Screen {
  /** Names the file. */
  readonly name: string;
  readonly reach: (app: TestedApp) => Promise<void>;
}

export const screens: readonly Screen[] = [
  {
    name: "set-up",
    reach: (app) => app.page.getByRole("textbox", { name: "Practice name" }).waitFor(),
  },
];
