import { replaceEqualDeep } from "@tanstack/react-query";
import { startTransition, useEffect, useState } from "react";
import type { Evaluation } from "../../../../shared/evaluation/evaluation.ts";
import { contextOf } from "../../../../shared/reasoning/context.ts";
import {
  type Picture,
  type PictureOptions,
  pictureOf,
  pictureSteps,
} from "../../../../shared/reasoning/picture.ts";
import { redFlagsOf } from "../../../../shared/reasoning/redFlags/redFlags.ts";
import { urgencyInputs } from "../../../../shared/reasoning/redFlags/urgency.ts";
import { useOpenedEvaluation } from "../../../state/evaluation/context.ts";
import type { OpenedEvaluation } from "../../../state/evaluation/evaluationStore.ts";
import { usePictureOptions } from "../../../state/practiceRules.ts";

/** How long after the last key of a text the picture is worked out again, in milliseconds. */
const pauseInTyping = 350;

interface WorkedOut {
  readonly evaluation: Evaluation;
  readonly options: PictureOptions;
  readonly picture: Picture;
}

/** The last picture of each evaluation, so that header and panel share what was worked out once. */
const pictures = new WeakMap<OpenedEvaluation, WorkedOut>();

/** The picture of the answers as they are, if it was worked out already. */
function knownPicture(opened: OpenedEvaluation, options: PictureOptions): Picture | undefined {
  const last = pictures.get(opened);
  const { evaluation } = opened.store.getState();
  return last?.evaluation === evaluation && last.options === options ? last.picture : undefined;
}

/** Whatever says the same as before is the same object, so that only lines that changed are drawn again. */
function remember(
  opened: OpenedEvaluation,
  evaluation: Evaluation,
  options: PictureOptions,
  fresh: Picture,
): Picture {
  const last = pictures.get(opened);
  const picture = last === undefined ? fresh : replaceEqualDeep<Picture>(last.picture, fresh);
  pictures.set(opened, { evaluation, options, picture });
  return picture;
}

export function pictureFor(opened: OpenedEvaluation, options: PictureOptions): Picture {
  const { evaluation } = opened.store.getState();
  return (
    knownPicture(opened, options) ?? remember(opened, evaluation, options, pictureOf(evaluation, options))
  );
}

/** Pictures that are being worked out. */
const underWay = new WeakMap<OpenedEvaluation, Omit<WorkedOut, "picture"> & { readonly steps: Steps }>();
type Steps = ReturnType<typeof pictureSteps>;

/** Goes one step on, whoever began; the picture once it is whole. */
function oneStep(opened: OpenedEvaluation, options: PictureOptions): Picture | undefined {
  const known = knownPicture(opened, options);
  if (known !== undefined) return known;
  const { evaluation } = opened.store.getState();
  let work = underWay.get(opened);
  if (work === undefined || work.evaluation !== evaluation || work.options !== options) {
    work = { evaluation, options, steps: pictureSteps(evaluation, options) };
    underWay.set(opened, work);
  }
  const { done, value } = work.steps.next();
  if (!done) return undefined;
  underWay.delete(opened);
  return remember(opened, evaluation, options, value);
}

/**
 * The clinical picture of the open evaluation, by the practice's rules. An answer that makes or ends an emergency shows it in
 * the same frame as itself. Any other choice has its effect some frames later, worked out step by step so that the next key
 * never waits for it; while a text is being typed nothing is worked out.
 */
export function usePicture(): Picture {
  const opened = useOpenedEvaluation();
  const options = usePictureOptions(opened.evaluationId);
  const [picture, setPicture] = useState(() => pictureFor(opened, options));
  useEffect(() => {
    let frame = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shown = pictureFor(opened, options);
    const stop = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
    const show = (next: Picture) => {
      shown = next;
      startTransition(() => setPicture(next));
    };
    const workOut = () => {
      const next = oneStep(opened, options);
      if (next === undefined) timer = setTimeout(workOut, 0);
      else show(next);
    };
    const plan = (mayBeEmergency: boolean) => {
      stop();
      if (mayBeEmergency && emergenciesIn(shown) !== emergenciesNow(opened, options)) {
        shown = pictureFor(opened, options);
        setPicture(shown);
      } else if (isTypingText()) timer = setTimeout(workOut, pauseInTyping);
      else {
        frame = requestAnimationFrame(() => {
          timer = setTimeout(workOut, 0);
        });
      }
    };
    show(shown);
    const leave = opened.store.subscribe((state, before) => {
      if (state.evaluation === before.evaluation) return;
      plan(bearsOnUrgency(state.evaluation, before.evaluation));
    });
    return () => {
      leave();
      stop();
    };
  }, [opened, options]);
  return picture;
}

function bearsOnUrgency(evaluation: Evaluation, before: Evaluation): boolean {
  return urgencyInputs.some((itemId) => evaluation.answers[itemId] !== before.answers[itemId]);
}

function emergenciesIn({ redFlags }: Pick<Picture, "redFlags">): string {
  return redFlags.flags
    .filter(({ level }) => level === "E")
    .map(({ ruleId }) => ruleId)
    .join(" ");
}

/** Of the last answers that were asked about: header and panel ask the same. */
let lastAsked: (Omit<WorkedOut, "picture"> & { readonly emergencies: string }) | undefined;

/** Worked out from the red flags alone, which takes a tenth of the whole picture. */
function emergenciesNow(opened: OpenedEvaluation, options: PictureOptions): string {
  const { evaluation } = opened.store.getState();
  if (lastAsked?.evaluation !== evaluation || lastAsked.options !== options) {
    const redFlags = redFlagsOf(contextOf(evaluation, options.switchedOff));
    lastAsked = { evaluation, options, emergencies: emergenciesIn({ redFlags }) };
  }
  return lastAsked.emergencies;
}

function isTypingText(): boolean {
  const focused = document.activeElement;
  return (
    focused instanceof HTMLTextAreaElement ||
    (focused instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(focused.type))
  );
}
