import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { LetterDraft } from "../../../shared/contract/letters.ts";
import type { LetterKind } from "../../../shared/letter/kinds/kinds.ts";
import { beforeLock } from "../../state/beforeLock.ts";
import { call } from "../../state/bridge.ts";
import { readDraft, useDrafts } from "../../state/drafts.ts";
import { LetterDraftKeeper } from "../../state/letterDraft.ts";
import { useSaveStatus } from "../../state/saveStatus.ts";

/** Copies and text of the letter that is being prepared, stored by itself. */
export function useLetterDraft(evaluationId: string, kind: LetterKind, stored: LetterDraft) {
  const key = `letter draft ${evaluationId} ${kind}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it begins with what is stored, and has what is typed from then on
  const keeper = useMemo(
    () =>
      new LetterDraftKeeper(readDraft<LetterDraft>(key) ?? contentOf(stored), {
        save: (draft) => call("letter.saveDraft", { evaluationId, kind, draft }),
        report: (state) => useSaveStatus.getState().report(state),
        keep: (draft) => useDrafts.getState().keep(key, draft),
        drop: () => useDrafts.getState().drop(key),
      }),
    [key],
  );
  useEffect(() => {
    const release = beforeLock(() => keeper.flush());
    // What was kept over a lock is what the person typed last: hand it in now that they are back.
    if (readDraft(key) !== undefined) keeper.change({});
    return () => {
      void keeper.leave().finally(release);
    };
  }, [keeper, key]);
  const state = useSyncExternalStore(keeper.subscribe, keeper.read);
  return { ...state, keeper };
}

/** What is stored without what the store says about it. */
function contentOf({ copies, withoutPrimaryCare, addendum }: LetterDraft): LetterDraft {
  return {
    copies,
    ...(withoutPrimaryCare === undefined ? {} : { withoutPrimaryCare }),
    ...(addendum === undefined ? {} : { addendum }),
  };
}
