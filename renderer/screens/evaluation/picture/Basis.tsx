import { IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useId, useState } from "react";
import { awaitsConfirmation } from "../../../../shared/reasoning/practiceRules.ts";
import { findRule } from "../../../../shared/reasoning/registry.ts";
import type { RuleInfo, Statement } from "../../../../shared/reasoning/rule.ts";
import { citation, sourcesOf } from "../../../../shared/reasoning/sources.ts";
import { formatDate } from "../../../components/common/dates.ts";
import { useRuleSettings } from "../../../state/practiceRules.ts";
import { useGoToItem } from "./goToItem.ts";
import classes from "./Picture.module.css";
import { certaintyWords, itemLinks, type State, sourceWords } from "./words.ts";

interface LineProps {
  readonly statement: Statement;
  readonly state?: State;
  readonly children: ReactNode;
  /** Stays in view under the line. */
  readonly below?: ReactNode;
  /** Shown above the rule when the basis is opened. */
  readonly more?: ReactNode;
  /** Completes "Basis of …" for who hears the button without its line. */
  readonly name: string;
  readonly framed?: boolean;
}

/** One statement of the picture: state, words, and the basis that it opens. */
export function Line({ statement, state, children, below, more, name, framed = false }: LineProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <li className={framed ? classes.framed : classes.line}>
      <div className={classes.words}>
        {state && (
          <span className={classes.state} data-tone={state.tone}>
            {state.words}
          </span>
        )}
        {children}
        <Unconfirmed ruleId={statement.ruleId} />
      </div>
      <button
        type="button"
        className={classes.basisButton}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={`Basis of ${name}`}
        onClick={() => setOpen(!open)}
      >
        Basis
        <IconChevronRight size={13} aria-hidden className={classes.chevron} />
      </button>
      {below && <div className={classes.below}>{below}</div>}
      {open && (
        <div id={id} className={classes.basis}>
          {more}
          <Basis statement={statement} />
        </div>
      )}
    </li>
  );
}

/** A star while the rule waits for a physician of the practice. */
function Unconfirmed({ ruleId }: { readonly ruleId: string }) {
  const settings = useRuleSettings();
  const rule = findRule(ruleId);
  if (rule === undefined || !awaitsConfirmation(rule, settings)) return null;
  return (
    <span role="img" aria-label="Rule to be confirmed" className={classes.unconfirmed}>
      *
    </span>
  );
}

/** Rule, source, date, certainty, and the answers it was made from. */
function Basis({ statement }: { readonly statement: Statement }) {
  const rule = findRule(statement.ruleId);
  const settings = useRuleSettings();
  return (
    <dl className={classes.facts}>
      <dt>Rule</dt>
      <dd>
        {statement.ruleId}
        {rule && `: ${rule.title}`}
      </dd>
      {rule && (
        <>
          <dt>Says</dt>
          <dd>{rule.text}</dd>
          <dt>Source</dt>
          <dd>
            {sourceWords(rule)}, reviewed {formatDate(rule.reviewed)}
            <Citations rule={rule} />
          </dd>
          <dt>Certainty</dt>
          <dd>{certaintyWords(rule, settings.get(rule.id))}</dd>
        </>
      )}
      <dt>Made from</dt>
      <dd>{statement.items.length === 0 ? "No answer yet" : <ItemLinkList ids={statement.items} />}</dd>
      {statement.missing.length > 0 && (
        <>
          <dt>Missing</dt>
          <dd>
            <ItemLinkList ids={statement.missing} />
          </dd>
        </>
      )}
    </dl>
  );
}

/** Each source in full, to be read or copied and looked up; the program opens none of them. */
export function Citations({ rule }: { readonly rule: RuleInfo }) {
  const sources = sourcesOf(rule);
  if (sources.length === 0) return null;
  return (
    <ul className={classes.citations} aria-label="Sources in full">
      {sources.map((source) => (
        <li key={source.id}>
          <span className={classes.quiet}>{source.id}:</span>{" "}
          <span className={classes.citation}>{citation(source)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Items as links, by part; each jumps to its item. */
export function ItemLinkList({ ids }: { readonly ids: readonly string[] }) {
  const goToItem = useGoToItem();
  return (
    <ul className={classes.links}>
      {itemLinks(ids).map(({ part, items }) => (
        <li key={part}>
          <span className={classes.quiet}>{part}: </span>
          {items.map(({ id, label }, index) => (
            <span key={id}>
              {index > 0 && ", "}
              <button type="button" className={classes.link} onClick={() => goToItem(id)}>
                {label}
              </button>
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
