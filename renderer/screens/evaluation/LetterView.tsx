import { useEffect, useState } from "react";
import { Waiting } from "../../components/common/loadable.tsx";
import { useOpenedEvaluation } from "../../state/evaluation/context.ts";
import { LetterPanel } from "./laterParts.ts";

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
  if (!handedOver) return <Waiting />;
  return <LetterPanel evaluationId={evaluation.evaluationId} onGoToItem={onGoToItem} />;
}
