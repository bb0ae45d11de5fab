import { IconCheck, IconListTree } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState } from "react";
import { displayKeys } from "../../app/shortcuts.ts";
import itemClasses from "../../components/items/items.module.css";
import { useEvaluationState, useStructure } from "../../state/evaluation/context.ts";
import type { GroupProgress } from "../../state/evaluation/structure.ts";
import classes from "./Evaluation.module.css";
import { type View, views } from "./places.ts";

interface PartListProps {
  readonly view: View;
  readonly groupId: string | undefined;
  readonly onView: (view: View) => void;
  readonly onGroup: (groupId: string) => void;
}

/** The way through the evaluation: parts with their share done and, of the part in hand, its groups. */
export function PartList({ view, groupId, onView, onGroup }: PartListProps) {
  const structure = useStructure();
  const patient = useEvaluationState((state) => state.evaluation.patient);
  const [opened, setOpened] = useState(false);
  const listId = useId();
  const label = views.find((entry) => entry.view === view)?.label;
  const part = structure.parts.find((candidate) => candidate.partId === view);
  const group = part?.groups.find((candidate) => candidate.group.id === groupId)?.group.label;
  return (
    <nav
      className={classes.parts}
      aria-label="Parts of the evaluation"
      data-opened={opened}
      onKeyDown={(event) => {
        if (event.key === "Escape") setOpened(false);
      }}
    >
      {/* Where there is little room, large text or a small window, the list opens from one line, which says whose it is. */}
      <button
        type="button"
        className={classes.partsToggle}
        aria-expanded={opened}
        aria-controls={listId}
        onClick={() => setOpened(!opened)}
      >
        <IconListTree size={16} aria-hidden />
        <span className={classes.partsPatient}>
          {patient.familyName}, {patient.givenNames}
        </span>
        <span className={classes.partsPlace}>
          {[label, view === "referral" ? undefined : group].filter(Boolean).join(": ")}
        </span>
        {part !== undefined && part.missing.length > 0 && (
          <span className={`${classes.share} ${classes.missing}`}>{part.missing.length} missing</span>
        )}
      </button>
      <ul id={listId}>
        {views.map((entry) => {
          const progress = structure.parts.find((part) => part.partId === entry.view);
          const isCurrent = entry.view === view;
          return (
            <li
              key={entry.view}
              data-current={isCurrent && progress !== undefined && entry.view !== "referral"}
            >
              <button
                type="button"
                className={classes.part}
                aria-current={isCurrent ? "page" : undefined}
                title={displayKeys(entry.key)}
                onClick={() => {
                  setOpened(false);
                  onView(entry.view);
                }}
              >
                <span className={classes.quiet}>{entry.number ?? ""}</span>
                <span>{entry.label}</span>
                {progress && progress.required > 0 && (
                  <Share answered={progress.answered} required={progress.required} />
                )}
              </button>
              {isCurrent && progress && entry.view !== "referral" && (
                <ul className={classes.groups}>
                  {progress.groups.map((group) => (
                    <li key={group.group.id}>
                      <GroupButton
                        progress={group}
                        isCurrent={group.group.id === groupId}
                        onClick={() => {
                          setOpened(false);
                          onGroup(group.group.id);
                        }}
                      />
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function Share({ answered, required }: { readonly answered: number; readonly required: number }) {
  const missing = required - answered;
  return (
    <>
      <span className={classes.share}>
        {answered}/{required}
        {missing === 0 && (
          <span className={classes.done}>
            {" "}
            <IconCheck size={13} aria-label="complete" />
          </span>
        )}
      </span>
      {missing > 0 && <span className={`${classes.missingLine} ${classes.missing}`}>{missing} missing</span>}
    </>
  );
}

interface GroupButtonProps {
  readonly progress: GroupProgress;
  readonly isCurrent: boolean;
  readonly onClick: () => void;
}

function GroupButton({ progress, isCurrent, onClick }: GroupButtonProps) {
  const missing = progress.missing.length;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView({ block: "nearest" });
  }, [isCurrent]);
  return (
    <button
      ref={button}
      type="button"
      className={classes.group}
      aria-current={isCurrent ? "true" : undefined}
      onClick={onClick}
    >
      <span>{progress.group.label}</span>
      {missing > 0 && (
        <span className={`${classes.share} ${classes.missing}`}>
          {missing}
          <span className={itemClasses.hidden}> missing</span>
        </span>
      )}
    </button>
  );
}
