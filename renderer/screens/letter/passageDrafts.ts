import type { LetterKind } from "../../../shared/letter/kinds/kinds.ts";
import { useDrafts } from "../../state/drafts.ts";

/**
 * What is being typed over passages and is not kept yet. It outlives the lock and a look at another part; a passage is being
 * edited as long as it has such a draft.
 */
export interface PassageDraft {
  readonly text: string;
}

const prefixOf = (evaluationId: string, kind: LetterKind) => `passage ${evaluationId} ${kind} `;

export function passageDraftKey(evaluationId: string, kind: LetterKind, passageKey: string): string {
  return `${prefixOf(evaluationId, kind)}${passageKey}`;
}

/** Under which names something of this letter is held in memory: passages, and an address that is not added yet. */
export function draftKeysOf(evaluationId: string, kind: LetterKind): readonly string[] {
  const prefix = prefixOf(evaluationId, kind);
  const names = [`copy ${evaluationId} ${kind}`, `letter draft ${evaluationId} ${kind}`];
  return Object.keys(useDrafts.getState().values).filter(
    (key) => key.startsWith(prefix) || names.includes(key),
  );
}

/** Keys of the passages that are being edited. Typing does not change the answer, so that it draws no letter anew. */
export function useOpenPassages(evaluationId: string, kind: LetterKind): readonly string[] {
  const prefix = prefixOf(evaluationId, kind);
  const joined = useDrafts(({ values }) =>
    Object.keys(values)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
      .join("\n"),
  );
  return joined === "" ? [] : joined.split("\n");
}

export function usePassageDraft(key: string): PassageDraft | undefined {
  return useDrafts(({ values }) => values[key]) as PassageDraft | undefined;
}
