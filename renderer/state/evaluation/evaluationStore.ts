import { createStore, type StoreApi } from "zustand/vanilla";
import type { OpenEvaluation } from "../../../shared/contract.ts";
import { confirmed, isCarried } from "../../../shared/evaluation/carryForward.ts";
import { isAnswered } from "../../../shared/evaluation/completeness.ts";
import type { Answer, Evaluation } from "../../../shared/evaluation/evaluation.ts";
import { isFilled, lookedAt } from "../../../shared/evaluation/filled.ts";
import { checkCrossRules } from "../../../shared/evaluation/validate.ts";
import { type AnswerChange, type Autosave, type AutosaveOptions, createAutosave } from "./autosave.ts";
import { forStore, problemOf } from "./savable.ts";
import { decidingItems, type Structure, structureOf } from "./structure.ts";
import { createUndoHistory, type UndoChange } from "./undo.ts";

/** What somebody typed that is no answer yet ("12" on the way to "120"), by the path of its field. */
export interface Draft {
  readonly text: string;
  /** Why it is not one, completing "<label> ...". */
  readonly message: string;
}

export interface EvaluationState {
  readonly evaluation: Evaluation;
  /** Set once the letter is signed: nothing can be changed any more. */
  readonly signedLetterId: string | undefined;
  readonly drafts: Readonly<Record<string, Draft>>;
  /** Why an item's answer is not saved as it stands. */
  readonly unsaved: Readonly<Record<string, string>>;
  /** Contradictions between answers, by the items that take part in them. */
  readonly contradictions: Readonly<Record<string, string>>;
  /** Goes up when what is asked, required or missing may have changed. */
  readonly structure: number;
}

/** "typing" comes key by key and is worked in at leisure; a "choice" shows its consequences at once. */
export type ChangeManner = "choice" | "typing";

/** One evaluation that is open in this window, with what of it waits to be saved. */
export interface OpenedEvaluation {
  readonly evaluationId: string;
  readonly store: StoreApi<EvaluationState>;
  readonly autosave: Autosave;
  answer(itemId: string): Answer | undefined;
  /** Called when the item's answer, or what is typed below it, changed; hundreds of fields do not listen to each other. */
  subscribe(itemId: string, listener: () => void): () => void;
  setAnswer(itemId: string, answer: Answer | null, manner?: ChangeManner, mergeKey?: string): void;
  /** Several items in one step of undo. */
  setAnswers(changes: readonly AnswerChange[]): void;
  setDraft(path: string, draft: Draft | undefined): void;
  /** Forgets what was typed below an item and is no answer. */
  clearDrafts(itemId: string): void;
  /**
   * Somebody looked at what was filled with normal: at an item, or at one side or row of it. It is stored like an answer, but is
   * no step of undo: that takes back the filling.
   */
  confirm(itemIds: readonly string[], place?: string): void;
  /** Takes answers that were carried from an earlier visit as answers of today; one step of undo. */
  confirmCarried(itemIds: readonly string[]): void;
  undo(): readonly string[];
  redo(): readonly string[];
  /** The field was left: typing begins a new step of undo, and contradictions are looked for. */
  settle(): void;
  structure(): Structure;
  /** The referral was edited: who, by whom and when. */
  setHeader(header: Omit<Evaluation, "answers" | "followUpOf">): void;
  /** Takes in what the store holds now; answers that wait to be saved win. */
  refresh(opened: OpenEvaluation): void;
  dispose(): void;
}

/** How long after the last key the counts and contradictions are worked out again, in milliseconds. */
const leisure = 600;

export function createOpenedEvaluation(
  opened: OpenEvaluation,
  saving: Pick<AutosaveOptions, "save" | "report">,
): OpenedEvaluation {
  const store = createStore<EvaluationState>()(() => ({
    evaluation: evaluationOf(opened),
    signedLetterId: opened.signedLetterId,
    drafts: {},
    unsaved: {},
    contradictions: contradictionsOf(evaluationOf(opened)),
    structure: 0,
  }));
  const history = createUndoHistory();
  const listeners = new Map<string, Set<() => void>>();
  store.subscribe((state, before) => {
    const answers = state.evaluation.answers;
    const drafted = state.drafts !== before.drafts;
    for (const [itemId, own] of listeners) {
      if (!drafted && answers[itemId] === before.evaluation.answers[itemId]) continue;
      for (const listener of own) listener();
    }
  });
  let leisureTimer: ReturnType<typeof setTimeout> | undefined;
  let cached: { readonly at: number; readonly of: Evaluation; readonly value: Structure } | undefined;

  const setUnsaved = (itemId: string, message: string | undefined) => {
    const { unsaved } = store.getState();
    if (unsaved[itemId] === message) return;
    store.setState({ unsaved: withKey(unsaved, itemId, message) });
  };

  const autosave = createAutosave({
    ...saving,
    refused: setUnsaved,
    accepted: (itemId) => setUnsaved(itemId, undefined),
  });

  /** A mark changes what an answer is worth, and no value: nothing has to be worked out again. */
  function apply(changes: readonly AnswerChange[], manner: ChangeManner | "mark"): void {
    const { evaluation, structure } = store.getState();
    const answers: Record<string, Answer> = { ...evaluation.answers };
    let decides = false;
    for (const { itemId, answer } of changes) {
      const before = answers[itemId];
      if (answer === null) delete answers[itemId];
      else answers[itemId] = answer;
      decides ||= decidingItems.has(itemId) || isSet(before) !== isSet(answer ?? undefined);
    }
    const next: Evaluation = { ...evaluation, answers };
    const atOnce = manner === "choice";
    store.setState({
      evaluation: next,
      structure: decides && atOnce ? structure + 1 : structure,
      ...(atOnce ? { contradictions: contradictionsOf(next) } : {}),
    });
    if (manner === "typing") atLeisure();
    const savable: AnswerChange[] = [];
    for (const change of changes) {
      const problem = problemOf(change, next);
      setUnsaved(change.itemId, problem);
      if (problem === undefined) savable.push({ ...change, answer: forStore(change.answer) });
      else autosave.withdraw(change.itemId);
    }
    if (savable.length > 0) autosave.queue(savable);
  }

  function atLeisure(): void {
    if (leisureTimer !== undefined) clearTimeout(leisureTimer);
    leisureTimer = setTimeout(workOut, leisure);
  }

  function workOut(): void {
    if (leisureTimer !== undefined) clearTimeout(leisureTimer);
    leisureTimer = undefined;
    const { evaluation, structure, contradictions } = store.getState();
    const found = contradictionsOf(evaluation);
    store.setState({
      structure: structure + 1,
      contradictions: sameKeys(found, contradictions) ? contradictions : found,
    });
  }

  function replay(changes: readonly UndoChange[] | undefined, direction: "before" | "after") {
    if (changes === undefined || store.getState().signedLetterId !== undefined) return [];
    const itemIds = changes.map((change) => change.itemId);
    store.setState((state) => ({ drafts: withoutItems(state.drafts, itemIds) }));
    apply(
      changes.map((change) => ({ itemId: change.itemId, answer: change[direction] })),
      "choice",
    );
    return itemIds;
  }

  const opening: OpenedEvaluation = {
    evaluationId: opened.evaluationId,
    store,
    autosave,
    answer: (itemId) => store.getState().evaluation.answers[itemId],
    subscribe(itemId, listener) {
      const own = listeners.get(itemId) ?? new Set();
      listeners.set(itemId, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0 && listeners.get(itemId) === own) listeners.delete(itemId);
      };
    },
    setAnswer(itemId, answer, manner = "choice", mergeKey) {
      if (store.getState().signedLetterId !== undefined) return;
      history.record([{ itemId, before: opening.answer(itemId) ?? null, after: answer }], mergeKey);
      apply([{ itemId, answer }], manner);
    },
    setAnswers(changes) {
      if (changes.length === 0 || store.getState().signedLetterId !== undefined) return;
      history.record(
        changes.map(({ itemId, answer }) => ({
          itemId,
          before: opening.answer(itemId) ?? null,
          after: answer,
        })),
      );
      apply(changes, "choice");
    },
    setDraft(path, draft) {
      const { drafts } = store.getState();
      if (drafts[path]?.text === draft?.text && drafts[path]?.message === draft?.message) return;
      store.setState({ drafts: withKey(drafts, path, draft) });
    },
    clearDrafts(itemId) {
      store.setState((state) => ({ drafts: withoutItems(state.drafts, [itemId]) }));
    },
    confirm(itemIds, place) {
      if (store.getState().signedLetterId !== undefined) return;
      const changes = itemIds.flatMap((itemId) => {
        const answer = opening.answer(itemId);
        return answer !== undefined && isFilled(answer, place)
          ? [{ itemId, answer: lookedAt(answer, place) }]
          : [];
      });
      if (changes.length > 0) apply(changes, "mark");
    },
    confirmCarried(itemIds) {
      opening.setAnswers(
        itemIds.flatMap((itemId) => {
          const answer = opening.answer(itemId);
          return answer !== undefined && isCarried(answer) ? [{ itemId, answer: confirmed(answer) }] : [];
        }),
      );
    },
    undo: () => replay(history.undo(), "before"),
    redo: () => replay(history.redo(), "after"),
    settle() {
      history.seal();
      if (leisureTimer !== undefined) workOut();
    },
    structure() {
      const { structure: at, evaluation } = store.getState();
      if (cached?.at !== at) cached = { at, of: evaluation, value: structureOf(evaluation) };
      return cached.value;
    },
    setHeader(header) {
      const { evaluation, structure } = store.getState();
      const next = { ...evaluation, ...header };
      store.setState({ evaluation: next, structure: structure + 1 });
    },
    refresh(fresh) {
      const answers: Record<string, Answer> = { ...fresh.answers };
      const kept = store.getState();
      for (const [itemId, answer] of autosave.pending()) {
        if (answer === null) delete answers[itemId];
        else answers[itemId] = answer;
      }
      // What could not be stored as it stands lives only here: a fresh copy must not wipe it out.
      for (const itemId of Object.keys(kept.unsaved)) {
        const answer = kept.evaluation.answers[itemId];
        if (answer !== undefined) answers[itemId] = answer;
      }
      const evaluation = { ...evaluationOf(fresh), answers };
      store.setState({
        evaluation,
        signedLetterId: fresh.signedLetterId,
        contradictions: contradictionsOf(evaluation),
        structure: kept.structure + 1,
      });
    },
    dispose() {
      if (leisureTimer !== undefined) clearTimeout(leisureTimer);
      autosave.dispose();
    },
  };
  return opening;
}

function evaluationOf(opened: OpenEvaluation): Evaluation {
  const { patient, referrer, referral, visitDate, answers, followUpOf } = opened;
  return {
    patient,
    referrer,
    referral,
    visitDate,
    answers,
    ...(followUpOf === undefined ? {} : { followUpOf }),
  };
}

function isSet(answer: Answer | undefined): boolean {
  return isAnswered(answer) || answer?.waived !== undefined;
}

function contradictionsOf(evaluation: Evaluation): Readonly<Record<string, string>> {
  return Object.fromEntries(
    checkCrossRules(evaluation).map((problem) => [problem.itemId, problem.message] as const),
  );
}

function withKey<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
  value: Value | undefined,
): Readonly<Record<string, Value>> {
  const next = { ...record };
  if (value === undefined) delete next[key];
  else next[key] = value;
  return next;
}

function withoutItems<Value>(record: Readonly<Record<string, Value>>, itemIds: readonly string[]) {
  return Object.fromEntries(
    Object.entries(record).filter(([path]) => !itemIds.some((itemId) => isWithin(path, itemId))),
  );
}

/** Paths are "HX.MED/2/dose": below "HX.MED", not below "HX.ME". */
function isWithin(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}/`);
}

function sameKeys(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
