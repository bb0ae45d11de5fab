import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconPlayerPause } from "@tabler/icons-react";
import { memo } from "react";
import {
  awaitsConfirmation,
  type RuleDecision,
  type RuleDecisionKind,
  type RuleSetting,
  warnsOfEmergency,
} from "../../../shared/reasoning/practiceRules.ts";
import { needsConfirmation } from "../../../shared/reasoning/registry.ts";
import type { RuleInfo } from "../../../shared/reasoning/rule.ts";
import { formatDate } from "../../components/common/dates.ts";
import { Citations } from "../evaluation/picture/Basis.tsx";
import { certaintyWords, sourceWords, whoAndWhen } from "../evaluation/picture/words.ts";
import classes from "./Rules.module.css";
import { decisionWords } from "./ruleList.ts";

interface RuleEntryProps {
  readonly rule: RuleInfo;
  readonly setting: RuleSetting | undefined;
  /** About this rule, the oldest first. */
  readonly decisions: readonly RuleDecision[];
  /** Physicians decide; others read. */
  readonly mayDecide: boolean;
  onDecide(rule: RuleInfo, decision: RuleDecisionKind): void;
}

const noSetting: RuleSetting = {};

/** One rule: what it says, what it rests on, where it stands with the practice. */
export const RuleEntry = memo(function RuleEntry(props: RuleEntryProps) {
  const { rule, setting = noSetting, decisions, mayDecide, onDecide } = props;
  const settings = new Map([[rule.id, setting]]);
  const waits = awaitsConfirmation(rule, settings);
  const { confirmed, switchedOff } = setting;
  const act = (decision: RuleDecisionKind) => () => onDecide(rule, decision);
  const titleId = `rule-${rule.id}`;
  return (
    <li className={classes.rule} data-off={switchedOff !== undefined} aria-labelledby={titleId}>
      <div className={classes.what}>
        <h3 id={titleId} className={classes.title}>
          <span className={classes.id}>{rule.id}</span> {rule.title}
          {warnsOfEmergency(rule.id) && <span className={classes.emergency}>warns of an emergency</span>}
        </h3>
        <p className={classes.text}>{rule.text}</p>
        <details className={classes.details}>
          <summary>
            {sourceWords(rule)}, {rule.tag}, reviewed {formatDate(rule.reviewed)}
          </summary>
          <p className={classes.text}>{certaintyWords(rule, setting)}.</p>
          <Citations rule={rule} />
          {decisions.length > 0 && (
            <ul className={classes.history} aria-label={`Decisions about ${rule.id}`}>
              {decisions.map((made, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: decisions are only ever added
                <li key={index}>{decisionWords(made, formatDate)}</li>
              ))}
            </ul>
          )}
        </details>
      </div>
      <div className={classes.standing}>
        {waits && (
          <span className={classes.state} data-tone="warning">
            <IconAlertTriangle size={14} aria-hidden /> To be confirmed
          </span>
        )}
        {confirmed && (
          <span className={classes.state} data-tone="good">
            <IconCheck size={14} aria-hidden /> Confirmed by {whoAndWhen(confirmed)}
          </span>
        )}
        {switchedOff && (
          <span className={classes.state} data-tone="danger">
            <IconPlayerPause size={14} aria-hidden /> Switched off by {whoAndWhen(switchedOff)}:{" "}
            {switchedOff.reason}
          </span>
        )}
        {mayDecide && (
          <span className={classes.actions}>
            {needsConfirmation(rule) &&
              (confirmed ? (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="gray"
                  aria-label={`Withdraw the confirmation of ${rule.id}`}
                  onClick={act("withdrawn")}
                >
                  Withdraw
                </Button>
              ) : (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`Confirm ${rule.id}`}
                  onClick={act("confirmed")}
                >
                  Confirm
                </Button>
              ))}
            {switchedOff ? (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`Switch on ${rule.id}`}
                onClick={act("switchedOn")}
              >
                Switch on
              </Button>
            ) : (
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                aria-label={`Switch off ${rule.id}`}
                onClick={act("switchedOff")}
              >
                Switch off…
              </Button>
            )}
          </span>
        )}
      </div>
    </li>
  );
});
