import { Title, UnstyledButton } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowRight,
  IconCircleCheck,
  IconCircleDashed,
  IconHandStop,
} from "@tabler/icons-react";
import type { ReadinessEntry } from "../../../shared/contract.ts";
import classes from "./Letter.module.css";

interface ReadyToSignProps {
  readonly entries: readonly ReadinessEntry[];
  onGoToItem(itemId: string): void;
}

const kinds = [
  { kind: "blocker", title: "Must be done before signing", Icon: IconHandStop },
  { kind: "contradiction", title: "Does not fit together", Icon: IconAlertTriangle },
  { kind: "missing", title: "Not answered yet", Icon: IconCircleDashed },
] as const;

/** What stands between the evaluation and a signed letter; each line leads to where it is mended. */
export function ReadyToSign({ entries, onGoToItem }: ReadyToSignProps) {
  return (
    <section aria-labelledby="ready-to-sign" className={classes.readiness}>
      <Title order={2} id="ready-to-sign">
        Ready to sign
      </Title>
      {entries.length === 0 && (
        <p className={classes.ready}>
          <IconCircleCheck size={18} aria-hidden />
          Nothing is missing and nothing contradicts itself.
        </p>
      )}
      {kinds.map(({ kind, title, Icon }) => {
        const ofKind = entries.filter((entry) => entry.kind === kind);
        if (ofKind.length === 0) return null;
        return (
          <div key={kind}>
            <h3 className={classes.kindTitle} data-kind={kind}>
              <Icon size={16} aria-hidden />
              {title} <span className="tabular">({ofKind.length})</span>
            </h3>
            <ul className={classes.entries}>
              {ofKind.map((entry) => (
                <li key={`${entry.itemId ?? ""}${entry.message}`}>
                  <EntryLine entry={entry} onGoToItem={onGoToItem} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

interface EntryLineProps {
  readonly entry: ReadinessEntry;
  onGoToItem(itemId: string): void;
}

function EntryLine({ entry, onGoToItem }: EntryLineProps) {
  const { itemId, message } = entry;
  if (itemId === undefined) return <span className={classes.entry}>{message}</span>;
  return (
    <UnstyledButton className={classes.entry} onClick={() => onGoToItem(itemId)}>
      <span>{message}</span>
      <IconArrowRight size={14} aria-hidden />
    </UnstyledButton>
  );
}
