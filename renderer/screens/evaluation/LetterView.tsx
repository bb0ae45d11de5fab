import { Center, Loader } from "@mantine/core";
import { lazy, Suspense, useEffect, useState } from "react";
import { useOpenedEvaluation } from "../../state/evaluation/context.ts";

const LetterPanel = lazy(async () => ({ default: (await import("../letter/LetterPanel.tsx")).LetterPanel }));

/** The letter is composed from what is stored: what was typed last goes there first. */
export function LetterView({ onGoToItem }: { readonly onGoToItem: (itemId: string) => void }) {
  const evaluation = useOpenedEvaluation();
  const [handedOver, setHandedOver] = useState(false);
  useEffect(() => {
    let left = false;
    void evaluation.autosave.flush().then(() => {
      if (!left) setHandedOver(true);
    });
    return () => {
      left = true;
    };
  }, [evaluation]);
  const waiting = (
    <Center p="xl">
      <Loader />
    </Center>
  );
  if (!handedOver) return waiting;
  return (
    <Suspense fallback={waiting}>
      <LetterPanel evaluationId={evaluation.evaluationId} onGoToItem={onGoToItem} />
    </Suspense>
  );
}
