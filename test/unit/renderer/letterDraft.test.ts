import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LetterDraftKeeper } from "../../../renderer/state/letterDraft.ts";
import type { SaveState } from "../../../renderer/state/saveStatus.ts";
import type { LetterDraft } from "../../../shared/contract/letters.ts";
import { type ErrorCode, FourfoldError } from "../../../shared/errors.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A store that can be told to refuse, and remembers what it was given. */
function opened(stored: LetterDraft = { copies: [] }) {
  const saves: LetterDraft[] = [];
  const reports: SaveState[] = [];
  let held: LetterDraft | undefined;
  let refusal: ErrorCode | undefined;
  const keeper = new LetterDraftKeeper(stored, {
    save: (draft) => {
      if (refusal !== undefined) {
        return Promise.reject(new FourfoldError({ code: refusal, message: "Refused.", action: "Wait." }));
      }
      saves.push(draft);
      return Promise.resolve({ savedAt: `2026-11-23T10:00:0${saves.length}Z` });
    },
    report: (state) => reports.push(state),
    keep: (draft) => {
      held = draft;
    },
    drop: () => {
      held = undefined;
    },
  });
  return {
    keeper,
    saves,
    reports,
    held: () => held,
    refuse: (code: ErrorCode | undefined) => {
      refusal = code;
    },
  };
}

describe("the draft of a letter", () => {
  it("is stored once after the last key, and held in memory until then", async () => {
    const { keeper, saves, reports, held } = opened();
    keeper.change({ addendum: "C" });
    await vi.advanceTimersByTimeAsync(399);
    keeper.change({ addendum: "CRP" });
    await vi.advanceTimersByTimeAsync(399);
    expect(saves).toEqual([]);
    expect(held()).toEqual({ copies: [], addendum: "CRP" });
    await vi.advanceTimersByTimeAsync(1);
    expect(saves).toEqual([{ copies: [], addendum: "CRP" }]);
    expect(held()).toBeUndefined();
    expect(reports).toEqual([{ kind: "saving" }, { kind: "saved", savedAt: "2026-11-23T10:00:01Z" }]);
  });

  it("keeps what is typed when its copies change, and the other way round", async () => {
    const { keeper, saves } = opened({ copies: [], addendum: "old" });
    keeper.change({ addendum: "typed a moment ago" });
    keeper.change({ copies: [{ name: "Dr A", lines: ["b"] }] });
    await keeper.flush();
    expect(saves).toEqual([{ copies: [{ name: "Dr A", lines: ["b"] }], addendum: "typed a moment ago" }]);
  });

  it("tries again where the store may be back, and says why it waits", async () => {
    const { keeper, saves, reports, refuse, held } = opened();
    refuse("diskFull");
    keeper.change({ addendum: "CRP" });
    await vi.advanceTimersByTimeAsync(400);
    expect(reports.at(-1)).toEqual({ kind: "waiting", message: "Refused." });
    expect(keeper.read().error?.code).toBe("diskFull");
    expect(held()).toEqual({ copies: [], addendum: "CRP" });
    refuse(undefined);
    await vi.advanceTimersByTimeAsync(2000);
    expect(saves).toHaveLength(1);
    expect(keeper.read().error).toBeUndefined();
  });

  it.each(["badInput", "notSignedIn", "alreadySigned"] as const)(
    "is not tried again after %s",
    async (code) => {
      const { keeper, reports, refuse, held } = opened();
      refuse(code);
      keeper.change({ addendum: "CRP" });
      await vi.advanceTimersByTimeAsync(60_000);
      expect(reports.filter(({ kind }) => kind === "saving")).toHaveLength(1);
      expect(held()).toBeDefined();
    },
  );

  it("is handed over when it is left, and tried no more", async () => {
    const left = opened();
    left.keeper.change({ addendum: "CRP" });
    await left.keeper.leave();
    expect(left.saves).toHaveLength(1);
    const refused = opened();
    refused.refuse("diskFull");
    refused.keeper.change({ addendum: "CRP" });
    await refused.keeper.leave();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(refused.reports.filter(({ kind }) => kind === "saving")).toHaveLength(1);
    expect(refused.held()).toEqual({ copies: [], addendum: "CRP" });
  });

  it("begins with nothing once it is discarded, and stores nothing by itself", async () => {
    const { keeper, saves } = opened({ copies: [{ name: "Dr A", lines: ["b"] }] });
    const drawn = vi.fn();
    const stop = keeper.subscribe(drawn);
    keeper.change({ addendum: "CRP" });
    keeper.reset();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(keeper.read().draft).toEqual({ copies: [] });
    expect(saves).toEqual([]);
    expect(drawn).toHaveBeenCalledTimes(2);
    stop();
    keeper.change({ addendum: "other" });
    expect(drawn).toHaveBeenCalledTimes(2);
  });
});
