import { useCallback } from "react";
import type { OperationInput } from "../../../shared/contract.ts";
import type { LetterKind } from "../../../shared/letter/kinds/kinds.ts";
import { call } from "../../state/bridge.ts";
import { asFourfoldError } from "../../state/failures.ts";
import { queryClient } from "../../state/queryClient.ts";
import { useSaveStatus } from "../../state/saveStatus.ts";

export type PassageChange = OperationInput<"letter.edit">["change"];

/** The letter and what is offered for it are asked anew after a change of its draft. */
export async function refreshLetter(): Promise<void> {
  await Promise.all(
    (["letter.preview", "letter.kinds", "letter.ofVisit"] as const).map((stale) =>
      queryClient.invalidateQueries({ queryKey: [stale] }),
    ),
  );
}

/**
 * Changes a passage of the draft; resolves with the draft's revision when the letter was asked anew. Throws a FourfoldError that
 * says why nothing was stored.
 */
export function useLetterChange(
  evaluationId: string,
  kind: LetterKind,
  previewInput: OperationInput<"letter.preview">,
) {
  const asked = previewInput.kind;
  return useCallback(
    async (passageKey: string, change: PassageChange): Promise<number> => {
      try {
        const saved = await call("letter.edit", { evaluationId, kind, passageKey, change });
        const input = { evaluationId, ...(asked === undefined ? {} : { kind: asked }) };
        // The save is a new version of the letter: the screen asks for it under this name, and so it is asked once.
        useSaveStatus.getState().report({ kind: "saved", savedAt: saved.savedAt });
        await queryClient
          .fetchQuery({
            queryKey: ["letter.preview", input, saved.savedAt],
            queryFn: () => call("letter.preview", input),
          })
          // The edit is stored; what keeps the letter from being shown is said in its place.
          .catch(() => undefined);
        return saved.revision;
      } catch (error) {
        throw asFourfoldError(error);
      }
    },
    [evaluationId, kind, asked],
  );
}
