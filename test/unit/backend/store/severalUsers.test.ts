import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOfPolicy } from "../../../../electron/policy/folders.ts";
import { ask, filesIn, newEvaluation, open, password, practice, refusal } from "../support.ts";

/** Several users of one computer: each with a store of their own, or one after the other on a store that they share. */

const other = { accountName: "okoro", password: "five calm lanterns" };

/** A practice with a second account, closed. */
async function sharedStore() {
  const made = await practice();
  await newEvaluation(made.backend);
  await ask(made.backend, "accounts.add", {
    accountName: other.accountName,
    temporaryPassword: other.password,
    password,
    role: "staff",
    isAdministrator: false,
    signer: { displayName: "Ife Okoro" },
  });
  return made;
}

describe("one store for everybody on the computer", () => {
  test("is one user's at a time: the second is told who has it, and nothing is touched", async () => {
    const { backend, dataFolder } = await sharedStore();
    const before = filesIn(join(dataFolder, "store")).get("keys.json");
    const second = open(dataFolder);
    expect(await ask(second, "store.status", {})).toMatchObject({
      state: "unusable",
      problem: { code: "storeLocked" },
    });
    const error = await refusal(second, "session.signIn", other, "storeLocked");
    expect(error.message).toContain("Another Fourfold has this data folder open");
    expect(filesIn(join(dataFolder, "store")).get("keys.json")).toEqual(before);
    // The first one works on.
    expect((await ask(backend, "worklist.list", {})).rows).toHaveLength(1);
  });

  test("is the next user's as soon as the first has closed Fourfold, each with an own account in the audit", async () => {
    const { backend, dataFolder } = await sharedStore();
    backend.close();
    const second = open(dataFolder);
    expect((await ask(second, "store.status", {})).accountNames).toEqual(["brack", "okoro"]);
    await ask(second, "session.signIn", other);
    await ask(second, "session.changePassword", {
      password: other.password,
      newPassword: "six calm lanterns",
    });
    expect((await ask(second, "worklist.list", {})).rows).toHaveLength(1);
    second.close();
    const first = open(dataFolder);
    await ask(first, "session.signIn", { accountName: "brack", password });
    const { rows } = await ask(first, "audit.list", { filter: {}, limit: 50 });
    expect(new Set(rows.map(({ who }) => who))).toEqual(new Set(["Dr Wilhelmina Brack", "Ife Okoro"]));
  });
});

describe("one store for each user", () => {
  test("is what a policy with the user's own folder means, and one for all what a common folder means", () => {
    const user = (name: string) => ({
      platform: "win32" as const,
      environment: { LOCALAPPDATA: `C:\\Users\\${name}\\AppData\\Local`, ProgramData: "C:\\ProgramData" },
      homeFolder: `C:\\Users\\${name}`,
      userName: name,
    });
    const own = (name: string) => folderOfPolicy("%LocalAppData%\\Fourfold\\Data", user(name));
    const common = (name: string) => folderOfPolicy("%ProgramData%\\Fourfold\\Data", user(name));
    expect(own("alma")).not.toBe(own("ife"));
    expect(common("alma")).toBe(common("ife"));
  });

  test.skipIf(process.platform === "win32")("lets no other user of the system read it", async () => {
    const { dataFolder } = await practice();
    const mode = (path: string) => statSync(join(dataFolder, path)).mode & 0o077;
    expect(mode("store")).toBe(0);
    expect(mode("store/keys.json")).toBe(0);
  });
});
