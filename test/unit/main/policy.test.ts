import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PolicyWatch } from "../../../electron/main/policy.ts";
import { PolicyReader } from "../../../electron/policy/readPolicies.ts";
import { policyFileVariable } from "../../../electron/policy/sources.ts";
import { type PolicyInForce, valuesOf } from "../../../shared/policy/merge.ts";
import { surroundings } from "../policy/surroundings.ts";

let folder: string;
let file: string;
let watch: PolicyWatch;
const onChange = vi.fn((_policy: PolicyInForce) => {});
const onFault = vi.fn();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fourfold-policy-test-"));
  file = join(folder, "deep", "policy.json");
  vi.clearAllMocks();
});
afterEach(() => {
  watch.close();
  rmSync(folder, { recursive: true, force: true });
});

async function begin(): Promise<void> {
  const reader = new PolicyReader(
    {
      ...surroundings,
      isPackaged: false,
      environment: { [policyFileVariable]: file },
      settingsFolder: join(folder, "settings"),
    },
    { keeps: true },
  );
  watch = new PolicyWatch({ reader, onChange, onFault });
  await watch.start();
}
const put = (text: string) => {
  mkdirSync(join(folder, "deep"), { recursive: true });
  writeFileSync(file, text);
};
const told = () => onChange.mock.calls.map(([policy]) => valuesOf(policy.entries));

describe("policies while the app runs", () => {
  test("are there from the start", async () => {
    put('{"idleLockMinutes": 5}');
    await begin();
    expect(watch.values).toEqual({ idleLockMinutes: 5 });
    expect(onChange).not.toHaveBeenCalled();
  });

  test("are seen when the file is made, in a folder that was not there, changed, replaced, broken and removed", async () => {
    await begin();
    expect(watch.values).toEqual({});
    const seen = async (count: number) => expect.poll(() => told().length, { timeout: 10_000 }).toBe(count);

    mkdirSync(join(folder, "deep"));
    // The folder is seen first; only from then on is it watched itself.
    await watch.look();
    put('{"idleLockMinutes": 5}');
    await seen(1);
    put('{"idleLockMinutes": 7}');
    await seen(2);
    writeFileSync(join(folder, "deep", "next.json"), '{"idleLockMinutes": 9}');
    renameSync(join(folder, "deep", "next.json"), file);
    await seen(3);
    put('{"idleLockMinutes"');
    await seen(4);
    expect(watch.inForce.problems).toHaveLength(1);
    rmSync(file);
    await seen(5);
    expect(told()).toEqual([
      { idleLockMinutes: 5 },
      { idleLockMinutes: 7 },
      { idleLockMinutes: 9 },
      { idleLockMinutes: 9 },
      {},
    ]);
    expect(onFault).not.toHaveBeenCalled();
  });

  test("a look that finds the same tells nobody", async () => {
    put('{"idleLockMinutes": 5}');
    await begin();
    await Promise.all([watch.look(), watch.look(), watch.look()]);
    expect(onChange).not.toHaveBeenCalled();
  });

  test("a reader that fails stops nothing and leaves what was in force", async () => {
    let isBroken = true;
    const inForce: PolicyInForce = {
      entries: [{ key: "idleLockMinutes", value: 5, source: "machineFile" }],
      problems: [],
      sources: [],
    };
    const read = async () => {
      if (isBroken) throw new Error("broken");
      return inForce;
    };
    watch = new PolicyWatch({ reader: { files: [], read }, onChange, onFault });
    await watch.start();
    expect(watch.values).toEqual({});
    isBroken = false;
    await watch.look();
    isBroken = true;
    await watch.look();
    expect(watch.values).toEqual({ idleLockMinutes: 5 });
    expect(onFault).toHaveBeenCalledTimes(2);
  });
});
