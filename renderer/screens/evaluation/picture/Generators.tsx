import { memo } from "react";
import type { Evidence, GeneratorEntry } from "../../../../shared/reasoning/generators/generators.ts";
import type { Picture } from "../../../../shared/reasoning/picture.ts";
import { ItemLinkList, Line } from "./Basis.tsx";
import classes from "./Picture.module.css";
import { Folded, Section } from "./Section.tsx";
import { byPart, generatorTones, pointsOf, splitRanking } from "./words.ts";

/** Likely generators, ranked; what speaks for and against each by part, and what is not answered. */
export const Generators = memo(function Generators({ generators }: Pick<Picture, "generators">) {
  const { suppressed, ranking, overlays, several } = generators;
  if (suppressed) {
    return (
      <Section title="Likely pain generators">
        <p className={classes.note}>Nothing is ranked while a red flag is an emergency.</p>
      </Section>
    );
  }
  const { shown, folded } = splitRanking(ranking);
  const mechanisms = splitRanking(overlays).shown;
  return (
    <Section title="Likely pain generators">
      {shown.length === 0 && (
        <p className={classes.note}>None can be called likely or possible from what is answered.</p>
      )}
      <ol className={classes.list} aria-label="Ranking">
        {shown.map((entry) => (
          <Generator key={entry.id} entry={entry} evidenceInView={entry.band === "most likely"} />
        ))}
      </ol>
      {several && (
        <ul className={classes.list}>
          <Line statement={several} name="several sources">
            {several.text}
          </Line>
        </ul>
      )}
      {mechanisms.length > 0 && (
        <>
          <h4 className={classes.subheading}>Mechanism over it</h4>
          <ul className={classes.list}>
            {mechanisms.map((entry) => (
              <Generator key={entry.id} entry={entry} evidenceInView={false} />
            ))}
          </ul>
        </>
      )}
      <Folded count={folded.length} words="less likely, or not enough answered">
        {folded.map((entry) => (
          <Generator key={entry.id} entry={entry} evidenceInView={false} />
        ))}
      </Folded>
    </Section>
  );
});

interface GeneratorProps {
  readonly entry: GeneratorEntry;
  readonly evidenceInView: boolean;
}

const Generator = memo(function Generator({ entry, evidenceInView }: GeneratorProps) {
  const points = pointsOf(entry);
  const evidence = <Evidences entry={entry} />;
  return (
    <Line
      statement={entry}
      state={{ words: entry.band, tone: generatorTones[entry.band] }}
      name={entry.label}
      below={
        evidenceInView ? (
          evidence
        ) : entry.band === "insufficient data" ? (
          <div className={classes.missing}>
            Missing: <ItemLinkList ids={entry.missing} />
          </div>
        ) : undefined
      }
      more={
        <>
          {!evidenceInView && evidence}
          {entry.gate && entry.band !== "does not apply" && (
            <p className={classes.note}>
              “Most likely” also asks for: {entry.gate.text} (
              {entry.gate.holds === undefined ? "not known" : entry.gate.holds ? "given" : "not given"}).
            </p>
          )}
          {entry.baseRate && <p className={classes.note}>How often in general: {entry.baseRate}.</p>}
        </>
      }
    >
      <strong>{entry.label}</strong>
      {entry.band !== "does not apply" && entry.band !== "insufficient data" && (
        <span className={classes.quiet}>
          {" "}
          {entry.wording}
          {points && `, ${points}`}
        </span>
      )}
    </Line>
  );
});

function Evidences({ entry }: { readonly entry: GeneratorEntry }) {
  const groups = [
    { title: "For", evidence: entry.evidenceFor },
    { title: "Against", evidence: entry.evidenceAgainst },
    { title: "Not answered", evidence: entry.unanswered },
  ].filter(({ evidence }) => evidence.length > 0);
  if (groups.length === 0) return null;
  return (
    <dl className={classes.evidence}>
      {groups.map(({ title, evidence }) => (
        <div key={title} data-side={title}>
          <dt>{title}</dt>
          <dd>
            {byPart(evidence).map((group) => (
              <div key={group.label}>
                <span className={classes.quiet}>{group.label}:</span>{" "}
                {group.evidence.map(withPoints).join("; ")}
              </div>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** "Fortin sign (+1)"; half of the points say so. */
function withPoints({ text, points, earned }: Evidence): string {
  if (earned <= 0) return text;
  return earned === points ? `${text} (+${earned})` : `${text} (+${earned} of ${points})`;
}
