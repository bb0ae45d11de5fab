import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readKeyFile, writeKeyFile } from "../../../../electron/backend/vault/keyFile.ts";
import { createVault } from "../../../../electron/backend/vault/vault.ts";
import { FourfoldError } from "../../../../shared/errors.ts";
import { cheapWork, temporaryFolder } from "../support.ts";

async function written() {
  const folder = temporaryFolder();
  const path = `${folder}/keys.json`;
  const account = { accountId: randomUUID(), accountName: "brack" };
  const { keys } = await createVault(randomUUID(), account, "correct horse battery", cheapWork);
  writeKeyFile(path, keys);
  return { folder, path, keys };
}

function codeOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (fault) {
    return fault instanceof FourfoldError ? fault.code : String(fault);
  }
  return undefined;
}

describe("keys.json", () => {
  test("is read back as it was written, and leaves nothing beside it", async () => {
    const { folder, path, keys } = await written();
    expect(readKeyFile(path)).toEqual({ format: "fourfold-keys/1", ...keys });
    expect(readdirSync(folder)).toEqual(["keys.json"]);
  });

  test.each<[string, (text: string) => string, string]>([
    ["is empty", () => "", "storeDamaged"],
    ["is cut off", (text) => text.slice(0, text.length / 2), "storeDamaged"],
    ["is something else", () => "[1, 2]", "storeDamaged"],
    [
      "has no accounts",
      (text) => text.replace(/"accounts": \[[\s\S]*?\n {2}\]/, '"accounts": []'),
      "storeDamaged",
    ],
    ["asks for too much memory", (text) => text.replace('"N": 1024', '"N": 1073741824'), "storeDamaged"],
    ["asks for no work", (text) => text.replace('"N": 1024', '"N": 2'), "storeDamaged"],
    [
      "has a short key",
      (text) => text.replace(/"ciphertext": ".*?"/, '"ciphertext": "AAAA"'),
      "storeDamaged",
    ],
    [
      "is of a later format",
      (text) => text.replace("fourfold-keys/1", "fourfold-keys/2"),
      "storeFromNewerVersion",
    ],
  ])("is refused when it %s, and left as it is", async (_how, alter, code) => {
    const { path } = await written();
    const altered = alter(readFileSync(path, "utf8"));
    writeFileSync(path, altered);
    expect(codeOf(() => readKeyFile(path))).toBe(code);
    expect(readFileSync(path, "utf8")).toBe(altered);
  });
});
