import { Center, Loader } from "@mantine/core";
import { useState } from "react";
import { isFinal } from "../../../shared/letter/kinds/kinds.ts";
import { useShortcuts } from "../../app/shortcuts.ts";
import { ReadError } from "../../components/common/ReadError.tsx";
import { type LetterView, useLetterViews } from "../../state/letterView.ts";
import { useRead } from "../../state/queries.ts";
import { useSaveStatus } from "../../state/saveStatus.ts";
import { DraftLetter } from "./DraftLetter.tsx";
import classes from "./Letter.module.css";
import { SignedLetter } from "./SignedLetter.tsx";

interface LetterPanelProps {
  readonly evaluationId: string;
  onGoToItem(itemId: string): void;
}

/** Changes with every durable save, which may change the letter, and stays while the next is on its way. */
function useSavedVersion(): string | undefined {
  const state = useSaveStatus((status) => status.state);
  const savedAt = state.kind === "saved" ? state.savedAt : undefined;
  const [version, setVersion] = useState(savedAt);
  if (savedAt !== undefined && savedAt !== version) setVersion(savedAt);
  return version;
}

/** The letter of an evaluation as it stands, beside what is still to be done; or one that was signed, as it was signed. */
export function LetterPanel({ evaluationId, onGoToItem }: LetterPanelProps) {
  const view = useLetterViews(({ views }) => views[evaluationId]);
  const show = useLetterViews((views) => views.show);
  const version = useSavedVersion();
  const kind = view !== undefined && "kind" in view ? view.kind : undefined;
  const input = { evaluationId, ...(kind === undefined ? {} : { kind }) };
  const preview = useRead("letter.preview", input, { version, keepPrevious: true });
  const offers = useRead("letter.kinds", { evaluationId }, { version, keepPrevious: true });
  const visit = useRead("letter.ofVisit", { evaluationId });

  useShortcuts([
    { keys: "↑ ↓", label: "Sentence by sentence", scope: "Letter" },
    { keys: "Enter", label: "Go to the finding behind the sentence", scope: "Letter" },
    { keys: "E", label: "Edit the passage", scope: "Letter" },
    { keys: "Ctrl+Enter", label: "Keep the edited passage", scope: "Letter" },
  ]);

  const failed = [preview, offers, visit].find((read) => read.error && !read.data);
  if (failed?.error) {
    return (
      <div className={classes.fallback}>
        <ReadError of={failed} />
      </div>
    );
  }
  const data = preview.data;
  if (!data || !offers.data || !visit.data || (kind !== undefined && data.kind !== kind)) {
    return (
      <Center h="100%">
        <Loader />
      </Center>
    );
  }
  const { letters, corrects } = visit.data;
  const ownFinal = letters.find((letter) => letter.evaluationId === evaluationId && isFinal(letter.kind));
  const showView = (next?: LetterView) => show(evaluationId, next);
  const shown =
    view !== undefined && "letterId" in view
      ? view
      : data.letterId === undefined
        ? undefined
        : { letterId: data.letterId };
  const row = letters.find((letter) => letter.letterId === shown?.letterId);
  if (shown !== undefined && row !== undefined) {
    return (
      <SignedLetter
        key={row.letterId}
        evaluationId={evaluationId}
        letter={row}
        copyId={shown.copyId}
        letters={letters}
        offers={offers.data.kinds}
        // Without a view of its own it is the evaluation's letter.
        isApart={view !== undefined && row.letterId !== data.letterId}
        onView={showView}
        onGoToItem={onGoToItem}
      />
    );
  }
  if (data.letterId !== undefined) {
    // It was signed a moment ago, and the list of letters is on its way.
    return (
      <Center h="100%">
        <Loader />
      </Center>
    );
  }
  return (
    <DraftLetter
      key={data.kind}
      evaluationId={evaluationId}
      preview={data}
      previewInput={input}
      error={preview.error ?? undefined}
      offers={offers.data.kinds}
      letters={letters}
      corrects={corrects}
      ownFinal={ownFinal}
      onView={showView}
      onGoToItem={onGoToItem}
    />
  );
}
