import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenStore } from "../../electron/backend/database/open.ts";
import { type Backend, openBackend } from "../../electron/backend/index.ts";
import { StoreKeeper } from "../../electron/backend/keeper.ts";
import { ask } from "../unit/backend/ask.ts";
import { cheapWork, password, setUpInput } from "../unit/backend/values.ts";

/** A practice on disk for one row, as the released program has it; taken away afterwards. */
export async function withPractice<Result>(
  work: (backend: Backend, dataFolder: string) => Promise<Result>,
  fill: (store: OpenStore) => void = () => {},
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "fourfold-bench-"));
  const dataFolder = join(folder, "data");
  const options = { dataFolder, workFactor: cheapWork, now: () => new Date(), newId: randomUUID };
  const keeper = new StoreKeeper(options);
  try {
    await keeper.setUp(setUpInput, async ({ store }) => fill(store));
  } finally {
    keeper.close();
  }
  const backend = openBackend({ ...options, checkOutputs: false });
  try {
    await ask(backend, "session.signIn", { accountName: "brack", password });
    return await work(backend, dataFolder);
  } finally {
    backend.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
