import { describe, expect, test } from "vitest";
import { lockWords } from "../../../renderer/screens/signIn/lockWords.ts";
import type { LockReason } from "../../../renderer/state/session.ts";

const reasons: readonly LockReason[] = ["asked", "idle", "system", "restarted", "ended"];

describe("the lock screen", () => {
  test.each(reasons)("says that the work is saved when it is (%s)", (reason) => {
    const at = { kind: "saved", savedAt: "2025-03-10T10:42:07.000Z" } as const;
    expect(lockWords(reason, at)).toMatch(/Your work is saved/);
    expect(lockWords(reason, { kind: "nothingToSave" })).toMatch(/Your work is saved/);
  });

  test.each(reasons)("does not say so while the store has not acknowledged all of it (%s)", (reason) => {
    for (const state of [{ kind: "saving" }, { kind: "waiting", message: "2 answers." }] as const) {
      expect(lockWords(reason, state)).not.toMatch(/work is saved/);
      expect(lockWords(reason, state)).toMatch(/kept in this window/);
    }
  });
});
