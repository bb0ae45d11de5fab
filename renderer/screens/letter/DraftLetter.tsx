import { Button } from "@mantine/core";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { LetterOffer, VisitLetter } from "../../../shared/contract/letters.ts";
import type { OperationInput, OperationOutput } from "../../../shared/contract.ts";
import type { FourfoldError } from "../../../shared/errors.ts";
import { type Passage, passageText } from "../../../shared/letter/edits.ts";
import { notifyDone } from "../../app/notify.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { useDrafts } from "../../state/drafts.ts";
import { useEvaluationState } from "../../state/evaluation/context.ts";
import type { LetterView } from "../../state/letterView.ts";
import { AddendumField } from "./AddendumField.tsx";
import asideClasses from "./Aside.module.css";
import { CopiesDialog } from "./CopiesDialog.tsx";
import { CorrectionNotice } from "./CorrectionNotice.tsx";
import { DraftSide } from "./DraftSide.tsx";
import classes from "./Letter.module.css";
import { LetterSheet } from "./LetterSheet.tsx";
import type { SheetActions } from "./letterContext.ts";
import { passageDraftKey, useOpenPassages } from "./passageDrafts.ts";
import { editedPassages } from "./passages.ts";
import type { Destination } from "./readinessPlaces.ts";
import { recipientsOf } from "./recipients.ts";
import type { LookedAt } from "./SourceBox.tsx";
import { focusPassage, focusSection } from "./sheetFocus.ts";
import { useLetterChange } from "./useLetterChange.ts";
import { useLetterDraft } from "./useLetterDraft.ts";

export type Preview = OperationOutput<"letter.preview">;

interface DraftLetterProps {
  readonly evaluationId: string;
  readonly preview: Preview;
  readonly previewInput: OperationInput<"letter.preview">;
  /** Why the letter could not be composed anew; the one that is shown is from before. */
  readonly error: FourfoldError | undefined;
  readonly offers: readonly LetterOffer[];
  readonly letters: readonly VisitLetter[];
  readonly corrects: OperationOutput<"letter.ofVisit">["corrects"];
  /** The letter that closed the evaluation, where this one follows it. */
  readonly ownFinal: VisitLetter | undefined;
  onView(view?: LetterView): void;
  onGoToItem(itemId: string): void;
}

/** Where the focus goes once the letter shows what was changed. */
interface PendingFocus {
  readonly key: string;
  readonly revision: number;
}

/** A letter that is not signed: each passage can be edited where it stands, and the side says what is still to be done. */
export function DraftLetter(props: DraftLetterProps) {
  const { evaluationId, preview, previewInput, error, ownFinal, onView, onGoToItem } = props;
  const { kind, document, passages, orphans, draft: stored } = preview;
  const sheet = useRef<HTMLElement>(null);
  const side = useRef<HTMLElement>(null);
  const caret = useRef<{ readonly key: string; readonly at: number }>(undefined);
  const [lookedAt, setLookedAt] = useState<LookedAt>();
  const [showsCopies, setShowsCopies] = useState(false);
  const [pending, setPending] = useState<PendingFocus>();
  const open = useOpenPassages(evaluationId, kind);
  const change = useLetterChange(evaluationId, kind, previewInput);
  const { draft, error: draftError, keeper } = useLetterDraft(evaluationId, kind, stored);
  const evaluation = useEvaluationState((state) => state.evaluation);
  const recipients = useMemo(() => recipientsOf(evaluation, draft), [evaluation, draft]);
  const edited = useMemo(() => editedPassages(passages, orphans), [passages, orphans]);

  const focusEdited = useCallback((key: string): boolean => {
    const places = side.current?.querySelectorAll<HTMLElement>("[data-edited]") ?? [];
    const place = [...places].find((one) => one.dataset.edited === key);
    place?.focus();
    return place !== undefined;
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: tried again whenever another letter is drawn
  useEffect(() => {
    if (pending === undefined || stored.revision < pending.revision) return;
    if (focusPassage(sheet.current, pending.key) || focusEdited(pending.key)) setPending(undefined);
  }, [pending, preview, focusEdited]);

  const beginEdit = useCallback(
    (passage: Passage, at: number) => {
      caret.current = { key: passage.key, at };
      useDrafts
        .getState()
        .keep(passageDraftKey(evaluationId, kind, passage.key), { text: passageText(passage.sentences) });
    },
    [evaluationId, kind],
  );
  const actions = useMemo(
    (): SheetActions => ({
      evaluationId,
      kind,
      onGoToItem,
      onLookAt: (sentence, passage) =>
        setLookedAt({ sentence, ...(passage === undefined ? {} : { passage }) }),
      onEdit: beginEdit,
      takeCaret: (key) => {
        const at = caret.current?.key === key ? caret.current.at : undefined;
        caret.current = undefined;
        return at;
      },
      onLeave: (key, revision = 0) => setPending({ key, revision }),
      onChange: change,
    }),
    [evaluationId, kind, onGoToItem, beginEdit, change],
  );

  const goTo = (destination: Destination) => {
    switch (destination.to) {
      case "item":
        return onGoToItem(destination.itemId);
      case "copies":
        return setShowsCopies(true);
      case "addendum":
        return globalThis.document.querySelector<HTMLElement>("[data-addendum]")?.focus();
      case "section":
        return void focusSection(sheet.current, destination.section);
      case "passage":
        return void (focusPassage(sheet.current, destination.key) || focusEdited(destination.key));
    }
  };

  return (
    <div className={classes.panel}>
      <div className={classes.desk}>
        {error && <ErrorNote error={error} />}
        <CorrectionNotice {...props} />
        {ownFinal && (
          <div className={asideClasses.notice} role="note">
            <span>Goes with letter {ownFinal.letterNumber}, which is signed.</span>
            <Button variant="default" onClick={() => onView()}>
              Back to the letter
            </Button>
          </div>
        )}
        {kind === "addendum" && (
          <AddendumField
            text={draft.addendum ?? ""}
            error={draftError}
            onType={(addendum) => keeper.change({ addendum })}
          />
        )}
        <LetterSheet sheet={sheet} document={document} passages={passages} open={open} actions={actions} />
      </div>
      <DraftSide
        {...props}
        side={side}
        recipients={recipients}
        edited={edited}
        lookedAt={lookedAt}
        keeper={keeper}
        onGoTo={goTo}
        onEdit={(passage) => beginEdit(passage, 0)}
        onChange={change}
        onCopies={() => setShowsCopies(true)}
        onSigned={(letter) => notifyDone(`Letter ${letter.letterNumber} is signed.`)}
      />
      {showsCopies && (
        <CopiesDialog
          draftKey={`copy ${evaluationId} ${kind}`}
          draft={draft}
          recipients={recipients}
          earlier={ownFinal}
          error={draftError}
          onChange={(part) => {
            keeper.change(part);
            void keeper.flush();
          }}
          onGoToItem={onGoToItem}
          onClose={() => setShowsCopies(false)}
        />
      )}
    </div>
  );
}
