import { memo } from "react";
import type { Caution } from "../../../../shared/reasoning/caution.ts";
import type { Statement } from "../../../../shared/reasoning/rule.ts";
import type { TimingPicture } from "../../../../shared/reasoning/timing/timing.ts";
import { ItemLinkList, Line } from "./Basis.tsx";
import classes from "./Picture.module.css";
import { Folded, Section } from "./Section.tsx";
import { cautionStates, metState } from "./words.ts";

/** What to mind with medicines and planned procedures; notes fold away. */
export const Cautions = memo(function Cautions({ cautions }: { readonly cautions: readonly Caution[] }) {
  const notes = cautions.filter(({ level }) => level === "note");
  const pressing = cautions.filter(({ level }) => level !== "note");
  return (
    <Section title="Medication and safety">
      {pressing.length === 0 && <p className={classes.note}>No caution from what is answered.</p>}
      <ul className={classes.list}>
        {pressing.map((caution) => (
          <CautionLine key={`${caution.ruleId} ${caution.text}`} caution={caution} />
        ))}
      </ul>
      <Folded count={notes.length} words={notes.length === 1 ? "note" : "notes"}>
        {notes.map((caution) => (
          <CautionLine key={`${caution.ruleId} ${caution.text}`} caution={caution} />
        ))}
      </Folded>
    </Section>
  );
});

const CautionLine = memo(function CautionLine({ caution }: { readonly caution: Caution }) {
  return (
    <Line statement={caution} state={cautionStates[caution.level]} name={caution.text}>
      {caution.text}
    </Line>
  );
});

/** Three thresholds that are never mixed: the article's, the payer's, that of imaging. */
export const Timing = memo(function Timing({ timing }: { readonly timing: TimingPicture }) {
  const { suppressed, referral, visit, payer, imaging, who, statements } = timing;
  return (
    <Section title="Timing">
      {suppressed && <p className={classes.note}>The emergency comes before any timing.</p>}
      {!suppressed && (
        <>
          <h4 className={classes.subheading}>Article on referral</h4>
          <Statements statements={[...referral.statements, ...visit.statements]} />
          <h4 className={classes.subheading}>Payer</h4>
          <Badges badges={payer} />
          {imaging && (
            <>
              <h4 className={classes.subheading}>Imaging</h4>
              <Badges badges={[imaging]} />
            </>
          )}
        </>
      )}
      <h4 className={classes.subheading}>Who should be seen</h4>
      <Badges badges={who.criteria} />
      <Statements statements={statements} />
    </Section>
  );
});

function Statements({ statements }: { readonly statements: readonly Statement[] }) {
  if (statements.length === 0) return null;
  return (
    <ul className={classes.list}>
      {statements.map((statement) => (
        <Line
          key={`${statement.ruleId} ${statement.text}`}
          statement={statement}
          name={statement.text}
          below={missingOf(statement)}
        >
          {statement.text}
        </Line>
      ))}
    </ul>
  );
}

interface Badge extends Statement {
  readonly met: boolean | undefined;
}

function Badges({ badges }: { readonly badges: readonly Badge[] }) {
  return (
    <ul className={classes.list}>
      {badges.map((badge) => (
        <Line
          key={badge.text}
          statement={badge}
          state={metState(badge.met)}
          name={badge.text}
          below={badge.met === undefined ? missingOf(badge) : undefined}
        >
          {/* The state stands in front already. */}
          {badge.text.replace(/: (criterion met|met|not met|cannot be judged yet)\.$/, "")}
        </Line>
      ))}
    </ul>
  );
}

function missingOf({ missing }: Statement) {
  if (missing.length === 0) return undefined;
  return (
    <div className={classes.missing}>
      Missing: <ItemLinkList ids={missing} />
    </div>
  );
}
