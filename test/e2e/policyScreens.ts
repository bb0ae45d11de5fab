import { rm, writeFile } from "node:fs/promises";
import type { TestedApp } from "./harness/app.ts";
import type { Screen } from "./screens.ts";

/** What IT has decided as Settings show it; Settings are open before and after, and nothing is governed any more at the end. */

const shown = {
  dataFolder: "/var/lib/fourfold",
  // No folder for backups: one that is not there would let the next backup fail, which other screens wait for.
  backupSchedule: "daily",
  backupTime: "18:30",
  backupsToKeep: 30,
  idleLockMinutes: 5,
  exportAllowed: false,
  letterheadName: "Alder Lane Spine and Pain",
  letterFooter: "Weekdays 8 am to 5 pm",
  lettersCarryFindings: true,
  idleLockMinuts: 5,
};

export async function decide(app: TestedApp, policy: object): Promise<void> {
  await writeFile(app.policyFile, JSON.stringify(policy));
}

const openSection = async ({ page }: TestedApp, name: string) => {
  await page.getByRole("tab", { name, exact: true }).click();
  await page.getByRole("region", { name, exact: true }).waitFor();
};

export const policyScreens: readonly Screen[] = [
  {
    name: "policies",
    reach: async (app) => {
      await openSection(app, "Policies");
      await decide(app, shown);
      await app.page.getByRole("row", { name: /idleLockMinutes/ }).waitFor();
    },
  },
  {
    name: "managed-letterhead",
    reach: async (app) => {
      await openSection(app, "Practice and letterhead");
      await app.page.getByText("Managed by a policy and locked").first().waitFor();
    },
  },
  {
    name: "managed-backup",
    reach: async (app) => {
      await openSection(app, "Backup and restore");
      await app.page.getByText("Managed by a policy and locked").first().waitFor();
    },
  },
  {
    name: "policies-none",
    reach: async (app) => {
      await rm(app.policyFile, { force: true });
      await openSection(app, "Policies");
      await app.page.getByText("No policies are in force on this computer").waitFor();
    },
  },
];
