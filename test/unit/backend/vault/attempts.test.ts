import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { AttemptLog, delayAfter } from "../../../../electron/backend/vault/attempts.ts";
import { ask, open, password, practice, refusal, temporaryFolder } from "../support.ts";

describe("the wait after wrong passwords", () => {
  test.each([
    [0, 0],
    [4, 0],
    [5, 5],
    [6, 10],
    [7, 20],
    [12, 640],
    [13, 900],
    [5000, 900],
  ])("after %i failures is %i seconds", (failures, seconds) => {
    expect(delayAfter(failures)).toBe(seconds);
  });

  function log(start = 1_000_000) {
    const path = `${temporaryFolder()}/attempts.json`;
    const clock = { time: start };
    return { path, clock, make: () => new AttemptLog(path, () => new Date(clock.time)) };
  }

  test("counts on in a new process, ends when it has passed, and is per account", () => {
    const { clock, make } = log();
    for (let count = 0; count < 5; count += 1) make().recordFailure("account a");
    expect(() => make().check("account a")).toThrow(/Wait 5 seconds/);
    expect(() => make().check("account b")).not.toThrow();
    clock.time += 4_999;
    expect(() => make().check("account a")).toThrow(/Wait 1 seconds/);
    clock.time += 1;
    expect(() => make().check("account a")).not.toThrow();
  });

  test("does not grow when the clock is set back", () => {
    const { clock, make } = log();
    for (let count = 0; count < 5; count += 1) make().recordFailure("account a");
    clock.time -= 3_600_000;
    expect(() => make().check("account a")).toThrow(/Wait 5 seconds/);
  });

  test("is forgotten by a success, which says how many failures there were", () => {
    const { make } = log();
    make().recordFailure("account a");
    make().recordFailure("account a");
    expect(make().recordSuccess("account a")).toBe(2);
    expect(make().recordSuccess("account a")).toBe(0);
  });

  test("a damaged file keeps nobody out", () => {
    const { path, make } = log();
    writeFileSync(path, "{{{");
    expect(() => make().check("account a")).not.toThrow();
    make().recordFailure("account a");
    expect(make().recordSuccess("account a")).toBe(1);
  });

  test("holds for signing in: even the right password must wait, also after a restart", async () => {
    const clock = { time: Date.parse("2025-03-10T12:00:00Z") };
    const now = () => new Date(clock.time);
    const { backend, dataFolder } = await practice({ now });
    await ask(backend, "session.lock", {});
    for (let count = 0; count < 5; count += 1) {
      await refusal(backend, "session.signIn", { accountName: "brack", password: "wrong" }, "wrongPassword");
    }
    backend.close();
    const again = open(dataFolder, { now });
    const error = await refusal(
      again,
      "session.signIn",
      { accountName: "brack", password },
      "tooManyAttempts",
    );
    expect(error.message).toContain("5 seconds");
    clock.time += 5_000;
    await ask(again, "session.signIn", { accountName: "brack", password });
  });
});
