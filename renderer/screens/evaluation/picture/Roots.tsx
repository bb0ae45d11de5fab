import { memo } from "react";
import type { Picture } from "../../../../shared/reasoning/picture.ts";
import type { RootScore } from "../../../../shared/reasoning/roots/rootScore.ts";
import type { Statement } from "../../../../shared/reasoning/rule.ts";
import { Line } from "./Basis.tsx";
import classes from "./Picture.module.css";
import { Folded, Section } from "./Section.tsx";
import { splitRoots, type Tone } from "./words.ts";

const tones: Readonly<Record<RootScore["band"], Tone>> = {
  "probable radiculopathy": "good",
  "possible radiculopathy": "warning",
  "radicular pain without radiculopathy": "warning",
  "less likely": "quiet",
  "insufficient data": "quiet",
};

/** Root by root and side, patterns over several roots, and the test clusters. */
export const Roots = memo(function Roots({ roots }: Pick<Picture, "roots">) {
  const { shown, folded } = splitRoots(roots.scores);
  const { wainner, laslett } = roots.clusters;
  const clusters: readonly (Statement | undefined)[] = [wainner, laslett];
  const statements = [...roots.patterns, ...clusters].filter((one): one is Statement => one !== undefined);
  return (
    <Section title="Root levels">
      {shown.length + statements.length === 0 && (
        <p className={classes.note}>No root stands out from what is answered.</p>
      )}
      <ul className={classes.list}>
        {shown.map((score) => (
          <Root key={`${score.root} ${score.side}`} score={score} />
        ))}
        {statements.map((statement) => (
          <Line key={statement.text} statement={statement} name={statement.text}>
            {statement.text}
          </Line>
        ))}
      </ul>
      <Folded count={folded.length} words="roots less likely, or not enough answered">
        {folded.map((score) => (
          <Root key={`${score.root} ${score.side}`} score={score} />
        ))}
      </Folded>
    </Section>
  );
});

const Root = memo(function Root({ score }: { readonly score: RootScore }) {
  const { root, side, band, points, max, contributions } = score;
  const held = contributions.filter(({ holds }) => holds === true);
  const absent = contributions.filter(({ holds }) => holds === false);
  return (
    <Line
      statement={score}
      state={{ words: band, tone: tones[band] }}
      name={`${root} ${side}`}
      more={
        <dl className={classes.evidence}>
          {held.length > 0 && (
            <div data-side="For">
              <dt>For</dt>
              <dd>{held.map(({ text, points: earned }) => `${text} (+${earned})`).join("; ")}</dd>
            </div>
          )}
          {absent.length > 0 && (
            <div data-side="Against">
              <dt>Not found</dt>
              <dd>{absent.map(({ text }) => text).join("; ")}</dd>
            </div>
          )}
        </dl>
      }
    >
      <strong>
        {root} {side}
      </strong>
      <span className={classes.quiet}>
        {" "}
        {points} of {max} points
      </span>
    </Line>
  );
});
