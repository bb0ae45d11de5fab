import { IconChevronLeft, IconChevronRight, IconKeyboard } from "@tabler/icons-react";
import { type KeyboardEvent, memo, type RefObject } from "react";
import { isTextField } from "../../app/shortcuts.ts";
import { applyFill, FillBar } from "../../components/items/FillBar.tsx";
import { ItemRow } from "../../components/items/ItemRow.tsx";
import itemClasses from "../../components/items/items.module.css";
import { fillList } from "../../components/items/normal.ts";
import { PairTable } from "../../components/items/PairTable.tsx";
import { useOpenedEvaluation, useReadOnly, useStructure } from "../../state/evaluation/context.ts";
import type { GroupProgress } from "../../state/evaluation/structure.ts";
import { useFastKeys, useFastKeysSwitch } from "../../state/fastKeys.ts";
import { EarlierBar } from "./EarlierBar.tsx";
import classes from "./Evaluation.module.css";
import { Trends } from "./Trends.tsx";

interface GroupPanelProps {
  readonly progress: GroupProgress;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly previous: string | undefined;
  readonly next: string | undefined;
  readonly onStep: (step: 1 | -1) => void;
}

/** One group of a part: the only one that is in the page. */
export function GroupPanel({ progress, heading, previous, next, onStep }: GroupPanelProps) {
  const { group, items } = progress;
  const evaluation = useOpenedEvaluation();
  const readOnly = useReadOnly();
  const fill = () => fillList(items, evaluation.store.getState().evaluation.answers);
  const isFillable = group.fillLabel !== undefined && !readOnly;

  // Before the fields hear it: "N" alone chooses “No” in one of them.
  const onKeyDownCapture = (event: KeyboardEvent<HTMLElement>) => {
    if (!isFillable || event.key !== "N" || !event.shiftKey || isTextField(event.target)) return;
    if (!event.currentTarget.contains(event.target as Node)) return;
    event.preventDefault();
    event.stopPropagation();
    applyFill(evaluation, fill());
  };

  return (
    <section aria-labelledby="group-heading" onKeyDownCapture={onKeyDownCapture}>
      <div className={classes.groupHead}>
        <h2 id="group-heading" ref={heading} tabIndex={-1} className={classes.groupTitle}>
          {group.label}
        </h2>
        <GroupShare progress={progress} />
      </div>
      <EarlierBar group={group} />
      <Trends groupId={group.id} />
      {group.fillLabel !== undefined && (
        <FillBar
          itemIds={items.map((item) => item.id)}
          actions={[{ label: group.fillLabel, fill, keys: "Shift+N" }]}
        />
      )}
      <div className={classes.items}>
        <Items key={group.id} progress={progress} ids={items.map((item) => item.id).join(" ")} />
      </div>
      <div className={classes.groupFoot}>
        {previous === undefined ? (
          <span />
        ) : (
          <button
            type="button"
            className={itemClasses.quietButton}
            title="Alt+ArrowUp"
            onClick={() => onStep(-1)}
          >
            <IconChevronLeft size={14} aria-hidden />
            {previous}
          </button>
        )}
        <FastKeysSwitch />
        {next !== undefined && (
          <button
            type="button"
            data-leave
            className={itemClasses.quietButton}
            title="Alt+ArrowDown"
            onClick={() => onStep(1)}
          >
            {next}
            <IconChevronRight size={14} aria-hidden />
          </button>
        )}
      </div>
    </section>
  );
}

/** Says whether the focus goes on by itself, and lets it. */
function FastKeysSwitch() {
  const on = useFastKeys();
  const toggle = useFastKeysSwitch();
  if (useReadOnly()) return null;
  return (
    <button
      type="button"
      className={itemClasses.quietButton}
      aria-pressed={on}
      title="Alt+G. The underlined letter of a choice answers, and the focus goes on to the next field by itself"
      onClick={toggle}
    >
      <IconKeyboard size={14} aria-hidden />
      Fast keys
    </button>
  );
}

function GroupShare({ progress }: { readonly progress: GroupProgress }) {
  if (progress.required === 0) return <span className={classes.quiet}>Optional</span>;
  const answered = progress.required - progress.missing.length;
  return (
    <span className={classes.quiet}>
      {answered} of {progress.required} required answered
    </span>
  );
}

interface ItemsProps {
  readonly progress: GroupProgress;
  /** Which items are asked; the counts beside them change without drawing the items again. */
  readonly ids: string;
}

const Items = memo(
  function Items({ progress }: ItemsProps) {
    const required = useStructure().required;
    const { group, items } = progress;
    if (group.layout === "grid") return <PairTable label={group.label} items={items} required={required} />;
    return items.map((item) => <ItemRow key={item.id} item={item} required={required.has(item.id)} />);
  },
  (before, after) => before.progress.group === after.progress.group && before.ids === after.ids,
);
