import { memo, useId } from "react";
import type {
  Concordance,
  PhysicianJudgement,
  ProposedConcordance,
} from "../../../../shared/reasoning/concordance/concordance.ts";
import type { Picture } from "../../../../shared/reasoning/picture.ts";
import { useOpenedEvaluation, useReadOnly } from "../../../state/evaluation/context.ts";
import { Line } from "./Basis.tsx";
import { useGoToItem } from "./goToItem.ts";
import { focusJudged, JudgeChoice, JudgeForm, JudgeText, useJudgeDraft } from "./JudgeForm.tsx";
import { concordanceItem, judgeFinding, needsComment } from "./judgements.ts";
import classes from "./Picture.module.css";
import { Section } from "./Section.tsx";
import type { Tone } from "./words.ts";

const tones: Readonly<Record<Concordance, Tone>> = {
  concordant: "good",
  "partly concordant": "warning",
  discordant: "danger",
  "incidental-likely": "quiet",
  "not assessed": "quiet",
};

/** Each abnormal finding: what the rule proposes, and beside it what the physician judged. */
export const ConcordanceRows = memo(function ConcordanceRows({ concordance }: Pick<Picture, "concordance">) {
  const { rows, ownRows, sentences } = concordance;
  return (
    <Section title="Imaging against story and examination">
      {rows.length + ownRows.length === 0 && (
        <p className={classes.note}>No abnormal finding is recorded in the level grid.</p>
      )}
      <ul className={classes.list}>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
        {ownRows.map((judgement) => (
          <li key={judgement.row} className={classes.line}>
            <div className={classes.words}>{judgement.finding || "Finding without words"}</div>
            <Judgement judgement={judgement} />
          </li>
        ))}
        {sentences.map((sentence) => (
          <Line key={sentence.text} statement={sentence} name={sentence.text}>
            {sentence.text}
          </Line>
        ))}
      </ul>
    </Section>
  );
});

const Row = memo(function Row({ row }: { readonly row: ProposedConcordance }) {
  const matches = [
    ["Side", row.matchesSide],
    ["Distribution", row.matchesDistribution],
    ["Deficit", row.matchesDeficit],
    ["Tests", row.matchesTests],
    ["Time", row.matchesTime],
  ] as const;
  return (
    <Line
      statement={row}
      state={{ words: `Proposed: ${row.proposed}`, tone: tones[row.proposed] }}
      name={row.finding}
      below={
        <div className={classes.offer}>
          <Judgement judgement={row.physician} />
          <Judge row={row} />
        </div>
      }
      more={
        <p className={classes.note}>
          Matches:{" "}
          {matches.map(([label, match]) => `${label.toLowerCase()} ${match ?? "not known"}`).join(", ")}.
        </p>
      }
    >
      <strong>{row.finding}</strong>
    </Line>
  );
});

interface JudgeDraft {
  readonly concordance: string;
  readonly comment: string;
}

/** Takes the proposal over, or judges otherwise; what matches only in part or not at all is explained. */
function Judge({ row }: { readonly row: ProposedConcordance }) {
  const opened = useOpenedEvaluation();
  const readOnly = useReadOnly();
  const key = `finding ${opened.evaluationId} ${row.id}`;
  const { draft, begin, change, close } = useJudgeDraft<JudgeDraft>(key);
  const placeId = useId();
  if (readOnly) return null;
  const { finding, proposed, physician } = row;
  const judge = (judged: JudgeDraft) => {
    opened.setAnswer(concordanceItem, judgeFinding(opened.answer(concordanceItem), row, judged));
    leave();
  };
  const leave = () => {
    close();
    focusJudged(placeId);
  };
  const start = (concordance: string) => begin({ concordance, comment: physician?.comment ?? "" });
  const mayAccept = physician?.concordance === undefined && proposed !== "not assessed";
  const wantsComment =
    draft !== undefined && needsComment.includes(draft.concordance) && draft.comment.trim() === "";
  return (
    <div id={placeId}>
      {draft === undefined ? (
        <span className={classes.buttons}>
          {mayAccept && (
            <button
              type="button"
              className={classes.accept}
              aria-label={`Accept for ${finding}: ${proposed}`}
              onClick={() =>
                needsComment.includes(proposed)
                  ? start(proposed)
                  : judge({ concordance: proposed, comment: physician?.comment ?? "" })
              }
            >
              {needsComment.includes(proposed) ? "Accept…" : "Accept"}
            </button>
          )}
          <button
            type="button"
            className={classes.accept}
            aria-label={`Judge ${finding}`}
            onClick={() => start(physician?.concordance ?? proposed)}
          >
            {physician?.concordance === undefined ? "Judge otherwise…" : "Judge anew…"}
          </button>
        </span>
      ) : (
        <JudgeForm
          label={`Judge ${finding}`}
          submit="Save the judgement"
          objection={wantsComment ? "What does not match in full is explained." : undefined}
          onSubmit={() => judge(draft)}
          onCancel={leave}
        >
          <JudgeChoice
            label="Concordance"
            value={draft.concordance}
            choices={Object.keys(tones)}
            onChange={(concordance) => change({ concordance })}
          />
          <JudgeText
            label="Comment"
            value={draft.comment}
            most={500}
            wanted
            onChange={(comment) => change({ comment })}
          />
        </JudgeForm>
      )}
    </div>
  );
}

function Judgement({ judgement }: { readonly judgement: PhysicianJudgement | undefined }) {
  const goToItem = useGoToItem();
  const words = judgement?.concordance;
  return (
    <div className={classes.judgement}>
      <span className={classes.quiet}>Physician:</span>{" "}
      {words === undefined ? (
        <button type="button" className={classes.link} onClick={() => goToItem(concordanceItem)}>
          not judged yet
        </button>
      ) : (
        <span className={classes.state} data-tone={tones[words]}>
          {words}
        </span>
      )}
      {judgement?.comment && <span className={classes.quiet}> ({judgement.comment})</span>}
    </div>
  );
}
