import { memo } from "react";
import type { Pathway } from "../../../../shared/reasoning/pathways/index.ts";
import { ItemLinkList, Line } from "./Basis.tsx";
import classes from "./Picture.module.css";
import { Section } from "./Section.tsx";
import { blockWords, pathwayTone, tally, verdictTones } from "./words.ts";

/** Where the patient stands on the way to each procedure, by the payer's terms. */
export const Pathways = memo(function Pathways({ pathways }: { readonly pathways: readonly Pathway[] }) {
  return (
    <Section title="Procedure pathways">
      {pathways.length === 0 && <p className={classes.note}>The complaint concerns none so far.</p>}
      <ul className={classes.list}>
        {pathways.map((pathway) => (
          <PathwayLine key={`${pathway.kind} ${pathway.title}`} pathway={pathway} />
        ))}
      </ul>
    </Section>
  );
});

const PathwayLine = memo(function PathwayLine({ pathway }: { readonly pathway: Pathway }) {
  const { title, state, nextStep, criteria, warnings, payer, joints, nerves, blocks = [], missing } = pathway;
  return (
    <Line
      statement={pathway}
      state={{ words: state === "suppressed" ? "waits" : state, tone: pathwayTone(pathway) }}
      name={`pathway ${title}`}
      below={
        <>
          {blocks.length > 0 && <p className={classes.next}>{blockWords(blocks)}.</p>}
          <p className={classes.next}>{nextStep}.</p>
          {criteria.length > 0 && (
            <p className={classes.note}>
              {payer}: {tally(criteria)}
            </p>
          )}
          {state === "insufficient data" && missing.length > 0 && (
            <div className={classes.missing}>
              Missing: <ItemLinkList ids={missing} />
            </div>
          )}
        </>
      }
      more={
        <>
          {joints !== undefined && joints.length > 0 && (
            <p className={classes.note}>
              Joints {joints.join(", ")}; nerves {nerves?.join(", ")}.
            </p>
          )}
          <ul className={classes.list} aria-label={`Criteria: ${title}`}>
            {criteria.map((criterion) => (
              <Line
                key={`${criterion.ruleId} ${criterion.text}`}
                statement={criterion}
                state={{ words: criterion.verdict, tone: verdictTones[criterion.verdict] }}
                name={criterion.text}
              >
                {criterion.text}: <span className={classes.quiet}>{criterion.finding}</span>
              </Line>
            ))}
            {warnings.map((warning) => (
              <Line
                key={`${warning.ruleId} ${warning.text}`}
                statement={warning}
                state={{ words: "mind", tone: "warning" }}
                name={warning.text}
              >
                {warning.text}
              </Line>
            ))}
          </ul>
        </>
      }
    >
      <strong>{title}</strong>
    </Line>
  );
});
