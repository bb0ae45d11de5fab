import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { AttemptLog } from "../../../../electron/backend/vault/attempts.ts";
import type { KeyFile } from "../../../../electron/backend/vault/keyFile.ts";
import {
  createVault,
  newAccountSlot,
  openWithPassword,
  openWithRecoveryKey,
} from "../../../../electron/backend/vault/vault.ts";
import {
  keyFromPassword,
  newScryptParameters,
  releasedWorkFactor,
} from "../../../../electron/backend/vault/wrap.ts";
import { FourfoldError } from "../../../../shared/errors.ts";
import { cheapWork, temporaryFolder } from "../support.ts";

const attempts = () => new AttemptLog(`${temporaryFolder()}/attempts.json`, () => new Date());

async function vault(password = "correct horse battery") {
  const account = { accountId: randomUUID(), accountName: "brack" };
  const made = await createVault(randomUUID(), account, password, cheapWork);
  const keys: KeyFile = { format: "fourfold-keys/1", ...made.keys };
  return { ...made, keys, account };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const fault = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return fault instanceof FourfoldError ? fault.code : `${fault}`;
}

describe("key slots", () => {
  test("the password opens the data key of 32 bytes; the account's name in any case", async () => {
    const { keys, dataKey } = await vault();
    const opened = await openWithPassword(keys, "BRACK", "correct horse battery", attempts(), cheapWork);
    expect(opened.dataKey).toEqual(dataKey);
    expect(dataKey).toHaveLength(32);
  });

  test("composed and decomposed letters are one password", async () => {
    const { keys, dataKey } = await vault("Café au lait 12");
    const opened = await openWithPassword(keys, "brack", "Cafe\u0301 au lait 12", attempts(), cheapWork);
    expect(opened.dataKey).toEqual(dataKey);
  });

  test.each([
    ["another password", "brack", "correct horse batterx"],
    ["another case", "brack", "Correct horse battery"],
    ["a space more", "brack", "correct horse battery "],
    ["an unknown account", "nobody", "correct horse battery"],
  ])("%s is refused", async (_how, name, password) => {
    const { keys } = await vault();
    expect(await codeOf(openWithPassword(keys, name, password, attempts(), cheapWork))).toBe("wrongPassword");
  });

  test("the recovery key opens the same data key; that of another practice does not", async () => {
    const [ours, theirs] = [await vault(), await vault()];
    expect(openWithRecoveryKey(ours.keys, ours.recoveryKey, attempts())).toEqual(ours.dataKey);
    expect(() => openWithRecoveryKey(ours.keys, theirs.recoveryKey, attempts())).toThrow(/does not belong/);
  });

  test("two accounts open the same data key", async () => {
    const { keys, dataKey } = await vault();
    const second = { accountId: randomUUID(), accountName: "second" };
    const slot = await newAccountSlot(keys.storeId, second, "another long password", dataKey, cheapWork);
    const both: KeyFile = { ...keys, accounts: [...keys.accounts, slot] };
    const opened = await openWithPassword(both, "second", "another long password", attempts(), cheapWork);
    expect(opened.dataKey).toEqual(dataKey);
    expect(opened.account.accountId).toBe(second.accountId);
  });

  test("a slot does not open under another account's name or in another store", async () => {
    const { keys, account } = await vault();
    const [slot] = keys.accounts;
    if (slot === undefined) throw new Error("no slot");
    const renamed: KeyFile = { ...keys, accounts: [{ ...slot, accountId: randomUUID() }] };
    const moved: KeyFile = { ...keys, storeId: randomUUID() };
    for (const altered of [renamed, moved]) {
      const opening = openWithPassword(
        altered,
        account.accountName,
        "correct horse battery",
        attempts(),
        cheapWork,
      );
      expect(await codeOf(opening)).toBe("wrongPassword");
    }
  });

  test("neither the data key nor the recovery key stands in the key file", async () => {
    const { keys, dataKey, recoveryKey } = await vault();
    const text = JSON.stringify(keys);
    for (const secret of [dataKey.toString("hex"), dataKey.toString("base64"), recoveryKey]) {
      expect(text).not.toContain(secret);
    }
  });

  test("the released work factor costs at least 2^17 with blocks of 8, and leaves the process free to answer", async () => {
    expect(releasedWorkFactor.N).toBeGreaterThanOrEqual(2 ** 17);
    let turns = 0;
    const counting = setInterval(() => {
      turns += 1;
    }, 1);
    await keyFromPassword("correct horse battery", newScryptParameters(releasedWorkFactor));
    clearInterval(counting);
    expect(turns).toBeGreaterThan(5);
  });
});
