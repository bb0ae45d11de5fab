import type {
  Concordance,
  PhysicianJudgement,
  ProposedConcordance,
} from "../../../../shared/reasoning/concordance/concordance.ts";
import type { Picture } from "../../../../shared/reasoning/picture.ts";
import { Line } from "./Basis.tsx";
import { useGoToItem } from "./goToItem.ts";
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
export function ConcordanceRows({ concordance }: Pick<Picture, "concordance">) {
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
}

function Row({ row }: { readonly row: ProposedConcordance }) {
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
      below={<Judgement judgement={row.physician} />}
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
}

function Judgement({ judgement }: { readonly judgement: PhysicianJudgement | undefined }) {
  const goToItem = useGoToItem();
  const words = judgement?.concordance;
  return (
    <div className={classes.judgement}>
      <span className={classes.quiet}>Physician:</span>{" "}
      {words === undefined ? (
        <button type="button" className={classes.link} onClick={() => goToItem("IM.CONC")}>
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
