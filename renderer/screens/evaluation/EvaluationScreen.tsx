import { Button, Loader, VisuallyHidden } from "@mantine/core";
import { useEffect, useState } from "react";
import type { FourfoldError } from "../../../shared/errors.ts";
import { ErrorNote } from "../../components/common/ErrorNote.tsx";
import { useLoadAhead } from "../../components/common/loadable.tsx";
import { EvaluationContext } from "../../state/evaluation/context.ts";
import type { OpenedEvaluation } from "../../state/evaluation/evaluationStore.ts";
import { openEvaluation } from "../../state/evaluation/registry.ts";
import { asFourfoldError } from "../../state/failures.ts";
import { useNavigation } from "../../state/navigation.ts";
import { EmergencyAccess } from "../emergency/EmergencyAccess.tsx";
import classes from "./Evaluation.module.css";
import { laterParts } from "./laterParts.ts";
import type { View } from "./places.ts";
import { Workplace } from "./Workplace.tsx";

interface EvaluationScreenProps {
  readonly evaluationId: string;
  readonly view: View;
  readonly itemId?: string | undefined;
}

/** Opens an evaluation and shows it; the physician's main place of work. */
export function EvaluationScreen({ evaluationId, view }: EvaluationScreenProps) {
  useLoadAhead(laterParts);
  const [opened, setOpened] = useState<OpenedEvaluation>();
  const [error, setError] = useState<FourfoldError>();
  const [attempt, setAttempt] = useState(0);
  const go = useNavigation((navigation) => navigation.go);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt opens it anew
  useEffect(() => {
    let left = false;
    openEvaluation(evaluationId).then(
      (evaluation) => {
        if (!left) setOpened(evaluation);
      },
      (failure: unknown) => {
        if (!left) setError(asFourfoldError(failure));
      },
    );
    return () => {
      left = true;
    };
  }, [evaluationId, attempt]);

  if (opened !== undefined) {
    return (
      <EvaluationContext value={opened}>
        <Workplace view={view} />
      </EvaluationContext>
    );
  }
  if (error === undefined) {
    return (
      <main className={classes.state}>
        <Loader />
        <VisuallyHidden role="status">The evaluation is opening</VisuallyHidden>
      </main>
    );
  }
  if (error.code === "notAllowed") {
    return <EmergencyAccess evaluationId={evaluationId} />;
  }
  return (
    <main className={classes.state}>
      <ErrorNote error={error}>
        <Button
          mt="sm"
          mr="sm"
          onClick={() => {
            setError(undefined);
            setAttempt(attempt + 1);
          }}
        >
          Try again
        </Button>
        <Button mt="sm" variant="default" onClick={() => go({ screen: "worklist" })}>
          Go to the worklist
        </Button>
      </ErrorNote>
    </main>
  );
}
