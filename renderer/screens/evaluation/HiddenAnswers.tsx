import { IconEyeOff } from "@tabler/icons-react";
import { useStructure } from "../../state/evaluation/context.ts";
import classes from "./Evaluation.module.css";

/** Answers that another answer folded away: nothing is lost by that, and nobody has to wonder where they went. */
export function HiddenAnswers() {
  const { hidden } = useStructure();
  const words =
    hidden.length === 1
      ? "1 recorded answer is no longer asked. It is kept, and left out of the letter."
      : `${hidden.length} recorded answers are no longer asked. They are kept, and left out of the letter.`;
  return (
    <div role="status">
      {hidden.length > 0 && (
        <details className={classes.hiddenAnswers}>
          <summary>
            <IconEyeOff size={16} aria-hidden /> {words}
          </summary>
          {hidden.map((item) => item.label).join("; ")}
        </details>
      )}
    </div>
  );
}
