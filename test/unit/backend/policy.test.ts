import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Backend } from "../../../electron/backend/index.ts";
import { mergePolicies, type PolicyInForce } from "../../../shared/policy/merge.ts";
import type { PolicyValues } from "../../../shared/policy/policies.ts";
import { ask, newEvaluation, open, practice, refusal, setUpInput, temporaryFolder } from "./support.ts";

/** The backend obeys policies itself, whatever a screen offers. */

const policy = (values: PolicyValues): PolicyInForce =>
  mergePolicies([
    {
      source: { id: "machineFile", place: "/etc/fourfold/policy.json" },
      outcome: { kind: "read", raw: { ...values } },
    },
  ]).inForce;

const governed = (values: PolicyValues) => practice({ policy: policy(values) });

describe("policies are told to everybody", () => {
  test("also before the first sign-in, with where they come from and what is wrong", async () => {
    const backend = open(temporaryFolder(), { policy: policy({ letterheadAddress: ["410 Alder Lane"] }) });
    expect(await ask(backend, "policy.status", {})).toEqual({
      entries: [{ key: "letterheadAddress", value: ["410 Alder Lane"], source: "machineFile" }],
      problems: [],
      sources: [{ id: "machineFile", place: "/etc/fourfold/policy.json", state: "read" }],
    });
  });

  test("a change counts from the next call on", async () => {
    const { backend } = await practice();
    expect(await ask(backend, "policy.status", {})).toEqual({ entries: [], problems: [], sources: [] });
    backend.obey(policy({ letterheadName: "Alder" }));
    expect((await ask(backend, "practice.read", {})).name).toBe("Alder");
    backend.obey(policy({}));
    expect((await ask(backend, "practice.read", {})).name).toBe(setUpInput.practice.name);
  });
});

describe("the letterhead", () => {
  test("is the policy's in letters, and cannot be changed", async () => {
    const { backend } = await governed({});
    backend.obey(policy({ letterheadName: "Alder Lane", letterPaper: "a4" }));
    const inForce = await ask(backend, "practice.read", {});
    expect(inForce).toMatchObject({ name: "Alder Lane", paper: "a4" });
    const evaluationId = await newEvaluation(backend);
    const { document } = await ask(backend, "letter.preview", { evaluationId });
    expect(JSON.stringify(document)).toContain("Alder Lane");

    const error = await refusal(backend, "practice.save", { ...inForce, name: "Mine" }, "notAllowed");
    expect(error.message).toContain("Name of the practice");
    await ask(backend, "practice.save", { ...inForce, phone: "555" });
    backend.obey(policy({}));
    expect(await ask(backend, "practice.read", {})).toMatchObject({
      name: setUpInput.practice.name,
      paper: setUpInput.practice.paper,
      phone: "555",
    });
  });

  test("of a policy does not become the practice's own by setting up under it", async () => {
    const values = { letterFooter: "IT's", letterheadFax: "9" };
    const backend = open(temporaryFolder(), { policy: policy(values) });
    const shown = { ...setUpInput.practice, fax: "9", letter: { footer: "IT's", closing: "Yours," } };
    await ask(backend, "store.setUp", { ...setUpInput, practice: shown });
    expect(await ask(backend, "practice.read", {})).toMatchObject(shown);
    backend.obey(policy({}));
    const { fax, letter } = await ask(backend, "practice.read", {});
    expect({ fax, letter }).toEqual({ fax: undefined, letter: { closing: "Yours," } });
  });

  test("of a new practice is the policy's", async () => {
    const backend = open(temporaryFolder(), { policy: policy({ letterheadName: "Alder" }) });
    await ask(backend, "store.setUp", setUpInput);
    expect((await ask(backend, "practice.read", {})).name).toBe("Alder");
    backend.obey(policy({}));
    expect((await ask(backend, "practice.read", {})).name).toBe(setUpInput.practice.name);
  });
});

describe("the password rule", () => {
  const values = { passwordMinimumLength: 24 };
  const short = "four quiet harbors";
  const long = "four quiet harbors at dusk";

  test("holds at set-up, for one's own and for given passwords, and with the recovery key", async () => {
    const { backend, recoveryKey } = await practice();
    backend.obey(policy(values));
    const own = { password: setUpInput.password, newPassword: short };
    expect((await refusal(backend, "session.changePassword", own, "badInput")).message).toContain("24");
    const account = {
      accountName: "front.desk",
      role: "staff",
      isAdministrator: false,
      signer: { displayName: "Ida Front" },
      temporaryPassword: short,
      password: setUpInput.password,
    };
    await refusal(backend, "accounts.add", account, "badInput");
    await ask(backend, "session.lock", {});
    const recovery = { accountName: setUpInput.accountName, recoveryKey, newPassword: short };
    await refusal(backend, "session.recover", recovery, "badInput");
    await ask(backend, "session.recover", { ...recovery, newPassword: long });

    const fresh = open(temporaryFolder(), { policy: policy(values) });
    await refusal(fresh, "store.setUp", { ...setUpInput, password: short }, "badInput");
  });

  test("leaves the passwords that there are", async () => {
    const { backend } = await practice();
    backend.obey(policy({ passwordMinimumLength: 64 }));
    await ask(backend, "session.lock", {});
    await ask(backend, "session.signIn", {
      accountName: setUpInput.accountName,
      password: setUpInput.password,
    });
  });
});

describe("backups", () => {
  async function withFolders(): Promise<{ backend: Backend; own: string; theirs: string }> {
    const { backend } = await practice();
    const folder = temporaryFolder();
    const [own, theirs] = [join(folder, "own"), join(folder, "theirs")];
    mkdirSync(own);
    mkdirSync(theirs);
    return { backend, own, theirs };
  }

  test("go where the policy says, and what the practice chose comes back", async () => {
    const { backend, own, theirs } = await withFolders();
    await ask(backend, "backup.saveSettings", { folder: own, schedule: { kind: "off" }, keep: 3 });
    backend.obey(policy({ backupFolder: theirs, backupSchedule: "daily", backupTime: "06:00" }));
    const { settings } = await ask(backend, "upkeep.status", {});
    expect(settings).toEqual({ folder: theirs, schedule: { kind: "daily", at: "06:00" }, keep: 3 });

    const elsewhere = { ...settings, folder: own };
    expect((await refusal(backend, "backup.saveSettings", elsewhere, "notAllowed")).field).toBe("folder");
    const never = { ...settings, schedule: { kind: "off" } };
    expect((await refusal(backend, "backup.saveSettings", never, "notAllowed")).field).toBe("schedule");
    await refusal(backend, "backup.start", { folder: own }, "notAllowed");
    await ask(backend, "backup.saveSettings", { ...settings, keep: 5 });

    await ask(backend, "backup.start", {});
    await expect
      .poll(async () => (await ask(backend, "upkeep.status", {})).backup.last?.folder, { timeout: 30_000 })
      .toContain(theirs);
    expect((await ask(backend, "backup.list", {})).backups).toHaveLength(1);

    backend.obey(policy({}));
    expect((await ask(backend, "upkeep.status", {})).settings).toEqual({
      folder: own,
      schedule: { kind: "off" },
      keep: 5,
    });
  });

  test("a folder that is not there is told when a backup is made, and stops nothing else", async () => {
    const { backend, own } = await withFolders();
    backend.obey(policy({ backupFolder: join(own, "absent") }));
    await ask(backend, "backup.start", {});
    await expect
      .poll(async () => (await ask(backend, "upkeep.status", {})).backup.failing?.message, {
        timeout: 30_000,
      })
      .toContain("folder");
  });

  test("how many are kept cannot be lowered by staff or by a single call", async () => {
    const { backend } = await governed({ backupsToKeep: 30 });
    expect((await ask(backend, "upkeep.status", {})).settings.keep).toBe(30);
    await refusal(backend, "backup.start", { folder: temporaryFolder(), keep: 1 }, "notAllowed");
  });
});

describe("printing and saving", () => {
  test("files are refused while letters can still be shown and printed", async () => {
    const { backend } = await governed({ exportAllowed: false });
    const evaluationId = await newEvaluation(backend);
    const error = await refusal(backend, "letter.draft", { evaluationId, paper: "letter" }, "notAllowed");
    expect(error.message).toContain("policy");
    await refusal(backend, "worklist.export", {}, "notAllowed");
    await ask(backend, "letter.preview", { evaluationId });
    await ask(backend, "desk.list", { tab: "toPrint" });
    await ask(backend, "audit.export", { filter: {}, format: "csv" });
  });

  test("whoever is not signed in is told that first", async () => {
    const { backend } = await governed({ exportAllowed: false });
    await ask(backend, "session.lock", {});
    await refusal(backend, "worklist.export", {}, "notSignedIn");
  });
});
