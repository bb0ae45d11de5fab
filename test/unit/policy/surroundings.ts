import type { PolicySurroundings } from "../../../electron/policy/surroundings.ts";

/** A computer on which nothing is set. */
export const surroundings: PolicySurroundings = {
  platform: "linux",
  environment: {},
  homeFolder: "/home/anna",
  userName: "anna",
  settingsFolder: "/nowhere/settings",
  isPackaged: true,
  runTool: async (file) => {
    throw new Error(`${file} was not expected to run`);
  },
};
