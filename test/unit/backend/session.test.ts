import { rmSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { addAccountTo } from "./accounts.ts";
import { openRawStore } from "./rawStore.ts";
import { ask, keyFileIn, newEvaluation, open, password, practice, refusal } from "./support.ts";

describe("accounts", () => {
  test("each opens the same practice with a password of its own", async () => {
    const { backend, dataFolder } = await practice();
    await newEvaluation(backend);
    backend.close();
    await addAccountTo(dataFolder, "front.desk", "staff");
    const theirs = open(dataFolder);
    expect((await ask(theirs, "store.status", {})).accountNames).toEqual(["brack", "front.desk"]);
    await refusal(theirs, "session.signIn", { accountName: "front.desk", password }, "wrongPassword");
    const account = await ask(theirs, "session.signIn", {
      accountName: "Front.Desk",
      password: "another long password",
    });
    expect(account).toMatchObject({ accountName: "front.desk", role: "staff" });
    expect((await ask(theirs, "worklist.list", {})).rows).toHaveLength(1);
  });

  test("of one name there is one", async () => {
    const { backend, dataFolder } = await practice();
    backend.close();
    await expect(addAccountTo(dataFolder, "BRACK", "staff")).rejects.toMatchObject({ code: "conflict" });
  });

  test("signing in as another leaves the first out; a wrong password leaves who is in", async () => {
    const { backend, dataFolder } = await practice();
    backend.close();
    await addAccountTo(dataFolder, "other", "staff");
    const shared = open(dataFolder);
    await ask(shared, "session.signIn", { accountName: "brack", password });
    await refusal(shared, "session.signIn", { accountName: "other", password }, "wrongPassword");
    expect((await ask(shared, "session.current", {})).account?.accountName).toBe("brack");
    await ask(shared, "session.signIn", { accountName: "other", password: "another long password" });
    expect((await ask(shared, "session.current", {})).account?.accountName).toBe("other");
  });
});

describe("the recovery key", () => {
  const newPassword = "a quite new password";

  test("gives the account a new password; the old one is gone, the data is there", async () => {
    const { backend, dataFolder, recoveryKey } = await practice();
    await newEvaluation(backend);
    backend.close();
    const lockedOut = open(dataFolder);
    const typed = recoveryKey.toLowerCase().replaceAll("-", " ");
    await ask(lockedOut, "session.recover", { accountName: "brack", recoveryKey: typed, newPassword });
    expect((await ask(lockedOut, "worklist.list", {})).rows).toHaveLength(1);
    await ask(lockedOut, "session.lock", {});
    await refusal(lockedOut, "session.signIn", { accountName: "brack", password }, "wrongPassword");
    await ask(lockedOut, "session.signIn", { accountName: "brack", password: newPassword });
    await ask(lockedOut, "session.lock", {});
    await ask(lockedOut, "session.recover", { accountName: "brack", recoveryKey, newPassword: password });
  });

  test.each<[string, (key: string) => string, "badInput" | "wrongPassword"]>([
    ["a slip of typing", (key) => `${key.slice(0, -1)}${key.endsWith("0") ? "1" : "0"}`, "badInput"],
    ["a group too few", (key) => key.slice(0, -6), "badInput"],
  ])("with %s is refused, and the password stays", async (_how, alter, code) => {
    const { backend, recoveryKey } = await practice();
    await ask(backend, "session.lock", {});
    const input = { accountName: "brack", recoveryKey: alter(recoveryKey), newPassword };
    const error = await refusal(backend, "session.recover", input, code);
    expect(error.field).toBe("recoveryKey");
    await ask(backend, "session.signIn", { accountName: "brack", password });
  });

  test("of another practice, or for an unknown account, is refused", async () => {
    const [ours, theirs] = [await practice(), await practice()];
    await ask(ours.backend, "session.lock", {});
    const foreign = { accountName: "brack", recoveryKey: theirs.recoveryKey, newPassword };
    await refusal(ours.backend, "session.recover", foreign, "wrongPassword");
    const unknown = { accountName: "nobody", recoveryKey: ours.recoveryKey, newPassword };
    await refusal(ours.backend, "session.recover", unknown, "notFound");
    await ask(ours.backend, "session.signIn", { accountName: "brack", password });
  });

  test("lets somebody in who has to wait after wrong passwords", async () => {
    const { backend, recoveryKey } = await practice();
    await ask(backend, "session.lock", {});
    const wrong = { accountName: "brack", password: "wrong" };
    for (let count = 0; count < 5; count += 1)
      await refusal(backend, "session.signIn", wrong, "wrongPassword");
    await refusal(backend, "session.signIn", { accountName: "brack", password }, "tooManyAttempts");
    await ask(backend, "session.recover", { accountName: "brack", recoveryKey, newPassword });
    await ask(backend, "session.lock", {});
    await ask(backend, "session.signIn", { accountName: "brack", password: newPassword });
  });
});

test("keys and database of different times are told apart from a wrong password", async () => {
  const { backend, dataFolder } = await practice();
  backend.close();
  const sqlite = await openRawStore(dataFolder);
  sqlite.pragma("foreign_keys = OFF");
  sqlite.exec("DELETE FROM accounts");
  sqlite.close();
  const again = open(dataFolder);
  await refusal(again, "session.signIn", { accountName: "brack", password }, "storeDamaged");
  writeFileSync(keyFileIn(dataFolder), "{}");
  await refusal(again, "session.signIn", { accountName: "brack", password }, "storeDamaged");
});

test("keys that vanish while somebody works do not stop the work", async () => {
  const { backend, dataFolder } = await practice();
  rmSync(keyFileIn(dataFolder));
  expect(await ask(backend, "store.status", {})).toMatchObject({ state: "open", accountNames: ["brack"] });
  await newEvaluation(backend);
  await ask(backend, "session.lock", {});
  expect(await ask(backend, "store.status", {})).toMatchObject({
    state: "unusable",
    problem: { code: "storeDamaged" },
  });
});
