import type { Recommendation } from "../../../../shared/reasoning/recommendations/index.ts";
import { useEvaluationState, useOpenedEvaluation, useReadOnly } from "../../../state/evaluation/context.ts";
import { Line } from "./Basis.tsx";
import { useGoToItem } from "./goToItem.ts";
import classes from "./Picture.module.css";
import { isInPlan, recommendationsItem, withoutProposal, withProposal } from "./planRows.ts";
import { Section } from "./Section.tsx";

interface ProposalsProps {
  readonly recommendations: readonly Recommendation[];
}

/** What the rules propose for the plan. Accepting makes it a row there, to be edited like any other. */
export function Proposals({ recommendations }: ProposalsProps) {
  const goToItem = useGoToItem();
  return (
    <Section title="Proposed: who does what by when">
      <p className={classes.note}>
        {recommendations.length === 0
          ? "Nothing is proposed from what is answered. "
          : "What you accept stands in "}
        <button type="button" className={classes.link} onClick={() => goToItem(recommendationsItem)}>
          Recommendations
        </button>
        {recommendations.length > 0 && " and can be edited there."}
      </p>
      <ul className={classes.list}>
        {recommendations.map((recommendation) => (
          <Proposal key={recommendation.id} recommendation={recommendation} />
        ))}
      </ul>
    </Section>
  );
}

function Proposal({ recommendation }: { readonly recommendation: Recommendation }) {
  const { action, responsible, timing, reason, escalateIf } = recommendation;
  const opened = useOpenedEvaluation();
  const readOnly = useReadOnly();
  const inPlan = useEvaluationState(({ evaluation }) =>
    isInPlan(evaluation.answers[recommendationsItem], recommendation),
  );
  const change = () => {
    const answer = opened.answer(recommendationsItem);
    const next = inPlan ? withoutProposal(answer, recommendation) : withProposal(answer, recommendation);
    opened.setAnswer(recommendationsItem, next);
  };
  return (
    <Line
      statement={recommendation}
      name={`proposal ${action}`}
      {...(inPlan ? { state: { words: "In the plan", tone: "good" } } : {})}
      below={
        <div className={classes.offer}>
          <span className={classes.quiet}>
            {responsible}, {timing}
          </span>
          {!readOnly && (
            <button
              type="button"
              className={classes.accept}
              aria-label={inPlan ? `Take out of the plan: ${action}` : `Accept: ${action}`}
              onClick={change}
            >
              {inPlan ? "Take out" : "Accept"}
            </button>
          )}
        </div>
      }
      more={
        <dl className={classes.facts}>
          <dt>Reason</dt>
          <dd>{reason}</dd>
          <dt>Escalate if</dt>
          <dd>{escalateIf}</dd>
        </dl>
      }
    >
      <strong>{action}</strong>
    </Line>
  );
}
