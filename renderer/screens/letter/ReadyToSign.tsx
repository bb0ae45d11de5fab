import { Title, UnstyledButton } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowRight,
  IconCircleCheck,
  IconCircleDashed,
  IconHandStop,
  IconQuestionMark,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { checklist, findItem, partOf } from "../../../shared/checklist/index.ts";
import type { ReadinessEntry } from "../../../shared/contract.ts";
import { isObstacle } from "../../../shared/evaluation/readiness.ts";
import classes from "./Letter.module.css";
import { type Destination, destinationOf } from "./readinessPlaces.ts";

interface ReadyToSignProps {
  readonly entries: readonly ReadinessEntry[];
  onGo(destination: Destination): void;
}

/** What stands between the evaluation and a signed letter; each line leads to where it is mended. */
export function ReadyToSign({ entries, onGo }: ReadyToSignProps) {
  const toMend = entries.filter(isToMend);
  const unwaivable = entries.filter((entry) => entry.cannotBeWaived === true);
  const missing = entries.filter((entry) => entry.kind === "missing");
  const questions = entries.filter((entry) => entry.kind === "question");
  return (
    <section aria-labelledby="ready-to-sign">
      <Title order={2} id="ready-to-sign">
        Ready to sign
      </Title>
      {!entries.some(isObstacle) && (
        <p className={classes.ready}>
          <IconCircleCheck size={18} aria-hidden />
          Nothing is missing and nothing contradicts itself.
        </p>
      )}
      <Kind
        kind="contradiction"
        title="To be mended"
        icon={<IconAlertTriangle size={16} aria-hidden />}
        count={toMend.length}
      >
        <Entries entries={toMend} onGo={onGo} />
      </Kind>
      <Kind
        kind="blocker"
        title="To be answered, cannot be waived"
        icon={<IconHandStop size={16} aria-hidden />}
        count={unwaivable.length}
      >
        <Entries entries={unwaivable.map(inShort)} onGo={onGo} />
      </Kind>
      <Kind
        kind="missing"
        title="To be answered or waived"
        icon={<IconCircleDashed size={16} aria-hidden />}
        count={missing.length}
      >
        {missingByPart(missing).map(({ label, entries: ofPart }) => (
          <div key={label}>
            <h4 className={classes.partTitle}>{label}</h4>
            <Entries entries={ofPart} onGo={onGo} />
          </div>
        ))}
      </Kind>
      <Kind
        kind="question"
        title="Is this so?"
        icon={<IconQuestionMark size={16} aria-hidden />}
        count={questions.length}
      >
        <Entries entries={questions} onGo={onGo} />
      </Kind>
    </section>
  );
}

/** Wrong or contradictory: an answer alone does not do. */
export function isToMend(entry: ReadinessEntry): boolean {
  return entry.kind === "contradiction" || (entry.kind === "blocker" && entry.cannotBeWaived !== true);
}

/** The heading says already that it cannot be waived. */
function inShort(entry: ReadinessEntry): ReadinessEntry {
  return { ...entry, message: entry.message.replace(/ is not answered and cannot be waived\.$/, "") };
}

/** In the order of the evaluation; under its part's heading an unanswered item needs no more words than its label. */
export function missingByPart(
  missing: readonly ReadinessEntry[],
): readonly { readonly label: string; readonly entries: readonly ReadinessEntry[] }[] {
  return checklist.parts
    .map((part) => ({
      label: part.label,
      entries: missing
        .filter((entry) => entry.itemId !== undefined && partOf(entry.itemId) === part.id)
        .map((entry) => ({ ...entry, message: findItem(entry.itemId ?? "")?.label ?? entry.message })),
    }))
    .filter((part) => part.entries.length > 0);
}

interface KindProps {
  readonly kind: ReadinessEntry["kind"];
  readonly title: string;
  readonly icon: ReactNode;
  readonly count: number;
  readonly children: ReactNode;
}

function Kind({ kind, title, icon, count, children }: KindProps) {
  if (count === 0) return null;
  return (
    <div>
      <h3 className={classes.kindTitle} data-kind={kind}>
        {icon}
        {title} <span className="tabular">({count})</span>
      </h3>
      {children}
    </div>
  );
}

function Entries({ entries, onGo }: ReadyToSignProps) {
  return (
    <ul className={classes.entries}>
      {entries.map((entry) => (
        <li key={`${entry.itemId ?? ""}${entry.passageKey ?? ""}${entry.message}`}>
          <EntryLine entry={entry} onGo={onGo} />
        </li>
      ))}
    </ul>
  );
}

interface EntryLineProps {
  readonly entry: ReadinessEntry;
  onGo(destination: Destination): void;
}

function EntryLine({ entry, onGo }: EntryLineProps) {
  const destination = destinationOf(entry);
  if (destination === undefined) return <span className={classes.entry}>{entry.message}</span>;
  return (
    <UnstyledButton className={classes.entry} onClick={() => onGo(destination)}>
      <span>{entry.message}</span>
      <IconArrowRight size={14} aria-hidden />
    </UnstyledButton>
  );
}
