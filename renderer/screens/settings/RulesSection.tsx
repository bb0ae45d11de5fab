import { Button, SegmentedControl, Text } from "@mantine/core";
import { useCallback, useDeferredValue, useMemo, useRef, useState } from "react";
import type { OperationOutput } from "../../../shared/contract.ts";
import {
  practiceRulesVersion,
  type RuleDecision,
  type RuleDecisionKind,
} from "../../../shared/reasoning/practiceRules.ts";
import { ruleSubjects } from "../../../shared/reasoning/registry.ts";
import type { RuleInfo } from "../../../shared/reasoning/rule.ts";
import { notifyError } from "../../app/notify.ts";
import { useShortcuts } from "../../app/shortcuts.ts";
import { EmptyState } from "../../components/common/EmptyState.tsx";
import { KeyHint } from "../../components/common/KeyHint.tsx";
import { ReadError } from "../../components/common/ReadError.tsx";
import { SearchField } from "../../components/common/SearchField.tsx";
import { usePracticeRules } from "../../state/practiceRules.ts";
import { useChange, useRead } from "../../state/queries.ts";
import { useAccount } from "../../state/session.ts";
import { switchedOffWords } from "../evaluation/picture/words.ts";
import { RuleEntry } from "./RuleEntry.tsx";
import classes from "./Rules.module.css";
import { countsOf, filterNames, type RuleFilter, ruleFilters, shownRules } from "./ruleList.ts";
import { SwitchOffDialog } from "./SwitchOffDialog.tsx";

/** The rules of the clinical picture and where each stands with the practice. */
export function RulesSection() {
  const read = useRead("rules.read", {});
  return (
    <section aria-label="Rules" className={classes.section}>
      <ReadError of={read} />
      {read.data && <Rules decisions={read.data.decisions} />}
    </section>
  );
}

const noDecisions: readonly RuleDecision[] = [];

function Rules({ decisions }: Pick<OperationOutput<"rules.read">, "decisions">) {
  const { role } = useAccount();
  const settings = usePracticeRules();
  const decide = useChange("rules.decide", ["rules.read"]);
  const [filter, setFilter] = useState<RuleFilter>("all");
  const [typed, setTyped] = useState("");
  const [toSwitchOff, setToSwitchOff] = useState<RuleInfo>();
  const search = useRef<HTMLInputElement>(null);
  const searched = useDeferredValue(typed);
  const shown = useMemo(
    () => shownRules(ruleSubjects, settings, filter, searched),
    [settings, filter, searched],
  );
  const counts = useMemo(() => countsOf(ruleSubjects, settings), [settings]);
  const byRule = useMemo(() => Map.groupBy(decisions, ({ ruleId }) => ruleId), [decisions]);
  const { mutate } = decide;
  const onDecide = useCallback(
    (rule: RuleInfo, decision: RuleDecisionKind) => {
      if (decision === "switchedOff") setToSwitchOff(rule);
      else {
        mutate({ ruleId: rule.id, decision }, { onSuccess: () => focusEntry(rule.id), onError: notifyError });
      }
    },
    [mutate],
  );
  useShortcuts([
    { keys: "/", label: "Search the rules", scope: "Settings", run: () => search.current?.focus() },
  ]);
  const off = switchedOffWords(settings);

  return (
    <>
      <div className={classes.head}>
        <KeyHint label="Search the rules" keys="/">
          <SearchField
            ref={search}
            className={classes.search}
            label="Search the rules"
            placeholder="Search: id, words, source"
            value={typed}
            onChange={setTyped}
          />
        </KeyHint>
        <SegmentedControl
          aria-label="Which rules"
          data={ruleFilters.map((value) => ({ value, label: `${filterNames[value]} (${counts[value]})` }))}
          value={filter}
          onChange={(value) => setFilter(value as RuleFilter)}
        />
      </div>
      <Text size="sm" c="dimmed">
        Version {practiceRulesVersion(settings)}. It stands on each letter.{" "}
        {role === "physician"
          ? "What is general knowledge or a choice of this app waits for a physician of the practice to confirm it."
          : "Physicians confirm the rules and switch them off."}
      </Text>
      {off && (
        <p className={classes.off} role="status">
          {off}
        </p>
      )}
      {shown.length === 0 ? (
        <EmptyState
          title={emptyWords(filter, searched)}
          actions={
            <Button
              variant="default"
              onClick={() => {
                setTyped("");
                setFilter("all");
                search.current?.focus();
              }}
            >
              Show all rules
            </Button>
          }
        />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is scrolled by keyboard
        <section className={classes.scroller} tabIndex={0} aria-label="List of rules">
          {shown.map((subject) => (
            <section key={subject.id} aria-labelledby={`subject-${subject.id}`}>
              <h2 id={`subject-${subject.id}`} className={classes.subject}>
                {subject.label} <span className={classes.count}>{subject.rules.length}</span>
              </h2>
              <ul className={classes.list}>
                {subject.rules.map((rule) => (
                  <RuleEntry
                    key={rule.id}
                    rule={rule}
                    setting={settings.get(rule.id)}
                    decisions={byRule.get(rule.id) ?? noDecisions}
                    mayDecide={role === "physician"}
                    onDecide={onDecide}
                  />
                ))}
              </ul>
            </section>
          ))}
        </section>
      )}
      {toSwitchOff && (
        <SwitchOffDialog key={toSwitchOff.id} rule={toSwitchOff} onClose={() => setToSwitchOff(undefined)} />
      )}
    </>
  );
}

function emptyWords(filter: RuleFilter, typed: string): string {
  if (typed.trim() !== "") return "No rule has these words.";
  return filter === "off" ? "No rule is switched off." : "No rule waits to be confirmed.";
}

/** The button that was pressed is another one now, or gone with its row: the focus stays near. */
function focusEntry(ruleId: string): void {
  requestAnimationFrame(() => {
    const entry = document.getElementById(`rule-${ruleId}`)?.closest("li");
    const next =
      entry?.querySelector<HTMLElement>("button") ??
      document.querySelector<HTMLElement>("[aria-label='List of rules']");
    next?.focus();
  });
}
