import { useMemo, useRef } from "react";
import type { LetterDocument, Sentence } from "../../../shared/letter/document.ts";
import { LetterSheet } from "./LetterSheet.tsx";
import type { SheetActions } from "./letterContext.ts";

interface ReadOnlySheetProps {
  readonly document: LetterDocument;
  onGoToItem(itemId: string): void;
  onLookAt(sentence: Sentence): void;
}

const nothing = () => {};
const none: readonly never[] = [];

/** A letter that can be read and followed to its findings, and not edited. */
export function ReadOnlySheet({ document, onGoToItem, onLookAt }: ReadOnlySheetProps) {
  const sheet = useRef<HTMLElement>(null);
  const actions = useMemo(
    (): SheetActions => ({
      // No passage can be edited, so that nothing asks whose they would be.
      evaluationId: "",
      kind: document.kind ?? "consultation",
      onGoToItem,
      onLookAt,
      onEdit: nothing,
      takeCaret: () => undefined,
      onLeave: nothing,
      onChange: () => Promise.reject(new Error("this letter is not edited")),
    }),
    [document.kind, onGoToItem, onLookAt],
  );
  return <LetterSheet sheet={sheet} document={document} passages={none} open={none} actions={actions} />;
}
