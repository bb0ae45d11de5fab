import { memo, useId } from "react";
import type { Recommendation } from "../../../../shared/reasoning/recommendations/index.ts";
import { useEvaluationState, useOpenedEvaluation, useReadOnly } from "../../../state/evaluation/context.ts";
import { Line } from "./Basis.tsx";
import { useGoToItem } from "./goToItem.ts";
import { focusJudged, JudgeChoice, JudgeForm, JudgeText, useJudgeDraft } from "./JudgeForm.tsx";
import {
  accept,
  acceptEdited,
  type EditedRow,
  judgedItem,
  type PlanChange,
  type ProposalState,
  refuse,
  splitProposals,
  stateOf,
  takeBack,
} from "./judgements.ts";
import classes from "./Picture.module.css";
import { recommendationsItem } from "./planRows.ts";
import { Folded, Section } from "./Section.tsx";
import type { State } from "./words.ts";

interface ProposalsProps {
  readonly recommendations: readonly Recommendation[];
}

/** The two answers that say what became of the proposals. */
function usePlanAnswers() {
  const plan = useEvaluationState(({ evaluation }) => evaluation.answers[recommendationsItem]);
  const judged = useEvaluationState(({ evaluation }) => evaluation.answers[judgedItem]);
  return { plan, judged };
}

/** What the rules propose for the plan. Accepting makes it a row there, to be edited like any other. */
export const Proposals = memo(function Proposals({ recommendations }: ProposalsProps) {
  const goToItem = useGoToItem();
  const { standing, refused } = splitProposals(usePlanAnswers(), recommendations);
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
        {standing.map((recommendation) => (
          <Proposal key={recommendation.id} recommendation={recommendation} />
        ))}
      </ul>
      <Folded count={refused.length} words="refused" wordsFirst>
        {refused.map((recommendation) => (
          <Proposal key={recommendation.id} recommendation={recommendation} />
        ))}
      </Folded>
    </Section>
  );
});

const badges: Readonly<Record<ProposalState["kind"], State | undefined>> = {
  open: undefined,
  inPlan: { words: "In the plan", tone: "good" },
  edited: { words: "In the plan, edited", tone: "good" },
  leftPlan: { words: "Accepted, then changed or removed in the plan", tone: "quiet" },
  refused: { words: "Refused", tone: "quiet" },
};

/** What is being typed: why it is refused, or how it is worded instead. */
type Draft =
  | { readonly kind: "refuse"; readonly reason: string }
  | { readonly kind: "edit"; readonly row: EditedRow };

const responsibles = ["pain clinic", "referring clinician", "PCP", "PT", "psychology", "surgeon", "patient"];

const Proposal = memo(function Proposal({ recommendation }: { readonly recommendation: Recommendation }) {
  const { id, action, responsible, timing, reason, escalateIf } = recommendation;
  const opened = useOpenedEvaluation();
  const readOnly = useReadOnly();
  const answers = usePlanAnswers();
  const state = stateOf(answers, recommendation);
  const { draft, begin, change, close } = useJudgeDraft<Draft>(`proposal ${opened.evaluationId} ${id}`);
  const badge = badges[state.kind];
  const lineId = useId();

  const make = (changes: readonly PlanChange[]) => {
    close();
    opened.setAnswers(changes);
    focusJudged(lineId);
  };
  const cancel = () => {
    close();
    focusJudged(lineId);
  };
  const row: EditedRow = { action, responsible, timing, reason, escalateIf };
  const mayJudge = state.kind === "open" || state.kind === "leftPlan";

  return (
    <Line
      statement={recommendation}
      name={`proposal ${action}`}
      {...(badge === undefined ? {} : { state: badge })}
      below={
        <div id={lineId}>
          <div className={classes.offer}>
            <span className={classes.quiet}>
              {responsible}, {timing}
            </span>
            {!readOnly && draft === undefined && (
              <span className={classes.buttons}>
                {mayJudge ? (
                  <>
                    <button
                      type="button"
                      className={classes.accept}
                      aria-label={`Accept: ${action}`}
                      onClick={() => make(accept(answers, recommendation))}
                    >
                      Accept
                    </button>
                    <button
                      type="button"
                      className={classes.accept}
                      aria-label={`Edit: ${action}`}
                      onClick={() => begin({ kind: "edit", row })}
                    >
                      Edit…
                    </button>
                    <button
                      type="button"
                      className={classes.accept}
                      aria-label={`Refuse: ${action}`}
                      onClick={() => begin({ kind: "refuse", reason: "" })}
                    >
                      Refuse…
                    </button>
                  </>
                ) : (
                  <button
                    type="button"
                    className={classes.accept}
                    aria-label={
                      state.kind === "refused" ? `Take back: ${action}` : `Take out of the plan: ${action}`
                    }
                    onClick={() => make(takeBack(answers, recommendation))}
                  >
                    {state.kind === "refused" ? "Take back" : "Take out"}
                  </button>
                )}
              </span>
            )}
          </div>
          {state.kind === "refused" && state.reason !== "" && (
            <p className={classes.note}>Because: {state.reason}</p>
          )}
          {state.kind === "edited" && <p className={classes.note}>In the plan as: {state.wording}</p>}
          {draft?.kind === "refuse" && !readOnly && (
            <JudgeForm
              label={`Refuse: ${action}`}
              submit="Refuse"
              objection={draft.reason.trim() === "" ? "A refusal says why." : undefined}
              onSubmit={() => make(refuse(answers, recommendation, draft.reason))}
              onCancel={cancel}
            >
              <JudgeText
                label="Why it is refused"
                value={draft.reason}
                most={500}
                wanted
                onChange={(typed) => change({ reason: typed })}
              />
            </JudgeForm>
          )}
          {draft?.kind === "edit" && !readOnly && (
            <EditForm
              name={action}
              row={draft.row}
              onChange={(next) => begin({ kind: "edit", row: next })}
              onSubmit={() => make(acceptEdited(answers, recommendation, draft.row))}
              onCancel={cancel}
            />
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
});

interface EditFormProps {
  readonly name: string;
  readonly row: EditedRow;
  onChange(row: EditedRow): void;
  onSubmit(): void;
  onCancel(): void;
}

function EditForm({ name, row, onChange, onSubmit, onCancel }: EditFormProps) {
  const isOpen = row.action.trim() === "" || row.timing.trim() === "";
  return (
    <JudgeForm
      label={`Edit: ${name}`}
      submit="Put into the plan"
      objection={isOpen ? "A row says what is done, and when." : undefined}
      onSubmit={onSubmit}
      onCancel={onCancel}
    >
      <JudgeText
        label="Action"
        value={row.action}
        most={300}
        wanted
        onChange={(action) => onChange({ ...row, action })}
      />
      <JudgeChoice
        label="Responsible"
        value={row.responsible}
        choices={responsibles}
        onChange={(responsible) => onChange({ ...row, responsible })}
      />
      <JudgeText
        label="Timing"
        value={row.timing}
        most={120}
        onChange={(timing) => onChange({ ...row, timing })}
      />
      <JudgeText
        label="Reason"
        value={row.reason}
        most={300}
        onChange={(reason) => onChange({ ...row, reason })}
      />
      <JudgeText
        label="Escalate if"
        value={row.escalateIf}
        most={300}
        onChange={(escalateIf) => onChange({ ...row, escalateIf })}
      />
    </JudgeForm>
  );
}
