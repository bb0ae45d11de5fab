import { IconLock } from "@tabler/icons-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { focusedItem } from "../../components/items/focus.ts";
import { useEvaluationState, useOpenedEvaluation, useStructure } from "../../state/evaluation/context.ts";
import { nextMissing, placeOf } from "../../state/evaluation/structure.ts";
import { useFastKeys } from "../../state/fastKeys.ts";
import { type Place, useNavigation } from "../../state/navigation.ts";
import classes from "./Evaluation.module.css";
import { FindItemDialog } from "./FindItemDialog.tsx";
import { GroupPanel } from "./GroupPanel.tsx";
import { HiddenAnswers } from "./HiddenAnswers.tsx";
import { LetterView } from "./LetterView.tsx";
import { PartList } from "./PartList.tsx";
import { PatientHeader } from "./PatientHeader.tsx";
import { ClinicalPicture } from "./picture/ClinicalPicture.tsx";
import { usePanel } from "./picture/panelState.ts";
import { useGroupPlaces, type View } from "./places.ts";
import { ReferralView } from "./ReferralView.tsx";
import { useEvaluationShortcuts } from "./useEvaluationShortcuts.ts";
import { type FocusTarget, useGroupFocus } from "./useGroupFocus.ts";

/** Header, the way through the parts, and one group at a time. */
export function Workplace({ view }: { readonly view: View }) {
  const evaluation = useOpenedEvaluation();
  const { evaluationId } = evaluation;
  const { place, go } = useNavigation();
  const structure = useStructure();
  const groups = useGroupPlaces((places) => places.groups);
  const remember = useGroupPlaces((places) => places.remember);
  const heading = useRef<HTMLHeadingElement>(null);
  const [finding, setFinding] = useState(false);
  // The picture stands beside what is asked of the patient and decided, not beside the referral or the letter.
  const hasPicture = view !== "referral" && view !== "letter";
  const panel = usePanel();
  const showsPicture = hasPicture && panel.open;

  const part = structure.parts.find((candidate) => candidate.partId === view);
  const remembered = groups[`${evaluationId}/${view}`];
  const position = Math.max(0, part?.groups.findIndex(({ group }) => group.id === remembered) ?? 0);
  const progress = part?.groups[position];

  // A jump to an item first turns to its group. Each jump is a new place, so that the same item can be jumped to again.
  const target = useMemo(() => targetOf(place), [place]);
  useEffect(() => {
    if (target?.kind !== "item") return;
    const itemPlace = placeOf(target.itemId);
    if (itemPlace !== undefined) remember(evaluationId, itemPlace.partId, itemPlace.groupId);
  }, [target, evaluationId, remember]);
  const [stepTarget, setStepTarget] = useState<FocusTarget>();
  useGroupFocus(target, heading, progress?.group.id);
  useGroupFocus(stepTarget, heading, progress?.group.id);

  // Leaving a view hands over what was typed last.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each view is left in its turn
  useEffect(
    () => () => {
      evaluation.settle();
      void evaluation.autosave.flush();
    },
    [evaluation, view],
  );

  const goToItem = useCallback(
    (itemId: string) => {
      const itemPlace = placeOf(itemId);
      if (itemPlace !== undefined) go({ screen: "evaluation", evaluationId, view: itemPlace.partId, itemId });
    },
    [go, evaluationId],
  );
  const closeFinder = useCallback(() => setFinding(false), []);
  const goToFound = useCallback(
    (itemId: string) => {
      setFinding(false);
      goToItem(itemId);
    },
    [goToItem],
  );
  const goToView = useCallback(
    (next: View) => go({ screen: "evaluation", evaluationId, view: next }),
    [go, evaluationId],
  );
  const showGroup = (groupId: string) => {
    if (part === undefined) return;
    evaluation.settle();
    void evaluation.autosave.flush();
    remember(evaluationId, part.partId, groupId);
    setStepTarget({ kind: "heading" });
  };
  /** Going on by key from a group confirms what was filled there and seen. */
  const confirmGroup = () => evaluation.confirm(progress?.items.map((item) => item.id) ?? []);
  const fast = useFastKeys();
  const step = (by: 1 | -1) => {
    const next = part?.groups[position + by];
    if (next === undefined || progress === undefined) return;
    confirmGroup();
    showGroup(next.group.id);
    // Who answers with one key each means to go on answering.
    const first = next.items.find(({ kind }) => kind !== "computed");
    if (fast && first !== undefined) setStepTarget({ kind: "item", itemId: first.id });
  };
  const focusChanged = useCallback(
    (itemIds: readonly string[]) => {
      const [itemId] = itemIds;
      if (itemId !== undefined) goToItem(itemId);
    },
    [goToItem],
  );

  useEvaluationShortcuts({
    goToView,
    nextMissing: () => {
      const itemId = nextMissing(evaluation.structure(), focusedItem(), progress?.items[0]?.id);
      if (itemId === undefined) return;
      if (placeOf(itemId)?.groupId !== progress?.group.id) confirmGroup();
      goToItem(itemId);
    },
    step,
    find: useCallback(() => setFinding(true), []),
    undo: useCallback(() => focusChanged(evaluation.undo()), [evaluation, focusChanged]),
    redo: useCallback(() => focusChanged(evaluation.redo()), [evaluation, focusChanged]),
  });

  return (
    <div className={classes.screen} data-picture={showsPicture && !panel.overlays}>
      <PatientHeader hasPicture={hasPicture} />
      <PartList view={view} groupId={progress?.group.id} onView={goToView} onGroup={showGroup} />
      <main className={classes.work} aria-label={part?.label ?? "Letter"}>
        <SignedNotice />
        {view !== "letter" && <HiddenAnswers />}
        {view === "referral" ? (
          <ReferralView heading={heading} />
        ) : view === "letter" ? (
          <LetterView onGoToItem={goToItem} />
        ) : (
          progress && (
            <GroupPanel
              progress={progress}
              heading={heading}
              previous={part?.groups[position - 1]?.group.label}
              next={part?.groups[position + 1]?.group.label}
              onStep={step}
            />
          )
        )}
        <div data-floating />
      </main>
      {showsPicture && <ClinicalPicture forPlan={view === "plan"} />}
      <FindItemDialog opened={finding} onClose={closeFinder} onFound={goToFound} />
    </div>
  );
}

function targetOf(place: Place): FocusTarget {
  const itemId = place.screen === "evaluation" ? place.itemId : undefined;
  return itemId === undefined ? { kind: "heading" } : { kind: "item", itemId };
}

function SignedNotice() {
  const signed = useEvaluationState((state) => state.signedLetterId !== undefined);
  if (!signed) return null;
  return (
    <div className={classes.signed} role="note">
      <IconLock size={16} aria-hidden />
      The letter is signed: this evaluation can be read and no longer changed.
    </div>
  );
}
