import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Backend } from "../../../../electron/backend/index.ts";
import { openRawStore } from "../rawStore.ts";
import {
  ask,
  keyFileIn,
  newEvaluation,
  open,
  password,
  practice,
  refusal,
  temporaryFolder,
} from "../support.ts";

const temporaryPassword = "lamp-ochre-gravel";
const ownPassword = "seven slow rivers";

const desk = {
  accountName: "desk",
  role: "staff",
  isAdministrator: false,
  signer: { displayName: "Front Desk" },
} as const;

type Entry = Parameters<typeof ask<"accounts.add">>[2];

async function add(backend: Backend, entry: Partial<Entry> = {}) {
  return ask(backend, "accounts.add", { ...desk, temporaryPassword, password, ...entry });
}

/** Signs in with a temporary password and chooses another one. */
async function settleIn(backend: Backend, accountName: string): Promise<void> {
  await ask(backend, "session.signIn", { accountName, password: temporaryPassword });
  await ask(backend, "session.changePassword", { password: temporaryPassword, newPassword: ownPassword });
}

const signIn = (backend: Backend, accountName = "brack", given = password) =>
  ask(backend, "session.signIn", { accountName, password: given });

const rowsOf = async (backend: Backend) =>
  Object.fromEntries((await ask(backend, "accounts.list", {})).accounts.map((row) => [row.accountName, row]));

describe("the first account", () => {
  test("is a physician and an administrator at once", async () => {
    const { backend } = await practice();
    expect((await ask(backend, "session.current", {})).account).toMatchObject({
      role: "physician",
      isAdministrator: true,
    });
    expect(await rowsOf(backend)).toMatchObject({ brack: { state: "enabled" } });
  });

  test.each(["password1234", "wilhelminabrack", "abcdefghijkl"])(
    "is not made with the password “%s”, and nothing is on disk then",
    async (weak) => {
      const { backend } = await practice();
      await ask(backend, "session.lock", {});
      const dataFolder = temporaryFolder();
      const fresh = open(dataFolder);
      const { setUpInput } = await import("../values.ts");
      const error = await refusal(fresh, "store.setUp", { ...setUpInput, password: weak }, "badInput");
      expect(error.field).toBe("password");
      expect((await ask(fresh, "store.status", {})).state).toBe("absent");
    },
  );
});

describe("a new account", () => {
  test("gets in with its temporary password only to choose another one", async () => {
    const { backend } = await practice();
    expect(await add(backend)).toMatchObject({ accountName: "desk", mustChangePassword: true });
    const account = await signIn(backend, "desk", temporaryPassword);
    expect(account.mustChangePassword).toBe(true);
    for (const name of ["worklist.list", "practice.read", "letter.list", "phrases.list"]) {
      expect((await refusal(backend, name, {}, "notAllowed")).action).toContain("password of your own");
    }
    const changed = await ask(backend, "session.changePassword", {
      password: temporaryPassword,
      newPassword: ownPassword,
    });
    expect(changed.mustChangePassword).toBeUndefined();
    await ask(backend, "worklist.list", {});
    await ask(backend, "session.lock", {});
    const old = { accountName: "desk", password: temporaryPassword };
    await refusal(backend, "session.signIn", old, "wrongPassword");
    await signIn(backend, "desk", ownPassword);
  });

  test.each([
    [{ accountName: "BRACK" }, "conflict", "accountName"],
    [{ temporaryPassword: "Front Desk 12" }, "badInput", "temporaryPassword"],
    [{ password: "not the right one" }, "wrongPassword", "password"],
    [{ role: "owner" }, "badInput", "role"],
  ])("with %j is refused", async (change, code, field) => {
    const { backend } = await practice();
    const input = { ...desk, temporaryPassword, password, ...change };
    const error = await refusal(backend, "accounts.add", input, code as "conflict");
    expect(error.field).toBe(field);
    expect(Object.keys(await rowsOf(backend))).toEqual(["brack"]);
    expect((await ask(backend, "store.status", {})).accountNames).toEqual(["brack"]);
  });

  test("that lost its key between the two writes is healed by a reset", async () => {
    const { backend, dataFolder } = await practice();
    const { id } = await add(backend);
    const keys = JSON.parse(readFileSync(keyFileIn(dataFolder), "utf8"));
    keys.accounts = keys.accounts.slice(0, 1);
    writeFileSync(keyFileIn(dataFolder), JSON.stringify(keys));
    expect((await rowsOf(backend)).desk?.state).toBe("withoutPassword");
    await ask(backend, "accounts.resetPassword", { accountId: id, temporaryPassword, password });
    await settleIn(backend, "desk");
  });
});

describe("one's own password", () => {
  test("is changed with the old one, and opens everything after", async () => {
    const { backend, dataFolder, recoveryKey } = await practice();
    const evaluationId = await newEvaluation(backend);
    await ask(backend, "session.changePassword", { password, newPassword: ownPassword });
    backend.close();
    const again = open(dataFolder);
    await refusal(again, "session.signIn", { accountName: "brack", password }, "wrongPassword");
    await signIn(again, "brack", ownPassword);
    await ask(again, "evaluation.open", { evaluationId });
    await ask(again, "session.recover", { accountName: "brack", recoveryKey, newPassword: password });
  });

  test.each([
    [{ password: "wrong", newPassword: ownPassword }, "wrongPassword", "password"],
    [{ password, newPassword: password }, "badInput", "newPassword"],
    [{ password, newPassword: "Wilhelmina Brack" }, "badInput", "newPassword"],
    [{ password, newPassword: "short" }, "badInput", "newPassword"],
  ] as const)("stays with %j", async (input, code, field) => {
    const { backend } = await practice();
    expect((await refusal(backend, "session.changePassword", input, code)).field).toBe(field);
    await signIn(backend);
  });

  test("has to wait after five wrong ones, here as at sign-in", async () => {
    const { backend } = await practice();
    const wrong = { password: "wrong", newPassword: ownPassword };
    for (let count = 0; count < 5; count += 1) {
      await refusal(backend, "session.changePassword", wrong, "wrongPassword");
    }
    const right = { password, newPassword: ownPassword };
    await refusal(backend, "session.changePassword", right, "tooManyAttempts");
  });
});

describe("an administrator", () => {
  test("changes name, role and signer; whoever is signed in goes on with the new ones", async () => {
    const { backend } = await practice();
    const { id } = await add(backend);
    await settleIn(backend, "desk");
    await signIn(backend);
    const changed = {
      accountId: id,
      accountName: "front.desk",
      role: "physician",
      isAdministrator: true,
      signer: { displayName: "Dr Ilse Quent", credentials: "DO" },
    } as const;
    expect(await ask(backend, "accounts.change", changed)).toMatchObject({ role: "physician" });
    await refusal(backend, "session.signIn", { accountName: "desk", password: ownPassword }, "wrongPassword");
    expect(await signIn(backend, "front.desk", ownPassword)).toMatchObject({
      isAdministrator: true,
      signer: changed.signer,
    });
    const own = { ...changed, accountName: "quent" };
    await ask(backend, "accounts.change", own);
    expect((await ask(backend, "session.current", {})).account?.accountName).toBe("quent");
    await refusal(backend, "accounts.change", { ...own, accountName: "Brack" }, "conflict");
  });

  test("resets a password; the old one and the wrong attempts are gone", async () => {
    const { backend } = await practice();
    const { id } = await add(backend);
    await settleIn(backend, "desk");
    for (let count = 0; count < 5; count += 1) {
      await refusal(backend, "session.signIn", { accountName: "desk", password: "wrong" }, "wrongPassword");
    }
    await signIn(backend);
    await ask(backend, "accounts.resetPassword", { accountId: id, temporaryPassword, password });
    await refusal(backend, "session.signIn", { accountName: "desk", password: ownPassword }, "wrongPassword");
    await settleIn(backend, "desk");
  });

  test("gives nobody a password without the own one, and not to oneself", async () => {
    const { backend } = await practice();
    const { id } = await add(backend);
    const wrong = { accountId: id, temporaryPassword, password: "wrong" };
    await refusal(backend, "accounts.resetPassword", wrong, "wrongPassword");
    const own = (await rowsOf(backend)).brack?.id ?? "";
    const input = { accountId: own, temporaryPassword, password };
    await refusal(backend, "accounts.resetPassword", input, "conflict");
    await signIn(backend);
  });

  test("disables: the key is gone, also from an older key file that is put back; enables with a new password", async () => {
    const { backend, dataFolder } = await practice();
    const { id } = await add(backend);
    await settleIn(backend, "desk");
    await signIn(backend);
    const before = readFileSync(keyFileIn(dataFolder));
    await ask(backend, "accounts.disable", { accountId: id });
    expect((await rowsOf(backend)).desk?.state).toBe("disabled");
    expect(readFileSync(keyFileIn(dataFolder), "utf8")).not.toContain(id);
    const theirs = { accountName: "desk", password: ownPassword };
    await refusal(backend, "session.signIn", theirs, "wrongPassword");
    writeFileSync(keyFileIn(dataFolder), before);
    expect((await refusal(backend, "session.signIn", theirs, "notAllowed")).message).toContain("disabled");
    await signIn(backend);
    expect(readFileSync(keyFileIn(dataFolder), "utf8")).not.toContain(id);
    await ask(backend, "accounts.resetPassword", { accountId: id, temporaryPassword, password });
    await settleIn(backend, "desk");
  });
});

describe("the last administrator", () => {
  test("is not disabled, not demoted, and not by oneself", async () => {
    const { backend } = await practice();
    const { id } = await add(backend);
    const own = (await rowsOf(backend)).brack;
    if (own === undefined) throw new Error("The first account is not there.");
    const demoted = {
      accountId: own.id,
      accountName: own.accountName,
      role: "physician",
      isAdministrator: false,
      signer: own.signer,
    } as const;
    await refusal(backend, "accounts.disable", { accountId: own.id }, "conflict");
    expect((await refusal(backend, "accounts.change", demoted, "conflict")).message).toContain("last");

    // An administrator who is disabled is none to rely on.
    await ask(backend, "accounts.change", { ...desk, accountId: id, isAdministrator: true });
    await ask(backend, "accounts.disable", { accountId: id });
    await refusal(backend, "accounts.change", demoted, "conflict");

    await ask(backend, "accounts.resetPassword", { accountId: id, temporaryPassword, password });
    await ask(backend, "accounts.change", demoted);
    await refusal(backend, "accounts.list", {}, "notAllowed");
    await settleIn(backend, "desk");
    await ask(backend, "accounts.disable", { accountId: own.id });
    await refusal(backend, "session.signIn", { accountName: "brack", password }, "wrongPassword");
  });
});

describe("the recovery key", () => {
  test("is replaced in two steps; until the second the old one works, after it only the new one", async () => {
    const { backend, recoveryKey: old } = await practice();
    await refusal(backend, "recoveryKey.prepare", { password: "wrong" }, "wrongPassword");
    await refusal(backend, "recoveryKey.replace", {}, "conflict");
    const { recoveryKey: abandoned } = await ask(backend, "recoveryKey.prepare", { password });
    const recover = { accountName: "brack", newPassword: ownPassword };
    await refusal(backend, "session.recover", { ...recover, recoveryKey: abandoned }, "wrongPassword");
    await ask(backend, "session.recover", { ...recover, recoveryKey: old });
    // What was prepared before signing in again is forgotten.
    await refusal(backend, "recoveryKey.replace", {}, "conflict");

    const { recoveryKey } = await ask(backend, "recoveryKey.prepare", { password: ownPassword });
    await ask(backend, "recoveryKey.replace", {});
    await refusal(backend, "session.recover", { ...recover, recoveryKey: old }, "wrongPassword");
    await ask(backend, "session.recover", { ...recover, newPassword: password, recoveryKey });
    await ask(backend, "session.lock", {});
    await signIn(backend);
  });

  test("lets an account out of a temporary password", async () => {
    const { backend, recoveryKey } = await practice();
    await add(backend);
    const recovered = await ask(backend, "session.recover", {
      accountName: "desk",
      recoveryKey,
      newPassword: ownPassword,
    });
    expect(recovered.mustChangePassword).toBeUndefined();
    await ask(backend, "worklist.list", {});
  });
});

describe("on another machine", () => {
  test.each(["password", "recovery key"])("a copy of the data folder opens with the %s", async (how) => {
    const { backend, dataFolder, recoveryKey } = await practice();
    const evaluationId = await newEvaluation(backend);
    await add(backend);
    backend.close();
    const elsewhere = join(temporaryFolder(), "moved", "here");
    cpSync(dataFolder, elsewhere, { recursive: true });
    const moved = open(elsewhere);
    if (how === "password") await signIn(moved);
    else await ask(moved, "session.recover", { accountName: "brack", recoveryKey, newPassword: ownPassword });
    expect((await ask(moved, "evaluation.open", { evaluationId })).patient.mrn).toBe("FIC-0001");
    await settleIn(moved, "desk");
  });
});

test("what happened to accounts is in their rows and in the audit", async () => {
  const { backend, dataFolder } = await practice();
  const { id } = await add(backend);
  await ask(backend, "accounts.disable", { accountId: id });
  backend.close();
  const sqlite = await openRawStore(dataFolder);
  const rows = sqlite
    .prepare("SELECT account_name, role, is_administrator, must_change_password FROM accounts ORDER BY 1")
    .raw()
    .all();
  expect(rows).toEqual([
    ["brack", "physician", 1, 0],
    ["desk", "staff", 0, 1],
  ]);
  const actions = sqlite
    .prepare("SELECT action FROM audit WHERE action LIKE 'account.%' ORDER BY sequence")
    .pluck()
    .all();
  expect(actions).toEqual(["account.added", "account.disabled"]);
});
